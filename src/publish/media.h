#ifndef PUBLISH_MEDIA_H
#define PUBLISH_MEDIA_H

#include <stdbool.h>
#include <stddef.h>

#define MEDIA_HEAD 512 /* bytes of a file's start that tell what it is */

/*
 * Is a file of this name, whose bytes begin so, what its name and the media
 * type that came with it ("": none) say?  An image is an image, of the kind
 * that its extension names; a text holds no NUL.  Types that say nothing (text
 * that somebody typed, octet-stream) go by the name alone.
 */
bool media_fits(const char *name, const char *mime, const void *head,
    size_t len);

/* The type of a file that is a text by its name, or NULL; a static string. */
const char *media_text_type(const char *name);

/* Is this a type that a text to be published may come with? */
bool media_is_text(const char *mime);
/* And is it gemtext? */
bool media_is_gemtext(const char *mime);

#endif
