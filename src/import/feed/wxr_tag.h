#ifndef IMPORT_FEED_WXR_TAG_H
#define IMPORT_FEED_WXR_TAG_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

#define WXR_NAME_SIZE 41 /* of a shortcode's name, with the NUL */

/* A shortcode's tag: [name attributes] or [/name]. */
struct wxr_tag {
	char name[WXR_NAME_SIZE];
	const char *attributes; /* borrowed from the text */
	size_t nattributes;
	bool closing;
	size_t len; /* of the whole tag */
};

/* Read the tag at s, which begins with '['; false when it cannot be one. */
bool wxr_tag_read(const char *s, size_t len, struct wxr_tag *t);
/*
 * Append the value of name="value", name='value' or name=value; false when
 * there is none.
 */
bool wxr_tag_attribute(const struct wxr_tag *t, const char *name,
    struct buf *out);
/* Append the first value without a name: of [audio URL], [youtube=URL]. */
void wxr_tag_value(const struct wxr_tag *t, struct buf *out);
/*
 * Is there name="value" behind a blank, as people write for plugins, or
 * name=value in a tag that closes itself: [table id=4 /]?
 */
bool wxr_tag_is_plugins(const struct wxr_tag *t);
/* The closing tag of that name from s on, or NULL. */
const char *wxr_tag_close(const char *s, const char *end, const char *name);

#endif
