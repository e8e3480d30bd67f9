#ifndef SITE_PARTS_REQUEST_H
#define SITE_PARTS_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "capsule/publishers.h"

#define REQUEST_MAX 1024 /* bytes of a URL or selector: M2, G3 */

/* What a request wants of us. */
enum asked {
	ASK_PAGE,     /* a page of the site: path and query */
	ASK_URL_PAGE, /* Gopher's "URL:" convention (G20): query is the URL */
	ASK_BAD_URL,  /* the same, with one that it may not lead to */
	ASK_INFO,     /* Gopher+ "$" probe (G40) */
	ASK_HTTP,     /* HTTP on the Gopher port (G45) */
};

/* A client's certificate, as the handshake showed it; all zero without one. */
struct identity {
	char fingerprint[65]; /* SHA-256, lower-case hex; "" for none */
	int64_t not_before, not_after; /* seconds since the epoch */
	char common_name[128];         /* as it says itself; clean, or "" */
	/* Whom the capsule's list takes him for. */
	enum role role;
	char name[128]; /* "" for ROLE_NONE */
};

/* A parsed request, whichever protocol it came by.  Plain arrays: no free. */
struct request {
	enum asked asked;
	char scheme[16]; /* lower case */
	/* lower case, no final dot, no brackets; "" on Gopher */
	char host[256];
	unsigned port; /* 0 where the request names none */
	/*
	 * Begins with '/', percent codes decoded once (but %2F stays as it is,
	 * M9), dot segments removed, valid UTF-8 without control bytes.
	 */
	char path[REQUEST_MAX + 2];
	char query[REQUEST_MAX + 1]; /* decoded; Gopher: the search words */
	bool has_query;
	bool head_only; /* HTTP HEAD */
	size_t part;    /* of a reply in parts: reply.h, more */
	struct identity identity;
};

#endif
