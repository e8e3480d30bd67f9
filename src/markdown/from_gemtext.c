#include "markdown/from_gemtext.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "text/ascii.h"

enum line_kind { BLANK, TEXT, HEADING, LINK, ITEM, QUOTE, FENCE };

struct line {
	enum line_kind kind;
	int level;        /* of a heading */
	const char *text; /* behind the mark, without blanks at its ends */
	size_t len;
};

struct writer {
	struct buf *out;
	enum line_kind last;  /* BLANK at the start of a block */
	enum line_kind block; /* the kind of the last line that had one */
	char bullet;          /* two lists in a row need different ones */
};

/* ---- lines --------------------------------------------------------------- */

static bool
begins(const struct line *l, const char *mark)
{
	size_t n = strlen(mark);

	return l->len >= n && memcmp(l->text, mark, n) == 0;
}

static struct line
classify(const char *s, size_t len)
{
	static const struct {
		const char *mark;
		enum line_kind kind;
		int level;
	} marks[] = {
		{ "```", FENCE, 0 },
		{ "=>", LINK, 0 },
		{ "* ", ITEM, 0 },
		{ ">", QUOTE, 0 },
		{ "###", HEADING, 3 },
		{ "##", HEADING, 2 },
		{ "#", HEADING, 1 },
	};
	struct line l = { .kind = TEXT, .text = s, .len = len };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (begins(&l, marks[i].mark)) {
			l.kind = marks[i].kind;
			l.level = marks[i].level;
			l.text += strlen(marks[i].mark);
			l.len -= strlen(marks[i].mark);
			break;
		}
	trim(&l.text, &l.len);
	if (l.len == 0 && (l.kind == TEXT || l.kind == LINK))
		l.kind = BLANK;
	return l;
}

/* ---- text ---------------------------------------------------------------- */

/* "snake_case": an underscore between letters is no emphasis. */
static bool
inside_word(const char *s, size_t len, size_t i)
{
	return i > 0 && i + 1 < len && is_alnum(s[i - 1]) && is_alnum(s[i + 1]);
}

/* What Markdown, or one of its dialects that are read here, takes for a mark.
 */
static bool
is_mark(const char *s, size_t len, size_t i)
{
	switch (s[i]) {
	case '\0':
		return false;
	case '_':
		return !inside_word(s, len, i);
	case '&':
		return i + 1 < len && (is_letter(s[i + 1]) || s[i + 1] == '#');
	case '#': /* closes a heading */
		return i + 1 == len;
	case ':':
		return i + 1 < len && is_letter(s[i + 1]);
	default:
		return strchr("\\`*[]<~|{}$^=", s[i]) != NULL;
	}
}

/* How many bytes at the start of a line stand before what would be a mark. */
static size_t
before_mark(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && is_digit(s[n]))
		n++;
	if (n == 0 && len > 0 && strchr("#+->:", s[0]) != NULL)
		return 0;
	if (n > 0 && n < len && (s[n] == '.' || s[n] == ')'))
		return n;
	return len;
}

static void
write_text(struct buf *out, const char *s, size_t len)
{
	size_t mark = before_mark(s, len);

	for (size_t i = 0; i < len; i++) {
		if (i == mark || is_mark(s, len, i))
			buf_addc(out, '\\');
		buf_addc(out, s[i]);
	}
}

/* Between "<" and ">". */
static void
write_address(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '<' || s[i] == '>' || s[i] == '\\' || s[i] == '&')
			buf_addf(out, "%%%02X", (unsigned)s[i]);
		else
			buf_addc(out, s[i]);
	}
}

static void
write_link(struct buf *out, const struct line *l)
{
	struct line label = *l;
	size_t url = 0;

	while (url < l->len && !is_space(l->text[url]))
		url++;
	label.text += url;
	label.len -= url;
	trim(&label.text, &label.len);
	if (label.len == 0)
		label = (struct line){ .text = l->text, .len = url };
	buf_addc(out, '[');
	write_text(out, label.text, label.len);
	buf_adds(out, "](<");
	write_address(out, l->text, url);
	buf_adds(out, ">)");
}

/* ---- blocks -------------------------------------------------------------- */

/*
 * Lines of one kind are one block, a line break between them; links and
 * headings stand alone.
 */
static void
between(struct writer *w, enum line_kind kind)
{
	bool joined =
	    w->last == kind && kind != LINK && kind != HEADING && kind != FENCE;

	if (joined && kind != ITEM)
		buf_addc(w->out, '\\');
	if (w->block != BLANK)
		buf_adds(w->out, joined ? "\n" : "\n\n");
	if (kind == ITEM && !joined)
		w->bullet = w->block == ITEM && w->bullet == '-' ? '*' : '-';
	w->last = w->block = kind;
}

static void
write_line(struct writer *w, const struct line *l)
{
	if (l->kind == BLANK || (l->kind == QUOTE && l->len == 0)) {
		w->last = BLANK;
		return;
	}
	between(w, l->kind);
	if (l->kind == HEADING)
		buf_addf(w->out, "%.*s ", l->level, "###");
	else if (l->kind == QUOTE)
		buf_adds(w->out, "> ");
	else if (l->kind == ITEM)
		buf_addf(w->out, "%c ", w->bullet);
	if (l->kind == LINK)
		write_link(w->out, l);
	else
		write_text(w->out, l->text, l->len);
}

/* The longest run of backquotes in a preformatted text, and one more. */
static size_t
fence_length(const char *s, size_t len)
{
	size_t longest = 2, run = 0;

	for (size_t i = 0; i < len; i++) {
		run = s[i] == '`' ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest + 1;
}

/* The alternative text's first word: an info string that fences allow. */
static void
write_info(struct buf *out, const struct line *l)
{
	for (size_t i = 0; i < l->len && !is_space(l->text[i]); i++)
		if (l->text[i] != '`' && l->text[i] != '\\' &&
		    l->text[i] != '&')
			buf_addc(out, l->text[i]);
}

/* Where the line at s ends; *next: where the one behind it begins. */
static size_t
line_length(const char *s, const char *end, const char **next)
{
	const char *lf = memchr(s, '\n', (size_t)(end - s));
	size_t len = (size_t)((lf != NULL ? lf : end) - s);

	*next = lf != NULL ? lf + 1 : end;
	return len > 0 && s[len - 1] == '\r' ? len - 1 : len;
}

/* What stands between two fences, byte for byte; returns what follows. */
static const char *
write_preformatted(struct writer *w, const struct line *fence, const char *s,
    const char *end)
{
	const char *start = s, *stop = s, *next = s;
	size_t ticks, len;

	for (; s < end; s = next) {
		len = line_length(s, end, &next);
		if (len >= 3 && memcmp(s, "```", 3) == 0)
			break;
		stop = next;
	}
	ticks = fence_length(start, (size_t)(stop - start));
	between(w, FENCE);
	buf_fill(w->out, '`', ticks);
	write_info(w->out, fence);
	buf_addc(w->out, '\n');
	for (const char *p = start, *q; p < stop; p = q) {
		len = line_length(p, stop, &q);
		buf_add(w->out, p, len);
		buf_addc(w->out, '\n');
	}
	buf_fill(w->out, '`', ticks);
	return next;
}

void
markdown_from_gemtext(struct buf *out, const char *s, size_t len)
{
	struct writer w = { .out = out, .last = BLANK, .block = BLANK };
	const char *end = s + len, *next;

	for (; s < end; s = next) {
		struct line l = classify(s, line_length(s, end, &next));

		if (l.kind == FENCE)
			next = write_preformatted(&w, &l, next, end);
		else
			write_line(&w, &l);
	}
	if (w.block != BLANK)
		buf_addc(out, '\n');
}
