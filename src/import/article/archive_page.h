#ifndef IMPORT_ARTICLE_ARCHIVE_PAGE_H
#define IMPORT_ARTICLE_ARCHIVE_PAGE_H

#include <stddef.h>

#include <libxml/tree.h>

#include "import/article/archive_kind.h"

struct intake;
struct reading;

/*
 * A saved page that lists articles: repeated headlines that are links, with
 * excerpts, dates, bylines and pictures.  Each becomes a partial article, its
 * identity "page:" and its address, so that its own page, imported later,
 * fills the same file.
 */

/* Does the page list articles, rather than being one? */
enum page_kind archive_page_kind(xmlNode *root, const char *url);
/*
 * Hand the articles of a page to the intake, in the page's order; the tree is
 * used up.  Returns how many.
 */
size_t archive_page_read(xmlNode *root, const char *url,
    const struct reading *how, const struct intake *in);

#endif
