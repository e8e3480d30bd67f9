#ifndef PROTO_GOPHER_H
#define PROTO_GOPHER_H

#include <stdbool.h>
#include <stddef.h>

#include "proto/protocol.h"

/*
 * Read one request line from the bytes that have arrived so far.
 *
 * in, len  bytes off the wire, not NUL-terminated; only read, never kept
 * ended    the client will send no more: what is there is the line
 * req      filled on PARSE_OK, untouched otherwise; nothing to free
 * why      on PARSE_BAD, a static string for the log
 *
 * req->path is the selector with a leading '/' and without a final one
 * (but "/" itself), never decoded: the site knows which of its addresses are
 * written with a '/' at the end.  A selector that can name nothing (dot
 * segments, hidden files, doubled slashes, a backslash) is the path
 * GOPHER_NOWHERE, at which the site finds nothing.  req->query holds the
 * words of a search, which only a type 7 address can have.
 *
 * PARSE_MORE: no line end yet, and the line may still be within 1024 bytes.
 *
 * Spec: RFC 1436; gopher.md G1 to G10, G36, G40 to G48.
 */
enum parse gopher_parse(const char *in, size_t len, bool ended,
    struct request *req, const char **why);

#define GOPHER_NOWHERE "/..." /* hidden, so it does not exist */

/*
 * The rest is struct protocol's.  A reply that asks for input is a menu with
 * a search line, any other but success an error item with the ways on.
 * Redirects are not for readers: whoever has the site asks it again for
 * reply->meta.
 *
 * Spec: RFC 1436; gopher.md G11 to G37.
 */
void gopher_write(const struct request *req, const struct reply *reply,
    const struct place *place, const struct capsule_info *head,
    struct buf *out);
void gopher_refuse(enum refusal what, const struct place *place,
    const struct capsule_info *head, struct buf *out);

#endif
