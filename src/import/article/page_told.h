#ifndef IMPORT_ARTICLE_PAGE_TOLD_H
#define IMPORT_ARTICLE_PAGE_TOLD_H

#include <libxml/tree.h>

struct arena;

/*
 * Many newspapers tell machines the whole text of an article (JSON-LD's
 * articleBody) besides showing it: what shows the same words is the body.
 *
 * body  what was found without it, or NULL
 * text  what the page tells, plain or HTML; "" tells nothing
 *
 * The smallest element that shows it, where body is another place or lacks much
 * of it; else body.
 */
xmlNode *page_told_body(struct arena *a, xmlNode *root, xmlNode *body,
    const char *text);

#endif
