#ifndef SITE_ROUTE_H
#define SITE_ROUTE_H

#include <stdbool.h>

#include "site/context.h"

/*
 * Lead a request to its kind of page, and to old addresses where nothing else
 * answers.  ctx->path and ctx->rest are set here; ctx->index may be NULL.
 */
void route_answer(struct context *ctx);

/*
 * Is this path (of a page from pages/, with its '/') one that a fixed address
 * has?  Such a page is never shown; `check` says so.
 */
bool route_taken(const char *path);

#endif
