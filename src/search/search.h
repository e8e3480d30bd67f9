#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "capsule/capsule.h"
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
	bool more;    /* there is a next page */
	size_t total; /* all hits; when they were not counted to the end, */
	bool counted; /* (false) those up to this page: there are more */
	bool empty;   /* the question holds no word at all */
	bool cut;     /* took too long: older articles were not looked at */
	bool some;    /* of the words that begin so some were not looked for */
	bool growing; /* the archive is still being taken in */
};

/* What somebody asks. */
struct query_keys; /* query.h */
struct question {
	const char *words;
	const struct query_keys *keys; /* how filters are called besides, or
					  NULL */
	size_t page, per_page;         /* the first is 1; beyond 100: none */
	int64_t us;                    /* that it may take; 0: the usual 8 ms */
};

/*
 * A page of the hits, newest first.  The texts are those of the files below
 * c->dir.  What was not looked at when time was up is told.  When the index
 * cannot be read index_end() says so, and the hits mean nothing.
 *
 * A topic: or author: that is the name or key of one asks for that one, else
 * for words in the names of topics or authors.  The names of an article's
 * topics and authors are found as words, too.
 */
void search(struct index *ix, const struct capsule *c, struct arena *a,
    const struct question *asked, struct hits *out);

#endif
