#ifndef TEXT_SCHEME_H
#define TEXT_SCHEME_H

#include <stddef.h>

/* What is done with an address of a scheme. */
enum scheme_may {
	/* it is printed as a link line, a menu's item, a text's reference */
	SCHEME_LINK = 1,
	/* it becomes a link where it stands bare in a text: "see https://x" */
	SCHEME_BARE = 2,
	/* "URL:" on Gopher answers with a page that leads a browser there */
	SCHEME_BROWSER = 4,
	/* a label made of the address leaves the scheme out */
	SCHEME_UNSAID = 8,
};

/*
 * What is allowed for a scheme (any case, without its ':'), as bits.  One that
 * is not in the table may be linked; no scheme at all (len 0), too.
 */
unsigned scheme_may(const char *name, size_t len);

#endif
