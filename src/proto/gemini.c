#include "proto/gemini.h"

#include <arpa/inet.h>
#include <assert.h>
#include <event2/http.h>
#include <idn2.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "page/gemtext.h"
#include "page/place.h"
#include "page/plain.h"
#include "site/words/words.h"
#include "text/ascii.h"
#include "text/percent.h"
#include "text/url.h"
#include "text/utf8_write.h"

#define META_MAX 1023 /* bytes: M12 */

/* ---- the request --------------------------------------------------------- */

enum parse
gemini_line(const char *in, size_t len, bool ended, size_t *end,
    const char **why)
{
	size_t seen = len < REQUEST_MAX + 2 ? len : REQUEST_MAX + 2;
	const char *crlf = seen == 0 ? NULL : memmem(in, seen, "\r\n", 2);

	if (crlf != NULL) {
		*end = (size_t)(crlf - in);
		return PARSE_OK;
	}
	if (len > REQUEST_MAX + 1 ||
	    (len == REQUEST_MAX + 1 && in[REQUEST_MAX] != '\r')) {
		*why = "longer than 1024 bytes";
		return PARSE_BAD;
	}
	if (ended) {
		*why = "ended without CRLF";
		return PARSE_BAD;
	}
	return PARSE_MORE;
}

static void
copy_lower(char *out, size_t size, const char *s, size_t len)
{
	size_t n = len < size - 1 ? len : size - 1;

	for (size_t i = 0; i < n; i++)
		out[i] = to_lower(s[i]);
	out[n] = '\0';
}

/* The shortest form of an IPv6 address, when out holds one. */
static void
shorten_address(char out[256])
{
	struct in6_addr address;

	if (inet_pton(AF_INET6, out, &address) == 1)
		inet_ntop(AF_INET6, &address, out, INET6_ADDRSTRLEN);
}

/* Returns 0, or -1 when IDNA does not allow it. */
static int
punycode(char out[256], const char *s, size_t len)
{
	char name[1024], *ascii = NULL;
	int flags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL;

	if (len >= sizeof name || memchr(s, '\0', len) != NULL)
		return -1;
	memcpy(name, s, len);
	name[len] = '\0';
	if (idn2_to_ascii_8z(name, &ascii, flags) != IDN2_OK)
		return -1;
	copy_lower(out, 256, ascii, strlen(ascii));
	idn2_free(ascii);
	return 0;
}

int
gemini_host(char out[256], const char *s, size_t len)
{
	if (len > 2 && s[0] == '[' && s[len - 1] == ']') {
		s++;
		len -= 2;
	}
	if (len > 0 && s[len - 1] == '.')
		len--;
	if (len == 0)
		return -1;
	if (!utf8_plain_ascii(s, len))
		return punycode(out, s, len);
	copy_lower(out, 256, s, len);
	shorten_address(out);
	return 0;
}

/*
 * The authority.  Percent codes in a host are what a name with letters beyond
 * ASCII might come as; clients send punycode, and no other name needs them.
 */
static const char *
take_host(struct request *req, const struct evhttp_uri *uri)
{
	const char *host = evhttp_uri_get_host(uri);
	int port = evhttp_uri_get_port(uri);

	if (evhttp_uri_get_userinfo(uri) != NULL)
		return "with user information";
	if (host == NULL)
		return NULL;
	if (strchr(host, '%') != NULL)
		return "percent codes in the host";
	if (gemini_host(req->host, host, strlen(host)) == -1)
		return "no host";
	/* 0 would mean none: make it a port that nobody listens on. */
	req->port = port < 0 ? 0 : port == 0 ? 65536 : (unsigned)port;
	return NULL;
}

static const char *
take_path(struct request *req, const char *path)
{
	size_t len;
	const char *why;

	if (path[0] == '\0')
		path = "/";
	len = percent_decode(req->path, path, strlen(path), true);
	why = percent_fault(req->path, len);
	if (why == NULL && !url_remove_dots(req->path))
		why = "climbs above the root";
	return why;
}

/* Fill req from the URL; NULL, or why it is refused. */
static const char *
take_url(struct request *req, const struct evhttp_uri *uri)
{
	const char *scheme = evhttp_uri_get_scheme(uri);
	const char *query = evhttp_uri_get_query(uri);
	const char *why;

	if (scheme == NULL)
		return "not an absolute URL";
	copy_lower(req->scheme, sizeof req->scheme, scheme, strlen(scheme));
	if (strcmp(req->scheme, "titan") == 0)
		return "uploads are not taken";
	if (evhttp_uri_get_fragment(uri) != NULL)
		return "with a fragment";
	why = take_host(req, uri);
	if (why != NULL)
		return why;
	if (strcmp(req->scheme, "gemini") != 0) {
		memcpy(req->path, "/", 2);
		return NULL;
	}
	if (req->host[0] == '\0')
		return "no host";
	req->has_query = query != NULL;
	why = take_path(req, evhttp_uri_get_path(uri));
	if (why == NULL && query != NULL)
		why = percent_query(req->query, query, strlen(query));
	return why;
}

/* The strict parser of libevent, on a line that it cannot misread. */
static const char *
take_line(struct request *req, const char *in, size_t len)
{
	char line[REQUEST_MAX + 1];
	struct evhttp_uri *uri;
	const char *why;

	if (memchr(in, '\0', len) != NULL)
		return "a NUL byte";
	memcpy(line, in, len);
	line[len] = '\0';
	uri = evhttp_uri_parse_with_flags(line, 0);
	if (uri == NULL)
		return "not a URL";
	why = take_url(req, uri);
	evhttp_uri_free(uri);
	return why;
}

enum parse
gemini_parse(const char *in, size_t len, bool ended, struct request *req,
    const char **why)
{
	struct request r = { 0 };
	size_t end = 0;
	enum parse result = gemini_line(in, len, ended, &end, why);

	if (result != PARSE_OK)
		return result;
	*why = take_line(&r, in, end);
	if (*why != NULL)
		return PARSE_BAD;
	*req = r;
	return PARSE_OK;
}

/* ---- whose it is --------------------------------------------------------- */

static bool
is_address(const char *host)
{
	struct in6_addr address; /* the larger of the two */

	return inet_pton(AF_INET, host, &address) == 1 ||
	       inet_pton(AF_INET6, host, &address) == 1;
}

static bool
our_port(unsigned port, const struct served_names *names)
{
	for (size_t i = 0; i < names->nports; i++)
		if (port == names->ports[i])
			return true;
	return false;
}

static bool
our_host(const char *host, const struct served_names *names)
{
	for (size_t i = 0; i < names->nhosts; i++)
		if (strcmp(host, names->hosts[i]) == 0)
			return true;
	return names->addresses && is_address(host);
}

bool
gemini_accepts(const struct request *req, const struct served_names *names)
{
	unsigned port = req->port != 0 ? req->port : gemini_protocol.port;

	return strcmp(req->scheme, "gemini") == 0 && our_port(port, names) &&
	       our_host(req->host, names);
}

/* ---- the answer ---------------------------------------------------------- */

/* Status and META; what is not allowed in META never leaves (M12). */
static void
header(struct buf *out, enum status status, const char *meta)
{
	size_t start;

	assert(status >= 10 && status <= 69);
	buf_addf(out, "%d ", (int)status);
	start = out->len;
	utf8_clean(out, meta, strlen(meta));
	if (out->len - start > META_MAX) {
		size_t end = start + META_MAX;

		/* Not inside a character. */
		while ((out->data[end] & 0xC0) == 0x80)
			end--;
		buf_cut(out, end);
	}
	buf_adds(out, "\r\n");
}

static bool
is_tag_byte(char c)
{
	return is_alnum(c) || c == '-';
}

/*
 * "; lang=es", or '; lang="es,en"' for several; nothing for what is neither.
 * "es_PE" is how locales are written.
 */
static void
add_language(struct buf *meta, const char *lang)
{
	struct buf tags = { 0 };
	bool several = false;

	for (; *lang != '\0'; lang++) {
		if (*lang == ',')
			several = true;
		else if (*lang == ' ')
			continue;
		else if (*lang != '_' && !is_tag_byte(*lang))
			break;
		buf_addc(&tags, *lang == '_' ? '-' : *lang);
	}
	if (*lang == '\0' && tags.len > 0)
		buf_addf(meta, several ? "; lang=\"%s\"" : "; lang=%s",
		    tags.data);
	buf_free(&tags);
}

/* The media type; text/gemini alone has a language (M15). */
static void
success(struct buf *out, const char *type, const char *lang)
{
	struct buf meta = { 0 };

	buf_adds(&meta, type);
	if (strncmp(type, "text/gemini", strlen("text/gemini")) == 0 &&
	    strstr(type, "lang=") == NULL)
		add_language(&meta, lang);
	header(out, STATUS_SUCCESS, meta.data);
	buf_free(&meta);
}

static void
body(const struct reply *reply, const struct place *place, struct buf *out)
{
	if (reply->type != NULL)
		buf_add(out, reply->body.data, reply->body.len);
	else if (reply->plain)
		plain_write(&reply->page, place, out);
	else
		gemtext_write(&reply->page, place, out);
}

/* The META of anything but success. */
static void
say(const struct reply *reply, struct buf *out)
{
	struct buf address = { 0 };

	if (status_class(reply->status) != STATUS_CLASS_REDIRECT) {
		header(out, reply->status, reply->meta);
		return;
	}
	url_encode(&address, reply->meta, strlen(reply->meta));
	header(out, reply->status, buf_str(&address));
	buf_free(&address);
}

void
gemini_write(const struct request *req, const struct reply *reply,
    const struct place *place, const struct capsule_info *head, struct buf *out)
{
	(void)head;
	if (req->part > 0) {
		buf_addc(out, '\n');
		body(reply, place, out);
		return;
	}
	if (status_class(reply->status) != STATUS_CLASS_SUCCESS) {
		say(reply, out);
		return;
	}
	success(out,
	    reply->type != NULL ? reply->type
	    : reply->plain      ? "text/plain"
				: "text/gemini",
	    reply->lang);
	body(reply, place, out);
}

/* ---- refusals ------------------------------------------------------------ */

void
gemini_refuse(enum refusal what, const struct place *place,
    const struct capsule_info *head, struct buf *out)
{
	(void)place;
	/* The META of 44 is a number of seconds. */
	header(out, refusals[what].status,
	    what == REFUSE_SLOW_DOWN
		? "5"
		: words(head->language, refusals[what].sentence));
}

const struct protocol gemini_protocol = {
	.name = "gemini",
	.client = "amfora",
	.row = PROTOCOL_GEMINI,
	.port = GEMINI_PORT,
	.line_max = REQUEST_MAX + 2, /* M2 */
	.tls_first = true,
	.asks_who = true,
	.readers_redirect = true,
	.parse = gemini_parse,
	.accepts = gemini_accepts,
	.write = gemini_write,
	.refuse = gemini_refuse,
};
