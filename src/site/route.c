#include "site/route.h"

#include <string.h>

#include "base/arena.h"
#include "capsule/address.h"
#include "site/pages.h"

#define ROUTE(kind, page, without_index)                                       \
	[ADDRESS_##kind] = { page, without_index },
/* clang-format off */
static const struct route {
	answer *page;
	bool without_index; /* can be answered before there is one */
} routes[ADDRESSES] = { SITE_PAGES(ROUTE) };
/* clang-format on */

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
	bool file = route->without_index && route != &routes[ADDRESS_PAGE];

	return !file && ctx->index != NULL && !index_complete(ctx->index);
}

/* Then no list is shown that has nothing. */
static bool
is_nothing_known(const struct context *ctx)
{
	return ctx->index == NULL ||
	       (!index_complete(ctx->index) && index_count(ctx->index) == 0);
}

void
route_answer(struct context *ctx)
{
	const struct route *route;

	take_path(ctx, ctx->req->path);
	route = &routes[address_find(ctx->path, &ctx->rest)];
	if (!route->without_index && is_nothing_known(ctx)) {
		context_not_ready(ctx);
		return;
	}
	route->page(ctx);
	if (ctx->r->status == STATUS_NOT_FOUND)
		redirected(ctx);
	if (ctx->r->status == STATUS_NOT_FOUND && ctx->index != NULL)
		alias(ctx);
	if (ctx->r->status != STATUS_NOT_FOUND)
		return;
	if (may_come(ctx, route))
		context_refuse(ctx, STATUS_TEMPORARY_FAILURE, WORD_NOT_READY);
	else
		context_refuse(ctx, STATUS_NOT_FOUND, WORD_NOT_FOUND);
}
