#include "page/gemtext.h"

#include <string.h>

#include "base/buf.h"
#include "page/layout.h"
#include "page/place.h"
#include "page/summary.h"
#include "page/table.h"
#include "text/ascii.h"

#define EXCERPT_MAX   300 /* characters of an entry (capsule(5)) */
#define PHONE_COLUMNS 45  /* of what does not wrap: a phone shows no more */

/* ---- lines ---- */

/* Would a text line that begins like this be taken for something else? */
static bool
looks_like_control(const char *s, size_t len)
{
	if (len == 0)
		return false;
	switch (s[0]) {
	case '#':
	case '>':
		return true;
	case '=':
		return len > 1 && s[1] == '>';
	case '*':
		return len > 1 && s[1] == ' ';
	case '`':
		return len > 2 && s[1] == '`' && s[2] == '`';
	default:
		return false;
	}
}

/* A line of text: one space makes it safe (conversion.md 5). */
static void
text_line(void *ctx, const char *line, size_t len)
{
	struct layout *l = ctx;

	layout_line(l);
	if (looks_like_control(line, len))
		buf_addc(l->out, ' ');
	buf_add(l->out, line, len);
	buf_addc(l->out, '\n');
}

/* A line behind a mark of its own: "* ", "> ", "## ". */
static void
marked_line(struct layout *l, const struct buf *mark, const char *line,
    size_t len)
{
	layout_line(l);
	buf_add(l->out, mark->data, mark->len);
	buf_add(l->out, line, len);
	buf_addc(l->out, '\n');
}

static void
gap(struct layout *l, const struct block *b, int quotes)
{
	(void)b;
	if (quotes > MAX_LEVELS)
		quotes = MAX_LEVELS;
	for (int i = 0; i < quotes; i++)
		buf_adds(l->out, i > 0 ? " >" : ">");
	buf_addc(l->out, '\n');
}

static void
link_line(struct layout *l, const struct block *b, const char *url,
    const char *label, size_t len, size_t number)
{
	layout_line(l);
	buf_adds(l->out, "=> ");
	if (url[0] == '/' && url[1] == '/') /* a web page's, not Gemini's */
		buf_adds(l->out, "https:");
	buf_adds(l->out, url);
	buf_addc(l->out, ' ');
	/* the number of an ordered item, where the line stands for it */
	if (number == 0 && b->first && b->ordered)
		buf_addf(l->out, "%s%d. ", b->chain, b->number);
	buf_add(l->out, label, len);
	buf_addc(l->out, '\n');
}

/* ---- paragraphs ---- */

static int
levels(int n)
{
	return n < MAX_LEVELS ? n : MAX_LEVELS;
}

static void
add_times(struct buf *b, const char *s, int n)
{
	while (n-- > 0)
		buf_adds(b, s);
}

/*
 * What stands before the first line of a block: "> " for each quote, "* - "
 * for an item of the second level.  A number is a mark by itself, and a star
 * before it reads badly; within another number it goes on from that: "3.1. ".
 */
static void
add_mark(struct buf *mark, const struct block *b)
{
	int lists = levels(b->lists - b->numbered);

	add_times(mark, "> ", levels(b->quotes));
	if (!b->first || lists == 0)
		return;
	if (b->ordered) {
		add_times(mark, "- ", lists - 1);
		buf_addf(mark, "%s%d. ", b->chain, b->number);
	} else {
		buf_adds(mark, b->quotes > 0 ? "- " : "* ");
		add_times(mark, "- ", lists - 1);
	}
}

/* A line behind the block's mark, or a text line. */
static void
write_line(struct layout *l, struct buf *mark, const char *line, size_t len)
{
	if (mark->len > 0)
		marked_line(l, mark, line, len);
	else
		text_line(l, line, len);
}

/* Write lines as they are shown; the mark is that of the first. */
static void
write_lines(struct layout *l, const struct block *b, struct buf *mark)
{
	const char *s = l->shown.text, *end = s + l->shown.len, *newline;
	const char *line;
	bool begun = false, blank = false;
	size_t len;

	for (; s < end; s = newline + 1) {
		newline = memchr(s, '\n', (size_t)(end - s));
		if (newline == NULL)
			newline = end;
		line = s;
		len = (size_t)(newline - s);
		trim(&line, &len);
		if (len == 0) {
			blank = begun;
			continue;
		}
		if (blank)
			gap(l, b, b->quotes);
		write_line(l, mark, line, len);
		if (!begun) { /* from here on the quotes alone */
			buf_clear(mark);
			add_times(mark, "> ", levels(b->quotes));
		}
		begun = true;
		blank = false;
	}
	if (!begun && b->first)
		write_line(l, mark, "", 0);
}

static void
paragraph(struct layout *l, const struct block *b)
{
	struct buf mark = { 0 };

	inline_text_text(&l->shown, &b->body, &l->refs);
	add_mark(&mark, b);
	write_lines(l, b, &mark);
	buf_free(&mark);
}

static void
note(struct layout *l, const struct block *b)
{
	struct buf mark = { 0 };

	inline_text_text(&l->shown, &b->body, &l->refs);
	if (b->first) {
		inline_text_note(&l->shown, b->number, &mark);
		buf_addc(&mark, ' ');
	}
	write_lines(l, b, &mark);
	buf_free(&mark);
}

/* In a quote or an item a heading is a line of text. */
static void
heading(struct layout *l, const struct block *b)
{
	struct buf mark = { 0 }, line = { 0 };
	const char *text;
	size_t len;

	if (b->quotes > 0 || b->lists > 0) {
		paragraph(l, b);
		return;
	}
	inline_text_text(&l->shown, &b->body, &l->refs);
	buf_add(&line, l->shown.text, l->shown.len);
	for (size_t i = 0; i < line.len; i++)
		if (line.data[i] == '\n')
			line.data[i] = ' ';
	buf_fill(&mark, '#', b->level < 3 ? (size_t)b->level : 3);
	buf_addc(&mark, ' ');
	text = buf_str(&line);
	len = line.len;
	trim(&text, &len);
	if (len > 0)
		marked_line(l, &mark, text, len);
	buf_free(&line);
	buf_free(&mark);
}

/* The mark of an item whose first block can't stand behind one. */
static void
lone_mark(struct layout *l, const struct block *b)
{
	struct buf mark = { 0 };

	if (b->first) {
		add_mark(&mark, b);
		marked_line(l, &mark, "", 0);
	}
	buf_free(&mark);
}

static void
rule(struct layout *l, const struct block *b)
{
	struct buf mark = { 0 };

	add_mark(&mark, b);
	marked_line(l, &mark, "---", 3);
	buf_free(&mark);
}

/* ---- fences ---- */

static void
fence(struct layout *l, const char *alt)
{
	layout_line(l);
	buf_adds(l->out, "```");
	buf_adds(l->out, alt);
	buf_addc(l->out, '\n');
}

/* A line between two fences, which it must not close. */
static void
fenced_line(void *ctx, const char *line, size_t len)
{
	struct layout *l = ctx;

	if (len > 2 && memcmp(line, "```", 3) == 0)
		buf_addc(l->out, ' ');
	buf_add(l->out, line, len);
	buf_addc(l->out, '\n');
}

static void
code(struct layout *l, const struct block *b)
{
	const char *s = b->body.text, *end = s + b->body.len, *newline;

	lone_mark(l, b);
	fence(l, b->info != NULL ? b->info : "");
	for (; s < end; s = newline + 1) {
		newline = memchr(s, '\n', (size_t)(end - s));
		if (newline == NULL)
			newline = end;
		fenced_line(l, s, (size_t)(newline - s));
	}
	fence(l, "");
}

static void
table_fence(struct layout *l, const struct table_layout *grid)
{
	struct buf alt = { 0 };

	buf_addf(&alt, "%s: ", page_labels(l->page)->table);
	table_header(grid, &alt);
	fence(l, buf_str(&alt));
	buf_free(&alt);
}

static void
table(struct layout *l, const struct block *b)
{
	struct table_layout grid;

	lone_mark(l, b);
	table_read(&grid, b->table, &l->shown, &l->refs);
	if (grid.text.len > 0 && table_fits(&grid, PHONE_COLUMNS)) {
		table_fence(l, &grid);
		table_columns(&grid, fenced_line, l);
		fence(l, "");
	} else {
		table_records(&grid, text_line, l);
	}
	table_free(&grid);
}

/* ---- generated pages ---- */

static void
own_link(struct layout *l, const struct block *b)
{
	inline_text_string(&l->shown, b->body.text, b->body.len);
	link_line(l, b, b->url, l->shown.text, l->shown.len, 0);
}

/* "By M. Ostrom. The four stone cottages ..." */
static void
entry_text(struct layout *l, const char *byline, const char *excerpt)
{
	struct buf line = { 0 };

	buf_adds(&line, byline);
	if (line.len > 0 && excerpt[0] != '\0')
		buf_adds(&line, strchr(".!?", line.data[line.len - 1]) != NULL
				    ? " "
				    : ". ");
	summary_cut(excerpt, strlen(excerpt), EXCERPT_MAX, &line);
	inline_text_string(&l->shown, buf_str(&line), line.len);
	if (l->shown.len > 0)
		text_line(l, l->shown.text, l->shown.len);
	buf_free(&line);
}

static void
entry(struct layout *l, const struct block *b)
{
	const struct entry *e = b->entry;
	struct buf label = { 0 };

	buf_adds(&label, e->date);
	if (label.len > 0)
		buf_addc(&label, ' ');
	buf_adds(&label, e->title);
	inline_text_string(&l->shown, buf_str(&label), label.len);
	link_line(l, b, e->url, l->shown.text, l->shown.len, 0);
	if (!e->brief)
		entry_text(l, e->byline, e->excerpt);
	else if (b->lead)
		entry_text(l, "", e->excerpt);
	buf_free(&label);
}

/* ---- the writer ---- */

/* A fence begins at column 0, whatever it stands in. */
static bool
unquoted(const struct block *b)
{
	return b->kind == BLOCK_CODE || b->kind == BLOCK_TABLE;
}

static const struct writer gemtext = {
	.look = LOOK_GEMTEXT,
	.write = {
		[BLOCK_HEADING] = heading,
		[BLOCK_PARAGRAPH] = paragraph,
		[BLOCK_CODE] = code,
		[BLOCK_RULE] = rule,
		[BLOCK_LINK] = own_link,
		[BLOCK_SEARCH] = own_link,
		[BLOCK_ENTRY] = entry,
		[BLOCK_TABLE] = table,
		[BLOCK_NOTE] = note,
	},
	.line = text_line,
	.link = link_line,
	.gap = gap,
	.unquoted = unquoted,
};

void
gemtext_write(const struct page *p, const struct place *place, struct buf *out)
{
	struct layout l;

	layout_begin(&l, &gemtext, p, place, out);
	layout_blocks(&l, 0, p->nblocks);
	layout_free(&l);
}
