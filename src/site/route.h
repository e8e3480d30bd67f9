#ifndef SITE_ROUTE_H
#define SITE_ROUTE_H

#include <stdbool.h>

#include "site/visit.h"

/*
 * Lead a request to its kind of page, and to old addresses where nothing else
 * answers.  v->path and v->rest are set here; v->index may be NULL.
 */
void route_answer(struct visit *v);

/*
 * Is this path (of a page from pages/, with its '/') one that a fixed address
 * has?  Such a page is never shown; `check` says so.
 */
bool route_taken(const char *path);

#endif
