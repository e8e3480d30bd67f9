/* url_resolve() and url_remove_dots(); the rest of url.h is in url.c. */
#include "text/url.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/*
 * Section 5.2.4 in place, for a path with or without a '/' at its start.
 * What has been kept ends at w, always behind a '/' (or at the start).
 */
static bool
remove_dots(char *path)
{
	char *start = path + (*path == '/'), *r = start, *w = start;
	bool inside = true, last;
	size_t len;

	do {
		len = strcspn(r, "/");
		last = r[len] == '\0';
		if (len == 1 && r[0] == '.') {
			/* the folder itself */
		} else if (len == 2 && r[0] == '.' && r[1] == '.') {
			if (w == start)
				inside = false;
			else
				w--;
			while (w > start && w[-1] != '/')
				w--;
		} else {
			memmove(w, r, len);
			w += len;
			if (!last)
				*w++ = '/';
		}
		r += len + 1;
	} while (!last);
	*w = '\0';
	return inside;
}

bool
url_remove_dots(char *path)
{
	return remove_dots(path);
}

/* Section 5.2.3: the base's path up to its last '/', then the reference's. */
static void
merge(struct buf *out, const struct url *base, const struct url *ref)
{
	size_t folder = base->path_len;

	while (folder > 0 && base->path[folder - 1] != '/')
		folder--;
	if (folder == 0 && base->has_authority)
		buf_addc(out, '/');
	buf_add(out, base->path, folder);
	buf_add(out, ref->path, ref->path_len);
}

/* The path from start on is complete: take its dots out. */
static void
tidy_path(struct buf *out, size_t start, bool has_authority)
{
	char *path;

	if (out->len == start)
		return;
	path = out->data + start;
	remove_dots(path);
	/* "/a/..//b" must not become the name of a host */
	if (!has_authority && path[0] == '/')
		memmove(path + 1, path + 1 + strspn(path + 1, "/"),
		    strlen(path + 1 + strspn(path + 1, "/")) + 1);
	out->len = start + strlen(path);
}

static void
add_authority(struct buf *out, const struct url *u)
{
	if (!u->has_authority)
		return;
	buf_adds(out, "//");
	buf_add(out, u->authority, u->authority_len);
}

const char *
url_resolve(struct arena *a, const char *base, const char *ref)
{
	struct buf out = { 0 };
	struct url b, r;
	const struct url *query;
	bool own_authority, own_path;
	size_t start;

	url_split(&b, base, strlen(base));
	url_split(&r, ref, strlen(ref));
	own_authority = r.scheme_len > 0 || r.has_authority;
	own_path = own_authority || (r.path_len > 0 && r.path[0] == '/');
	query = own_path || r.path_len > 0 || r.has_query ? &r : &b;

	if (r.scheme_len > 0 || b.scheme_len > 0) {
		const struct url *s = r.scheme_len > 0 ? &r : &b;

		buf_add(&out, s->scheme, s->scheme_len);
		buf_addc(&out, ':');
	}
	add_authority(&out, own_authority ? &r : &b);
	start = out.len;
	if (own_path)
		buf_add(&out, r.path, r.path_len);
	else if (r.path_len > 0)
		merge(&out, &b, &r);
	else
		buf_add(&out, b.path, b.path_len);
	if (r.path_len > 0)
		tidy_path(&out, start,
		    own_authority ? r.has_authority : b.has_authority);
	if (query->has_query) {
		buf_addc(&out, '?');
		buf_add(&out, query->query, query->query_len);
	}
	if (r.has_fragment) {
		buf_addc(&out, '#');
		buf_add(&out, r.fragment, r.fragment_len);
	}
	return buf_keep(&out, a);
}
