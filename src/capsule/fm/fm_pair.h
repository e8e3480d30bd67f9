#ifndef CAPSULE_FM_FM_PAIR_H
#define CAPSULE_FM_FM_PAIR_H

#include <stdbool.h>
#include <stddef.h>

/* One line of front matter, whatever its language; points into the source. */
struct fm_pair {
	const char *key; /* without quotes */
	size_t key_len;
	const char *value; /* as it stands there, blanks around it aside */
	size_t len;
	bool indented;
};

/*
 * Read "key: value", "key = value", "\"key\": value" from the line that ends
 * at end.  Keys have letters, digits, '_', '-' and '.', up to 40 of them, and
 * begin with a letter.  False: it is no such line.
 */
bool fm_pair_read(struct fm_pair *p, const char *s, const char *end);
/* The same, and the key is one of capsule(5). */
bool fm_pair_is_known(const char *s, const char *end);

/* The end of the line at s, and the beginning of the one behind an end. */
const char *fm_line_end(const char *s, const char *end);
const char *fm_line_next(const char *s, const char *end);
/* Nothing but blanks? */
bool fm_line_is_blank(const char *s, const char *end);

#endif
