#ifndef CAPSULE_FM_FM_TOML_WORD_H
#define CAPSULE_FM_FM_TOML_WORD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Is this a value that TOML wants without quotes: a boolean, a number of any
 * kind, or what has the outline of a date or time?  (Whether that day exists,
 * date_parse() knows.)
 */
bool fm_toml_is_word(const char *s, size_t len);

#endif
