#ifndef SITE_SITE_H
#define SITE_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"
#include "index/index.h"

struct book_order;
struct own_types;
struct place;
struct style;
struct reply;
struct request;

/* What the configuration says of a capsule; strings are copied. */
struct site_options {
	const char *root;       /* the capsule's folder */
	const char *index;      /* its index file, written by the indexer */
	size_t article_size;    /* bytes of an article at most */
	const char *gemini_url; /* "gemini://host/", "" when not served so */
	const char *gopher_url; /* "gopher://host/", "" when not served so */
	/* Articles that no list may name: index_hide(); NULL: there are none.
	 */
	index_hider *hides;
	const void *hides_ctx;
	unsigned gopher_tls_port; /* public, for caps.txt; 0: no TLS there */
	const char *pictures;     /* the folder of small forms; NULL: none */
	bool publishes;           /* from clients: there is a page /me */
	bool letters;             /* are readers' letters taken? */
	/*
	 * The folder of books and who is told of one that shall be made
	 * (book_page.h); NULL: there are none.
	 */
	const char *books;
	void (*order)(void *ctx, const struct book_order *order);
	void *order_ctx;
	const struct own_types *types; /* borrowed; NULL: none */
};

/*
 * What is said of the capsule besides its pages: on refusals, probes and the
 * pages for web browsers.  Strings are borrowed; "" where there is none, never
 * NULL.
 */
struct capsule_info {
	const char *title, *language;
	const char *gemini_url, *gopher_url; /* where it is served, both ways */
	const char *web;                     /* the original web site */
};

/*
 * One capsule as a worker serves it: its settings and a reader of its index.
 * Both are opened when they are there and opened again when they changed, so
 * a site can be made before there is an index: then it answers 40 for a
 * moment, and serves static files and own pages.  A capsule.conf that does not
 * parse leaves the settings as they were, or the defaults.
 */
struct site;

/* NULL with the reason when the folder cannot be opened. */
struct site *site_new(const struct site_options *how, struct problem *why);
void site_free(struct site *s);

/*
 * Answer a request (ASK_PAGE).  All is read from one state of the index.  r
 * was begun by reply_init(); always ended by reply_free().
 *
 * Of place only scheme, host and port count.  The scheme decides how absolute
 * links are written (feeds), how lines of generated texts end (robots.txt,
 * caps.txt), that hits come as one menu of 50 on Gopher, whose selectors hold
 * no questions, and that only its menus say how large the text form is, which
 * is laid out for that; nothing else depends on it.  A 31 is the caller's to
 * follow where the protocol has no redirects.
 */
void site_answer(struct site *s, const struct request *req,
    const struct place *place, struct reply *r);

/* How the capsule wants its menus and texts on Gopher; lives as long as s. */
const struct style *site_style(const struct site *s);
/*
 * Who asks is one of the last.  Where another folder has come to the root's
 * place, which this process may not read, they are answered from the index as
 * it is now, and not from one that tells of other files.
 */
void site_keep(struct site *s);
/* Good until the next call of site_answer(), which may read it anew. */
const struct capsule_info *site_info(const struct site *s);

#endif
