#ifndef TEXT_MARKDOWN_NAME_H
#define TEXT_MARKDOWN_NAME_H

#include <stddef.h>

/*
 * The bytes of the ending by which a file's name or path says that it holds
 * Markdown: ".md" or ".markdown", in any case.  0: it has none, or is nothing
 * else.
 */
size_t markdown_ending(const char *name, size_t len);

#endif
