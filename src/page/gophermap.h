#ifndef PAGE_GOPHERMAP_H
#define PAGE_GOPHERMAP_H

struct buf;
struct page;
struct place;

/*
 * Append a page as menu lines, each with three TABs and CRLF, without the
 * closing "." (that belongs to the protocol).
 *
 * Spec: RFC 1436 section 3; conversion.md; gopher.md G11 to G19, G25.
 */
void gophermap_write(const struct page *p, const struct place *place,
    struct buf *out);

/*
 * Append one menu line for a selector of this place.  Control bytes in display
 * and selector become a space; display is folded as the place asks for, and
 * not cut.
 */
void gophermap_line(struct buf *out, char type, const char *display,
    const char *selector, const struct place *place);

#endif
