#ifndef PROTO_PROTOCOL_H
#define PROTO_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>

#include "site/reply.h"
#include "site/request.h"
#include "site/site.h"

struct buf;
struct place;

enum parse { PARSE_MORE, PARSE_OK, PARSE_BAD };

/* What the server says without asking the site. */
enum refusal {
	REFUSE_BAD,       /* 59: why is for the log */
	REFUSE_HOST,      /* 53: not a host or port of ours */
	REFUSE_TIMEOUT,   /* the request did not come in time */
	REFUSE_BUSY,      /* 41: too many connections */
	REFUSE_SLOW_DOWN, /* 44: too many requests from this address */
	REFUSE_FAILED,    /* 42: something broke on our side */
};

/*
 * What a connection needs to know of a protocol: bytes to request, reply to
 * bytes.  No sockets, no files; every function can be called by a test or a
 * fuzzer alone.
 */
struct protocol {
	const char *name; /* "gemini", "gopher" */
	/*
	 * Read the request from the bytes that have arrived so far; ended: the
	 * client will send no more.  in is only read, never kept; req is filled
	 * on PARSE_OK alone; why, on PARSE_BAD, is a static string for the log.
	 */
	enum parse (*parse)(const char *in, size_t len, bool ended,
	    struct request *req, const char **why);
	/*
	 * Append the whole answer: header, and the page laid out or the body.
	 * An open file (reply->fd) follows behind what is appended, as it is.
	 * For requests that are not ASK_PAGE reply may be NULL.  Of place only
	 * host, port, fold, charset, dot and excerpt_lines count: the protocol
	 * itself knows its scheme and line ends.
	 */
	void (*write)(const struct request *req, const struct reply *reply,
	    const struct place *place, const struct capsule_info *head,
	    struct buf *out);
	/* Append an answer that needs no site. */
	void (*refuse)(enum refusal what, const struct place *place,
	    const struct capsule_info *head, struct buf *out);
};

extern const struct protocol gemini_protocol; /* gemini.c */
extern const struct protocol gopher_protocol; /* gopher.c */

#endif
