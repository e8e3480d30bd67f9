#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * What somebody typed into a search, taken apart.  Any bytes: what means
 * nothing is left out, and of very long questions the end.
 */
enum term_kind { TERM_WORDS, TERM_NOT, TERM_TOPIC, TERM_AUTHOR, TERM_YEAR };

struct term {
	enum term_kind kind;
	const char **token; /* words in a row: index/tokenizer.h */
	size_t ntokens;
	bool prefix;      /* the last of them may go on */
	const char *text; /* of a filter: what stands behind its colon */
};

struct query {
	const struct term *term;
	size_t n;
	bool asks; /* anything that could be found (not only TERM_NOT) */
};

/*
 * What filters are called besides topic:, author: and year:, in the reader's
 * language and without a colon ("tema", "autor", "año"); accents and case
 * do not matter.
 */
struct query_keys {
	const char *topic, *author, *year;
};

/* All in the arena; keys may be NULL. */
void query_parse(struct query *q, struct arena *a, const char *text, size_t len,
    const struct query_keys *keys);
/*
 * Where does the text hold one of the question's words?  The first hit's
 * bytes; false when there is none.
 */
bool query_find(const struct query *q, const char *text, size_t len,
    size_t *start, size_t *end);

#endif
