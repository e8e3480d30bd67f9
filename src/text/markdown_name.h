#ifndef TEXT_MARKDOWN_NAME_H
#define TEXT_MARKDOWN_NAME_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The bytes of the ending by which a file's name or path says that it holds
 * Markdown: ".md" or ".markdown", in any case.  0: it has none, or is nothing
 * else.
 */
size_t markdown_ending(const char *name, size_t len);
/* Is a file of this name its folder's text: "index.md"? */
bool markdown_is_index(const char *name);
/*
 * How much of a path without its ending names the article or page: all of it
 * but a final "/index", whose folder is meant.
 */
size_t markdown_bundle(const char *path, size_t len);

#endif
