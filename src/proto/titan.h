#ifndef PROTO_TITAN_H
#define PROTO_TITAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "proto/protocol.h"

/* What an upload's line says besides where it goes. */
struct titan {
	struct request req; /* scheme "titan"; the path without parameters */
	bool edit;          /* ";edit": the source is asked for, no body */
	uint64_t size;      /* bytes of the body; 0 deletes, or with edit */
	char mime[128];   /* lower case, without its parameters; "" for none */
	char charset[32]; /* lower case; "" where none is named */
	char token[256];  /* decoded; "" for none */
	char version[33]; /* of the text that was edited; "" for none */
	size_t body;      /* where the body begins in what was parsed */
};

/* Do these bytes begin, as far as they go, a line of this protocol? */
bool titan_is(const char *in, size_t len);

/* Make the token in a line of so many bytes unreadable: for the log. */
void titan_hide_token(char *line, size_t len);

/*
 * Read one upload's line from the bytes that have arrived so far; the body may
 * stand behind it.  Parameters come in any order; those that are not known
 * mean nothing.  A path that ends in "@VERSION" (16 hexadecimal digits) says
 * the same as ";version=VERSION", and the path is what stands before it: a
 * client that sends back the address it has read needs to know of no
 * parameter.
 *
 * in, len  bytes off the wire, not NUL-terminated; only read, never kept
 * ended    the client will send no more
 * t        filled on PARSE_OK, untouched otherwise; nothing to free
 * why      on PARSE_BAD, a static string for the log
 *
 * PARSE_MORE: no CRLF yet, and the line may still be within 1024 bytes.
 * PARSE_BAD is answered with status 59.
 *
 * Spec: Titan protocol; its "edit" extension, as Lagrange speaks it.
 */
enum parse titan_parse(const char *in, size_t len, bool ended, struct titan *t,
    const char **why);

#endif
