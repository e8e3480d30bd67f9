#include "page/gopher_item.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "page/item_type.h"
#include "page/place.h"
#include "text/ascii.h"
#include "text/url.h"

/* A path of the capsule, not "//host/path". */
static bool
is_path(const char *url)
{
	return url[0] == '/' && url[1] != '/';
}

/* What most links are: it needs no second look. */
static bool
is_web(const char *url)
{
	return strncmp(url, "https://", 8) == 0;
}

/* Nothing in it that would end a menu's field or line (G7, G19). */
static bool
is_selector(const struct buf *b)
{
	const unsigned char *s = (const unsigned char *)b->data;

	if (b->len == 0 || utf8_plain_ascii(b->data, b->len))
		return true;
	for (size_t i = 0; i < b->len; i++)
		if (s[i] < 0x20 || s[i] == 0x7F ||
		    (s[i] == 0xC2 && i + 1 < b->len && s[i + 1] < 0xA0))
			return false;
	return utf8_valid(b->data, b->len);
}

static bool
is_host_byte(char c)
{
	return is_alnum(c) || c == '-' || c == '.' || c == '_';
}

/* Digits of a port, or none for Gopher's own; 0 when it is no port. */
static unsigned
read_port(const char *s, const char *end)
{
	unsigned port = 0;

	if (s == end)
		return GOPHER_PORT;
	for (; s < end; s++) {
		if (*s < '0' || *s > '9' || port > UINT16_MAX)
			return 0;
		port = port * 10 + (unsigned)(*s - '0');
	}
	return port <= UINT16_MAX ? port : 0;
}

/* Host and port of an authority, without brackets and without a user. */
static bool
read_authority(struct gopher_item *t, const char *s, size_t len)
{
	const char *end = s + len, *host = s, *after;
	size_t n = 0;

	if (len > 0 && s[0] == '[') {
		host = s + 1;
		after = memchr(s, ']', len);
		if (after == NULL)
			return false;
		while (host + n < after &&
		       (is_host_byte(host[n]) || host[n] == ':'))
			n++;
		if (host + n != after)
			return false;
		after++;
	} else {
		while (n < len && is_host_byte(s[n]))
			n++;
		after = s + n;
	}
	if (n == 0 || n >= sizeof t->other_host ||
	    (after < end && *after != ':'))
		return false;
	memcpy(t->other_host, host, n);
	t->other_host[n] = '\0';
	t->host = t->other_host;
	t->port = read_port(after < end ? after + 1 : end, end);
	return t->port != 0;
}

/* gopher://host[:port]/<type><selector> */
static bool
foreign_item(struct gopher_item *t, const struct url *u)
{
	const char *s = u->path;
	size_t len = u->path_len;

	if (!read_authority(t, u->authority, u->authority_len))
		return false;
	if (u->has_query) /* a '?' is a byte of the selector like others */
		len = (size_t)(u->query + u->query_len - u->path);
	t->type = '1';
	if (len > 1) {
		t->type = item_type_foreign(s[1]);
		url_decode(&t->selector, s + 2, len - 2);
	}
	return t->type != 0 && is_selector(&t->selector);
}

/* Does the place want this path's text form? */
static bool
wants_text(const char *path, const struct place *place)
{
	const char *texts = place_style(place)->texts;
	size_t n = texts != NULL ? strlen(texts) : 0;

	return n > 0 && strncmp(path, texts, n) == 0 && path[n] != '\0' &&
	       strpbrk(path + n, "/?") == NULL &&
	       item_type(path, place_style(place)->types) == '1';
}

/* A path of ours; only what stands before a '?' is decoded (G36). */
static bool
own_item(struct gopher_item *t, const char *path, bool full_text,
    const struct place *place)
{
	size_t len = strcspn(path, "?#"), query = strcspn(path + len, "#");

	t->host = place->host;
	t->port = place->port;
	full_text = full_text || wants_text(path, place);
	if (path[0] != '/')
		buf_addc(&t->selector, '/');
	url_decode(&t->selector, path, len);
	if (full_text)
		buf_adds(&t->selector, ".txt");
	else
		buf_add(&t->selector, path + len, query);
	t->type = full_text ? '0' : item_type(path, place_style(place)->types);
	return is_selector(&t->selector);
}

static bool
other_item(struct gopher_item *t, const char *url, const struct place *place)
{
	t->type = 'h';
	t->host = place->host;
	t->port = place->port;
	buf_adds(&t->selector, "URL:");
	if (url[0] == '/') /* "//host/path": a web page's way to say so */
		buf_adds(&t->selector, "https:");
	buf_adds(&t->selector, url);
	return is_selector(&t->selector) &&
	       (is_web(url) || url_may_link(url, strlen(url)));
}

bool
gopher_item_fill(struct gopher_item *t, const char *url, bool full_text,
    const struct place *place)
{
	struct url u;

	buf_clear(&t->selector);
	if (is_path(url))
		return own_item(t, url, full_text, place);
	if (is_web(url))
		return other_item(t, url, place);
	url_split(&u, url, strlen(url));
	if (url_scheme_is(&u, "gopher"))
		return foreign_item(t, &u);
	if (u.scheme_len == 0 && !u.has_authority)
		return own_item(t, url, full_text, place);
	return other_item(t, url, place);
}

void
gopher_item_free(struct gopher_item *t)
{
	buf_free(&t->selector);
}

bool
gopher_item_exists(const char *url)
{
	static const struct place nowhere = { .host = "localhost",
		.port = GOPHER_PORT };
	struct gopher_item t = { 0 };
	bool has;

	if (is_web(url) || (is_path(url) && strchr(url, '%') == NULL))
		return true;
	has = gopher_item_fill(&t, url, false, &nowhere);
	gopher_item_free(&t);
	return has;
}

void
gopher_item_address(struct buf *out, const char *url, bool full_text,
    const struct place *place)
{
	bool gopher = strcmp(place->scheme, "gopher") == 0;
	size_t end = strcspn(url, "#");
	struct url u;

	url_split(&u, url, strlen(url));
	if (u.scheme_len > 0 || u.has_authority) {
		if (u.scheme_len == 0)
			buf_adds(out, "https:");
		buf_adds(out, url);
		return;
	}
	url_origin(out, place->scheme, place->host, place->port);
	full_text = gopher && (full_text || wants_text(url, place));
	if (full_text)
		end = strcspn(url, "?#");
	if (gopher)
		buf_addf(out, "/%c",
		    full_text ? '0'
			      : item_type(url, place_style(place)->types));
	if (url[0] != '/')
		buf_addc(out, '/');
	buf_add(out, url, end);
	if (full_text)
		buf_adds(out, ".txt");
}
