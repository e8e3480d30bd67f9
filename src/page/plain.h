#ifndef PAGE_PLAIN_H
#define PAGE_PLAIN_H

struct buf;
struct page;
struct place;

/*
 * Append a page as plain text, wrapped at MENU_WIDTH columns, with its links
 * as numbered references at the end.
 *
 * Spec: RFC 1436 section 3.8 (without its final dot); conversion.md;
 * gopher.md G21 to G25.
 */
void plain_write(const struct page *p, const struct place *place,
    struct buf *out);

#endif
