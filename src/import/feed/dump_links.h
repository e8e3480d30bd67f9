#ifndef IMPORT_FEED_DUMP_LINKS_H
#define IMPORT_FEED_DUMP_LINKS_H

#include <stddef.h>

#include "base/arena.h"

/*
 * The links of a page that lynx, elinks or w3m wrote as text: "[12]" in front
 * of each, and below the page a list of where they lead:
 *
 *	References
 *
 *	   Visible links
 *	   1. https://a.example/
 */
struct dump_links {
	struct arena arena; /* owns what follows: dump_links_free() */
	const char **url;   /* by number; NULL where there is none */
	size_t n;           /* 0: there is no such list */
	size_t end;         /* where the list begins: the text's own length */
};

void dump_links_read(struct dump_links *d, const char *text, size_t len);
void dump_links_free(struct dump_links *d);
/*
 * The line without the marks of links in it, in place; the address of the
 * first of them, or NULL.
 */
const char *dump_links_take(const struct dump_links *d, char *line);

#endif
