#ifndef IMPORT_ARTICLE_PAGE_READERS_H
#define IMPORT_ARTICLE_PAGE_READERS_H

#include <libxml/tree.h>

struct arena;
struct intake;

/*
 * Take out of a weighed page what readers wrote below the article, where no
 * name says so: pieces side by side, in each of them a button to answer it, or
 * "Marit says:" and the time, or a name and the time of day in front.  What
 * holds keep (the headline, or NULL) stays, and all of it where nothing else
 * would be left.
 */
void page_readers_drop(struct arena *a, xmlNode *root, const xmlNode *keep,
    const struct intake *in);

#endif
