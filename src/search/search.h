#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "index/index.h"

/*
 * Search: words (all must occur), "phrases", -without, a prefix on the last
 * word, topic:peru author:garate year:2021 filters; accents and case do not
 * matter.  Any bytes are safe: what means nothing is left out.
 */
struct hit {
	struct card card;
	const char *around; /* an excerpt around the first hit, plain text */
	bool in_title;
};

struct hits {
	const struct hit *hit; /* an array in the arena */
	size_t n;
	bool more;  /* there is a next page */
	bool empty; /* the question holds no word at all */
	bool cut;   /* took too long: older articles were not looked at, or
		       not all words that begin so */
	bool later; /* it goes on: nothing is known yet, ask again */
};

/*
 * Page (from 1) of the hits, newest first, per_page on each; pages beyond the
 * hundredth are empty.
 *
 * Never takes longer than some 5 ms: a search that needs more is asked for
 * again (out->later), after others have had their turn, and goes on where it
 * stopped.  Searches as a whole take half of the time at most.
 *
 * A topic: or author: that is the name or key of one asks for that one, else
 * for words in the names of topics or authors.  The names of an article's
 * topics and authors are found as words, too.
 */
void search(struct index *ix, struct arena *a, const char *question,
    size_t page, size_t per_page, struct hits *out);
/* For tests: look in blocks of so many articles, as long searches do. */
void search_in_blocks(struct index *ix, size_t articles);

#endif
