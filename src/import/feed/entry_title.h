#ifndef IMPORT_FEED_ENTRY_TITLE_H
#define IMPORT_FEED_ENTRY_TITLE_H

struct buf;

/*
 * Append a title as HTML of which only what is markup is a tag: the inline
 * elements that people put into titles, where they are ended, and breaks.  In
 * "What does <script> do?" and "Why vector<bool> is odd" the '<' is text.
 */
void entry_title_html(struct buf *out, const char *text);
/* The same of a title that has no tags at all, but perhaps entities. */
void entry_title_text(struct buf *out, const char *text);

#endif
