#ifndef PAGE_SUMMARY_H
#define PAGE_SUMMARY_H

#include <stddef.h>

struct buf;
struct page;

/*
 * Append the summary of an article to out: its first paragraph of prose as
 * plain text of one line, cut after a sentence within max characters, else
 * after a word, then with " ...".  Empty when the page has no prose.
 */
void summary_of_page(const struct page *p, size_t max, struct buf *out);
/* The same cut for any one-line text. */
void summary_cut(const char *text, size_t len, size_t max, struct buf *out);

#endif
