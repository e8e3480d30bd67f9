#ifndef IMPORT_HTML_HTML_ELEMENT_H
#define IMPORT_HTML_HTML_ELEMENT_H

#include <stdbool.h>

#include <libxml/tree.h>

#include "base/arena.h"

struct build;

/* One conversion; the walk hands it from node to node. */
struct html {
	struct build *build;
	struct arena arena; /* resolved addresses */
	const char *base;   /* may be NULL */
	const char *image;  /* the picture before, or NULL */
};

typedef void visit(struct html *h, xmlNode *n);

/* What to do at the beginning and at the end of a kind of element. */
struct element {
	const char *name;
	visit *in, *out; /* NULL: nothing */
	bool leaf;       /* what is in it was taken, or is nothing to read */
};

/* By its name; NULL: it is only what stands in it. */
const struct element *html_element_of(const xmlNode *n);
/*
 * Where a link leads; "" when it may not be written, or only leads about in
 * the page, by its own address or by a fragment alone.
 */
const char *html_link_address(struct html *h, const xmlNode *n);

#endif
