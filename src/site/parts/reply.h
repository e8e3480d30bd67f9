#ifndef SITE_PARTS_REPLY_H
#define SITE_PARTS_REPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "page/page.h"
#include "site/parts/status.h"

/*
 * What the site says to a request: a page to be laid out, bytes, or an open
 * file.  Statuses are Gemini's; gopher.c finds its own form for each.
 */
struct reply {
	enum status status; /* STATUS_SUCCESS with a page, body or file;
			       else meta says why */
	char meta[1025];    /* 10: prompt; 30, 31: path; 4x to 6x: a sentence in
			       the capsule's language without a final dot */
	char lang[64];      /* language of the page, or "" */
	bool plain;         /* show the page as text, not as gemtext or menu */
	/*
	 * Nothing is decided: a file is being written or moved just now, or the
	 * index made.  Ask again in 50 ms, for two seconds at most.
	 */
	bool later;
	/* Likewise, but it is being worked on: ask again in 5 ms. */
	bool soon;
	/* The page goes on: ask for the next part when this one is sent. */
	bool more;
	/* The publisher is to answer: it may write, and the site may not. */
	bool hand_over;

	struct page page; /* owned */

	const char *type; /* media type of body or file; NULL: page */
	struct buf body;  /* owned until the connection takes the bytes */
	int fd;           /* an open file to be sent from its start, or -1 */
	uint64_t size;    /* its bytes */

	/* An error's way on for Gopher, which can show more than META (G33). */
	char onward[256], onward_label[256]; /* a path and what it is, or "" */
};

/* Begin an empty reply (STATUS_NOT_FOUND until somebody knows better, fd -1).
 */
void reply_init(struct reply *r);
void reply_free(struct reply *r);
/* Set status and meta; control bytes are dropped, what does not fit is cut. */
void reply_say(struct reply *r, enum status status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Set the way on; a label that does not fit is cut. */
void reply_onward(struct reply *r, const char *path, const char *label);

#endif
