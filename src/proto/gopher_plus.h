#ifndef PROTO_GOPHER_PLUS_H
#define PROTO_GOPHER_PLUS_H

#include <stdbool.h>
#include <stddef.h>

#include "proto/protocol.h"

/* Is a field of a request exactly a Gopher+ marker: "+", "!" or "$"? (G41) */
bool gopher_plus_marker(const char *field, size_t len);
/*
 * Append the answer to the "$" probe for the front menu: what makes gopher(1)
 * go on in plain Gopher.
 *
 * Spec: Gopher+, "+INFO"; gopher.md G40.
 */
void gopher_plus_info(const struct place *place,
    const struct capsule_info *head, struct buf *out);

#endif
