#ifndef SITE_SITE_H
#define SITE_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"

struct place;
struct reply;
struct request;

/* What the configuration says of a capsule; strings are borrowed. */
struct site_options {
	const char *root;       /* the capsule's folder */
	const char *index;      /* its index file, written by the librarian */
	size_t article_size;    /* bytes of an article at most */
	const char *gemini_url; /* "gemini://host/", "" when not served so */
	const char *gopher_url; /* "gopher://host/", "" when not served so */
};

/*
 * One capsule as a worker serves it: its settings and a reader of its index.
 * Both are opened when they are there and opened again when they changed, so
 * a site can be made before there is an index: then it answers 40 for a
 * moment, and serves static files and own pages.
 */
struct site;

struct site *site_new(const struct site_options *how, struct problem *why);
void site_free(struct site *s);

/*
 * Answer a request (ASK_PAGE).  place tells a feed what its absolute links
 * look like, and the notice's and error pages' language nothing else; the
 * page in the reply does not depend on it.  All is read from one state of the
 * index.  r was begun by reply_init(); always ended by reply_free().
 */
void site_answer(struct site *s, const struct request *req,
    const struct place *place, struct reply *r);

/* How the capsule wants to be laid out: fold, charset, excerpt_lines, dot. */
void site_place(struct site *s, struct place *place);
/* The capsule's own words, for menus and probes: its title and language. */
const char *site_title(struct site *s);
const char *site_language(struct site *s);
/* Articles served and when the index changed last, for the status. */
size_t site_articles(struct site *s);

#endif
