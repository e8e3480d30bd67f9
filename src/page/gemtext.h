#ifndef PAGE_GEMTEXT_H
#define PAGE_GEMTEXT_H

struct buf;
struct page;
struct place;

/*
 * Append a page as text/gemini: LF line ends, UTF-8, nothing folded.  An
 * empty page is an empty text.
 *
 * Spec: gemtext 0.24.1; conversion.md; gemini.md X1 to X7.
 */
void gemtext_write(const struct page *p, const struct place *place,
    struct buf *out);

#endif
