#ifndef SITE_LETTERS_H
#define SITE_LETTERS_H

#include "site/parts/context.h"

#define LETTERS_FOLDER "letters"
#define LETTER_MAX     900 /* bytes of what a reader sends */

/*
 * Readers' letters: letters/SLUG/TIME-READER.md, with `status`, `author` and
 * `date` in front.  Shown when the status is "accepted", or when the file was
 * moved to letters/SLUG/accepted/.  What a reader wrote is text, and never
 * read as Markdown.  Spec: capsule(5).
 */

/* The letters below an article, the newest last, and a way to write one. */
void letters_show(struct context *ctx, const char *slug);
/* For editors: links to those that wait. */
void letters_waiting(struct context *ctx);

#endif
