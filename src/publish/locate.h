#ifndef PUBLISH_LOCATE_H
#define PUBLISH_LOCATE_H

#include <stdbool.h>

#include "publish/target.h"
#include "publish/writable.h"

/* Which file an address stands for. */
struct located {
	char path[REQUEST_MAX + 64]; /* below the capsule's folder */
	char text[REQUEST_MAX + 64]; /* of the article that it belongs to: of
					a bundle's file its index.md */
	char slug[SLUG_SIZE];        /* an article's, as addresses have it */
	bool exists;                 /* (a bundle's file: the bundle does) */
};

/*
 * Find the file of an article, page or topic that is there, drafts included,
 * or the path that a new one gets.  False: a file beside an article that is
 * not there, or is no bundle.  Not for TARGET_NEW.
 */
bool locate(struct writable_capsule *p, const struct target *t,
    struct located *out);
/*
 * A path for a new article with this slug; a number is put behind it where it
 * is taken.  False: all are.
 */
bool locate_new(struct writable_capsule *p, const char *slug,
    struct located *out);

#endif
