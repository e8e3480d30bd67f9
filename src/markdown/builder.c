#include "markdown/builder.h"

#include <string.h>

#include "base/arena.h"
#include "markdown/autolink.h"
#include "markdown/dialect.h"
#include "markdown/link_target.h"
#include "markdown/markdown.h"
#include "text/fold.h"
#include "text/utf8_write.h"

/* ---- addresses ----------------------------------------------------------- */

/* Bare addresses in the text since something else was there become links. */
static void
find_addresses(struct builder *w)
{
	struct inline_builder *t = &w->prose;
	size_t start = t->looked, end = start;

	if (w->links > 0 || w->html.link > 0)
		start = t->text.len;
	while (autolink_next(t->text.data, t->text.len, &start, &end)) {
		const char *ref = arena_strndup(&w->page->arena,
		    t->text.data + start, end - start);
		const char *url =
		    link_target_address(&w->page->arena, w->how, ref);

		if (url != NULL)
			inline_builder_mark(t,
			    *url == '/' ? SPAN_LINK : SPAN_AUTOLINK, url, start,
			    end);
		start = end;
	}
	t->looked = t->text.len;
}

/* ---- blocks -------------------------------------------------------------- */

/* What a list of HTML says about a block in it; false: it is in no item. */
static bool
set_html_item(struct builder *w, struct block *b)
{
	struct html_state *h = &w->html;
	const struct html_list *l = html_state_list(h);

	if (l == NULL || !l->item)
		return false;
	b->lists += h->depth;
	b->ordered = l->ordered;
	b->number = l->ordered ? l->number : -1;
	b->first = h->item_first;
	b->tight = h->item_first && h->listed;
	h->item_first = false;
	h->listed = true;
	return true;
}

#define CHAIN 8 /* numbers of items around an item */

/* "3.1." for an item in the first one of the third, "" for others. */
static const char *
chain_of(struct builder *w)
{
	size_t last = w->nlists - 1, from = last;
	struct buf chain = { 0 };

	while (from > 0 && last - from < CHAIN && w->lists[from - 1].ordered)
		from--;
	for (; from < last; from++)
		buf_addf(&chain, "%d.", w->lists[from].number);
	return buf_keep(&chain, &w->page->arena);
}

/* And what the one of Markdown says. */
static void
set_item(struct builder *w, struct block *b)
{
	const struct builder_list *l;

	if (set_html_item(w, b) || w->nlists == 0)
		return;
	l = &w->lists[w->nlists - 1];
	b->ordered = l->ordered;
	b->number = l->ordered ? l->number : -1;
	b->first = w->marked;
	b->numbered = w->numbered - l->ordered;
	if (b->first && b->ordered && b->numbered > 0)
		b->chain = chain_of(w);
}

static struct block *
add_block(struct builder *w, enum block_kind kind)
{
	struct block *b = page_add(w->page, kind);

	b->quotes = w->quotes;
	b->lists = (int)w->nlists;
	b->outer = w->outer;
	b->opens = w->opens;
	b->tight = w->tight;
	set_item(w, b);
	if (kind == BLOCK_NOTE) {
		b->number = w->note;
		b->first = w->marked;
	}
	w->opens = w->marked = false;
	w->reached = BELOW_TITLE;
	return b;
}

/* A note's mark stands alone when its first block is no paragraph. */
struct block *
builder_block(struct builder *w, enum block_kind kind)
{
	if (kind != BLOCK_NOTE && w->note > 0 && w->nlists == 0)
		builder_place_mark(w);
	return add_block(w, kind);
}

void
builder_place_mark(struct builder *w)
{
	bool note = w->note > 0 && w->nlists == 0;

	if (!w->marked || (!note && !w->lists[w->nlists - 1].ordered))
		return;
	add_block(w, note ? BLOCK_NOTE : BLOCK_PARAGRAPH);
	w->tight = true;
}

/* The block is complete: what was read goes into it. */
static void
fill(struct builder *w, struct block *b)
{
	inline_builder_take(&w->prose, &w->page->arena, &b->body);
	html_state_reset(&w->html);
}

/* Does the page show this title already? */
static bool
repeats_title(struct builder *w)
{
	return w->how->title != NULL &&
	       fold_alike(w->how->title, buf_str(&w->prose.text));
}

/* Does the text begin with it? */
static bool
begins_with_title(struct builder *w)
{
	return w->reached != BELOW_TITLE && w->nlists == 0 && w->quotes == 0 &&
	       w->note == 0 && html_state_list(&w->html) == NULL &&
	       inline_builder_only_words(&w->prose) && repeats_title(w);
}

/* What was read is no block: nothing, or the title. */
static void
forget(struct builder *w)
{
	if (!inline_builder_empty(&w->prose))
		w->reached = BELOW_TITLE;
	inline_builder_clear(&w->prose);
	html_state_reset(&w->html);
}

bool
builder_drop_title(struct builder *w)
{
	if (w->reached != AT_TITLE)
		return false;
	find_addresses(w);
	w->reached = begins_with_title(w) ? BELOW_TITLE : IN_TITLE;
	if (w->reached == BELOW_TITLE)
		inline_builder_clear(&w->prose);
	return w->reached == BELOW_TITLE;
}

void
builder_paragraph(struct builder *w)
{
	bool note = w->note > 0 && w->nlists == 0 && w->quotes == 0;

	find_addresses(w);
	if (inline_builder_empty(&w->prose) || begins_with_title(w)) {
		forget(w);
		return;
	}
	fill(w, builder_block(w, note ? BLOCK_NOTE : BLOCK_PARAGRAPH));
}

/* "Title {#anchor}": an attribute of other converters, no text. */
static void
cut_attributes(struct inline_builder *t)
{
	const char *s = t->text.data, *brace, *end;

	if (t->text.len == 0 || s[t->text.len - 1] != '}')
		return;
	end = s + t->text.len;
	brace = memrchr(s, '{', t->text.len);
	if (brace != NULL && brace > s && brace[-1] == ' ' &&
	    (brace[1] == ':' || brace + dialect_attributes(brace, end) == end))
		buf_cut(&t->text, (size_t)(brace - s));
}

void
builder_heading(struct builder *w, int level)
{
	struct block *b;
	bool repeats;

	find_addresses(w);
	cut_attributes(&w->prose);
	inline_builder_one_line(&w->prose);
	repeats = level == 1 ? repeats_title(w) : begins_with_title(w);
	if (inline_builder_empty(&w->prose) ||
	    (repeats && inline_builder_only_words(&w->prose))) {
		forget(w);
		return;
	}
	b = builder_block(w, repeats ? BLOCK_PARAGRAPH : BLOCK_HEADING);
	b->level = level == 1 && w->how->title != NULL ? 2 : level;
	fill(w, b);
}

/* The first word of a fence's info string, clean. */
static const char *
info_word(struct builder *w, const char *info)
{
	struct text word;

	info += strspn(info, " \t");
	buf_clear(&w->scratch);
	placeholder_restore(&w->source->marks, info, strcspn(info, " \t"),
	    false, &w->scratch);
	inline_builder_add(&w->prose, buf_str(&w->scratch), w->scratch.len);
	inline_builder_take(&w->prose, &w->page->arena, &word);
	return word.text;
}

void
builder_code(struct builder *w, const char *code, size_t len, const char *info)
{
	const char *word = info_word(w, info);
	struct block *b;
	char *copy;

	if (w->source->marked) {
		buf_clear(&w->scratch);
		placeholder_restore(&w->source->marks, code, len, false,
		    &w->scratch);
		code = buf_str(&w->scratch);
		len = w->scratch.len;
	}
	copy = arena_alloc(&w->page->arena, len + 1);
	b = builder_block(w, BLOCK_CODE);
	len = utf8_clean_code(copy, code, len);
	b->body.len = shortcode_unraw(&w->source->shortcodes, copy, len);
	b->body.text = copy;
	b->info = word;
}

/* ---- tables -------------------------------------------------------------- */

/* A cell or row ends in the middle of all that is open in it. */
static void
end_cells(struct builder *w,
    void (*f)(struct pipe_rows *r, struct inline_builder *t))
{
	find_addresses(w);
	f(&w->rows, &w->prose);
	if (w->prose.text.len == 0)
		html_state_reset(&w->html);
}

void
builder_line(struct builder *w)
{
	if (w->links > 0) {
		inline_builder_space(&w->prose);
	} else if (w->in_table) {
		end_cells(w, pipe_rows_break);
	} else if (--w->before > 0) {
		builder_space(w);
	} else {
		builder_paragraph(w);
		pipe_rows_begin(&w->rows, &w->shape, &w->page->arena);
		w->in_table = true;
	}
}

void
builder_table(struct builder *w)
{
	const struct table *t;

	find_addresses(w);
	t = pipe_rows_end(&w->rows, &w->prose);
	html_state_reset(&w->html);
	w->in_table = false;
	builder_place_mark(w);
	builder_block(w, BLOCK_TABLE)->table = t;
}

/* Text of a row: its pipes end cells. */
static void
add_row_text(struct builder *w, const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end) {
		const char *pipe = memchr(s, '|', (size_t)(end - s));
		size_t n = (size_t)((pipe == NULL ? end : pipe) - s);

		if (n > strspn(s, " "))
			pipe_rows_fill(&w->rows, &w->prose);
		inline_builder_add(&w->prose, s, n);
		if (pipe != NULL)
			end_cells(w, pipe_rows_pipe);
		s += n + (pipe != NULL);
	}
}

/* ---- text ---------------------------------------------------------------- */

static void
add_text(struct builder *w, const char *s, size_t len)
{
	if (w->in_table && w->links == 0)
		add_row_text(w, s, len);
	else
		inline_builder_add(&w->prose, s, len);
}

static void
add_parts(struct builder *w, const char *s, size_t len)
{
	const char *end = s + len;
	struct text_part part;

	while (placeholder_next(&w->source->marks, &s, end, &part)) {
		if (part.note > 0 || part.pipe)
			builder_other(w);
		if (part.note > 0)
			inline_builder_note(&w->prose, part.note);
		else if (part.pipe)
			inline_builder_add(&w->prose, part.s, part.len);
		else
			add_text(w, part.s, part.len);
	}
}

void
builder_text(struct builder *w, const char *s, size_t len)
{
	if (w->source->marked && memchr(s, MARK_BYTE, len) != NULL)
		add_parts(w, s, len);
	else
		add_text(w, s, len);
}

void
builder_space(struct builder *w)
{
	inline_builder_space(&w->prose);
}

void
builder_break(struct builder *w)
{
	if (w->in_table)
		inline_builder_space(&w->prose);
	else
		inline_builder_break(&w->prose);
}

void
builder_other(struct builder *w)
{
	find_addresses(w);
	if (w->in_table)
		pipe_rows_fill(&w->rows, &w->prose);
}

/* ---- links and images ---------------------------------------------------- */

size_t
builder_link_begin(struct builder *w, const char *ref)
{
	const char *url = link_target_address(&w->page->arena, w->how, ref);

	if (url == NULL)
		return 0;
	return inline_builder_open(&w->prose, SPAN_LINK, url) + 1;
}

/* A link that shows its own address, as <https://m.example/> does. */
static bool
shows(const struct builder *w, const struct span *s, const char *ref)
{
	const struct buf *text = &w->prose.text;

	if (strncmp(ref, "mailto:", 7) == 0)
		ref += 7;
	return s->url[0] != '/' &&
	       strncmp(text->data + s->start, ref, s->end - s->start) == 0 &&
	       ref[s->end - s->start] == '\0';
}

void
builder_link_end(struct builder *w, size_t span, const char *ref)
{
	struct span *s;

	if (span == 0)
		return;
	inline_builder_close(&w->prose, span - 1);
	s = &w->prose.spans[span - 1];
	if (s->end > s->start && shows(w, s, ref))
		s->kind = SPAN_AUTOLINK;
}

size_t
builder_image_begin(struct builder *w, const char *ref)
{
	const char *url, *label = page_labels(w->page)->image;
	size_t span = 0;

	if (w->how->images == IMAGES_DROP)
		return 0;
	url = link_target_address(&w->page->arena, w->how, ref);
	if (url != NULL)
		span = inline_builder_open(&w->prose, SPAN_IMAGE, url) + 1;
	inline_builder_add(&w->prose, "[", 1);
	inline_builder_add(&w->prose, label, strlen(label));
	inline_builder_add(&w->prose, ": ", 2);
	return span;
}

static bool
ends_in(const struct buf *b, const char *s)
{
	size_t n = strlen(s);

	return b->len >= n && memcmp(b->data + b->len - n, s, n) == 0;
}

/* Does the text end in "[image: "? */
static bool
has_no_words(const struct builder *w, const struct buf *text)
{
	const char *label = page_labels(w->page)->image;
	size_t n = strlen(label) + strlen("[: ");

	return ends_in(text, ": ") && text->len >= n &&
	       text->data[text->len - n] == '[' &&
	       memcmp(text->data + text->len - n + 1, label, n - 3) == 0;
}

/* Its caption too, when that says more; else its file is its name. */
void
builder_image_end(struct builder *w, size_t span, const char *ref,
    const char *title)
{
	struct inline_builder *t = &w->prose;
	bool bare = has_no_words(w, &t->text);

	if (w->how->images == IMAGES_DROP)
		return;
	if (*title != '\0' && !ends_in(&t->text, title)) {
		if (!bare)
			inline_builder_add(t, ": ", 2);
		inline_builder_add(t, title, strlen(title));
	} else if (bare) {
		title = link_target_file(&w->page->arena, ref);
		inline_builder_add(t, title, strlen(title));
	}
	if (ends_in(&t->text, " "))
		buf_cut(&t->text, t->text.len - 1);
	inline_builder_add(t, "]", 1);
	t->looked = t->text.len;
	if (span > 0)
		inline_builder_close(t, span - 1);
}

void
builder_doubt(struct builder *w, const char *sentence)
{
	const struct markdown *how = w->how;
	struct problem found = { .file = "" };

	if (how->sink == NULL)
		return;
	problem_set(&found,
	    w->line - w->source->shift + (how->line > 0 ? how->line - 1 : 0),
	    "%s", sentence);
	how->sink(how->sink_ctx, &found);
}
