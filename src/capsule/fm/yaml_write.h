#ifndef CAPSULE_FM_YAML_WRITE_H
#define CAPSULE_FM_YAML_WRITE_H

#include <stddef.h>

struct buf;

/*
 * Append text as a YAML scalar in double quotes, on one line: whatever the
 * text is, a reader of YAML 1.1 or 1.2 gets the same text back.  Invalid
 * UTF-8 becomes U+FFFD.
 */
void yaml_write_text(struct buf *out, const char *s, size_t len);

#endif
