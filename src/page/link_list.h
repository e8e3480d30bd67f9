#ifndef PAGE_LINK_LIST_H
#define PAGE_LINK_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/map.h"

/* A link of a text, as the list behind its block shows it. */
struct link_entry {
	const char *url;   /* borrowed from the page */
	size_t number;     /* counts through the page, from 1 */
	size_t label, len; /* where its label stands in refs.labels */
};

/*
 * The links of a page in the order of the text.  The same URL counts once in
 * a block (conversion.md 1.5): its first label wins.  `{ 0 }` is an empty
 * list.
 */
struct link_list {
	struct link_entry *list; /* owned, with all below: link_list_free() */
	size_t n;
	struct buf labels;
	size_t numbered; /* the last number given */

	size_t block;      /* the links of this block: list[block] onwards */
	struct map mapped; /* these by their URLs, where they are many */
};

/*
 * The link to this URL in the present block, a new one when there is none:
 * then *fresh is true, and the label is to be appended to l->labels and
 * finished by link_list_labelled().  The pointer is good until the next call.
 */
struct link_entry *link_list_to(struct link_list *l, const char *url,
    bool *fresh);
/* What was appended to l->labels is the label of the newest link. */
void link_list_labelled(struct link_list *l);

/* A new block begins: URLs of earlier ones count again. */
void link_list_block(struct link_list *l);
/* Forget all links; their numbers are not given again. */
void link_list_clear(struct link_list *l);
void link_list_free(struct link_list *l);

/* A link's label; not NUL-terminated. */
const char *link_list_label(const struct link_list *l,
    const struct link_entry *link);

#endif
