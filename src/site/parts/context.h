#ifndef SITE_PARTS_CONTEXT_H
#define SITE_PARTS_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "capsule/capsule.h"
#include "index/index.h"
#include "page/place.h"
#include "site/parts/reply.h"
#include "site/parts/request.h"
#include "site/parts/site_options.h"
#include "site/words/words.h"

/*
 * One request on its way through the site: what each kind of page is given.
 * Everything is borrowed, and lives until the answer is complete.
 */
struct context {
	const struct site_options *how;
	const struct capsule *capsule;
	int pictures;        /* the folder of small forms; -1: none */
	int books;           /* the folder of books; -1: none can be made */
	struct index *index; /* in one state; NULL while there is none */
	const struct request *req;
	const struct place *place;
	const char *path; /* of the request, without a final '/' (but "/") */
	bool slash;       /* it ended in one */
	const char *rest; /* what follows the route's own part: "peru/2" */
	struct reply *r;
	struct arena *arena; /* of the reply's page */
	/* What the page speaks: the capsule's, or an article's own language. */
	const char *language;
	bool files; /* it says how large files are, which the index does not */
};

/*
 * A kind of page: fill ctx->r.  A reply that is left as it was is a 51: nothing
 * is at this address.
 */
typedef void answer(struct context *ctx);

/* A phrase in the page's language; with arguments, in the context's arena. */
const char *context_words(const struct context *ctx, enum word w);
const char *context_words_with(struct context *ctx, enum word w,
    const char *one, const char *two);

/* "1 article", "48 articles". */
const char *context_articles(struct context *ctx, size_t n);

/* Answer with a status and its sentence. */
void context_refuse(struct context *ctx, enum status status, enum word w);

/* There is no index to be read: 40, unless there is one in a moment. */
void context_not_ready(struct context *ctx);

/* Was it asked by Gopher?  site.h says what depends on that. */
bool context_by_gopher(const struct context *ctx);

/*
 * The page's number in an address: "2", from 1 to 999999, without signs or
 * leading zeros.  0 when it is none.
 */
size_t context_number(const char *s);

/*
 * Cut the first segment off *rest ("peru/2": "peru", leaving "2") into out.
 * False when it is empty or does not fit: no address of ours.
 */
bool context_segment(const char **rest, char *out, size_t size);

#endif
