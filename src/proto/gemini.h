#ifndef PROTO_GEMINI_H
#define PROTO_GEMINI_H

#include <stdbool.h>
#include <stddef.h>

#include "proto/protocol.h"

/*
 * Read one request line from the bytes that have arrived so far.
 *
 * in, len  bytes off the wire, not NUL-terminated; only read, never kept
 * ended    the client will send no more
 * req      filled on PARSE_OK, untouched otherwise; nothing to free
 * why      on PARSE_BAD, a static string for the log
 *
 * PARSE_MORE: no CRLF yet, and the URL may still be within 1024 bytes.
 * PARSE_BAD is a bad request.  A URL of another scheme than gemini
 * is PARSE_OK with scheme, host and port (path is "/"): gemini_accepts()
 * refuses it.  Titan is refused here: no body is waited for.
 *
 * Spec: Gemini protocol, "Requests"; RFC 3986; gemini.md M1 to M11.
 */
enum parse gemini_parse(const char *in, size_t len, bool ended,
    struct request *req, const char **why);

/*
 * Where the line of a request ends, without its CRLF.  PARSE_BAD as soon as
 * byte 1,025 shows that it is too long, or when it ended without a CRLF.
 *
 * Spec: gemini.md M1, M2.
 */
enum parse gemini_line(const char *in, size_t len, bool ended, size_t *end,
    const char **why);

/*
 * Is the request for us: scheme gemini, a host and a port of ours?
 *
 * Spec: gemini.md M5, M8.
 */
bool gemini_accepts(const struct request *req,
    const struct served_names *names);

/*
 * Bring a host, as a URL or a configuration writes it, into the one form that
 * is compared: lower case, no final dot, punycode for what is beyond ASCII;
 * an IPv6 address without brackets in its shortest form.  Returns 0, or -1
 * when it is empty or no name that IDNA allows.  A name beyond 255 bytes,
 * which nobody can have, is cut.
 */
int gemini_host(char out[256], const char *s, size_t len);

/* The rest is struct protocol's; Spec: gemini.md M12 to M21. */
void gemini_write(const struct request *req, const struct reply *reply,
    const struct place *place, const struct capsule_info *head,
    struct buf *out);
void gemini_refuse(enum refusal what, const struct place *place,
    const struct capsule_info *head, struct buf *out);

#endif
