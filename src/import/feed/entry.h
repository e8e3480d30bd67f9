#ifndef IMPORT_FEED_ENTRY_H
#define IMPORT_FEED_ENTRY_H

#include <stdbool.h>

#include "import/core/item.h"

struct guids;
struct reading;

/*
 * Steps that all readers of feeds share: from what an entry says to an item.
 * Strings are copied into the item's arena; empty ones are ignored, and where
 * a field was said before, the first stays.
 */
struct feed_entry {
	struct item item;   /* owned: entry_drop() */
	const char *base;   /* URL that relative links start from, or "" */
	bool has_content;   /* more than a summary was told */
	bool only_summary;  /* a text that the format itself calls a summary */
	struct buf summary; /* owned: Markdown, stands in for the content */
	struct buf enclosures; /* owned: Markdown for the end */
	const char *odd_date;  /* that could not be read, or NULL */
	struct guids *guids;   /* of all entries; NULL: not gathered */
};

void entry_begin(struct feed_entry *e, const struct reading *how);
/* Give the item to the intake, whole, and free it. */
void entry_give(struct feed_entry *e, const struct intake *in);
/* Free it without giving it to anybody. */
void entry_drop(struct feed_entry *e);
/* Only note what it is called in e->guids, and free it. */
void entry_gather(struct feed_entry *e);

/* What a title is written in. */
enum entry_text { ENTRY_PLAIN, ENTRY_ENTITIES, ENTRY_HTML };
void entry_title(struct feed_entry *e, const char *text, enum entry_text how);
void entry_link(struct feed_entry *e, const char *url);
void entry_identity(struct feed_entry *e, const char *id);
/* "A. One", "a@one.example (A. One)" or "A. One <a@one.example>". */
void entry_author(struct feed_entry *e, const char *text);
void entry_topic(struct feed_entry *e, const char *text);
void entry_published(struct feed_entry *e, const char *text);
void entry_updated(struct feed_entry *e, const char *text);
void entry_lang(struct feed_entry *e, const char *lang);
void entry_image(struct feed_entry *e, const char *url, const char *alt);
/* The whole text, or a summary of it: as HTML or as plain text. */
void entry_content(struct feed_entry *e, const char *text, bool html);
/* certain: the format calls it a summary; RSS's description may be all. */
void entry_summary(struct feed_entry *e, const char *text, bool html,
    bool certain);
/* A file that belongs to the entry. */
void entry_enclosure(struct feed_entry *e, const char *url, const char *type,
    const char *title);

#endif
