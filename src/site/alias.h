#ifndef SITE_ALIAS_H
#define SITE_ALIAS_H

#include "archive/index.h"

/*
 * index_old_address() for a decoded path with or without its final slash:
 * people write both.
 */
enum old_address alias_find(struct index *ix, struct arena *a, const char *path,
    struct old *out);

#endif
