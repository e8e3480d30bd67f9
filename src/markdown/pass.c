#include "markdown/pass.h"

#include <string.h>

#include "markdown/dialect.h"
#include "markdown/html_tag.h"
#include "markdown/nesting.h"

void
pass_replace(struct pass *p, const char *at, const char *to)
{
	buf_add(p->out, p->from, (size_t)(at - p->from));
	p->from = to;
}

void
pass_placeholder(struct pass *p, const char *s, size_t n, int note,
    const struct buf *made, bool typed)
{
	bool wraps = made != NULL && made->len > 0;

	pass_replace(p, s, s + n);
	placeholder_add(&p->s->marks,
	    &(struct placeholder){
		.source = s,
		.len = n,
		.note = note,
		.wraps = wraps,
		.typed = typed,
	    },
	    p->out);
	if (wraps) {
		buf_add(p->out, made->data, made->len);
		placeholder_nothing(p->out);
	}
	/* lines keep their numbers, and no line is blank that was not */
	for (size_t i = 0; note == 0 && i < n; i++)
		if (s[i] == '\n') {
			buf_addc(p->out, '\n');
			placeholder_nothing(p->out);
		}
}

/* Is "[[label]]" a link of CommonMark in brackets, as "[label]:" is there? */
static bool
is_defined(struct pass *p, const char *s, const char *limit)
{
	const char *at = p->src, *shut = memchr(s, ']', (size_t)(limit - s));

	for (; !p->looked && (at = memchr(at, '[', (size_t)(p->end - at)));
	     at++) {
		const char *end = memchr(at, ']', (size_t)(p->end - at));

		if (end == NULL)
			break;
		if ((at == p->src || at[-1] == '\n') && end + 1 < p->end &&
		    end[1] == ':')
			(void)map_add(&p->defined, at + 1,
			    (size_t)(end - at) - 1);
		at = end;
	}
	p->looked = true;
	return shut != NULL &&
	       map_find(&p->defined, s, (size_t)(shut - s)) != NULL;
}

/* A note's call or the note itself, Obsidian's link; the bytes, or 0. */
static size_t
take_bracket(struct pass *p, const char *s, const char *line, const char *limit,
    struct buf *made)
{
	bool embed =
	    s > line && s[-1] == '!' && (s - 1 == line || s[-2] != '\\');
	int number;
	size_t n;

	n = footnotes_refer(&p->s->notes, s, (size_t)(limit - s), &number);
	if (n > 0) {
		pass_placeholder(p, s, n, number, NULL, false);
		return n;
	}
	n = dialect_wiki_link(s, limit, embed, made);
	if (n > 0 && is_defined(p, s + 2, limit))
		return 0;
	if (n > 0)
		pass_placeholder(p, s - embed, n + embed, 0, made, true);
	return n;
}

/* A mark that CommonMark does not know: its bytes, or 0. */
static size_t
take_mark(struct pass *p, const char *s, const char *line, const char *end,
    const char *limit)
{
	struct buf made = { 0 };
	size_t n = 0;

	if (*s == '^' && (n = dialect_note(s, limit)) > 0) {
		pass_placeholder(p, s, n,
		    footnotes_add(&p->s->notes, s + 2, s + n - 1), NULL, false);
		return n;
	}
	if (*s == '^' || *s == '~') {
		n = dialect_raised(s, line, end, &made);
		if (n > 0)
			pass_placeholder(p, s, n, 0, &made, true);
	} else if (*s == '{' && s > line && strchr(")]`", s[-1]) != NULL) {
		n = dialect_attributes(s, end);
		if (n > 0)
			pass_placeholder(p, s, n, 0, NULL, true);
	} else if (*s == '[') {
		n = take_bracket(p, s, line, limit, &made);
	}
	if (n == 0 && (*s == '[' || *s == '{')) {
		n = shortcode_read(&p->s->shortcodes, s, (size_t)(limit - s),
		    &made);
		if (n > 0)
			pass_placeholder(p, s, n, 0, &made, false);
	}
	buf_free(&made);
	return n;
}

/* A run of '*': its bytes. */
static size_t
take_stars(struct pass *p, const char *s, const char *line, const char *end)
{
	size_t n = 1;
	bool open = p->stars > 0;
	int beside;

	while (s + n < end && s[n] == '*')
		n++;
	beside = dialect_emphasis(s, n, line, end, open);
	if (beside != 0) {
		pass_replace(p, beside < 0 ? s : s + n, beside < 0 ? s : s + n);
		placeholder_nothing(p->out);
	}
	if (!open)
		p->stars = n;
	else if (p->stars == n)
		p->stars = 0;
	return n;
}

/* "![" too deep in brackets: no image begins there. */
static void
count_bracket(struct pass *p, const char *s, const char *line)
{
	if (*s == ']') {
		p->brackets -= p->brackets > 0;
		return;
	}
	p->brackets++;
	if (p->brackets > NESTING_IMAGES && s > line && s[-1] == '!') {
		pass_replace(p, s, s);
		placeholder_nothing(p->out);
	}
}

/* "&#xE000;" would be read as a mark of ours: its bytes, or 0. */
static size_t
forged_mark(const char *s, const char *end)
{
	struct buf made = { 0 };
	const char *semicolon =
	    memchr(s, ';', (size_t)(end - s < 12 ? end - s : 12));
	size_t n = 0;

	if (semicolon == NULL || s[1] != '#')
		return 0;
	html_decode(&made, s, (size_t)(semicolon + 1 - s));
	if (made.len == MARK_LEN && memcmp(made.data, PIPE_MARK, 2) == 0)
		n = (size_t)(semicolon + 1 - s);
	buf_free(&made);
	return n;
}

/* The next byte that may begin a mark, or the end; four at once are passed. */
static const char *
next_mark(const char *s, const char *end)
{
	static const bool special[256] = {
		['\\'] = 1,
		['['] = 1,
		[']'] = 1,
		['{'] = 1,
		['&'] = 1,
		['^'] = 1,
		['~'] = 1,
		['*'] = 1,
	};
	const unsigned char *u = (const unsigned char *)s;

	for (; end - s >= 4; s += 4, u += 4)
		if (special[u[0]] | special[u[1]] | special[u[2]] |
		    special[u[3]])
			break;
	while (s < end && !special[(unsigned char)*s])
		s++;
	return s;
}

const char *
pass_line(struct pass *p, const char *line, const char *end, const char *limit,
    bool in_table)
{
	struct buf unknown = { .data = (char[]){ "\uFFFD" }, .len = 3 };
	const char *s = line;

	while ((s = next_mark(s, end)) < end) {
		size_t n = 0;

		if (*s == '\\' && s + 1 < end) {
			if (in_table && s[1] == '|') {
				pass_replace(p, s, s + 2);
				buf_adds(p->out, PIPE_MARK);
				p->s->marks.pipes = true;
			}
			s += 2;
			continue;
		}
		if (*s == '&' && (n = forged_mark(s, end)) > 0)
			pass_placeholder(p, s, n, 0, &unknown, false);
		else if (*s == '*')
			n = take_stars(p, s, line, end);
		else
			n = take_mark(p, s, line, end, limit);
		if (n == 0 && p->flat_images && (*s == '[' || *s == ']'))
			count_bracket(p, s, line);
		s += n > 0 ? n : 1;
	}
	return s;
}
