#include <string.h>

#include "markdown/builder.h"
#include "markdown/markdown.h"
#include "text/ascii.h"

/*
 * Raw HTML reduced to what a text can show (conversion.md 1.4).  The same
 * tags are met one by one between Markdown, where a block is a break, and in
 * HTML blocks, where it is a block.
 */

/* The span of <a> ends, without a blank before it. */
static void
end_link(struct builder *w)
{
	struct inline_builder *t = &w->prose;
	struct span *s = &t->spans[w->html.link - 1];

	s->end = t->text.len;
	while (s->end > s->start && (t->text.data[s->end - 1] == ' ' ||
					t->text.data[s->end - 1] == '\n'))
		s->end--;
	if (w->html.carried && s->end == s->start && w->html.link == t->nspans)
		t->nspans--; /* all of its text stood before */
	w->html.link = 0;
	w->html.link_ends = w->html.carried = false;
}

/*
 * An <a> around blocks is one in each of them.  One that has no text yet does
 * not begin before its first block.
 */
static bool
carry_link(struct builder *w)
{
	const struct inline_builder *t = &w->prose;
	const struct html_state *h = &w->html;

	if (h->link == 0 || !h->block)
		return false;
	if (t->spans[h->link - 1].start == t->text.len && h->link == t->nspans)
		w->html.carried = true;
	end_link(w);
	return true;
}

/* A block tag begins or ends: what was read stands by itself. */
static void
flush(struct builder *w)
{
	int level = w->html.heading;
	bool link = carry_link(w);

	if (!w->html.block)
		builder_break(w);
	else if (level > 0)
		builder_heading(w, level);
	else
		builder_paragraph(w);
	w->html.heading = 0;
	if (!link)
		return;
	w->html.link =
	    inline_builder_open(&w->prose, SPAN_LINK, w->html.url) + 1;
	w->html.carried = true;
}

static void
heading(struct builder *w, const struct html_tag *tag)
{
	flush(w);
	if (!tag->closing && w->html.block)
		w->html.heading = html_heading_level(tag);
}

static void
block(struct builder *w, const struct html_tag *tag)
{
	(void)tag;
	flush(w);
}

static void
line(struct builder *w, const struct html_tag *tag)
{
	(void)tag;
	if (w->prose.text.len > 0 &&
	    w->prose.text.data[w->prose.text.len - 1] != '\n')
		builder_break(w);
}

static void
line_break(struct builder *w, const struct html_tag *tag)
{
	(void)tag;
	builder_break(w);
}

/* An attribute's value in the walk's scratch; "" when there is none. */
static const char *
attribute(struct builder *w, const struct html_tag *tag, const char *name)
{
	struct buf raw = { 0 };

	html_attribute(tag, name, &raw);
	buf_clear(&w->scratch);
	placeholder_drop(&w->source->marks, buf_str(&raw), raw.len,
	    &w->scratch);
	buf_free(&raw);
	return buf_str(&w->scratch);
}

static void
item(struct builder *w, const struct html_tag *tag)
{
	struct html_state *h = &w->html;
	struct html_list *l;

	flush(w);
	if (!h->block)
		return;
	if (h->depth == 0) /* its <ul> was in a block before */
		h->lists[h->depth++] = (struct html_list){ 0 };
	l = html_state_list(h);
	l->item = h->item_first = !tag->closing;
	l->number += !tag->closing;
}

/* The number before an ordered list's first item. */
static int
number_before(struct builder *w, const struct html_tag *tag)
{
	const char *s = attribute(w, tag, "start");
	int n = 0;

	for (size_t i = 0; i < 8 && is_digit(s[i]); i++)
		n = n * 10 + (s[i] - '0');
	return *s == '\0' ? 0 : n - 1;
}

static void
list(struct builder *w, const struct html_tag *tag)
{
	struct html_state *h = &w->html;

	flush(w);
	if (!h->block)
		return;
	h->item_first = false;
	if (!tag->closing) {
		h->depth++;
		*html_state_list(h) = (struct html_list){
			.ordered = html_tag_is(tag, "ol"),
			.number = number_before(w, tag),
		};
		return;
	}
	h->depth -= h->depth > 0;
	h->listed = h->listed && h->depth > 0;
}

static void
quote(struct builder *w, const struct html_tag *tag)
{
	flush(w);
	if (!w->html.block)
		return;
	if (!tag->closing) {
		w->html.quotes++;
		if (w->quotes++ == 0)
			w->outer = (int)w->nlists + w->html.depth;
	} else if (w->html.quotes > 0) {
		w->html.quotes--;
		if (--w->quotes == 0)
			w->outer = 0;
	}
}

static void
cell(struct builder *w, const struct html_tag *tag)
{
	const struct buf *t = &w->prose.text;

	if (tag->closing || t->len == 0 || t->data[t->len - 1] == '\n')
		return;
	builder_space(w);
	inline_builder_add(&w->prose, "| ", 2);
}

static void
rule(struct builder *w, const struct html_tag *tag)
{
	(void)tag;
	flush(w);
	if (w->html.block)
		builder_block(w, BLOCK_RULE);
}

/*
 * <a> opens a span and </a> ends it; spans do not cross, so that one in the
 * middle of Markdown's link takes effect behind it.
 */
static void
link(struct builder *w, const struct html_tag *tag)
{
	struct html_state *h = &w->html;

	if (h->link > 0 && h->link_depth == w->links)
		end_link(w);
	else if (h->link > 0)
		h->link_ends = true;
	if (tag->closing || h->link > 0)
		return;
	h->link = builder_link_begin(w, attribute(w, tag, "href"));
	h->link_depth = w->links;
	if (h->link > 0)
		h->url = w->prose.spans[h->link - 1].url;
}

void
html_inline_leave(struct builder *w)
{
	struct html_state *h = &w->html;

	if (h->link > 0 && h->link_depth > w->links)
		end_link(w);
}

void
html_inline_left(struct builder *w)
{
	struct html_state *h = &w->html;

	if (h->link_ends && h->link_depth == w->links)
		end_link(w);
}

static void
image(struct builder *w, const struct html_tag *tag)
{
	struct buf alt = { 0 }, title = { 0 };
	const char *src;
	size_t span;

	if (w->how->images == IMAGES_DROP && w->links == 0 && w->html.link == 0)
		return;
	html_attribute(tag, "title", &title);
	/* alt="" says that there is nothing to say */
	if (!html_attribute(tag, "alt", &alt) && title.len == 0)
		builder_doubt(w, "an image has no text");
	buf_clear(&alt);
	buf_adds(&alt, attribute(w, tag, "alt"));
	src = attribute(w, tag, "src");
	span = builder_image_begin(w, src);
	inline_builder_add(&w->prose, buf_str(&alt), alt.len);
	builder_image_end(w, span, src, buf_str(&title));
	buf_free(&alt);
	buf_free(&title);
}

/* A film or frame cannot be shown, but it can be gone to. */
static void
media(struct builder *w, const struct html_tag *tag)
{
	struct buf title = { 0 };
	const char *src;
	size_t span;

	if (tag->closing)
		return;
	html_attribute(tag, "title", &title);
	src = attribute(w, tag, "src");
	if (*src != '\0') {
		builder_space(w);
		span = builder_link_begin(w, src);
		inline_builder_add(&w->prose, buf_str(&title), title.len);
		builder_link_end(w, span, src);
	}
	buf_free(&title);
}

static void
strike(struct builder *w, const struct html_tag *tag)
{
	(void)tag;
	inline_builder_add(&w->prose, "~~", 2);
}

/* ---- tags and blocks ----------------------------------------------------- */

static void (*const acts[])(struct builder *w, const struct html_tag *tag) = {
	[HTML_OTHER] = NULL,
	[HTML_BREAK] = line_break,
	[HTML_BLOCK] = block,
	[HTML_LINE] = line,
	[HTML_HEADING] = heading,
	[HTML_ITEM] = item,
	[HTML_LIST] = list,
	[HTML_QUOTE] = quote,
	[HTML_CELL] = cell,
	[HTML_RULE] = rule,
	[HTML_LINK] = link,
	[HTML_IMAGE] = image,
	[HTML_MEDIA] = media,
	[HTML_HIDDEN] = NULL,
	[HTML_PRE] = block,
	[HTML_SUP] = html_raised,
	[HTML_SUB] = html_raised,
	[HTML_STRIKE] = strike,
	[HTML_COMMENT] = NULL,
};

void
html_inline_tag(struct builder *w, const struct html_tag *tag)
{
	if (acts[tag->kind] == NULL)
		return;
	builder_other(w);
	acts[tag->kind](w, tag);
}

/* Text between tags: blanks and line ends are one space. */
static void
add_text(struct builder *w, const char *s, size_t len)
{
	const char *end;

	buf_clear(&w->scratch);
	html_decode(&w->scratch, s, len);
	s = buf_str(&w->scratch);
	end = s + w->scratch.len;
	while (s < end) {
		size_t n = 0;

		while (s + n < end && !is_space(s[n]))
			n++;
		builder_text(w, s, n);
		s += n;
		if (s < end)
			builder_space(w);
		while (s < end && is_space(*s))
			s++;
	}
}

/* <pre>: its lines stay as they are, its tags go. */
static void
preformatted(struct builder *w, struct html_reader *r,
    const struct html_tag *tag)
{
	struct html_reader in = { .s = r->s };
	struct html_tag t;
	struct buf code = { 0 };

	flush(w);
	html_skip_content(r, tag);
	in.end = r->s;
	if (in.s < in.end && *in.s == '\n')
		in.s++;
	while (in.s < in.end) {
		const char *tag_at = memchr(in.s, '<', (size_t)(in.end - in.s));
		const char *stop = tag_at == NULL ? in.end : tag_at;

		html_decode(&code, in.s, (size_t)(stop - in.s));
		in.s = stop;
		if (tag_at != NULL && !html_tag_read(&in, &t)) {
			buf_addc(&code, '<');
			in.s++;
		}
	}
	if (code.len > 0 && code.data[code.len - 1] != '\n')
		buf_addc(&code, '\n');
	if (code.len > 0)
		builder_code(w, buf_str(&code), code.len, "");
	buf_free(&code);
}

/*
 * A '<' that begins no whole tag.  In "<div id=" that nothing closes the
 * name is no text, what follows may be.
 */
static void
stray(struct builder *w, struct html_reader *r)
{
	const char *s = r->s + 1;

	s += s < r->end && *s == '/';
	if (s < r->end && is_letter(*s)) {
		while (s < r->end && is_alnum(*s))
			s++;
		r->s = s;
	} else {
		builder_text(w, "<", 1);
		r->s++;
	}
}

/*
 * "<https://x>": no tag but an address, which Markdown has no hand in where
 * the line began with a tag or a comment.  "<o:p>" is a tag.
 */
static bool
address(struct builder *w, struct html_reader *r)
{
	const char *s = r->s + 1, *end = s;

	while (end < r->end && (unsigned char)*end > ' ' && *end != '<' &&
	       *end != '>')
		end++;
	if (end == r->end || *end != '>' || !is_letter(*s) ||
	    (memmem(s, (size_t)(end - s), "://", 3) == NULL &&
		(end - s < 7 || memcmp(s, "mailto:", 7) != 0)))
		return false;
	add_text(w, s, (size_t)(end - s));
	r->s = end + 1;
	return true;
}

static void
read_block(struct builder *w, struct html_reader *r)
{
	struct html_tag tag;

	while (r->s < r->end) {
		const char *at = memchr(r->s, '<', (size_t)(r->end - r->s));
		const char *stop = at == NULL ? r->end : at;

		add_text(w, r->s, (size_t)(stop - r->s));
		r->s = stop;
		if (at == NULL)
			break;
		if (address(w, r))
			continue;
		if (!html_tag_read(r, &tag))
			stray(w, r);
		else if (tag.kind == HTML_HIDDEN && !tag.closing)
			html_skip_content(r, &tag);
		else if (tag.kind == HTML_PRE && !tag.closing)
			preformatted(w, r, &tag);
		else
			html_inline_tag(w, &tag);
	}
}

void
html_inline_block(struct builder *w, const char *s, size_t len)
{
	struct html_reader r = { .s = s, .end = s + len };

	w->html = (struct html_state){ .block = true };
	read_block(w, &r);
	if (w->html.link > 0)
		end_link(w);
	flush(w);
	w->quotes -= w->html.quotes;
	if (w->quotes == 0)
		w->outer = 0;
	w->html = (struct html_state){ .block = false };
}
