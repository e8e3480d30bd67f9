#ifndef IMPORT_FEED_WXR_SHORTCODE_H
#define IMPORT_FEED_WXR_SHORTCODE_H

#include <stddef.h>

struct buf;
struct wxr_refs;

/*
 * Append HTML with WordPress's shortcodes expanded.
 *
 *  - [caption], [gallery], [embed], [audio], [video], [playlist], [youtube]
 *    and their like become pictures and links; [code], [php] and the other
 *    names of source code become <pre><code>, word by word.
 *  - Of any other one, which has "name=value" behind its own name in quotes or
 *    a closing tag, the text stays with the addresses it gives; of a page
 *    builder's the words of its attributes, too.  Its name is told.
 *  - "[sic]", "[n=25]", "[x for x in xs]" are text, and so is every bracket
 *    in <pre>, <code>, a tag or a comment.  "[[gallery]]" shows "[gallery]".
 */
void wxr_shortcodes(const char *s, size_t len, const struct wxr_refs *refs,
    struct buf *html);

#endif
