#ifndef PROTO_PROTOCOL_H
#define PROTO_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>

#include "proto/refusal.h"
#include "site/parts/reply.h"
#include "site/parts/request.h"
#include "site/parts/site_options.h"

struct buf;
struct place;

/*
 * All there are: X(row, description, which is its file's).  A further one is a
 * file, a row here, and its section in config/config_keys.c.
 */
#define PROTOCOL_LIST(X)                                                       \
	X(GEMINI, gemini_protocol)                                             \
	X(GOPHER, gopher_protocol)

#define PROTOCOL_ROW(row, description) PROTOCOL_##row,
/* clang-format off */
enum protocol_row { PROTOCOL_LIST(PROTOCOL_ROW) PROTOCOLS };
/* clang-format on */
#undef PROTOCOL_ROW

enum parse { PARSE_MORE, PARSE_OK, PARSE_BAD };

/* The hosts and ports that a request may name.  Borrowed. */
struct served_names {
	const char *const *hosts; /* in the form of gemini_host() */
	size_t nhosts;
	const unsigned *ports;
	size_t nports;
	bool addresses; /* an IP address will do as the host (M5) */
};

/*
 * All that the server needs to know of a protocol, bytes to request and reply
 * to bytes.  No sockets, no files; every function can be called by a test or a
 * fuzzer alone.
 */
struct protocol {
	const char *name;      /* and the scheme of its addresses */
	const char *client;    /* one to try it with at once */
	enum protocol_row row; /* in tables with one row for each protocol */
	unsigned port;         /* the usual one: addresses leave it out */
	size_t line_max;       /* bytes of a request, with its end */
	bool tls_first;        /* always TLS; else its first byte tells */
	bool asks_who; /* readers can have certificates: zones are served */
	bool styled;   /* its pages have the capsule's style, not as typed */
	bool readers_redirect; /* else the site is asked for the new path */
	/*
	 * Read the request from the bytes that have arrived so far; ended: the
	 * client will send no more.  in is only read, never kept; req is filled
	 * on PARSE_OK alone; why, on PARSE_BAD, is a static string for the log.
	 */
	enum parse (*parse)(const char *in, size_t len, bool ended,
	    struct request *req, const char **why);
	/*
	 * Is the request for a host and port of ours?  No: REFUSE_HOST.  NULL:
	 * its requests name none.
	 */
	bool (*accepts)(const struct request *req,
	    const struct served_names *names);
	/*
	 * Append the whole answer: header, and the page laid out or the body.
	 * An open file (reply->fd) follows behind what is appended, as it is.
	 * For requests that are not ASK_PAGE reply may be NULL.
	 */
	void (*write)(const struct request *req, const struct reply *reply,
	    const struct place *place, const struct capsule_info *head,
	    struct buf *out);
	/* Append an answer that needs no site. */
	void (*refuse)(enum refusal what, const struct place *place,
	    const struct capsule_info *head, struct buf *out);
};

#define PROTOCOL_KNOWN(row, description)                                       \
	extern const struct protocol description;
PROTOCOL_LIST(PROTOCOL_KNOWN)
#undef PROTOCOL_KNOWN

/* By their rows. */
extern const struct protocol *const protocols[PROTOCOLS];
/* NULL: there is none of this name. */
const struct protocol *protocol_named(const char *name);

#endif
