#include "import/net/web_url.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "text/ascii.h"
#include "text/url.h"

#define URL_MAX 8000

bool
web_url_is(const char *name)
{
	return strncasecmp(name, "http://", 7) == 0 ||
	       strncasecmp(name, "https://", 8) == 0;
}

/* A part as a string that free() ends; "" when there is none. */
static char *
part(CURLU *parts, CURLUPart which, unsigned flags)
{
	char *found = NULL, *copy;

	curl_url_get(parts, which, &found, flags);
	copy = xstrdup(found != NULL ? found : "");
	curl_free(found);
	return copy;
}

static void
lower(char *s)
{
	for (; *s != '\0'; s++)
		*s = to_lower(*s);
}

static void
set_target(struct web_url *u)
{
	char *path = part(u->parts, CURLUPART_PATH, 0);
	char *query = part(u->parts, CURLUPART_QUERY, 0);
	struct buf target = { 0 };

	buf_adds(&target, path);
	if (*query != '\0')
		buf_addf(&target, "?%s", query);
	u->target = xstrdup(buf_str(&target));
	buf_free(&target);
	free(path);
	free(query);
}

static void
set_origin(struct web_url *u)
{
	char *scheme = part(u->parts, CURLUPART_SCHEME, 0);
	char *port = part(u->parts, CURLUPART_PORT, CURLU_DEFAULT_PORT);
	struct buf origin = { 0 };

	buf_addf(&origin, "%s://%s:%s", scheme, u->host, port);
	u->origin = xstrdup(buf_str(&origin));
	lower(u->origin);
	u->encrypted = strncmp(u->origin, "https:", 6) == 0;
	buf_free(&origin);
	free(scheme);
	free(port);
}

/* Fill u from its parts. */
static void
take_apart(struct web_url *u)
{
	curl_url_set(u->parts, CURLUPART_FRAGMENT, NULL, 0);
	u->whole = part(u->parts, CURLUPART_URL, 0);
	u->host = part(u->parts, CURLUPART_HOST, 0);
	lower(u->host);
	set_origin(u);
	set_target(u);
}

/* The URL that text is, seen from base (NULL: from nowhere). */
static CURLU *
read_parts(CURLU *base, const char *text, struct problem *why)
{
	CURLU *parts = base != NULL ? curl_url_dup(base) : curl_url();
	struct buf safe = { 0 };
	CURLUcode rc;
	char *scheme, *host;

	if (strlen(text) > URL_MAX) {
		problem_set(why, 0, "an address of more than %d bytes",
		    URL_MAX);
		curl_url_cleanup(parts);
		return NULL;
	}
	url_encode(&safe, text, strlen(text));
	rc = curl_url_set(parts, CURLUPART_URL, buf_str(&safe),
	    CURLU_NON_SUPPORT_SCHEME);
	buf_free(&safe);
	scheme = part(parts, CURLUPART_SCHEME, 0);
	host = part(parts, CURLUPART_HOST, 0);
	if (rc != CURLUE_OK)
		problem_set(why, 0, "'%.200s' is no address on the web: %s",
		    text, curl_url_strerror(rc));
	else if (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)
		problem_set(why, 0, "'%.200s' is neither http nor https", text);
	else if (*host == '\0')
		problem_set(why, 0, "'%.200s' names no host", text);
	else
		goto done;
	curl_url_cleanup(parts);
	parts = NULL;
done:
	free(scheme);
	free(host);
	return parts;
}

int
web_url_read(struct web_url *u, const char *text, struct problem *why)
{
	*u = (struct web_url){ .parts = read_parts(NULL, text, why) };
	if (u->parts == NULL)
		return -1;
	take_apart(u);
	return 0;
}

int
web_url_follow(struct web_url *u, const char *location, struct problem *why)
{
	struct web_url to = { .parts = read_parts(u->parts, location, why) };

	if (to.parts == NULL)
		return -1;
	take_apart(&to);
	if (u->encrypted && !to.encrypted) {
		problem_set(why, 0, "leads from https to '%.200s'", to.whole);
		web_url_free(&to);
		return -1;
	}
	web_url_free(u);
	*u = to;
	return 0;
}

void
web_url_free(struct web_url *u)
{
	curl_url_cleanup(u->parts);
	free(u->whole);
	free(u->origin);
	free(u->host);
	free(u->target);
	*u = (struct web_url){ .parts = NULL };
}

bool
web_url_is_literal(const struct web_url *u)
{
	size_t len = strlen(u->host);

	return u->host[0] == '[' || strcmp(u->host, "localhost") == 0 ||
	       (len > 0 && strspn(u->host, "0123456789.") == len);
}
