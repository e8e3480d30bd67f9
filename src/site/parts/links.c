#include "site/parts/links.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/address.h"
#include "index/index.h"
#include "text/date.h"
#include "text/markdown_name.h"
#include "text/slug.h"
#include "text/url.h"

#define DATE_PREFIX 11 /* bytes of "2021-06-11-" */

/* A path or file name without its percent codes, in the arena. */
static const char *
decoded(struct arena *a, const char *s, size_t len)
{
	struct buf out = { 0 };

	url_decode(&out, s, len);
	return buf_keep(&out, a);
}

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static bool
is_markdown(const char *path)
{
	return markdown_ending(path, strlen(path)) > 0;
}

/* ---- files of the capsule ------------------------------------------------ */

/* The address of the article in this file, followed by more; or NULL. */
static const char *
article_of(const struct links *l, struct arena *a, const char *file,
    const char *more)
{
	const char *slug;

	if (l->index == NULL || !index_slug_of_path(l->index, a, file, &slug))
		return NULL;
	return arena_printf(a, PATH_ARTICLES "%s%s", slug, more);
}

/* "pages/help/reading.md" is "/help/reading", and "pages/x/index.md" "/x". */
static const char *
page_of(struct arena *a, const char *file)
{
	const char *name = file + strlen("pages/");
	size_t len = (size_t)(file_extension(file) - 1 - name);

	return arena_printf(a, "/%.*s", (int)markdown_bundle(name, len), name);
}

/* Of a folder's file: of a page bundle, when there is one around it. */
static const char *
bundled(const struct links *l, struct arena *a, const char *file)
{
	const char *name = file_name(file);
	const char *folder = arena_strndup(a, file, (size_t)(name - file));

	return article_of(l, a, arena_printf(a, "%sindex.md", folder),
	    arena_printf(a, "/%s", name));
}

/* "x" and "x/" may be x.md or x/index.md: how Hugo's authors write. */
static const char *
without_extension(const struct links *l, struct arena *a, const char *file)
{
	size_t len = strlen(file);
	const char *found;

	if (file[len - 1] == '/')
		len--;
	found =
	    article_of(l, a, arena_printf(a, "%.*s.md", (int)len, file), "");
	if (found == NULL)
		found = article_of(l, a,
		    arena_printf(a, "%.*s/index.md", (int)len, file), "");
	return found;
}

/* The address that a file of the capsule is served under, or NULL. */
static const char *
of_file(const struct links *l, struct arena *a, const char *file)
{
	if (begins(file, "static/"))
		return arena_printf(a, "/%s", file);
	if (begins(file, "pages/") && is_markdown(file))
		return page_of(a, file);
	if (!begins(file, "articles/"))
		return NULL;
	if (is_markdown(file))
		return article_of(l, a, file, "");
	if (file_extension(file)[0] == '\0')
		return without_extension(l, a, file);
	return bundled(l, a, file);
}

/* ---- paths --------------------------------------------------------------- */

/* Hugo and its kin serve static/x as /x. */
static bool
is_static(const struct links *l, struct arena *a, const char *path)
{
	struct stat st;
	int fd = file_open_below(l->capsule->dir,
	    arena_printf(a, "static%s", path), false, &st);

	if (fd == -1)
		return false;
	close(fd);
	return true;
}

/*
 * What the last part of a path names, if an article has that name:
 * "/blog/hello/", "/2021/06/hello.html" and "_posts/2021-06-11-hello.md", as
 * the site was built before.
 */
static const char *
by_name(const struct links *l, struct arena *a, const char *path)
{
	size_t len = strlen(path), ending = markdown_ending(path, len);
	struct article article;
	char slug[SLUG_SIZE];
	const char *name;
	struct date date;

	if (l->index == NULL)
		return NULL;
	if (ending == 0 && len > 5 && strcmp(path + len - 5, ".html") == 0)
		ending = 5;
	len = markdown_bundle(path, len - ending);
	while (len > 0 && path[len - 1] == '/')
		len--;
	path = arena_strndup(a, path, len);
	name = file_name(path);
	if (ending == 0 && file_extension(name)[0] != '\0')
		return NULL; /* a picture, a feed */
	if (date_in_path(&date, name, &date_rules_none) == 0 &&
	    strlen(name) > DATE_PREFIX)
		name += DATE_PREFIX;
	if (slug_make(slug, name, strlen(name)) == 0 ||
	    index_article(l->index, a, slug, &article) != 1)
		return NULL;
	return address_of_article(a, arena_strdup(a, slug));
}

/* "/about": an address of ours, an old one, or one of the original site. */
static const char *
of_path(const struct links *l, struct arena *a, const char *ref,
    const struct url *u)
{
	const char *path = decoded(a, u->path, u->path_len);
	struct old old;
	struct own_page page;

	if (strcmp(path, "/") != 0 && address_is_taken(path))
		return ref;
	if (l->index != NULL) {
		if (index_old_address(l->index, a, path, &old) == OLD_MOVED)
			return address_of_article(a, old.slug);
		if (index_own_page(l->index, a, path + 1, &page))
			return ref;
	}
	if (is_static(l, a, path))
		return arena_printf(a, "/static%.*s", (int)u->path_len,
		    u->path);
	if (path[1] != '\0') {
		const char *found =
		    of_file(l, a, arena_printf(a, "articles%s", path));

		if (found == NULL)
			found = by_name(l, a, path);
		if (found != NULL)
			return found;
	}
	if (l->capsule->web[0] != '\0' && path[1] != '\0')
		return url_resolve(a, l->capsule->web, ref);
	return ref;
}

/* Another host, or the original site's: then the article that was there. */
static const char *
of_url(const struct links *l, struct arena *a, const struct url *u)
{
	struct url web;
	struct old old;
	const char *path;

	url_split(&web, l->capsule->web, strlen(l->capsule->web));
	if (l->index == NULL || !u->has_authority || !web.has_authority ||
	    u->authority_len != web.authority_len ||
	    strncasecmp(u->authority, web.authority, web.authority_len) != 0)
		return NULL;
	path = decoded(a, u->path, u->path_len);
	if (u->has_query)
		path = arena_printf(a, "%s?%.*s", path, (int)u->query_len,
		    u->query);
	if (index_old_address(l->index, a, path, &old) != OLD_MOVED)
		return NULL;
	return address_of_article(a, old.slug);
}

const char *
links_find(void *ctx, struct arena *a, const char *ref)
{
	const struct links *l = ctx;
	const char *file, *path, *found;
	struct url u;

	url_split(&u, ref, strlen(ref));
	if (u.scheme_len > 0 || u.has_authority)
		return of_url(l, a, &u);
	if (u.path_len == 0)
		return NULL;
	if (u.path[0] == '/')
		return of_path(l, a, ref, &u);
	file = decoded(a, u.path, u.path_len);
	if (begins(file, "@/")) /* Zola: from the content's root */
		return of_file(l, a, arena_printf(a, "articles%s", file + 1));
	path = url_resolve(a, arena_printf(a, "/%s", l->path), file);
	found = of_file(l, a, path + 1);
	/* Jekyll's tags begin at the site's folder: "_posts/2021-06-11-x.md" */
	if (found == NULL)
		found = of_file(l, a, arena_printf(a, "articles/%s", file));
	/* Hugo's find an article by its name, wherever it lies */
	if (found == NULL && (is_markdown(file) || strpbrk(file, "./") == NULL))
		found = by_name(l, a, file);
	return found;
}
