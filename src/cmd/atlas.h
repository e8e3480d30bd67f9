#ifndef CMD_ATLAS_H
#define CMD_ATLAS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/problem.h"

struct config_capsule;
struct place;
struct reply;
struct site;

/*
 * The addresses of a capsule that a static tree has files for, found out by
 * asking the site: a redirect's address is that of its end, "/t/x" that of
 * "/t/x/".  Search, feeds, zones that ask for a certificate and what is not
 * there have none.
 */
struct atlas;

enum spot_kind {
	SPOT_PAGE, /* gemtext or a menu */
	SPOT_TEXT, /* a page as plain text */
	SPOT_FILE, /* bytes */
};

/* An address and its file; lives as long as the atlas. */
struct spot {
	const char *path; /* decoded, without a final '/' (but "/" itself) */
	const char *file; /* relative to the tree, decoded */
	enum spot_kind kind;
	struct spot *next; /* the atlas's own */
};

/* What an atlas is made of; borrowed. */
struct atlas_of {
	struct site *site;
	const struct place *place;
	const struct config_capsule *conf; /* its zones */
	/* The name of a spot's file, in the arena. */
	const char *(
	    *file)(struct arena *a, const char *path, enum spot_kind kind);
	problem_sink *sink; /* told what cannot be read just now */
	void *ctx;
};

struct atlas *atlas_new(const struct atlas_of *of);
void atlas_free(struct atlas *a);

/*
 * Where a path of the capsule leads ("/a/x#y", encoded); NULL: to no file.  A
 * spot that was not known before will be given by atlas_next().
 */
const struct spot *atlas_find(struct atlas *a, const char *url);
/* Each spot once, in the order in which they were found; NULL: no more yet. */
const struct spot *atlas_next(struct atlas *a);
/*
 * What the site says at a spot.  r was begun by reply_init(); false, with
 * the sink told, when it cannot be read now.
 */
bool atlas_ask(struct atlas *a, const struct spot *spot, struct reply *r);

#endif
