#ifndef CAPSULE_FM_FM_LENIENT_H
#define CAPSULE_FM_FM_LENIENT_H

#include <stddef.h>

#include "capsule/fm/fm_values.h"

/*
 * Front matter that its own reader refuses, line by line: "key: value" and the
 * like (fm_pair.h), lists in brackets or of "- " lines, a map's indented keys,
 * TOML's tables, JSON's pairs.  What is no such line is passed over, and
 * nothing is an error: one bad line costs no other.
 *
 * An embargo fails closed: an indented line with a known key is read as if it
 * were not (its indentation may be what was refused), and so is a word like
 * "draft" alone on a line or with one word behind it.
 *
 * sure  bytes of src that are front matter beyond doubt (len, when it ends).
 *       Behind them, in what may be text, only the keys that hide an article
 *       are read.
 * line  of the first byte in its file
 */
void fm_lenient_read(struct fm_values *all, const char *src, size_t len,
    size_t sure, size_t line);

#endif
