#ifndef IMPORT_FEED_GUIDS_H
#define IMPORT_FEED_GUIDS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The guids of a feed, gathered before its entries are taken: one that stands
 * in several entries which lead to different places names none of them.
 */
struct guids {
	char **entry; /* owned, each too: guid, a mark, where it leads */
	size_t n;
	bool sorted;
};

/* leads: the entry's link, else its title. */
void guids_add(struct guids *g, const char *guid, const char *leads);
/* Has the guid more than one meaning? */
bool guids_shared(struct guids *g, const char *guid);
void guids_free(struct guids *g);

#endif
