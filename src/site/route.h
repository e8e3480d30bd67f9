#ifndef SITE_ROUTE_H
#define SITE_ROUTE_H

#include "site/parts/context.h"

/*
 * Lead a request to its kind of page, and to old addresses where nothing else
 * answers.  ctx->path and ctx->rest are set here; ctx->index may be NULL.
 */
void route_answer(struct context *ctx);

#endif
