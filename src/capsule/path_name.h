#ifndef CAPSULE_PATH_NAME_H
#define CAPSULE_PATH_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "text/slug.h"

struct arena;

/*
 * What the path of a file says about the article in it.  The file's name is
 * meant without its extension, of x/index.md and x/_index.md the folder's.
 */

/* "Harbour opens" of "news/2021-06-11-harbour-opens.md"; in the arena. */
const char *path_title(struct arena *a, const char *path);
/*
 * "harbour-opens" of the same: no date in front.  "" when nothing Latin is
 * left.  Returns the length.
 */
size_t path_slug(char out[SLUG_SIZE], const char *path);
/* "fr" of "hello.fr.md", "" when the name tells no language; in the arena. */
const char *path_language(struct arena *a, const char *path);
/* Is one of its folders called "_drafts"? */
bool path_is_draft(const char *path);
/*
 * The slug that the last part of an old address makes ("/2021/06/harbour/",
 * "https://x.example/harbour.html?a=b"); "" for what is no address, such as a
 * template ("/:year/:title/").  Returns the length.
 */
size_t path_address_slug(char out[SLUG_SIZE], const char *address);

#endif
