#ifndef IMPORT_ARTICLE_LINK_KIND_H
#define IMPORT_ARTICLE_LINK_KIND_H

#include <libxml/tree.h>

struct arena;

/* What a link of a page is for, by where it leads. */
enum link_kind {
	LINK_OTHER,    /* to read something */
	LINK_TOPIC,    /* a topic's or an author's page */
	LINK_SHARE,    /* to tell others of this page */
	LINK_PROFILE,  /* the site's or an author's own place in a network */
	LINK_MAIL,     /* to write to somebody */
	LINK_FRAGMENT, /* a place in this page */
	LINK_NOWHERE,  /* a button that a script listens to */
};

enum link_kind link_kind_of(struct arena *a, const xmlNode *link);

#endif
