#ifndef SEARCH_EXCERPT_H
#define SEARCH_EXCERPT_H

#include "capsule/capsule.h"
#include "index/index.h"
#include "search/query.h"

/*
 * Plain text around the first of the question's words in an article, read from
 * its file; in the arena.  NULL when they stand in its title or names alone,
 * far down in it, or when the file is another one than the index knows (it may
 * hold what is not to be shown).
 */
const char *excerpt_of(const struct capsule *c, struct arena *a,
    const struct article *art, const struct query *q);

#endif
