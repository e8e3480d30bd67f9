#ifndef SITE_PARTS_EDITING_H
#define SITE_PARTS_EDITING_H

#include <stdbool.h>

#include "capsule/fm/fm_names.h"
#include "site/parts/context.h"

/*
 * What those who publish from a client see besides, and nobody else: the
 * request's identity decides.
 */

/* Is a person of this name among them?  Names are the same as topics are. */
bool editing_is_by(const struct fm_names *authors, const char *name);
/* May who asks edit an article by these? */
bool editing_may(const struct context *ctx, const struct fm_names *authors);
/* The Titan address of a path, with what stands behind it, in the arena. */
const char *editing_url(struct context *ctx, const char *path,
    const char *behind);
/* A link to edit what is at path, or no link for those who may not. */
struct link_group;
void editing_link(struct context *ctx, struct link_group *ways,
    const struct article *art, const char *path);

/*
 * Is there a certificate that is valid now?  Else 60 or 62 in r, with a
 * sentence in this language, and false.  now: seconds since 1970.
 */
bool identity_is_valid(const struct identity *who, const char *language,
    int64_t now, struct reply *r);

#endif
