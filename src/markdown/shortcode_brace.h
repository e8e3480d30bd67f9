#ifndef MARKDOWN_SHORTCODE_BRACE_H
#define MARKDOWN_SHORTCODE_BRACE_H

#include <stddef.h>

#include "markdown/shortcode_call.h"

struct buf;
struct shortcodes;

/* shortcode_read() for what begins with '{'. */
size_t shortcode_brace(struct shortcodes *d, const char *s, size_t len,
    struct buf *out);
/* Learn what {% assign x = "value" %} says, all through the document. */
void shortcode_assigned(struct shortcodes *d, const char *src, size_t len);
/* What stands in a line's only tag, of {{< >}}, {{% %}} or {% %}; or "". */
struct piece shortcode_lone_brace(struct piece line);

#endif
