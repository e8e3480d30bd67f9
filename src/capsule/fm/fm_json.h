#ifndef CAPSULE_FM_FM_JSON_H
#define CAPSULE_FM_FM_JSON_H

#include <stddef.h>

#include "capsule/fm/fm_values.h"

/*
 * Read a JSON object (RFC 8259) into the list of its values, with the limits
 * and the results of fm_yaml_read(): JSON is YAML but for a few escapes, which
 * are written anew before libyaml reads it.
 */
int fm_json_read(struct fm_values *all, const char *src, size_t len,
    size_t line, struct problem *why);
/*
 * The bytes of the object that src begins with, its closing brace included; 0
 * when it does not end.
 */
size_t fm_json_length(const char *src, size_t len);

#endif
