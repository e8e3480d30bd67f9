#ifndef CAPSULE_VISIBILITY_H
#define CAPSULE_VISIBILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct front_matter;

/*
 * Is an article or page shown, and why not?  The one place that decides, for
 * the indexer and for a page whose file is newer than the index.  The index
 * keeps these numbers.
 */
enum visibility {
	VISIBLE,
	UNLISTED,         /* served by its address; in no list, feed, search */
	HIDDEN_DRAFT,     /* its front matter or folder says so */
	HIDDEN_SCHEDULED, /* its date or publishDate has not come */
	HIDDEN_EXPIRED,   /* its expiryDate has passed */
	HIDDEN_HELD,      /* its front matter cannot be read, but says draft,
			     private or a time that has not come */
	VISIBILITIES
};

/*
 * now      seconds since 1970
 * changes  when the answer will be another one; INT64_MAX: never by itself
 */
enum visibility visibility_at(const struct front_matter *f, int64_t now,
    int64_t *changes);
bool visibility_served(enum visibility v);
/* "draft", "scheduled", ...; "" for VISIBLE. */
const char *visibility_name(enum visibility v);

/* How many articles and pages are hidden, by the reason. */
struct hidden_count {
	uint64_t n[VISIBILITIES];
	int64_t next; /* when the first scheduled one comes; 0: there is none */
	int next_zone_s; /* the capsule's zone then, seconds east of UTC */
};
void hidden_count_add(struct hidden_count *sum, const struct hidden_count *h);
/* Append ", 3 drafts, 1 scheduled for 2026-12-24 08:00, 1 expired". */
void hidden_count_tell(const struct hidden_count *h, struct buf *out);

#endif
