#ifndef IMPORT_ARTICLE_PAGE_JUNK_H
#define IMPORT_ARTICLE_PAGE_JUNK_H

#include <stdbool.h>

#include <libxml/tree.h>

struct arena;
struct intake;

#define PAGE_JUNK_KEPT 3 /* elements that are never junk */

/*
 * Take out of a weighed page (page_tree.h) what stands around its articles:
 * navigation, headers and footers, share buttons, related links, comments,
 * sign-up forms, advertising, banners, hidden texts.
 *
 * A name is a hint, not a verdict: what holds one of keep (each may be NULL: a
 * heading, a text that the page itself marks as the article, one that it tells
 * to machines), or more than half of the page's prose, stays whatever it is
 * called, as do words within a sentence, and paragraphs under names that are
 * used for other things, too.  Each piece is told to the intake, which may be
 * NULL.
 */
void page_junk_drop(struct arena *a, xmlNode *root,
    const xmlNode *const keep[PAGE_JUNK_KEPT], const struct intake *in);
/*
 * What an element is besides articles, NULL: nothing that we know.  Of a
 * weighed page whose root is root.
 */
const char *page_junk_reason(struct arena *a, const xmlNode *root,
    const xmlNode *n);
/* Does it say that it is not to be seen? */
bool page_junk_is_hidden(struct arena *a, const xmlNode *n);
/* Tell of a piece and take it out. */
void page_junk_drop_one(xmlNode *n, const char *why, const struct intake *in);

#endif
