#ifndef SITE_VISIT_H
#define SITE_VISIT_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/capsule.h"
#include "archive/index.h"
#include "page/place.h"
#include "site/reply.h"
#include "site/request.h"
#include "site/site.h"
#include "site/words.h"

/*
 * One request on its way through the site: what each kind of page is given.
 * Everything is borrowed, and lives until the answer is complete.
 */
struct visit {
	const struct site_options *how;
	const struct capsule *capsule;
	struct index *index; /* in one state; NULL while there is none */
	const struct request *req;
	const struct place *place;
	const char *path; /* of the request, without a final '/' (but "/") */
	bool slash;       /* it ended in one */
	const char *rest; /* what follows the route's own part: "peru/2" */
	struct reply *r;
	struct arena *arena; /* of the reply's page */
};

/*
 * A kind of page: fill v->r.  A reply that is left as it was is a 51: nothing
 * is at this address.
 */
typedef void answer(struct visit *v);

/* A phrase in the capsule's language; with arguments, in the visit's arena. */
const char *visit_words(const struct visit *v, enum word w);
const char *visit_words_with(struct visit *v, enum word w, const char *one,
    const char *two);

/* Answer with a status and its sentence. */
void visit_refuse(struct visit *v, int status, enum word w);

/* There is no index to be read: 40, unless there is one in a moment. */
void visit_not_ready(struct visit *v);

/* Was it asked by Gopher?  site.h says what may depend on that. */
bool visit_by_gopher(const struct visit *v);

/*
 * The page's number in an address: "2", from 1 to 999999, without signs or
 * leading zeros.  0 when it is none.
 */
size_t visit_number(const char *s);

/*
 * Cut the first segment off *rest ("peru/2": "peru", leaving "2") into out.
 * False when it is empty or does not fit: no address of ours.
 */
bool visit_segment(const char **rest, char *out, size_t size);

#endif
