#ifndef PROTO_REFUSAL_H
#define PROTO_REFUSAL_H

#include "site/parts/status.h"
#include "site/words/words.h"

/* What the server says without asking the site. */
enum refusal {
	REFUSE_BAD,       /* why is for the log */
	REFUSE_HOST,      /* not a host or port of ours */
	REFUSE_TIMEOUT,   /* the request did not come in time */
	REFUSE_BUSY,      /* too many before it */
	REFUSE_SLOW_DOWN, /* too many requests from this address */
	REFUSE_FAILED,    /* something broke on our side */
	REFUSALS
};

/* Its status, and what readers are told. */
struct refusal_says {
	enum status status;
	enum word sentence;
};

extern const struct refusal_says refusals[REFUSALS];

#endif
