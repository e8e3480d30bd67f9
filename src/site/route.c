#include "site/route.h"

#include <string.h>

#include "base/arena.h"
#include "site/pages.h"

/*
 * What stands where.  A path ending in "/" stands for itself, with and without
 * the slash, and for all below it; another for itself alone.
 */
static const struct route {
	const char *path;
	answer *page;
	bool without_index; /* can be answered before there is one */
} routes[] = {
	{ "/a/", article_page, false },
	{ "/t/", topic_page, false },
	{ "/search/", search_page, false },
	{ "/atom.xml", site_feed, false },
	{ "/archive/", archive_page, false },
	{ "/digest/", digest_page, false },
	{ "/author/", author_page, false },
	{ "/static/", static_file, true },
	{ "/robots.txt", robots, true },
	{ "/caps.txt", caps, true },
	{ "/favicon.txt", favicon, true },
};

/* The three whose address is not a fixed word. */
static const struct route front_route = { "/", front, false };
static const struct route year_route = { "/", period_page, false };
static const struct route own_route = { "/", own_page, true };

/* What follows the route's own part of path, or NULL: another route's. */
static const char *
behind(const struct route *route, const char *path)
{
	size_t len = strlen(route->path);

	if (route->path[len - 1] != '/')
		return strcmp(path, route->path) == 0 ? "" : NULL;
	if (strncmp(path, route->path, len) == 0)
		return path + len;
	if (strncmp(path, route->path, len - 1) == 0 && path[len - 1] == '\0')
		return "";
	return NULL;
}

/* "/2021", "/2021/06" or "/2021/06/p2"; what is deeper is somebody else's. */
static bool
is_period(const char *path)
{
	static const char digits[] = "0123456789";

	if (strspn(path + 1, digits) != 4)
		return false;
	path += 5;
	if (path[0] == '/' && strspn(path + 1, digits) == 2)
		path += 3;
	if (strncmp(path, "/p", 2) == 0)
		path += 2 + strspn(path + 2, digits);
	return path[0] == '\0' || strcmp(path, "/") == 0;
}

static const struct route *
find(const char *path, const char **rest)
{
	for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
		*rest = behind(&routes[i], path);
		if (*rest != NULL)
			return &routes[i];
	}
	*rest = path + 1;
	if (**rest == '\0')
		return &front_route;
	return is_period(path) ? &year_route : &own_route;
}

bool
route_taken(const char *path)
{
	const char *rest;

	return find(path, &rest) != &own_route;
}

/* Both forms, with and without a final slash, are the same page (G2). */
static void
take_path(struct context *ctx, const char *path)
{
	size_t len = strlen(path);

	/* But two slashes are no address (G8). */
	ctx->slash = len > 1 && path[len - 1] == '/' && path[len - 2] != '/';
	ctx->path = arena_strndup(ctx->arena, path, ctx->slash ? len - 1 : len);
}

/* While the first look at the capsule goes on, what is missing may come yet. */
static bool
may_come(const struct context *ctx, const struct route *route)
{
	bool file = route->without_index && route != &own_route;

	return !file && ctx->index != NULL && !index_complete(ctx->index);
}

void
route_answer(struct context *ctx)
{
	const struct route *route;

	take_path(ctx, ctx->req->path);
	route = find(ctx->path, &ctx->rest);
	if (ctx->index == NULL && !route->without_index) {
		context_not_ready(ctx);
		return;
	}
	route->page(ctx);
	if (ctx->r->status == STATUS_NOT_FOUND && ctx->index != NULL)
		alias(ctx);
	if (ctx->r->status != STATUS_NOT_FOUND)
		return;
	if (may_come(ctx, route))
		context_refuse(ctx, STATUS_TEMPORARY_FAILURE, WORD_NOT_READY);
	else
		context_refuse(ctx, STATUS_NOT_FOUND, WORD_NOT_FOUND);
}
