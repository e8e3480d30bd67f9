#ifndef MARKDOWN_NESTING_H
#define MARKDOWN_NESTING_H

#include <stdbool.h>
#include <stddef.h>

/*
 * cmark 0.30.2 looks at every open item on every blank line, and at every
 * open image at every link.  Where a text has so many of both that it would
 * take seconds, what nests deeper than this, as no author needs it, is made
 * text.
 */
#define NESTING_LISTS  16
#define NESTING_IMAGES 64

/* Would the lists of this text, or its images, take too long? */
bool nesting_too_deep(const char *src, size_t len);
bool nesting_too_many_images(const char *src, size_t len);

/* The marker of the first list too deep that a line begins, or NULL. */
const char *nesting_limit(const char *line, size_t len);

#endif
