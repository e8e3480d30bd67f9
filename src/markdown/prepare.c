#include "markdown/prepare.h"

#include <string.h>

#include "markdown/dialect.h"
#include "markdown/mend.h"
#include "markdown/nesting.h"
#include "markdown/pass.h"
#include "markdown/prepare_lines.h"

#define CODE_FENCE "~~~~~~~~~~~~~~~~" /* for code between tags */
#define INSET      4                  /* columns that boxes are set in by */

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

/* ---- the passes ---------------------------------------------------------- */

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

	pass_replace(p, s + indent, s + l->len);
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
	pass_replace(p, note->start, note->end);
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
		pass_replace(p, at, at);
		placeholder_nothing(p->out);
	}
}

/* A line from there on, and those that a shortcode takes with it. */
static void
scan_lines(struct pass *p, struct prepare_lines *l, const char *at,
    bool in_table)
{

	for (;;) {
		at = pass_line(p, at, l->line + l->len, l->end, in_table);
		if (at <= l->line + l->len)
			return;
		while (l->line + l->len < at && prepare_lines_next(l))
			continue;
	}
}

/*
 * An empty line: one between a term and what it means goes, so that they are
 * one paragraph, and stands behind it.
 */
static void
blank_line(struct pass *p, const struct prepare_lines *l)
{
	const char *eol = memchr(l->next, '\n', (size_t)(l->end - l->next));
	struct dialect_line next;
	struct buf unused = { 0 };

	p->brackets = p->stars = 0;
	if (p->owed) {
		pass_replace(p, l->line, l->line);
		buf_addc(p->out, '\n');
	}
	p->owed = false;
	if (p->term) {
		dialect_line(&next, l->next,
		    (size_t)((eol != NULL ? eol : l->end) - l->next), &unused);
		p->owed = next.kind == DIALECT_MEANING;
		if (p->owed)
			pass_replace(p, l->line, l->next);
	}
	p->term = false;
	buf_free(&unused);
}

/* May a line of a paragraph be a term, and no item, row or quote? */
static bool
is_term(const struct prepare_lines *l)
{
	return l->code.paragraph && l->code.nitems == 0 && l->len > 0 &&
	       strchr("#>|<:", *l->line) == NULL;
}

/* A title on a line of its own, which the text below goes on from. */
static void
put_title(struct pass *p, const struct prepare_lines *l,
    const struct dialect_line *d, const struct buf *title)
{
	if (title->len > 0)
		pass_placeholder(p, d->from, (size_t)(d->to - d->from), 0,
		    title, true);
	else
		pass_replace(p, d->from, d->to);
	if (title->len > 0 || d->to < l->line + l->len) {
		pass_line(p, d->to, l->line + l->len, l->line + l->len, false);
		pass_replace(p, l->line + l->len, l->line + l->len);
		buf_adds(p->out, "  ");
	}
}

/* A line that is a mark as a whole; false: it is text. */
static bool
take_line(struct pass *p, struct prepare_lines *l, bool above)
{
	struct dialect_line d;
	struct buf title = { 0 };

	dialect_line(&d, l->line, l->len, &title);
	if (d.indented)
		l->inset = INSET;
	if (d.kind == DIALECT_BOX || d.kind == DIALECT_CALLOUT) {
		if (d.kind == DIALECT_BOX && above && title.len > 0) {
			pass_replace(p, l->line, l->line);
			buf_addc(p->out, '\n');
		}
		put_title(p, l, &d, &title);
	} else if (d.kind == DIALECT_ATTRIBUTES) {
		pass_replace(p, d.from, d.to);
	}
	buf_free(&title);
	return d.kind != DIALECT_NONE && d.kind != DIALECT_MEANING;
}

static void
scan_text(struct pass *p, const char *src, size_t len)
{
	const struct footnotes *notes = &p->s->notes;
	struct prepare_lines l;
	size_t note = 0, collected = notes->n;
	bool in_table = false, above = false;

	prepare_lines_begin(&l, src, len, &p->s->shortcodes);
	while (!work_is_spent(&p->s->work) && prepare_lines_next(&l)) {
		work_do(&p->s->work, l.len);
		if (note < collected && l.whole == notes->list[note].start) {
			skip_note(p, &l, &notes->list[note++]);
			in_table = above = false;
			continue;
		}
		if (l.line > l.whole)
			pass_replace(p, l.whole, l.line);
		if (l.kind == LINE_BLANK)
			blank_line(p, &l);
		in_table = l.kind == LINE_TEXT && (in_table || heads_table(&l));
		if (p->flat_lists)
			flatten_list(p, &l);
		if (l.opens_tag || l.shuts_tag)
			put_fence(p, &l);
		if (l.kind == LINE_TEXT && !take_line(p, &l, above)) {
			p->term = is_term(&l);
			scan_lines(p, &l, l.line, in_table);
		}
		above = l.kind == LINE_TEXT;
	}
}

/*
 * The text of a note as a block quote, its indentation taken off.  The note is
 * a copy, since one within it is added to the list, which may move.
 */
static void
quote_note(struct pass *p, struct footnote note)
{
	const char *line = note.body, *eol, *next;
	bool in_table = false;

	do {
		eol = memchr(line, '\n', (size_t)(note.end - line));
		next = eol == NULL ? note.end : eol + 1;
		if (eol == NULL)
			eol = note.end;
		for (size_t i = 0; i < 4 && line < eol && *line == ' '; i++)
			line++;
		if (line < eol && *line == '\t')
			line++;
		in_table = line < eol &&
			   (in_table || (memchr(line, '|',
					     (size_t)(eol - line)) != NULL &&
					    is_delimiter_row(next, note.end)));
		buf_adds(p->out, "> ");
		p->from = line;
		pass_line(p, line, eol, eol, in_table);
		pass_replace(p, eol, eol);
		buf_addc(p->out, '\n');
		p->s->shift++;
		line = next;
	} while (line < note.end);
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
		quote_note(p, notes->list[notes->order[done++]]);
}

void
prepare_source(struct prepared *s, const char *src, size_t len)
{
	struct pass p = { .s = s, .out = &s->made };
	bool shortcodes, notes, pipes, dialect;

	if (len >= 3 && memcmp(src, "\xEF\xBB\xBF", 3) == 0)
		src += 3, len -= 3;
	*s = (struct prepared){ .text = src, .len = len };
	if (mend_is_needed(src, len)) {
		mend_source(&s->mended, src, len);
		s->text = src = buf_str(&s->mended);
		s->len = len = s->mended.len;
	}
	work_begin(&s->work, len);
	shortcodes = shortcodes_begin(&s->shortcodes, src, len, &s->work);
	notes = mend_has_pair(src, len, '^', '[', -1);
	s->tables = has_table(src, len);
	pipes = s->tables && mend_has_pair(src, len, '\\', '|', 1);
	p.flat_lists = nesting_too_deep(src, len);
	p.flat_images = nesting_too_many_images(src, len);
	dialect = dialect_occurs(src, len, &s->meanings);
	if (!shortcodes && !notes && !pipes && !p.flat_lists &&
	    !p.flat_images && !dialect)
		return;
	if (notes)
		footnotes_collect(&s->notes, src, len, &s->shortcodes);
	p.from = p.src = src;
	p.end = src + len;
	p.defined.any_case = true;
	scan_text(&p, src, len);
	if (s->made.len > 0) {
		pass_replace(&p, src + len, src + len);
		s->text = s->made.data;
		s->len = s->made.len;
		s->marked = true;
	}
	quote_notes(&p);
	map_free(&p.defined);
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
