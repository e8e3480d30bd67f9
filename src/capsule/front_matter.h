#ifndef CAPSULE_FRONT_MATTER_H
#define CAPSULE_FRONT_MATTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/problem.h"
#include "capsule/fm/fm_names.h"
#include "text/date.h"

/* What an article's front matter, path and first heading say about it. */
struct front_matter {
	struct arena arena; /* owns all strings below */

	/* "" where nothing was said, never NULL. */
	const char *title;   /* else first heading, else the file's name */
	const char *slug;    /* [a-z0-9-]; not yet made unique */
	const char *summary; /* plain text, "" when only the body can tell */
	const char *source;  /* URL of the web original */
	const char *image, *image_alt;
	const char *lang, *license, *notice;
	const char *atom_id; /* what feeds are to know it by */
	const char *parent;  /* of a topic's text: the topic above it */
	struct fm_names topics, authors;
	struct fm_names aliases; /* decoded paths with '/' in front */
	struct date date, updated, expires;
	/*
	 * publishDate, when one is given: not to be shown before it, whatever
	 * date says (a date in the future alone has the same effect).
	 */
	struct date due;
	long weight;
	/*
	 * To lead the front page until then; INT64_MAX: for good; 0: not.
	 */
	int64_t pinned;
	bool draft;    /* draft, published: false, _drafts/; dates aside */
	bool unlisted; /* served by its address alone */
	bool held;     /* cannot be read, but says that it is not for readers */
	bool partial;  /* only an excerpt is held */

	size_t body; /* where the Markdown begins in the source, in bytes */
	size_t body_line; /* and its line, counted from 1 */
};

/* For a writer of front matter: f says nothing yet; ended by
 * front_matter_free(). */
void front_matter_begin(struct front_matter *f);

/*
 * Read front matter (YAML, TOML, JSON, MultiMarkdown's headers: fm_split.h) and
 * apply the rules of capsule(5).
 *
 * path  of the file below articles/ or pages/, for its date, slug and name
 * sink  told each field that is doubtful or unknown and looks like a typing
 *       error, with its line; may be NULL
 *
 * Returns 0, or -1 with the reason (and line) when the front matter does not
 * parse or end: f then holds what can be read of it line by line, f->held is
 * set when that says draft or the like, and the body starts behind it.  Bombs
 * are refused so: more than 64 KB, 5,000 values, depth 16, any alias that
 * grows.  Always ended by front_matter_free().
 */
int front_matter_read(struct front_matter *f, const char *src, size_t len,
    const char *path, problem_sink *sink, void *ctx, struct problem *why);
/* The same with the dates as a capsule has them, and not in UTC. */
struct front_matter_how {
	const char *path;
	const struct date_rules *dates;
	problem_sink *sink;
	void *ctx;
};
int front_matter_read_by(struct front_matter *f, const char *src, size_t len,
    const struct front_matter_how *how, struct problem *why);
/*
 * Only where the body begins, as an offset (0: no front matter): what a reader
 * of the body needs.
 */
size_t front_matter_skip(const char *src, size_t len);

/*
 * Append f as YAML front matter, both "---" lines included: fields that say
 * nothing are left out; reading the result gives the same fields again.
 */
struct buf;
void front_matter_write(const struct front_matter *f, struct buf *out);

void front_matter_free(struct front_matter *f);

#endif
