#ifndef IMPORT_STORE_H
#define IMPORT_STORE_H

#include <stdbool.h>

#include "base/problem.h"

struct item;
struct item_topic;

/*
 * The capsule's folder as an import writes it.  What was written is noted in
 * CAPSULE/.chasqui/imported (identity, file, SHA-256 of what was written), so
 * that the same source again touches nothing, a changed item rewrites its own
 * file, and a file that the publisher edited is left alone: the new version
 * then lies beside it as NAME.md.new and is reported.
 */
struct store;

enum stored {
	STORED_NEW,       /* a file was written */
	STORED_CHANGED,   /* its file was rewritten */
	STORED_UNCHANGED, /* nothing to do */
	STORED_BESIDE,    /* edited by hand: the new version lies beside it */
	STORED_FAILED,    /* see the problem */
};

/*
 * Open the capsule's folder (made when missing).  dry: nothing is ever
 * written, the answers are what they would be.  NULL with the reason.
 */
struct store *store_open(const char *root, bool dry, struct problem *why);
/*
 * A source begins: from here on, an identity that stands in it twice and
 * means two items (they lead elsewhere, or are called otherwise) is told apart.
 */
void store_begin(struct store *s);
/*
 * Bring an item in: articles/[TOPIC/]SLUG.md or articles/YYYY/MM/SLUG.md,
 * pages/SLUG.md, notice.md.  Names come from slugs, so no item can leave the
 * folder, and two items never share a file.  path: where it is, below the
 * root, valid until the next call.
 */
enum stored store_item(struct store *s, const struct item *it,
    const char **path, struct problem *why);
/*
 * Bring in what is known of a topic besides its name: topics/SLUG.md, when it
 * has a parent or a description.
 */
enum stored store_topic(struct store *s, const struct item_topic *topic,
    struct problem *why);
/* Write down what was noted.  0, or -1 with the reason. */
int store_close(struct store *s, struct problem *why);

#endif
