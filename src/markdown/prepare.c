#include "markdown/prepare.h"

#include <string.h>

#include "base/utf8.h"
#include "markdown/html_tag.h"
#include "markdown/nesting.h"
#include "markdown/prepare_lines.h"
#include "text/utf8_write.h"

#define CODE_FENCE "~~~~~~~~~~~~~~~~" /* for code between tags */

/* The source on its way to what cmark reads. */
struct pass {
	struct prepared *s;
	struct buf *out;
	const char *from; /* copied up to here */
	bool flat_lists, flat_images;
	size_t brackets; /* open ones in this paragraph */
};

/* Copy what was read, and go on behind "to" with nothing from there. */
static void
replace(struct pass *p, const char *at, const char *to)
{
	buf_add(p->out, p->from, (size_t)(at - p->from));
	p->from = to;
}

/* ---- tables -------------------------------------------------------------- */

/* Is this line "|---|:--:|", whatever quote or item it stands in? */
static bool
is_delimiter_row(const char *s, const char *end)
{
	bool dash = false;

	while (s < end && (*s == ' ' || *s == '\t' || *s == '>'))
		s++;
	for (; s < end && *s != '\n'; s++) {
		if (*s == '-')
			dash = true;
		else if (*s != '|' && *s != ':' && *s != ' ' && *s != '\t')
			return false;
	}
	return dash;
}

/* Does this line head a table? */
static bool
heads_table(const struct prepare_lines *l)
{
	return l->next < l->end && memchr(l->line, '|', l->len) != NULL &&
	       is_delimiter_row(l->next, l->end);
}

/* ---- within a line ------------------------------------------------------- */

/* Put a stand-in for the n bytes at s; made is the Markdown it is made of. */
static void
put_stand_in(struct pass *p, const char *s, size_t n, int note,
    const struct buf *made)
{
	bool wraps = made != NULL && made->len > 0;

	replace(p, s, s + n);
	placeholder_add(&p->s->marks,
	    &(struct placeholder){
		.source = s,
		.len = n,
		.note = note,
		.wraps = wraps,
	    },
	    p->out);
	if (wraps) {
		buf_add(p->out, made->data, made->len);
		placeholder_nothing(p->out);
	}
	/* lines keep their numbers, and no line is blank that was not */
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\n') {
			buf_addc(p->out, '\n');
			placeholder_nothing(p->out);
		}
}

/* A bracket or brace: the bytes that a note or a shortcode takes, or 0. */
static size_t
take_out(struct pass *p, const char *s, const char *limit)
{
	size_t len = (size_t)(limit - s), n = 0;
	struct buf made = { 0 };
	int number;

	if (*s == '[') {
		n = footnotes_refer(&p->s->notes, s, len, &number);
		if (n > 0) {
			put_stand_in(p, s, n, number, NULL);
			return n;
		}
	}
	n = shortcode_read(&p->s->shortcodes, s, len, &made);
	if (n > 0)
		put_stand_in(p, s, n, 0, &made);
	buf_free(&made);
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
		replace(p, s, s);
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

/*
 * Read one line of text up to end; a shortcode may reach up to limit.  Returns
 * where it stopped: end, or behind a shortcode of more lines.
 */
static const char *
scan_line(struct pass *p, const char *line, const char *end, const char *limit,
    bool in_table)
{
	struct buf unknown = { .data = (char[]){ "\uFFFD" }, .len = 3 };
	static const bool special[256] = {
		['\\'] = 1,
		['['] = 1,
		[']'] = 1,
		['{'] = 1,
		['&'] = 1,
	};
	const char *s = line;

	while (s < end) {
		size_t n = 0;

		if (!special[(unsigned char)*s]) {
			s++;
			continue;
		}
		if (*s == '\\' && s + 1 < end) {
			if (in_table && s[1] == '|') {
				replace(p, s, s + 2);
				buf_adds(p->out, PIPE_MARK);
				p->s->marks.pipes = true;
			}
			s += 2;
			continue;
		}
		if (*s == '&' && (n = forged_mark(s, end)) > 0)
			put_stand_in(p, s, n, 0, &unknown);
		if (*s == '[' || *s == '{')
			n = take_out(p, s, limit);
		if (n == 0 && p->flat_images && (*s == '[' || *s == ']'))
			count_bracket(p, s, line);
		s += n > 0 ? n : 1;
	}
	return s;
}

/* ---- the passes ---------------------------------------------------------- */

/* Line ends are LF; no invalid UTF-8, no NUL, no mark of ours, no BOM. */
static void
mend(struct prepared *s)
{
	const char *end = s->text + s->len, *at = s->text;
	struct buf *out = &s->mended;
	uint32_t c;

	buf_reserve(out, s->len);
	while (at < end) {
		size_t n = utf8_next(at, (size_t)(end - at), &c);

		if (c == 0 || (c >= 0xE000 && c <= 0xE002))
			c = 0xFFFD;
		if (c == '\r')
			c = '\n';
		if (*at == '\r' && at + 1 < end && at[1] == '\n')
			n = 2;
		utf8_add(out, c);
		at += n;
	}
	s->text = buf_str(out);
	s->len = out->len;
}

/* Does this byte occur with that one beside it (-1: before, 1: behind)? */
static bool
has_pair(const char *src, size_t len, int rare, char other, int beside)
{
	const char *s = src, *end = src + len;

	for (; (s = memchr(s, rare, (size_t)(end - s))) != NULL; s++) {
		if (beside < 0 ? s == src : end - s < 2)
			continue;
		if (s[beside] == other)
			return true;
	}
	return false;
}

static bool
needs_mending(const char *src, size_t len)
{
	return memchr(src, '\r', len) != NULL || memchr(src, 0, len) != NULL ||
	       has_pair(src, len, MARK_BYTE, PIPE_MARK[1], 1) ||
	       !utf8_valid(src, len);
}

/* Is there a line with a pipe above a delimiter row? */
static bool
has_table(const char *src, size_t len)
{
	const char *end = src + len;

	while ((src = memchr(src, '|', (size_t)(end - src))) != NULL) {
		src = memchr(src, '\n', (size_t)(end - src));
		if (src == NULL)
			return false;
		if (is_delimiter_row(++src, end))
			return true;
	}
	return false;
}

/* A tag that encloses code becomes a fence. */
static void
put_fence(struct pass *p, const struct prepare_lines *l)
{
	const char *s = l->line;
	size_t indent = strspn(s, " \t");

	replace(p, s + indent, s + l->len);
	buf_adds(p->out, CODE_FENCE);
	if (l->opens_tag && l->tag.lang[0] != '\0') {
		buf_addc(p->out, ' ');
		buf_adds(p->out, l->tag.lang);
	}
}

/* The lines of a note leave the text, empty ones stay. */
static void
skip_note(struct pass *p, struct prepare_lines *l, const struct footnote *note)
{
	replace(p, note->start, note->end);
	buf_addc(p->out, '\n');
	while (l->next < note->end && prepare_lines_next(l))
		buf_addc(p->out, '\n');
	l->code.paragraph = false;
}

static void
flatten_list(struct pass *p, const struct prepare_lines *l)
{
	const char *at = nesting_limit(l->line, l->len);

	if (at != NULL) {
		replace(p, at, at);
		placeholder_nothing(p->out);
	}
}

/* A line, and those that a shortcode takes with it. */
static void
scan_lines(struct pass *p, struct prepare_lines *l, bool in_table)
{
	const char *at = l->line;

	for (;;) {
		at = scan_line(p, at, l->line + l->len, l->end, in_table);
		if (at <= l->line + l->len)
			return;
		while (l->line + l->len < at && prepare_lines_next(l))
			continue;
	}
}

static void
scan_text(struct pass *p, const char *src, size_t len)
{
	const struct footnotes *notes = &p->s->notes;
	struct prepare_lines l;
	size_t note = 0;
	bool in_table = false;

	prepare_lines_begin(&l, src, len, &p->s->shortcodes);
	while (!work_is_spent(&p->s->work) && prepare_lines_next(&l)) {
		work_do(&p->s->work, l.len);
		if (note < notes->n && l.line == notes->list[note].start) {
			skip_note(p, &l, &notes->list[note++]);
			in_table = false;
			continue;
		}
		if (l.kind == LINE_BLANK)
			p->brackets = 0;
		in_table = l.kind == LINE_TEXT && (in_table || heads_table(&l));
		if (p->flat_lists)
			flatten_list(p, &l);
		if (l.opens_tag || l.shuts_tag)
			put_fence(p, &l);
		if (l.kind == LINE_TEXT)
			scan_lines(p, &l, in_table);
	}
}

/* The text of a note as a block quote, its indentation taken off. */
static void
quote_note(struct pass *p, const struct footnote *note)
{
	const char *line = note->body, *eol, *next;
	bool in_table = false;

	do {
		eol = memchr(line, '\n', (size_t)(note->end - line));
		next = eol == NULL ? note->end : eol + 1;
		if (eol == NULL)
			eol = note->end;
		for (size_t i = 0; i < 4 && line < eol && *line == ' '; i++)
			line++;
		if (line < eol && *line == '\t')
			line++;
		in_table = line < eol &&
			   (in_table || (memchr(line, '|',
					     (size_t)(eol - line)) != NULL &&
					    is_delimiter_row(next, note->end)));
		buf_adds(p->out, "> ");
		p->from = line;
		scan_line(p, line, eol, eol, in_table);
		replace(p, eol, eol);
		buf_addc(p->out, '\n');
		p->s->shift++;
		line = next;
	} while (line < note->end);
	buf_addc(p->out, '\n');
	p->s->shift++;
}

/* The notes in the order of their numbers; reading one may number others. */
static void
quote_notes(struct pass *p)
{
	struct footnotes *notes = &p->s->notes;
	int done = 0;

	p->out = &p->s->footnotes_text;
	while (!work_is_spent(&p->s->work) &&
	       (done < notes->numbered || footnotes_number_next(notes)))
		quote_note(p, &notes->list[notes->order[done++]]);
}

void
prepare_source(struct prepared *s, const char *src, size_t len)
{
	struct pass p = { .s = s, .out = &s->made };
	bool shortcodes, notes, pipes;

	if (len >= 3 && memcmp(src, "\xEF\xBB\xBF", 3) == 0)
		src += 3, len -= 3;
	*s = (struct prepared){ .text = src, .len = len };
	if (needs_mending(src, len))
		mend(s);
	src = s->text;
	len = s->len;
	work_begin(&s->work, len);
	shortcodes = shortcodes_begin(&s->shortcodes, src, len, &s->work);
	notes = has_pair(src, len, '^', '[', -1);
	s->tables = has_table(src, len);
	pipes = s->tables && has_pair(src, len, '\\', '|', 1);
	p.flat_lists = nesting_too_deep(src, len);
	p.flat_images = nesting_too_many_images(src, len);
	if (!shortcodes && !notes && !pipes && !p.flat_lists && !p.flat_images)
		return;
	if (notes)
		footnotes_collect(&s->notes, src, len, &s->shortcodes);
	p.from = src;
	scan_text(&p, src, len);
	if (s->made.len > 0) {
		replace(&p, src + len, src + len);
		s->text = s->made.data;
		s->len = s->made.len;
		s->marked = true;
	}
	quote_notes(&p);
}

void
prepared_free(struct prepared *s)
{
	buf_free(&s->footnotes_text);
	buf_free(&s->mended);
	buf_free(&s->made);
	footnotes_free(&s->notes);
	placeholders_free(&s->marks);
	shortcodes_end(&s->shortcodes);
}
