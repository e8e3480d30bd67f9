#ifndef PUBLISH_TARGET_H
#define PUBLISH_TARGET_H

#include <stdbool.h>

#include "capsule/publishers.h"
#include "site/parts/request.h"
#include "text/slug.h"

/* What an upload's address stands for. */
enum target_kind {
	TARGET_NOTHING,     /* nothing can be published there */
	TARGET_ARTICLE,     /* /a/SLUG, or its file's path: /articles/x.md */
	TARGET_NEW,         /* /a/new: a new article, named by its title */
	TARGET_BUNDLE_FILE, /* /a/SLUG/FILE */
	TARGET_PAGE,        /* /NAME, or /pages/NAME.md */
	TARGET_TOPIC,       /* /t/TOPIC/, or /topics/TOPIC.md */
	TARGET_NOTICE,      /* /notice */
	TARGET_STATIC,      /* /static/FILE */
	TARGET_LETTER,      /* /letters/SLUG/FILE.md: a letter's own path */
	TARGETS
};

struct target {
	enum target_kind kind;
	char name[REQUEST_MAX + 2]; /* slug; page's name; topic's key */
	char path[REQUEST_MAX + 8]; /* of the file, where the address names it:
				       below the capsule's folder; or "" */
	char file[256];             /* of a bundle; "index.md": its text */
};

/*
 * What does this address (as a request has it) stand for?  Names that begin
 * with a dot, or that readers could never be shown, are none.
 */
void target_of(struct target *t, const char *path);

/* The least role that may write there (its own articles, for an author). */
enum role target_role(enum target_kind kind);
/* Is it written as Markdown? */
bool target_is_text(enum target_kind kind);

#endif
