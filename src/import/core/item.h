#ifndef IMPORT_CORE_ITEM_H
#define IMPORT_CORE_ITEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/problem.h"
#include "capsule/front_matter.h"

/*
 * What a source tells of one article or page, before it becomes a file.  A
 * reader of a format fills one after the other and hands each to an intake;
 * it knows nothing of capsules and files.
 */
enum item_kind { ITEM_ARTICLE, ITEM_PAGE, ITEM_NOTICE };

struct item {
	enum item_kind kind;
	struct front_matter
	    front; /* owns all strings, the item's too; front_matter_free() */
	struct buf markdown; /* owned */
	/*
	 * What stays the same when the source is read again: a guid, an
	 * address, else made of the title.  Never empty.
	 */
	const char *identity;
	/*
	 * The identity without what tells it from others of the same guid,
	 * which may be new or gone since the last time; NULL: there is none.
	 */
	const char *plain;
	const char
	    *folder; /* pages: the pages above it, "help/reading", or "" */
	size_t line; /* where it begins in the source, 0: not known */
};

void item_init(struct item *it);
void item_free(struct item *it);
/* What tells it from another of the same identity: its address, or title. */
const char *item_itself(const struct item *it);
/* Does the text say at its end that there is more of it elsewhere? */
bool item_is_cut(const struct item *it);

/* A topic that a source tells more of than its name. */
struct item_topic {
	const char *title;
	const char *parent;      /* title of the topic above it, or "" */
	const char *description; /* plain text, or "" */
};

/* What a source tells of the site itself; NULL or "" where it does not. */
struct item_site {
	const char *title, *description, *language, *url;
};

/* Where a reader's findings go. */
struct intake {
	/* The item is the callee's to change; the reader frees it afterwards.
	 */
	void (*item)(void *ctx, struct item *it);
	void (*topic)(void *ctx, const struct item_topic *topic);
	/* Something was left out on purpose: its first words, and why. */
	void (*skipped)(void *ctx, size_t line, const char *what,
	    const char *why);
	/* Something is wrong with the source, but reading goes on. */
	problem_sink *problem;
	void *ctx;
	/* What it says of the site; may be NULL, and called more than once. */
	void (*site)(void *ctx, const struct item_site *site);
};

/* Tell the intake of the site, if it wants to know. */
void intake_site(const struct intake *in, const struct item_site *site);

#endif
