#ifndef IMPORT_ARTICLE_ARCHIVE_KIND_H
#define IMPORT_ARTICLE_ARCHIVE_KIND_H

#include "import/article/archive_find.h"

struct intake;

/* What a page is by its headlines. */
enum page_kind {
	PAGE_ARTICLE,
	PAGE_LIST,   /* of articles with excerpts */
	PAGE_TITLES, /* of titles, perhaps with dates: no text at all */
};

enum page_kind archive_kind(const struct entries *l);
/*
 * On the page of an article: take out what holds nothing but teasers of
 * others, and not the element keep (or NULL).  The entries are used up.
 */
void archive_drop_cards(const struct entries *l, const xmlNode *keep,
    const struct intake *in);
/*
 * On the page of a list: headlines without an excerpt that neither look like
 * those that have one nor stand among them, as sections and "most read" do.
 */
void archive_mark_strays(struct entries *l);

#endif
