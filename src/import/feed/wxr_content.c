#include "import/feed/wxr_content.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "text/ascii.h"
#include "text/markup.h"

#define NAME_MAX_LEN 40   /* bytes of a shortcode's name */
#define MISSES_MAX   1000 /* tags of a post that may lack their end */

/* A shortcode tag: [name attributes] or [/name]. */
struct tag {
	char name[NAME_MAX_LEN + 1];
	const char *attributes;
	size_t nattributes;
	bool closing;
	size_t len; /* of the whole tag */
};

/* ---- reading tags ---- */

static bool
is_name_byte(char c)
{
	return is_alnum(c) || c == '_' || c == '-';
}

/* Read the tag at s, which begins with '['. */
static bool
read_tag(const char *s, size_t len, struct tag *t)
{
	size_t i = 1, n = 0;
	char quote = '\0';

	t->closing = i < len && s[i] == '/';
	i += t->closing;
	while (i < len && n < NAME_MAX_LEN && is_name_byte(s[i]))
		t->name[n++] = s[i++];
	t->name[n] = '\0';
	if (n == 0 || i >= len || strchr(" \t\n/]=", s[i]) == NULL)
		return false;
	t->attributes = s + i;
	while (i < len && (quote != '\0' || s[i] != ']')) {
		if (quote == '\0' && (s[i] == '[' || s[i] == '<'))
			return false;
		if (s[i] == '"' || s[i] == '\'')
			quote = quote == '\0' ? s[i]
					      : (quote == s[i] ? '\0' : quote);
		i++;
	}
	t->nattributes = (size_t)(s + i - t->attributes);
	t->len = i + 1;
	return i < len;
}

/* The value of name="value", name='value' or name=value; "" if there is none.
 */
static void
attribute(const struct tag *t, const char *name, struct buf *out)
{
	const char *s = t->attributes, *end = s + t->nattributes;
	size_t n = strlen(name);

	for (; s + n + 1 < end; s++) {
		const char *v = s + n + 1, *stop;

		if (strncasecmp(s, name, n) != 0 || s[n] != '=' ||
		    (s > t->attributes && is_name_byte(s[-1])))
			continue;
		if (*v == '"' || *v == '\'') {
			stop = memchr(v + 1, *v, (size_t)(end - v - 1));
			v++;
		} else {
			stop = v + strcspn(v, " \t\n]");
		}
		if (stop == NULL || stop > end)
			stop = end;
		buf_add(out, v, (size_t)(stop - v));
		return;
	}
}

/* Where the text of an open tag ends: at its closing tag, or nowhere (NULL). */
static const char *
closing_tag(const char *s, const char *end, const char *name)
{
	size_t n = strlen(name);

	while ((s = memchr(s, '[', (size_t)(end - s))) != NULL) {
		if ((size_t)(end - s) > n + 2 && s[1] == '/' &&
		    strncasecmp(s + 2, name, n) == 0 && s[n + 2] == ']')
			return s;
		s++;
	}
	return NULL;
}

/* ---- the shortcodes we know ---- */

struct expansion {
	const struct attachments *attachments;
	struct buf *html;
};

static void
add_link(struct buf *out, const char *url, size_t len)
{
	buf_adds(out, "\n\n<p><a href=\"");
	markup_escape(out, url, len);
	buf_adds(out, "\">");
	markup_escape(out, url, len);
	buf_adds(out, "</a></p>\n\n");
}

/* [gallery ids="1,2"]: a paragraph for each picture. */
static void
gallery(const struct expansion *e, const struct tag *t, const char *text,
    size_t len)
{
	struct buf ids = { 0 };
	const char *s;

	(void)text, (void)len;
	attribute(t, "ids", &ids);
	if (ids.len == 0)
		attribute(t, "include", &ids);
	if (ids.len == 0)
		e->attachments->pictures(e->attachments->ctx, &ids);
	for (s = buf_str(&ids); *s != '\0';) {
		size_t n = strspn(s, "0123456789");
		char id[24];

		if (n > 0 && n < sizeof id) {
			memcpy(id, s, n);
			id[n] = '\0';
			buf_adds(e->html, "\n\n<p>");
			e->attachments->find(e->attachments->ctx, id, e->html);
			buf_adds(e->html, "</p>\n\n");
		}
		s += n;
		s += strcspn(s, "0123456789");
	}
	buf_free(&ids);
}

/* [caption caption="..."]picture text[/caption]: the picture, then its text. */
static void
caption(const struct expansion *e, const struct tag *t, const char *text,
    size_t len)
{
	struct buf said = { 0 };

	attribute(t, "caption", &said);
	buf_adds(e->html, "\n\n<figure>");
	buf_add(e->html, text, len);
	if (said.len > 0) {
		buf_adds(e->html, "<figcaption>");
		buf_add(e->html, said.data, said.len);
		buf_adds(e->html, "</figcaption>");
	}
	buf_adds(e->html, "</figure>\n\n");
	buf_free(&said);
}

static void
embed(const struct expansion *e, const struct tag *t, const char *text,
    size_t len)
{
	struct buf src = { 0 };

	attribute(t, "src", &src);
	if (len > 0)
		add_link(e->html, text, len);
	else if (src.len > 0)
		add_link(e->html, src.data, src.len);
	buf_free(&src);
}

/* [audio src=... mp3=...]: a link to the recording. */
static void
media(const struct expansion *e, const struct tag *t, const char *text,
    size_t len)
{
	static const char *const names[] = { "src", "mp3", "m4a", "ogg", "wav",
		"mp4", "m4v", "webm", "ogv", "flv", NULL };

	for (size_t i = 0; names[i] != NULL; i++) {
		struct buf url = { 0 };

		attribute(t, names[i], &url);
		if (url.len > 0)
			add_link(e->html, url.data, url.len);
		buf_free(&url);
	}
	buf_add(e->html, text, len);
}

static const struct {
	const char *name;
	void (*expand)(const struct expansion *e, const struct tag *t,
	    const char *text, size_t len);
} known[] = {
	{ "gallery", gallery },
	{ "playlist", gallery },
	{ "caption", caption },
	{ "wp_caption", caption },
	{ "embed", embed },
	{ "youtube", embed },
	{ "audio", media },
	{ "video", media },
};

/*
 * A tag that is none of ours is a plugin's when it has attributes or a closing
 * tag; "[sic]" and "[1]" are text.
 */
static bool
is_plugin_tag(const struct tag *t, const char *after, const char *end)
{
	return t->closing || memchr(t->attributes, '=', t->nattributes) ||
	       closing_tag(after, end, t->name) != NULL;
}

/* Expand the tag at s; returns what follows, or NULL when it is text. */
static const char *
expand(const struct expansion *e, const char *s, const char *end,
    size_t *misses)
{
	struct tag t;
	const char *after, *close;

	if (!read_tag(s, (size_t)(end - s), &t))
		return NULL;
	after = s + t.len;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (strcasecmp(known[i].name, t.name) != 0)
			continue;
		if (t.closing)
			return after;
		/* looking again and again must stay linear */
		close = *misses > MISSES_MAX ? NULL
					     : closing_tag(after, end, t.name);
		*misses += close == NULL;
		known[i].expand(e, &t, after,
		    close != NULL ? (size_t)(close - after) : 0);
		return close != NULL ? close + strlen(t.name) + 3 : after;
	}
	if (!t.closing && ++*misses > MISSES_MAX)
		return memchr(t.attributes, '=', t.nattributes) ? after : NULL;
	return is_plugin_tag(&t, after, end) ? after : NULL;
}

/* "[[gallery]]" shows "[gallery]"; returns what follows, else NULL. */
static const char *
escaped_tag(const char *s, const char *end, struct buf *html)
{
	struct tag t;

	if (end - s < 4 || s[1] != '[' ||
	    !read_tag(s + 1, (size_t)(end - s - 1), &t) ||
	    s + 1 + t.len >= end || s[1 + t.len] != ']')
		return NULL;
	buf_add(html, s + 1, t.len);
	return s + t.len + 2;
}

static void
expand_shortcodes(const struct expansion *e, const char *s, size_t len)
{
	const char *end = s + len;
	size_t misses = 0;

	while (s < end) {
		const char *at = memchr(s, '[', (size_t)(end - s));
		const char *after;

		buf_add(e->html, s, (size_t)((at ? at : end) - s));
		if (at == NULL)
			return;
		after = escaped_tag(at, end, e->html);
		if (after == NULL)
			after = expand(e, at, end, &misses);
		if (after == NULL) {
			buf_addc(e->html, '[');
			after = at + 1;
		}
		s = after;
	}
}

/* ---- classic paragraphs ---- */

/* Does HTML's own block markup begin here? */
static bool
begins_block(const char *s, size_t len)
{
	static const char *const blocks[] = { "p", "div", "h1", "h2", "h3",
		"h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "td", "th",
		"thead", "tbody", "blockquote", "pre", "hr", "figure",
		"figcaption", "dl", "dt", "dd", "form", "section", "article",
		"!--", NULL };

	if (len < 2 || s[0] != '<')
		return false;
	s++, len--;
	if (*s == '/')
		s++, len--;
	for (size_t i = 0; blocks[i] != NULL; i++) {
		size_t n = strlen(blocks[i]);

		if (len > n && strncasecmp(s, blocks[i], n) == 0 &&
		    !is_name_byte(s[n]))
			return true;
		if (blocks[i][0] == '!' && len >= n && memcmp(s, "!--", n) == 0)
			return true;
	}
	return false;
}

/* A line's text; its end is a break, unless block markup stands around it. */
static void
add_line(struct buf *out, const char *s, size_t len, const char *rest)
{
	buf_add(out, s, len);
	if (*rest == '\0' || *rest == '\n')
		return;
	if (len > 0 && s[len - 1] != '>' && !begins_block(rest, strlen(rest)))
		buf_adds(out, "<br>");
	buf_addc(out, '\n');
}

/*
 * WordPress shows a blank line as the end of a paragraph and a single line
 * end as a break; nothing of that inside of <pre>.
 */
static void
add_paragraphs(struct buf *out, const char *s)
{
	bool open = false, pre = false;

	while (*s != '\0') {
		size_t len = strcspn(s, "\n");
		const char *rest = s + len + (s[len] == '\n');

		pre = pre || (len >= 4 && memmem(s, len, "<pre", 4) != NULL);
		if (pre) {
			buf_add(out, s, len);
			buf_addc(out, '\n');
			pre = memmem(s, len, "</pre", 5) == NULL;
		} else if (strspn(s, " \t") == len) {
			buf_adds(out, open ? "</p>\n" : "");
			open = false;
		} else {
			if (!open && !begins_block(s, len)) {
				buf_adds(out, "<p>");
				open = true;
			}
			add_line(out, s, len, rest);
		}
		s = rest;
	}
	if (open)
		buf_adds(out, "</p>");
}

static void
drop_carriage_returns(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] != '\r')
			buf_addc(out, s[i]);
		else if (i + 1 == len || s[i + 1] != '\n')
			buf_addc(out, '\n');
}

/* ---- blocks ---- */

/* A comment of Gutenberg's begins, ends or is a block: -1, 1, 0; else 2. */
static int
block_mark(const char *s, const char *end)
{
	if (strncmp(s, "<!-- /wp:", 9) == 0)
		return -1;
	if (strncmp(s, "<!-- wp:", 8) != 0)
		return 2;
	return end[-1] == '/' ? 0 : 1;
}

/* Text between blocks, or in a classic one, has its paragraphs as blank lines.
 */
static void
add_classic(struct buf *out, const char *s, size_t len)
{
	struct buf text = { 0 };

	buf_add(&text, s, len);
	add_paragraphs(out, buf_str(&text));
	buf_free(&text);
}

static void
add_blocks(struct buf *out, const char *s)
{
	long depth = 0;
	const char *at = s, *end;

	while ((at = strstr(at, "<!--")) != NULL &&
	       (end = strstr(at, "-->")) != NULL) {
		int mark = block_mark(at, end);

		if (mark == 2 || strncmp(at + 5, "wp:freeform ", 12) == 0 ||
		    strncmp(at + 5, "/wp:freeform ", 13) == 0) {
			at = end;
			continue;
		}
		if (depth == 0)
			add_classic(out, s, (size_t)(at - s));
		else
			buf_add(out, s, (size_t)(at - s));
		depth += mark;
		if (depth < 0)
			depth = 0;
		s = at = end + 3;
	}
	if (depth == 0)
		add_paragraphs(out, s);
	else
		buf_adds(out, s);
}

void
wxr_content(const char *content, size_t len,
    const struct attachments *attachments, struct buf *html)
{
	struct buf plain = { 0 }, expanded = { 0 };
	const struct expansion e = { attachments, &expanded };

	drop_carriage_returns(&plain, content, len);
	expand_shortcodes(&e, buf_str(&plain), plain.len);
	if (strstr(buf_str(&expanded), "<!-- wp:") != NULL)
		add_blocks(html, buf_str(&expanded));
	else
		add_paragraphs(html, buf_str(&expanded));
	buf_free(&plain);
	buf_free(&expanded);
}
