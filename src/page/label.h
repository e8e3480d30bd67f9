#ifndef PAGE_LABEL_H
#define PAGE_LABEL_H

#include "page/page.h"

struct buf;
struct shown;

/*
 * Append the label of one of a text's links (a span of t->spans): its words in
 * one line, folded as s folds, with "[image]" behind those of an image; host
 * and path, or the file's name, where it has no words.  Never empty.
 */
void label_add(const struct shown *s, const struct text *t,
    const struct span *link, struct buf *out);

#endif
