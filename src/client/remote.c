#include "client/remote.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "proto/gemini.h"
#include "text/url.h"

static const struct {
	const char *name;
	enum remote_scheme scheme;
	unsigned port;
} schemes[] = {
	{ "gemini", REMOTE_GEMINI, GEMINI_PORT },
	{ "titan", REMOTE_TITAN, GEMINI_PORT },
	{ "gopher", REMOTE_GOPHER, 70 },
};

/* "host", "host:port", "[::1]:port". */
static int
take_authority(struct remote *r, const char *s, size_t len, struct problem *why)
{
	const char *colon = memrchr(s, ':', len);
	const char *bracket = memrchr(s, ']', len);
	char digits[8];
	size_t host = len;

	if (memchr(s, '@', len) != NULL)
		return problem_set(why, 0, "a URL with user information");
	if (colon != NULL && (bracket == NULL || colon > bracket)) {
		size_t n = (size_t)(s + len - colon - 1);

		host = (size_t)(colon - s);
		if (n >= sizeof digits)
			return problem_set(why, 0, "the port is too large");
		memcpy(digits, colon + 1, n);
		digits[n] = '\0';
		if (n > 0)
			r->port = (unsigned)strtoul(digits, NULL, 10);
	}
	if (r->port == 0 || r->port > 65535)
		return problem_set(why, 0, "the port is none");
	if (gemini_host(r->host, s, host) == -1)
		return problem_set(why, 0, "the host is none");
	return 0;
}

/* "/1/news": the item type, then the selector. */
static void
take_selector(struct remote *r, struct arena *a, const struct url *u)
{
	struct buf selector = { 0 };

	r->item = u->path_len > 1 ? u->path[1] : '1';
	if (u->path_len > 2)
		url_decode(&selector, u->path + 2, u->path_len - 2);
	if (u->has_query) {
		buf_addc(&selector, '?');
		url_decode(&selector, u->query, u->query_len);
	}
	r->selector = buf_keep(&selector, a);
}

int
remote_parse(struct remote *r, struct arena *a, const char *url,
    struct problem *why)
{
	struct url u;

	url_split(&u, url, strlen(url));
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		if (!url_scheme_is(&u, schemes[i].name))
			continue;
		*r = (struct remote){ .scheme = schemes[i].scheme,
			.port = schemes[i].port };
		r->url = arena_strndup(a, url, strcspn(url, "#"));
		if (strpbrk(url, "\r\n \t") != NULL)
			return problem_set(why, 0, "'%s' is not a URL", url);
		take_selector(r, a, &u);
		return take_authority(r, u.authority, u.authority_len, why);
	}
	return problem_set(why, 0, "'%s' is no URL of gemini, titan or gopher",
	    url);
}

const char *
remote_as(struct arena *a, const char *url, const char *scheme)
{
	const char *colon = strchr(url, ':');

	return arena_printf(a, "%s%s", scheme, colon != NULL ? colon : "");
}
