#ifndef IMPORT_FEED_TEXT_DUMP_H
#define IMPORT_FEED_TEXT_DUMP_H

#include <stddef.h>

struct intake;

/*
 * Read the text of a saved topic page: what a browser gives for "select all,
 * copy".  Headlines, each followed by its excerpt, become partial articles in
 * the page's order (by weight), without dates; the page's own heading names
 * the topic when topic is NULL.  Appeals for money become one notice, sign-up
 * texts a page.  Skip links, and lines that were slipped in behind an excerpt,
 * are left out; every line left out is reported to the intake.
 *
 * Returns how many articles were found; 0: this is no such page.
 */
size_t text_dump_read(const char *text, size_t len, const char *topic,
    const struct intake *in);

#endif
