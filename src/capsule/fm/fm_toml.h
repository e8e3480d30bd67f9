#ifndef CAPSULE_FM_FM_TOML_H
#define CAPSULE_FM_FM_TOML_H

#include <stddef.h>

#include "capsule/fm/fm_values.h"

/*
 * Read a TOML document into the list of its values.  Numbers, dates and
 * booleans are texts as they are written and not quoted.
 *
 * line  of the first byte in its file, for messages and values
 *
 * Returns 0, or -1 with reason and line; what came before is then in all.
 * No recursion; linear in len.
 *
 * Spec: TOML 1.0.  Read beyond it: line ends, comments and a last comma in
 * inline tables, letters beyond ASCII in bare keys, the escapes \e and \xHH.
 * Not checked: a key or table that is given twice.
 */
int fm_toml_read(struct fm_values *all, const char *src, size_t len,
    size_t line, struct problem *why);

#endif
