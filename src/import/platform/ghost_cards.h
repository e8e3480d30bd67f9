#ifndef IMPORT_PLATFORM_GHOST_CARDS_H
#define IMPORT_PLATFORM_GHOST_CARDS_H

#include <cjson/cJSON.h>

struct buf;
struct intake;

/*
 * What a post of Ghost is written in, where an export has no HTML of it: the
 * documents of its two editors, to HTML.  Cards that hold nothing for readers,
 * or that are not known, are told to the intake.
 */

/* Markdown, as posts of Ghost 0.x and cards hold it. */
void ghost_cards_markdown(const char *text, struct buf *html);
/* Mobiledoc (Ghost 1.0 to 5.0), as the JSON that it is kept as. */
void ghost_cards_mobiledoc(const char *json, const struct intake *in,
    struct buf *html);
/* Lexical (since Ghost 5.0), the same. */
void ghost_cards_lexical(const char *json, const struct intake *in,
    struct buf *html);

#endif
