#ifndef CAPSULE_PUBLISHERS_H
#define CAPSULE_PUBLISHERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/problem.h"

/* Who may write what: each role may all that those before it may. */
enum role {
	ROLE_NONE,
	ROLE_AUTHOR, /* own articles, and the files beside them */
	ROLE_EDITOR, /* all texts */
	ROLE_ADMIN,  /* static files and the notice, too */
};

struct publisher {
	enum role role;
	char fingerprint[65]; /* SHA-256 of the certificate, lower-case hex */
	const char *name;     /* one clean line */
};

/* `{ 0 }` is an empty list. */
struct publishers {
	const struct publisher *list;
	size_t n;
};

/*
 * Read a publishers file: lines of "ROLE FINGERPRINT NAME...", '#' begins a
 * comment.  The strings live in the arena.  0, or -1 with file, line and what
 * is wrong: a role that is none, a bad fingerprint, one that comes twice, a
 * line without a name.
 *
 * Spec: chasqui.conf(5), "publishers".
 */
int publishers_read(struct publishers *p, struct arena *a, const char *path,
    struct problem *why);
/* The same from memory; the problem names no file. */
int publishers_parse(struct publishers *p, struct arena *a, const char *text,
    size_t len, struct problem *why);

/* The publisher with this certificate, or NULL. */
const struct publisher *publishers_find(const struct publishers *p,
    const char *fingerprint);

/* "author", "editor", "admin"; "" for none. */
const char *role_name(enum role role);
/* The role of a name; ROLE_NONE when it is none. */
enum role role_of(const char *name);

/*
 * "AB:CD...", "SHA256:ab cd..." to 64 lower-case hex digits; false: it is no
 * fingerprint.
 */
bool publisher_fingerprint(const char *s, char out[65]);

#endif
