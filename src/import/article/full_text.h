#ifndef IMPORT_ARTICLE_FULL_TEXT_H
#define IMPORT_ARTICLE_FULL_TEXT_H

#include <stdbool.h>

struct buf;
struct item;

/*
 * Complete what a feed says of an article by the article's own page: its
 * text, where that is not shorter than the feed's, and the fields that the
 * feed left empty.
 *
 * html     the page's bytes; used up
 * charset  what the server called their encoding, or ""
 * url      where the page is
 *
 * False when no article was found in the page; the item is then as it was.
 */
bool full_text(struct item *it, struct buf *html, const char *charset,
    const char *url);

#endif
