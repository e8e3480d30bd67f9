#ifndef INDEX_ARTICLE_TEXT_H
#define INDEX_ARTICLE_TEXT_H

#include <stddef.h>

#include "base/buf.h"
#include "capsule/capsule.h"
#include "index/index.h"

/*
 * An article's text is read from its file whenever it is asked for.  The file
 * may have changed since the indexer took it in, and an editor may be half
 * way through writing it.
 */
enum article_text {
	TEXT_SAME,    /* the file is the one that the index knows */
	TEXT_NEWER,   /* another, whole file: believe its own front matter, not
			 the index (the body must not stand under old fields) */
	TEXT_WRITING, /* being written just now: ask again in a moment */
	TEXT_GONE,    /* not there, not readable or too large */
};

/*
 * Read the file of art (below c->dir, at most max bytes) into src.  TEXT_SAME
 * and TEXT_NEWER fill src with the whole file, front matter included.
 */
enum article_text article_text_read(const struct capsule *c,
    const struct article *art, size_t max, struct buf *src);

#endif
