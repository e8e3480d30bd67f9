#ifndef PUBLISH_COMPOSE_H
#define PUBLISH_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"
#include "publish/target.h"

struct buf;
struct date_rules;

/* A text that was sent, and what is known besides. */
struct compose {
	enum target_kind kind;
	bool gemtext;     /* else Markdown */
	const char *text; /* as it came */
	size_t len;
	const char *old; /* what the file holds now; NULL: it is new */
	size_t old_len;
	const char *path; /* of the file below the capsule's folder */
	/* An article's address is to stay, or to be, /a/SLUG; "": as its
	   title makes it. */
	const char *slug;
	const char *name;               /* who sends it */
	const struct date_rules *dates; /* the capsule's */
	const char *now; /* "2026-11-30T15:55:01Z": a new article's date */
};

/*
 * Append the file that the text becomes.  Lines end in LF; gemtext becomes
 * Markdown; a text without front matter takes over that of the file it
 * replaces, to the byte.  What an article lacks is added in front: date and
 * authors (those that it had, of a new one now and who sends it), its slug
 * where the file's name would make another one, and a title where neither
 * front matter nor a heading tells one: the first line.  0, or -1 with line and
 * reason: front matter that does not parse or holds what is doubtful, no UTF-8,
 * a NUL.
 */
int compose_text(const struct compose *c, struct buf *out, struct problem *why);

#endif
