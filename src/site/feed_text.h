#ifndef SITE_FEED_TEXT_H
#define SITE_FEED_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "search/stopwatch.h"
#include "site/parts/context.h"

struct buf;

/*
 * The whole texts of a feed's articles.  A hundred of them may take longer than
 * others can wait, so a feed is made in turns: what is converted is kept for a
 * moment, and the next turn goes on behind it.
 */
struct feed_texts {
	struct stopwatch watch;
	size_t left;    /* bytes of source that may still be converted */
	bool converted; /* something, in this turn */
	bool later;     /* there was no time for one of them: ask again */
};

struct feed_texts feed_texts_begin(void);
/*
 * The text of the next article, as the plain form has it, with LF line ends;
 * borrowed until the next turn.  NULL: the summary has to do, as the settings
 * want no texts, enough were converted, or the file is not the one that the
 * index knows; or t->later is set.
 */
const struct buf *feed_texts_next(struct feed_texts *t, struct context *ctx,
    const struct article *art);

#endif
