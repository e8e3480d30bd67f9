#include "markdown/link_target.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "markdown/markdown.h"
#include "text/markdown_name.h"
#include "text/slug.h"
#include "text/url.h"

/* The bytes of a leading "2021-06-11-", or 0. */
static size_t
date_prefix(const char *s, size_t len)
{
	static const char shape[] = "dddd-dd-dd-";
	const size_t n = sizeof shape - 1;

	if (len <= n)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != '-')
			return 0;
	return n;
}

/* The last segment of a path. */
static void
last_segment(const char **s, size_t *len)
{
	const char *slash = memrchr(*s, '/', *len);

	if (slash != NULL) {
		*len -= (size_t)(slash + 1 - *s);
		*s = slash + 1;
	}
}

/*
 * "../x.md" and "x/index.md" are the article x, under the name that it has
 * when its front matter gives it no other.  NULL: not a Markdown file.
 */
static const char *
article_path(struct arena *a, const struct url *u)
{
	const char *name = u->path;
	size_t len = u->path_len, date;
	char slug[SLUG_SIZE];

	if (markdown_ending(name, len) == 0)
		return NULL;
	len = markdown_bundle(name, len - markdown_ending(name, len));
	last_segment(&name, &len);
	date = date_prefix(name, len);
	if (slug_make(slug, name + date, len - date) == 0)
		return NULL;
	return arena_printf(a, "/a/%s", slug);
}

/* A reference without scheme or host, resolved; its fragment goes. */
static const char *
local_address(struct arena *a, const struct markdown *how, const struct url *u,
    const char *ref)
{
	const char *found = article_path(a, u);
	size_t len = strlen(ref);

	if (found != NULL)
		return found;
	if (u->has_fragment)
		len -= u->fragment_len + 1;
	ref = url_resolve(a, how->base != NULL ? how->base : "/",
	    arena_strndup(a, ref, len));
	return url_encoded(a, ref, strlen(ref));
}

const char *
link_target_address(struct arena *a, const struct markdown *how,
    const char *ref)
{
	const char *found = NULL;
	struct url u;
	size_t len;
	bool web;

	ref += strspn(ref, " \t\r\n");
	len = strlen(ref);
	web =
	    strncmp(ref, "https://", 8) == 0 || strncmp(ref, "http://", 7) == 0;
	if (len == 0 || *ref == '#' || (!web && !url_may_link(ref, len)))
		return NULL;
	if (how->find != NULL)
		found = how->find(how->find_ctx, a, ref);
	if (found != NULL)
		return url_encoded(a, found, strlen(found));
	if (web)
		return url_encoded(a, ref, len);
	url_split(&u, ref, len);
	if (u.scheme_len > 0)
		return url_encoded(a, ref, len);
	if (u.has_authority) {
		ref = arena_printf(a, "https:%s", ref);
		return url_encoded(a, ref, strlen(ref));
	}
	return local_address(a, how, &u, ref);
}

const char *
link_target_file(struct arena *a, const char *url)
{
	struct url u;
	const char *name;
	size_t len;

	url_split(&u, url, strlen(url));
	name = u.path;
	len = u.path_len;
	last_segment(&name, &len);
	return arena_strndup(a, len > 0 ? name : "", len);
}
