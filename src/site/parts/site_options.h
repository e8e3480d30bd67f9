#ifndef SITE_PARTS_SITE_OPTIONS_H
#define SITE_PARTS_SITE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "index/index.h"

struct book_order;
struct own_types;

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
	bool small_alone;         /* no page leads to a small form's original */
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

#endif
