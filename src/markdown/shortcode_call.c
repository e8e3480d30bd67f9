#include "markdown/shortcode_call.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "text/ascii.h"

static bool
is_name_char(char c)
{
	return is_alnum(c) || c == '_' || c == '-';
}

size_t
piece_name(struct piece p)
{
	size_t n = 0;

	while (n < p.len && is_name_char(p.s[n]))
		n++;
	return n;
}

bool
piece_is(struct piece p, const char *word)
{
	return p.len == strlen(word) && strncasecmp(p.s, word, p.len) == 0;
}

bool
piece_ends(struct piece p, const char *end)
{
	size_t n = strlen(end);

	return p.len >= n && strncasecmp(p.s + p.len - n, end, n) == 0;
}

bool
piece_begins(struct piece p, const char *start)
{
	size_t n = strlen(start);

	return p.len >= n && strncasecmp(p.s, start, n) == 0;
}

struct piece
piece_trim(struct piece p)
{
	while (p.len > 0 && is_space(p.s[0]))
		p.s++, p.len--;
	while (p.len > 0 && is_space(p.s[p.len - 1]))
		p.len--;
	return p;
}

/* ---- reading arguments --------------------------------------------------- */

/* Take a value, quoted or up to a blank, from the front of p. */
bool
piece_take_value(struct piece *p, struct piece *value)
{
	size_t n = 0;

	if (p->len > 1 &&
	    (p->s[0] == '"' || p->s[0] == '\'' || p->s[0] == '`')) {
		const char *end = memchr(p->s + 1, p->s[0], p->len - 1);

		if (end != NULL) {
			*value = (struct piece){ p->s + 1,
				(size_t)(end - p->s) - 1 };
			p->len -= (size_t)(end + 1 - p->s);
			p->s = end + 1;
			return true;
		}
	}
	while (n < p->len && !is_space(p->s[n]) && p->s[n] != ',' &&
	       p->s[n] != ')')
		n++;
	*value = (struct piece){ p->s, n };
	p->s += n;
	p->len -= n;
	return false;
}

void
call_read_args(struct call *c, struct piece rest)
{
	c->n = 0;
	while (c->n < MOST_ARGS) {
		struct arg *a = &c->args[c->n];
		size_t n;

		while (rest.len > 0 &&
		       (is_space(*rest.s) || strchr("(,)/", *rest.s) != NULL) &&
		       !(*rest.s == '/' && rest.len > 1 &&
			   is_name_char(rest.s[1])))
			rest.s++, rest.len--;
		if (rest.len == 0)
			return;
		*a = (struct arg){ .key = { rest.s, 0 } };
		n = piece_name(rest);
		if (n > 0 && n < rest.len &&
		    (rest.s[n] == '=' || rest.s[n] == ':') &&
		    !(n + 2 < rest.len && rest.s[n + 1] == '/' &&
			rest.s[n + 2] == '/')) {
			a->key.len = n;
			rest.s += n + 1;
			rest.len -= n + 1;
			while (rest.len > 0 && is_space(*rest.s))
				rest.s++, rest.len--;
		}
		a->quoted = piece_take_value(&rest, &a->value);
		c->n++;
	}
}

/* The first of the named arguments that says something. */
struct piece
call_named(const struct call *c, const char *const *keys)
{
	for (; *keys != NULL; keys++)
		for (size_t i = 0; i < c->n; i++)
			if (piece_is(c->args[i].key, *keys) &&
			    c->args[i].value.len > 0)
				return c->args[i].value;
	return (struct piece){ "", 0 };
}

struct piece
call_positional(const struct call *c, size_t nth)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->args[i].key.len == 0 && nth-- == 0)
			return c->args[i].value;
	return (struct piece){ "", 0 };
}

/* ---- writing what stands for it ------------------------------------------ */

/*
 * Text for both Markdown and HTML, since either may stand around the call:
 * what one of them would read as more than text is an entity.
 */
static void
add_text(struct buf *out, struct piece p)
{
	static const struct {
		char c;
		const char *entity;
	} entities[] = { { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" },
		{ '`', "&#96;" }, { '[', "&#91;" }, { ']', "&#93;" },
		{ '|', "&#124;" }, { '\n', " " } };

	for (size_t i = 0; i < p.len; i++) {
		size_t n = 0;

		while (n < sizeof entities / sizeof *entities &&
		       entities[n].c != p.s[i])
			n++;
		if (n < sizeof entities / sizeof *entities)
			buf_adds(out, entities[n].entity);
		else
			buf_addc(out, p.s[i]);
	}
}

static void
open_link(struct buf *out, struct piece url)
{
	buf_adds(out, "<a href=\"");
	add_text(out, url);
	buf_adds(out, "\">");
}

static void
add_link(struct buf *out, struct piece label, struct piece url)
{
	open_link(out, url);
	add_text(out, label);
	buf_adds(out, "</a>");
}

static void
add_image(struct buf *out, struct piece label, struct piece url)
{
	buf_adds(out, "<img src=\"");
	add_text(out, url);
	buf_adds(out, "\" alt=\"");
	add_text(out, label);
	buf_adds(out, "\">");
}

static const char *const image_keys[] = { "src", "url", "image", "file", "path",
	"image_path", "img", NULL };
static const char *const label_keys[] = { "alt", "caption", "title",
	"description", "text", "label", NULL };
static const char *const caption_keys[] = { "caption", "description", NULL };
static const char *const link_keys[] = { "link", "href", NULL };
static const char *const media_keys[] = { "src", "url", "href", "link", "mp4",
	"webm", "ogv", "mp3", "m4a", "ogg", "wav", "file", NULL };
static const char *const id_keys[] = { "id", "video", "v", NULL };
static const char *const path_keys[] = { "path", NULL };

static bool
is_image_file(struct piece p)
{
	static const char *const kinds[] = { ".png", ".jpg", ".jpeg", ".gif",
		".svg", ".webp", ".avif", ".bmp" };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (piece_ends(p, kinds[i]))
			return true;
	return false;
}

static bool
is_web_address(struct piece p)
{
	return piece_begins(p, "http://") || piece_begins(p, "https://");
}

static void
image(const struct call *c, const char *unused, struct buf *out)
{
	struct piece src = call_named(c, image_keys),
		     alt = call_named(c, label_keys);
	struct piece link = call_named(c, link_keys);
	struct piece caption = call_named(c, caption_keys);

	(void)unused;
	for (size_t i = 0; i < c->n && src.len == 0; i++)
		if (c->args[i].key.len == 0 &&
		    (is_image_file(c->args[i].value) ||
			is_web_address(c->args[i].value)))
			src = c->args[i].value;
	for (size_t i = c->n; i-- > 0 && alt.len == 0;)
		if (c->args[i].key.len == 0 && c->args[i].quoted &&
		    c->args[i].value.s != src.s)
			alt = c->args[i].value;
	if (src.len > 0 && link.len > 0)
		open_link(out, link);
	if (src.len > 0)
		add_image(out, alt, src);
	if (src.len > 0 && link.len > 0)
		buf_adds(out, "</a>");
	if (caption.len > 0 && (caption.s != alt.s || src.len == 0)) {
		buf_addc(out, ' ');
		add_text(out, caption);
	}
}

/* Another article, by its file: the link rules know where it is. */
static void
article(const struct call *c, const char *ending, struct buf *out)
{
	struct piece path = call_named(c, path_keys);

	if (path.len == 0)
		path = call_positional(c, 0);
	for (size_t i = 0; i < path.len; i++)
		if (is_space(path.s[i]))
			buf_adds(out, "%20");
		else
			buf_addc(out, path.s[i]);
	if (path.len > 0 && !piece_ends(path, ending))
		buf_adds(out, ending);
}

/* A thing on another site, by its number there. */
static void
elsewhere(const struct call *c, const char *site, struct buf *out)
{
	struct piece id = call_named(c, id_keys),
		     url = call_named(c, media_keys),
		     label = call_named(c, label_keys);
	struct buf made = { 0 };

	if (id.len == 0)
		id = call_positional(c, 0);
	if (is_web_address(id) || id.len == 0)
		url = id.len == 0 ? url : id;
	if (url.len > 0) {
		add_link(out, label, url);
		return;
	}
	id.len = piece_name(id);
	if (id.len == 0)
		return;
	buf_adds(&made, site);
	buf_add(&made, id.s, id.len);
	add_link(out, label, (struct piece){ made.data, made.len });
	buf_free(&made);
}

/* "gist user id", "tweet user id" and the like: two parts, or one with '/'. */
static void
account(const struct call *c, const char *format, struct buf *out)
{
	static const char *const user_keys[] = { "user", NULL };
	struct piece user = call_named(c, user_keys),
		     id = call_named(c, id_keys),
		     label = call_named(c, label_keys);
	const char *middle = strchr(format, '|');
	struct buf made = { 0 };
	size_t n;

	if (user.len == 0)
		user = call_positional(c, 0);
	if (id.len == 0)
		id = call_positional(c, 1);
	if (is_web_address(user)) {
		add_link(out, label, user);
		return;
	}
	n = piece_name(user);
	if (id.len == 0 && n + 1 < user.len && user.s[n] == '/')
		id = (struct piece){ user.s + n + 1, user.len - n - 1 };
	id.len = piece_name(id);
	if (n == 0 || id.len == 0)
		return;
	buf_add(&made, format, (size_t)(middle - format));
	buf_add(&made, user.s, n);
	buf_adds(&made, middle + 1);
	buf_add(&made, id.s, id.len);
	add_link(out, label, (struct piece){ made.data, made.len });
	buf_free(&made);
}

/* Whatever else it is: its address and its caption, if it has them. */
static void
anything(const struct call *c, const char *unused, struct buf *out)
{
	struct piece url = call_named(c, media_keys);
	struct piece first = call_positional(c, 0);
	struct piece caption = call_named(c, caption_keys);

	(void)unused;
	if (url.len == 0 && is_web_address(first))
		url = first;
	if (url.len == 0)
		add_text(out, caption);
	else if (is_image_file(url))
		add_image(out, call_named(c, label_keys), url);
	else
		add_link(out, call_named(c, label_keys), url);
}

static const struct meaning {
	const char *name;
	void (*write)(const struct call *c, const char *with, struct buf *out);
	const char *with;
} meanings[] = {
	{ "asset_img", image, NULL },
	{ "figure", image, NULL },
	{ "image", image, NULL },
	{ "img", image, NULL },
	{ "picture", image, NULL },
	{ "ref", article, "" },
	{ "relref", article, "" },
	{ "get_url", article, "" },
	{ "link", article, "" },
	{ "post_url", article, ".md" },
	{ "youtube", elsewhere, "https://www.youtube.com/watch?v=" },
	{ "vimeo", elsewhere, "https://vimeo.com/" },
	{ "instagram", elsewhere, "https://www.instagram.com/p/" },
	{ "gist", account, "https://gist.github.com/|/" },
	{ "tweet", account, "https://twitter.com/|/status/" },
	{ "twitter", account, "https://twitter.com/|/status/" },
	{ "x", account, "https://x.com/|/status/" },
};

void
call_write(const struct call *c, struct buf *out)
{
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (piece_is(c->name, meanings[i].name)) {
			meanings[i].write(c, meanings[i].with, out);
			return;
		}
	anything(c, NULL, out);
}
