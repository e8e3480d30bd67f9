#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * Texts from outside in logs and on terminals: what would be obeyed, ends the
 * line or turns the order of what follows (bidi controls, as U+202E) is written
 * as \xNN, byte by byte, and so is what is no UTF-8.
 */

/* Is this character such a one? */
bool escape_needs(uint32_t c);
/* Append s; also: further characters, ASCII, that are to be escaped. */
void escape_add(struct buf *out, const char *s, size_t len, const char *also);

#endif
