#ifndef CAPSULE_FM_YAML_WORDS_H
#define CAPSULE_FM_YAML_WORDS_H

#include <stddef.h>

struct buf;

/*
 * Append what a person can do about a complaint of libyaml's: "put the title
 * between quotes: it has a colon".  What has no translation stands as it is,
 * behind "YAML: ".
 *
 * problem, context  libyaml's words; context may be NULL
 * line, len         of the source: where the fault is to be looked for
 */
void yaml_words(struct buf *out, const char *problem, const char *context,
    const char *line, size_t len);

#endif
