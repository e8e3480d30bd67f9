#ifndef IMPORT_HTML_TREE_WEIGHT_H
#define IMPORT_HTML_TREE_WEIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

struct arena;

/*
 * How much each element shows, in bytes without blanks.  Measured for all
 * below root; kept in the nodes (_private), in the arena.
 */
struct weight {
	size_t text;   /* outside of links */
	size_t linked; /* in links */
	size_t links;
	size_t
	    prose; /* of text: what stands in paragraphs that read as prose */
	size_t cited; /* of linked: what stands in these */
	size_t marks; /* for who weighed it: tree_mark() */
	/* In this element itself and its words, not in blocks within it. */
	size_t own, own_linked, own_stops;
};

void tree_weigh(struct arena *a, xmlNode *root);
/* Of an element that was there when the tree was weighed, else all 0. */
const struct weight *tree_weight(const xmlNode *n);
/* Is there a heading in it that is a link, as on a teaser? */
bool tree_has_linked_heading(xmlNode *n);
/* Its text, in links and outside of them. */
size_t tree_shown(const xmlNode *n);
/* Add one to the marks of n and of all around it. */
void tree_mark(xmlNode *n);
/* Take n out of the tree and the weights of those around it, and free it. */
void tree_drop(xmlNode *n);

#endif
