#include "import/html/build.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "import/html/blanks.h"
#include "import/html/list_shape.h"
#include "text/ascii.h"

#define DEPTH_MAX  40 /* blocks around a block; deeper ones are flattened */
#define STYLES_MAX 64 /* elements around a text that say how it looks */

/* A style that an element asks for, or that stands open in the paragraph. */
struct styled {
	enum style style;
	char *url, *title; /* owned; NULL but for links */
	cmark_node *node;  /* open: what holds the text, NULL for markers */
};

struct build {
	cmark_node *block; /* innermost open container; the document at first */
	cmark_node *inlines; /* open paragraph or heading, or NULL */
	int heading;         /* level of the next one, 0: a paragraph */
	size_t depth;        /* containers open in the tree */
	size_t flattened;    /* containers left out as too deep */
	struct styled wanted[STYLES_MAX], open[STYLES_MAX];
	size_t nwanted, nopen;
	size_t dropped;  /* styles beyond STYLES_MAX */
	struct buf text; /* of the run that is being collected */
	bool code;       /* that run is code */
	bool space;      /* a blank is due before the next text */
	int breaks;      /* and so many line breaks */
};

/* How a style stands in the tree: as a node around its text, or as marks. */
static const struct {
	cmark_node_type type;
	const char *open, *close; /* NULL: the node holds the text */
} looks[] = {
	[STYLE_LINK] = { CMARK_NODE_LINK, NULL, NULL },
	[STYLE_STRONG] = { CMARK_NODE_STRONG, NULL, NULL },
	[STYLE_EMPH] = { CMARK_NODE_EMPH, NULL, NULL },
	[STYLE_DEL] = { CMARK_NODE_TEXT, "~~", "~~" },
	[STYLE_SUP] = { CMARK_NODE_HTML_INLINE, "<sup>", "</sup>" },
	[STYLE_SUB] = { CMARK_NODE_HTML_INLINE, "<sub>", "</sub>" },
	[STYLE_CODE] = { CMARK_NODE_CODE, NULL, NULL },
};

struct build *
build_new(void)
{
	struct build *b = xcalloc(1, sizeof *b);

	b->block = cmark_node_new(CMARK_NODE_DOCUMENT);
	return b;
}

/* ---- inlines ---- */

/* Where the next inline goes: the innermost open style that can hold it. */
static cmark_node *
holder(const struct build *b)
{
	for (size_t i = b->nopen; i > 0; i--)
		if (b->open[i - 1].node != NULL)
			return b->open[i - 1].node;
	return b->inlines;
}

static cmark_node *
add_inline(struct build *b, cmark_node_type type, const char *literal)
{
	cmark_node *n = cmark_node_new(type);

	if (literal != NULL)
		cmark_node_set_literal(n, literal);
	cmark_node_append_child(holder(b), n);
	return n;
}

/* Put the collected run into the tree. */
static void
end_run(struct build *b)
{
	if (b->text.len == 0)
		return;
	add_inline(b, b->code ? CMARK_NODE_CODE : CMARK_NODE_TEXT,
	    buf_str(&b->text));
	buf_clear(&b->text);
}

static bool
same_style(const struct styled *a, const struct styled *b)
{
	return a->style == b->style &&
	       (a->style != STYLE_LINK || strcmp(a->url, b->url) == 0);
}

static void
close_style(struct build *b)
{
	struct styled *s = &b->open[--b->nopen];

	if (s->node == NULL)
		add_inline(b, looks[s->style].type, looks[s->style].close);
}

static void
open_style(struct build *b, const struct styled *want)
{
	struct styled *s = &b->open[b->nopen];
	const char *mark = looks[want->style].open;
	cmark_node *n = add_inline(b, looks[want->style].type, mark);

	if (want->style == STYLE_LINK) {
		cmark_node_set_url(n, want->url);
		cmark_node_set_title(n, want->title != NULL ? want->title : "");
	}
	*s = *want; /* borrows url and title while it is wanted */
	s->node = mark == NULL ? n : NULL;
	b->nopen++;
}

/* Each style once, outermost first, code aside. */
static size_t
distinct(const struct build *b, const struct styled *out[], bool *code)
{
	size_t n = 0;

	*code = false;
	for (size_t i = 0; i < b->nwanted; i++) {
		const struct styled *w = &b->wanted[i];
		bool twice = w->style == STYLE_CODE;

		*code |= twice;
		for (size_t k = 0; k < n && !twice; k++)
			twice = out[k]->style == w->style;
		if (!twice)
			out[n++] = w;
	}
	return n;
}

/* Text right in a list, outside of its items, is an item of its own. */
static void
fit(struct build *b)
{
	cmark_node *item;

	if (cmark_node_get_type(b->block) != CMARK_NODE_LIST)
		return;
	item = cmark_node_new(CMARK_NODE_ITEM);
	cmark_node_append_child(b->block, item);
	b->block = item;
	b->depth++;
}

static void
open_paragraph(struct build *b)
{
	if (b->inlines != NULL)
		return;
	fit(b);
	b->inlines = cmark_node_new(
	    b->heading > 0 ? CMARK_NODE_HEADING : CMARK_NODE_PARAGRAPH);
	if (b->heading > 0)
		cmark_node_set_heading_level(b->inlines, b->heading);
	cmark_node_append_child(b->block, b->inlines);
	b->space = false;
	b->breaks = 0;
}

/* Between two texts: what is due there, outside of what begins or ends. */
static void
add_gap(struct build *b)
{
	if (b->breaks > 0)
		add_inline(b, CMARK_NODE_LINEBREAK, NULL);
	else if (b->space)
		add_inline(b, CMARK_NODE_TEXT, " ");
	b->breaks = 0;
	b->space = false;
}

/*
 * Before an inline: close the styles that are no longer wanted, give the gap,
 * open the new ones.
 */
static void
settle(struct build *b)
{
	const struct styled *want[STYLES_MAX];
	bool code;
	size_t n, same = 0;

	open_paragraph(b);
	n = distinct(b, want, &code);
	while (same < n && same < b->nopen &&
	       same_style(want[same], &b->open[same]))
		same++;
	if (same < b->nopen || same < n || code != b->code || b->breaks > 0)
		end_run(b);
	while (b->nopen > same)
		close_style(b);
	if (b->text.len == 0)
		add_gap(b);
	while (same < n)
		open_style(b, want[same++]);
	b->code = code;
}

void
build_text(struct build *b, const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		if (b->inlines == NULL)
			i += blanks_before(text + i, len - i);
		size_t from = i;

		while (i < len && is_space(text[i]))
			i++;
		if (i > from) {
			b->space = true;
			from = i;
		}
		while (i < len && !is_space(text[i]))
			i++;
		if (i == from)
			break;
		settle(b);
		if (b->space && b->text.len > 0)
			buf_addc(&b->text, ' ');
		b->space = false;
		buf_add(&b->text, text + from, i - from);
	}
}

void
build_break(struct build *b)
{
	if (b->inlines == NULL)
		return;
	b->space = b->heading > 0; /* a heading is one line */
	if (b->heading > 0)
		return;
	if (++b->breaks >= 2)
		build_flush(b);
}

void
build_image(struct build *b, const char *url, const char *alt)
{
	cmark_node *image, *text;

	settle(b);
	end_run(b);
	add_gap(b);
	image = add_inline(b, CMARK_NODE_IMAGE, NULL);
	cmark_node_set_url(image, url);
	if (alt != NULL && *alt != '\0') {
		text = cmark_node_new(CMARK_NODE_TEXT);
		cmark_node_set_literal(text, alt);
		cmark_node_append_child(image, text);
	}
}

void
build_style_in(struct build *b, enum style style, const char *url,
    const char *title)
{
	struct styled *s = &b->wanted[b->nwanted];

	if (b->nwanted == STYLES_MAX) {
		b->dropped++;
		return;
	}
	*s = (struct styled){ .style = style };
	s->url = url != NULL ? xstrdup(url) : NULL;
	s->title = title != NULL ? xstrdup(title) : NULL;
	b->nwanted++;
}

/* An open link borrows its address from the wanted one: close it first. */
static void
stop_borrowing(struct build *b, const struct styled *s)
{
	size_t i = 0;

	while (i < b->nopen && (s->url == NULL || b->open[i].url != s->url))
		i++;
	if (i == b->nopen)
		return;
	end_run(b);
	while (b->nopen > i)
		close_style(b);
}

void
build_style_out(struct build *b, enum style style)
{
	size_t i = b->nwanted;

	if (b->dropped > 0) {
		b->dropped--;
		return;
	}
	while (i > 0 && b->wanted[i - 1].style != style)
		i--;
	if (i == 0)
		return;
	stop_borrowing(b, &b->wanted[--i]);
	free(b->wanted[i].url);
	free(b->wanted[i].title);
	memmove(&b->wanted[i], &b->wanted[i + 1],
	    (b->nwanted - i - 1) * sizeof b->wanted[0]);
	b->nwanted--;
}

/* ---- blocks ---- */

void
build_flush(struct build *b)
{
	if (b->inlines != NULL) {
		blanks_cut(&b->text);
		end_run(b);
		while (b->nopen > 0)
			close_style(b);
		cmark_consolidate_text_nodes(b->inlines);
	}
	b->inlines = NULL;
	b->heading = 0;
	b->space = false;
	b->breaks = 0;
}

void
build_heading(struct build *b, int level)
{
	build_flush(b);
	b->heading = level;
}

static cmark_node *
add_block(struct build *b, cmark_node_type type)
{
	cmark_node *n = cmark_node_new(type);

	build_flush(b);
	if (type != CMARK_NODE_ITEM)
		fit(b);
	cmark_node_append_child(b->block, n);
	return n;
}

static cmark_node *
enter(struct build *b, cmark_node_type type)
{
	cmark_node *n;

	build_flush(b);
	if (b->depth == DEPTH_MAX || b->flattened > 0) {
		b->flattened++;
		return NULL;
	}
	n = add_block(b, type);
	b->block = n;
	b->depth++;
	return n;
}

void
build_quote_in(struct build *b)
{
	enter(b, CMARK_NODE_BLOCK_QUOTE);
}

void
build_list_in(struct build *b, cmark_list_type kind, int start)
{
	cmark_node *n = enter(b, CMARK_NODE_LIST);

	if (n == NULL)
		return;
	cmark_node_set_list_type(n, kind);
	cmark_node_set_list_start(n, start);
	cmark_node_set_list_tight(n, 1);
}

/* An item or a list needs something to stand in it. */
static void
leave(struct build *b)
{
	cmark_node *n = b->block;

	b->block = cmark_node_parent(n);
	b->depth--;
	if (cmark_node_get_type(n) == CMARK_NODE_LIST)
		list_shape_loosen(n);
	if (cmark_node_get_type(n) == CMARK_NODE_ITEM)
		list_shape_lift(n);
	if (cmark_node_first_child(n) == NULL)
		cmark_node_free(n);
}

/* The item that fit() opened, if it did. */
static void
leave_item(struct build *b)
{
	if (cmark_node_get_type(b->block) == CMARK_NODE_ITEM)
		leave(b);
}

void
build_out(struct build *b, cmark_node_type type)
{
	build_flush(b);
	if (b->flattened > 0) {
		b->flattened--;
		return;
	}
	if (type == CMARK_NODE_LIST)
		leave_item(b);
	if (cmark_node_get_type(b->block) == type)
		leave(b);
}

void
build_item_in(struct build *b)
{
	build_flush(b);
	if (b->flattened == 0)
		leave_item(b);
	/* an item on its own, without its list, is just its blocks */
	if (b->flattened > 0 ||
	    cmark_node_get_type(b->block) == CMARK_NODE_LIST)
		enter(b, CMARK_NODE_ITEM);
}

void
build_rule(struct build *b)
{
	build_flush(b);
	/* CommonMark's item cannot begin with one as it is written here */
	if (cmark_node_get_type(b->block) != CMARK_NODE_ITEM ||
	    cmark_node_first_child(b->block) != NULL)
		add_block(b, CMARK_NODE_THEMATIC_BREAK);
}

void
build_code_block(struct build *b, const char *text, size_t len,
    const char *info)
{
	cmark_node *n = add_block(b, CMARK_NODE_CODE_BLOCK);
	struct buf code = { 0 };

	buf_add(&code, text, len);
	if (len > 0 && text[len - 1] != '\n')
		buf_addc(&code, '\n');
	cmark_node_set_literal(n, buf_str(&code));
	cmark_node_set_fence_info(n, info);
	buf_free(&code);
}

void
build_table(struct build *b, const char *markdown)
{
	cmark_node *n = add_block(b, CMARK_NODE_PARAGRAPH);
	cmark_node *lines = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);

	cmark_node_set_on_enter(lines, markdown);
	cmark_node_append_child(n, lines);
}

void
build_more(struct build *b)
{
	build_flush(b);
	if (b->depth == 0 && b->flattened == 0)
		cmark_node_set_literal(add_block(b, CMARK_NODE_HTML_BLOCK),
		    "<!--more-->\n");
}

cmark_node *
build_end(struct build *b)
{
	cmark_node *doc;

	build_flush(b);
	while (b->depth > 0)
		leave(b);
	while (b->nwanted > 0)
		build_style_out(b, b->wanted[b->nwanted - 1].style);
	doc = b->block;
	buf_free(&b->text);
	free(b);
	return doc;
}
