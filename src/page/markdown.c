#include "page/markdown.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "page/link.h"
#include "page/page.h"
#include "page/prose.h"

/* A list that is open: what its next item is numbered. */
struct list {
	bool ordered;
	int number;
};

/* The walk through one document. */
struct walk {
	struct page *page;
	const struct markdown *how;
	struct prose prose; /* of the open paragraph or heading */
	struct list *lists; /* owned; the open ones, outermost first */
	size_t nlists, cap;
	int quotes;
	int outer;   /* lists around the outermost quote */
	int links;   /* links and images that are open */
	bool opens;  /* no block of this top-level block yet */
	bool tight;  /* the next block has no blank line before it */
	bool marked; /* an item has begun, and its mark stands nowhere yet */
};

typedef void visit(struct walk *w, cmark_node *n);

/* The next block of the page, where the walk stands. */
static struct block *
add_block(struct walk *w, enum block_kind kind)
{
	struct block *b = page_add(w->page, kind);

	b->quotes = w->quotes;
	b->lists = (int)w->nlists;
	b->outer = w->outer;
	b->opens = w->opens;
	b->tight = w->tight;
	if (w->nlists > 0) {
		const struct list *l = &w->lists[w->nlists - 1];

		b->ordered = l->ordered;
		b->number = l->ordered ? l->number : -1;
		b->first = w->marked;
	}
	w->opens = w->marked = false;
	return b;
}

/* An item whose first block cannot carry the mark gets a line for it. */
static void
place_mark(struct walk *w)
{
	if (!w->marked)
		return;
	add_block(w, BLOCK_PARAGRAPH);
	w->tight = true;
}

/*
 * Before a node that is a block: is there a blank line above it?  The first
 * child stands as its parent does, so the answer found there holds on.
 */
static void
approach(struct walk *w, cmark_node *n)
{
	cmark_node *parent = cmark_node_parent(n), *list = parent;

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
list_in(struct walk *w, cmark_node *n)
{
	struct list *l;

	/* "1. - a": the number would be lost, a bullet is no loss */
	if (w->marked && w->lists[w->nlists - 1].ordered)
		place_mark(w);
	if (w->nlists == w->cap) {
		w->cap = w->cap == 0 ? 16 : w->cap * 2;
		w->lists = xreallocarray(w->lists, w->cap, sizeof *w->lists);
	}
	l = &w->lists[w->nlists++];
	l->ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
	l->number = cmark_node_get_list_start(n) - 1;
}

static void
list_out(struct walk *w, cmark_node *n)
{
	(void)n;
	w->nlists--;
}

static void
item_in(struct walk *w, cmark_node *n)
{
	(void)n;
	w->lists[w->nlists - 1].number++;
	w->marked = true;
}

static void
item_out(struct walk *w, cmark_node *n)
{
	(void)n;
	place_mark(w);
}

static void
quote_in(struct walk *w, cmark_node *n)
{
	(void)n;
	if (w->quotes++ == 0)
		w->outer = (int)w->nlists;
}

static void
quote_out(struct walk *w, cmark_node *n)
{
	(void)n;
	if (--w->quotes == 0)
		w->outer = 0;
}

static void
paragraph_out(struct walk *w, cmark_node *n)
{
	(void)n;
	if (prose_empty(&w->prose))
		prose_clear(&w->prose);
	else
		prose_take(&w->prose, &w->page->arena,
		    &add_block(w, BLOCK_PARAGRAPH)->body);
}

/* Does the page show this title already? */
static bool
repeats_title(const struct walk *w)
{
	const struct prose *t = &w->prose;

	return w->how->title != NULL && t->text.len == strlen(w->how->title) &&
	       memcmp(t->text.data, w->how->title, t->text.len) == 0;
}

static void
heading_out(struct walk *w, cmark_node *n)
{
	int level = cmark_node_get_heading_level(n);
	struct block *b;

	if (prose_empty(&w->prose) || (level == 1 && repeats_title(w))) {
		prose_clear(&w->prose);
		return;
	}
	b = add_block(w, BLOCK_HEADING);
	b->level = level == 1 && w->how->title != NULL ? 2 : level;
	prose_take(&w->prose, &w->page->arena, &b->body);
}

static void
rule_in(struct walk *w, cmark_node *n)
{
	(void)n;
	add_block(w, BLOCK_RULE);
}

/* The first word of a fence's info string, clean. */
static const char *
info_word(struct walk *w, const char *info)
{
	struct text word;

	info += strspn(info, " \t");
	prose_add(&w->prose, info, strcspn(info, " \t"));
	prose_take(&w->prose, &w->page->arena, &word);
	return word.text;
}

/* Controls are dropped from code, TAB and line ends stay. */
static size_t
clean_code(char *out, const char *s)
{
	size_t len = 0;

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)s[0];

		if (c == 0xC2 && (unsigned char)s[1] < 0xA0) {
			s++;
			continue;
		}
		if ((c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n')
			out[len++] = (char)c;
	}
	out[len] = '\0';
	return len;
}

static void
code_block_in(struct walk *w, cmark_node *n)
{
	const char *literal = cmark_node_get_literal(n);
	char *code = arena_alloc(&w->page->arena, strlen(literal) + 1);
	const char *info = info_word(w, cmark_node_get_fence_info(n));
	struct block *b;

	if (w->marked && w->lists[w->nlists - 1].ordered)
		place_mark(w);
	b = add_block(w, BLOCK_CODE);
	b->body.len = clean_code(code, literal);
	b->body.text = code;
	b->info = info;
}

static void
text_in(struct walk *w, cmark_node *n)
{
	const char *s = cmark_node_get_literal(n);

	prose_add(&w->prose, s, strlen(s));
}

static void
soft_break_in(struct walk *w, cmark_node *n)
{
	(void)n;
	prose_space(&w->prose);
}

static void
hard_break_in(struct walk *w, cmark_node *n)
{
	(void)n;
	prose_break(&w->prose);
}

static void
code_in(struct walk *w, cmark_node *n)
{
	const char *s = cmark_node_get_literal(n);

	prose_code(&w->prose, s, strlen(s));
}

/* Does a link show its own address, as `<https://m.example/>` does? */
static bool
shows_address(cmark_node *n, const char *url)
{
	cmark_node *child = cmark_node_first_child(n);

	if (child == NULL || cmark_node_next(child) != NULL ||
	    cmark_node_get_type(child) != CMARK_NODE_TEXT)
		return false;
	if (strncmp(url, "mailto:", 7) == 0)
		url += 7;
	return strcmp(cmark_node_get_literal(child), url) == 0;
}

/* A node's span is kept in its user data, counted from 1; 0 is none. */
static void
open_span(struct walk *w, cmark_node *n, enum span_kind kind, const char *url)
{
	size_t span;

	if (url == NULL)
		return;
	span = prose_open(&w->prose, kind, url);
	cmark_node_set_user_data(n, (void *)(uintptr_t)(span + 1));
}

static void
close_span(struct walk *w, cmark_node *n)
{
	uintptr_t span = (uintptr_t)cmark_node_get_user_data(n);

	if (span > 0)
		prose_close(&w->prose, (size_t)span - 1);
}

static void
link_in(struct walk *w, cmark_node *n)
{
	const char *ref = cmark_node_get_url(n);

	w->links++;
	open_span(w, n, shows_address(n, ref) ? SPAN_AUTOLINK : SPAN_LINK,
	    link_address(&w->page->arena, w->how, ref));
}

static void
link_out(struct walk *w, cmark_node *n)
{
	w->links--;
	close_span(w, n);
}

static void
image_in(struct walk *w, cmark_node *n)
{
	w->links++;
	open_span(w, n, SPAN_IMAGE,
	    link_address(&w->page->arena, w->how, cmark_node_get_url(n)));
	prose_add(&w->prose, "[image: ", 8);
}

/* An image without a text is called by its file's name. */
static void
image_out(struct walk *w, cmark_node *n)
{
	struct buf *text = &w->prose.text;
	const char *name;

	w->links--;
	if (cmark_node_first_child(n) == NULL) {
		name = link_file_name(&w->page->arena, cmark_node_get_url(n));
		prose_add(&w->prose, name, strlen(name));
	}
	if (text->len > 0 && text->data[text->len - 1] == ' ')
		buf_cut(text, text->len - 1);
	prose_add(&w->prose, "]", 1);
	close_span(w, n);
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
	[CMARK_NODE_HTML_BLOCK] = { NULL, NULL, true },
	[CMARK_NODE_PARAGRAPH] = { NULL, paragraph_out, true },
	[CMARK_NODE_HEADING] = { NULL, heading_out, true },
	[CMARK_NODE_THEMATIC_BREAK] = { rule_in, NULL, true },
	[CMARK_NODE_TEXT] = { text_in, NULL, false },
	[CMARK_NODE_SOFTBREAK] = { soft_break_in, NULL, false },
	[CMARK_NODE_LINEBREAK] = { hard_break_in, NULL, false },
	[CMARK_NODE_CODE] = { code_in, NULL, false },
	[CMARK_NODE_LINK] = { link_in, link_out, false },
	[CMARK_NODE_IMAGE] = { image_in, image_out, false },
};

static void
walk(struct walk *w, cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(n);
		visit *f = visits[type].in;

		if (event == CMARK_EVENT_EXIT)
			f = visits[type].out;
		else if (visits[type].block)
			approach(w, n);
		if (f != NULL)
			f(w, n);
	}
	cmark_iter_free(iter);
}

void
markdown_add(struct page *p, const char *src, size_t len,
    const struct markdown *how)
{
	cmark_node *document =
	    cmark_parse_document(src, len, CMARK_OPT_VALIDATE_UTF8);
	struct walk w = { .page = p, .how = how };

	walk(&w, document);
	cmark_node_free(document);
	prose_free(&w.prose);
	free(w.lists);
}
