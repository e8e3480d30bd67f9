#ifndef CLIENT_HEADER_H
#define CLIENT_HEADER_H

#include <stddef.h>

#include "base/problem.h"

/* A Gemini answer's first line. */
struct header {
	int status;      /* 10 to 69 */
	char meta[1025]; /* as it came, without control bytes; "" for none */
	size_t body;     /* where the body begins */
};

/*
 * Read the header of an answer that has come whole.  0, or -1 with the reason:
 * no CRLF within 1,029 bytes, no status of two digits.
 *
 * Spec: Gemini protocol, "Responses".
 */
int header_parse(struct header *h, const char *in, size_t len,
    struct problem *why);

#endif
