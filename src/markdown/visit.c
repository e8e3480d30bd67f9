#include "markdown/visit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/utf8.h"
#include "markdown/builder.h"
#include "markdown/markdown.h"

typedef void visit(struct builder *w, cmark_node *n);

/* ---- blocks -------------------------------------------------------------- */

/*
 * Before a node that is a block: is there a blank line above it?  The first
 * child stands as its parent does, so the answer found there holds on.
 */
static void
approach(struct builder *w, cmark_node *n)
{
	cmark_node *parent = cmark_node_parent(n), *list = parent;

	w->line = (size_t)cmark_node_get_start_line(n);
	if (parent == NULL)
		return;
	if (cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT) {
		w->opens = true;
		w->tight = false;
		return;
	}
	if (cmark_node_previous(n) == NULL)
		return;
	if (cmark_node_get_type(parent) == CMARK_NODE_ITEM)
		list = cmark_node_parent(parent);
	w->tight = cmark_node_get_type(list) == CMARK_NODE_LIST &&
		   cmark_node_get_list_tight(list);
}

static void
list_in(struct builder *w, cmark_node *n)
{
	struct builder_list *l;

	builder_place_mark(w);
	w->lists = array_room(w->lists, w->nlists, sizeof *w->lists);
	l = &w->lists[w->nlists++];
	l->ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
	l->number = cmark_node_get_list_start(n) - 1;
	w->numbered += l->ordered;
}

static void
list_out(struct builder *w, cmark_node *n)
{
	(void)n;
	w->numbered -= w->lists[--w->nlists].ordered;
}

static void
item_in(struct builder *w, cmark_node *n)
{
	(void)n;
	w->lists[w->nlists - 1].number++;
	w->marked = true;
}

/* An empty item is its mark alone. */
static void
item_out(struct builder *w, cmark_node *n)
{
	(void)n;
	if (w->marked)
		builder_block(w, BLOCK_PARAGRAPH);
}

/* The quotes that hold notes bear the note's number. */
static void
quote_in(struct builder *w, cmark_node *n)
{
	int note = (int)(intptr_t)cmark_node_get_user_data(n);

	if (note > 0) {
		w->note = note;
		w->marked = true;
	} else if (w->quotes++ == 0) {
		w->outer = (int)w->nlists;
	}
}

static void
quote_out(struct builder *w, cmark_node *n)
{
	if (cmark_node_get_user_data(n) != NULL) {
		if (w->marked)
			builder_block(w, BLOCK_NOTE);
		w->note = 0;
	} else if (--w->quotes == 0) {
		w->outer = 0;
	}
}

static void
paragraph_in(struct builder *w, cmark_node *n)
{
	if (!w->source->tables || !pipe_table_find(n, &w->shape))
		return;
	w->before = w->shape.header + 1;
	builder_line(w);
}

static void
paragraph_out(struct builder *w, cmark_node *n)
{
	(void)n;
	if (w->in_table)
		builder_table(w);
	else
		builder_paragraph(w);
	if (w->before > 0)
		free(w->shape.aligns); /* hidden by tags */
	w->before = 0;
	w->defined = w->meaning = false;
}

static void
heading_out(struct builder *w, cmark_node *n)
{
	builder_heading(w, cmark_node_get_heading_level(n));
}

static void
rule_in(struct builder *w, cmark_node *n)
{
	(void)n;
	builder_place_mark(w);
	builder_block(w, BLOCK_RULE);
}

static void
code_block_in(struct builder *w, cmark_node *n)
{
	const char *code = cmark_node_get_literal(n);

	builder_place_mark(w);
	builder_code(w, code, strlen(code), cmark_node_get_fence_info(n));
}

static void
html_block_in(struct builder *w, cmark_node *n)
{
	const char *s = cmark_node_get_literal(n);

	html_inline_block(w, s, strlen(s));
}

/* ---- inlines ------------------------------------------------------------- */

static void
text_in(struct builder *w, cmark_node *n)
{
	const char *s = cmark_node_get_literal(n);

	if (w->meaning) /* its mark was read at the break before it */
		s += 1 + strspn(s + 1, " \t");
	w->meaning = false;
	builder_text(w, s, strlen(s));
}

/* Does a line ": what it means" begin behind this break? */
static bool
defines(cmark_node *n)
{
	cmark_node *next = cmark_node_next(n);
	const char *s;

	if (next == NULL || cmark_node_get_type(next) != CMARK_NODE_TEXT)
		return false;
	s = cmark_node_get_literal(next);
	return s[0] == ':' && (s[1] == ' ' || s[1] == '\t');
}

/* Is the line behind this break a term, as the next one defines it? */
static bool
begins_term(struct builder *w, cmark_node *n)
{
	while ((n = cmark_node_next(n)) != NULL) {
		work_do(&w->source->work, 1);
		if (cmark_node_get_type(n) == CMARK_NODE_SOFTBREAK)
			return defines(n);
	}
	return false;
}

static bool
ends_in_colon(const struct buf *b)
{
	return b->len > 0 && b->data[b->len - 1] == ':';
}

/* "Term: what it means"; another meaning has a line of its own. */
static void
define(struct builder *w)
{
	builder_other(w);
	if (w->defined)
		builder_break(w);
	else
		builder_text(w, ":", !ends_in_colon(&w->prose.text));
	builder_space(w);
	w->defined = w->meaning = true;
}

/*
 * Does the next line begin with a small letter?  Then it goes on with a
 * sentence that was wrapped: "Two boats" and below it "came home."
 */
static bool
goes_on(cmark_node *n)
{
	cmark_node *next = cmark_node_next(n);
	const char *s = next != NULL ? cmark_node_get_literal(next) : NULL;
	uint32_t c;

	if (s == NULL || *s == '\0')
		return false;
	(void)utf8_next(s, strlen(s), &c);
	return uc_is_property_lowercase(c);
}

static void
soft_break_in(struct builder *w, cmark_node *n)
{
	if (w->before > 0 || w->in_table)
		builder_line(w);
	else if (defines(n))
		define(w);
	else if (w->source->meanings && begins_term(w, n)) {
		w->defined = false;
		builder_break(w);
	} else if (goes_on(n) || !builder_drop_title(w))
		builder_space(w);
}

static void
hard_break_in(struct builder *w, cmark_node *n)
{
	(void)n;
	if (w->before > 0 || w->in_table)
		builder_line(w);
	else if (!builder_drop_title(w))
		builder_break(w);
}

static void
code_in(struct builder *w, cmark_node *n)
{
	const char *s = cmark_node_get_literal(n);
	size_t len = strlen(s);

	builder_other(w);
	if (w->source->marked) {
		buf_clear(&w->scratch);
		placeholder_restore(&w->source->marks, s, len, w->in_table,
		    &w->scratch);
		s = buf_str(&w->scratch);
		len = w->scratch.len;
	}
	if (w->source->shortcodes.last_raw != NULL) {
		char *copy = arena_strndup(&w->page->arena, s, len);

		len = shortcode_unraw(&w->source->shortcodes, copy, len);
		s = copy;
	}
	inline_builder_code(&w->prose, s, len);
}

/* The node of the tag that ends this one's content, or NULL. */
static cmark_node *
closing_tag(struct builder *w, cmark_node *n, const struct html_tag *tag)
{
	while ((n = cmark_node_next(n)) != NULL) {
		struct html_reader r = { 0 };
		struct html_tag t;

		work_do(&w->source->work, 1);
		if (cmark_node_get_type(n) != CMARK_NODE_HTML_INLINE)
			continue;
		r.s = cmark_node_get_literal(n);
		r.end = r.s + strlen(r.s);
		if (html_tag_read(&r, &t) && t.closing &&
		    t.name_len == tag->name_len &&
		    memcmp(t.name, tag->name, t.name_len) == 0)
			return n;
	}
	return NULL;
}

/* Scripts in a line: what is between their tags is no text. */
static void
skip_hidden(struct builder *w, cmark_node *n, const struct html_tag *tag)
{
	cmark_node *end = w->html.unclosed ? NULL : closing_tag(w, n, tag);

	if (end != NULL)
		cmark_iter_reset(w->iter, end, CMARK_EVENT_ENTER);
	else
		w->html.unclosed = true;
}

static void
html_in(struct builder *w, cmark_node *n)
{
	const char *s = cmark_node_get_literal(n);
	struct html_reader r = { .s = s, .end = s + strlen(s) };
	struct html_tag tag;

	builder_other(w);
	work_do(&w->source->work, (size_t)(r.end - r.s));
	if (!html_tag_read(&r, &tag))
		return;
	if (tag.kind == HTML_HIDDEN && !tag.closing)
		skip_hidden(w, n, &tag);
	else
		html_inline_tag(w, &tag);
}

static void
emphasis(struct builder *w, cmark_node *n)
{
	(void)n;
	builder_other(w);
}

/* A node's span is kept in its user data, counted from 1; 0 is none. */
static void
set_span(cmark_node *n, size_t span)
{
	cmark_node_set_user_data(n, (void *)(uintptr_t)span);
}

static size_t
get_span(cmark_node *n)
{
	return (size_t)(uintptr_t)cmark_node_get_user_data(n);
}

/* An address as the author wrote it, without the marks of the source. */
static const char *
address_of(struct builder *w, cmark_node *n)
{
	const char *ref = cmark_node_get_url(n);

	if (!w->source->marked)
		return ref;
	buf_clear(&w->scratch);
	placeholder_drop(&w->source->marks, ref, strlen(ref), &w->scratch);
	return buf_str(&w->scratch);
}

static void
link_in(struct builder *w, cmark_node *n)
{
	builder_other(w);
	set_span(n, builder_link_begin(w, address_of(w, n)));
	w->links++;
}

static void
link_out(struct builder *w, cmark_node *n)
{
	builder_other(w);
	w->links--;
	html_inline_leave(w);
	builder_link_end(w, get_span(n), address_of(w, n));
	html_inline_left(w);
}

static void
image_in(struct builder *w, cmark_node *n)
{
	builder_other(w);
	if (w->how->images == IMAGES_DROP && w->links == 0 &&
	    w->html.link == 0) {
		cmark_iter_reset(w->iter, n, CMARK_EVENT_EXIT);
		return;
	}
	set_span(n, builder_image_begin(w, address_of(w, n)));
	w->links++;
}

static bool
has_no_alt(cmark_node *image)
{
	cmark_node *alt = cmark_node_first_child(image);
	const char *text;

	if (alt == NULL)
		return true;
	text = cmark_node_get_literal(alt);
	return cmark_node_next(alt) == NULL && text != NULL &&
	       text[strspn(text, " \t")] == '\0';
}

static void
image_out(struct builder *w, cmark_node *n)
{
	const char *title = cmark_node_get_title(n);
	struct buf caption = { 0 };

	builder_other(w);
	w->links--;
	html_inline_leave(w);
	if (w->source->marked)
		placeholder_drop(&w->source->marks, title, strlen(title),
		    &caption);
	builder_image_end(w, get_span(n), address_of(w, n),
	    w->source->marked ? buf_str(&caption) : title);
	buf_free(&caption);
	html_inline_left(w);
	if (has_no_alt(n) && *title == '\0')
		builder_doubt(w, "an image has no text");
}

/* What is done on entering and on leaving each kind of node. */
static const struct {
	visit *in, *out;
	bool block;
} visits[] = {
	[CMARK_NODE_BLOCK_QUOTE] = { quote_in, quote_out, true },
	[CMARK_NODE_LIST] = { list_in, list_out, true },
	[CMARK_NODE_ITEM] = { item_in, item_out, true },
	[CMARK_NODE_CODE_BLOCK] = { code_block_in, NULL, true },
	[CMARK_NODE_HTML_BLOCK] = { html_block_in, NULL, true },
	[CMARK_NODE_PARAGRAPH] = { paragraph_in, paragraph_out, true },
	[CMARK_NODE_HEADING] = { NULL, heading_out, true },
	[CMARK_NODE_THEMATIC_BREAK] = { rule_in, NULL, true },
	[CMARK_NODE_TEXT] = { text_in, NULL, false },
	[CMARK_NODE_SOFTBREAK] = { soft_break_in, NULL, false },
	[CMARK_NODE_LINEBREAK] = { hard_break_in, NULL, false },
	[CMARK_NODE_CODE] = { code_in, NULL, false },
	[CMARK_NODE_HTML_INLINE] = { html_in, NULL, false },
	[CMARK_NODE_EMPH] = { emphasis, emphasis, false },
	[CMARK_NODE_STRONG] = { emphasis, emphasis, false },
	[CMARK_NODE_LINK] = { link_in, link_out, false },
	[CMARK_NODE_IMAGE] = { image_in, image_out, false },
};

void
visit_tree(struct builder *w, cmark_node *document)
{
	cmark_event_type event;

	w->iter = cmark_iter_new(document);
	while (!work_is_spent(&w->source->work) &&
	       (event = cmark_iter_next(w->iter)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(w->iter);
		cmark_node_type type = cmark_node_get_type(n);
		visit *f = visits[type].in;

		if (event == CMARK_EVENT_EXIT)
			f = visits[type].out;
		else if (visits[type].block)
			approach(w, n);
		if (f != NULL)
			f(w, n);
		work_do(&w->source->work, 1);
	}
	cmark_iter_free(w->iter);
}
