#ifndef CAPSULE_FM_FM_YAML_H
#define CAPSULE_FM_FM_YAML_H

#include <stddef.h>

#include "capsule/fm/fm_values.h"

/*
 * Read a YAML document whose outermost node is a map (or nothing) into the
 * list of its values; empty maps and lists leave no trace.
 *
 * line  of the first byte in its file, for messages and values
 *
 * Returns 0, or -1 with reason and line; what came before is then in all.
 * An alias repeats the values of its anchor, within the limit of fm_values.h;
 * one inside its own anchor, a key that is a list or map, and a second
 * document are refused.  No recursion; linear in len.
 *
 * Spec: YAML 1.1, as libyaml reads it; tags are ignored.
 */
int fm_yaml_read(struct fm_values *all, const char *src, size_t len,
    size_t line, struct problem *why);

#endif
