#ifndef EXPORT_EXPORT_MAP_H
#define EXPORT_EXPORT_MAP_H

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
 * "/t/x/".  Search, feeds, books, a list's articles in full, zones that ask
 * for a certificate and what is not there have none.
 */
struct export_map;

enum export_entry_kind {
	EXPORT_PAGE, /* gemtext or a menu */
	EXPORT_TEXT, /* a page as plain text */
	EXPORT_FILE, /* bytes */
};

/* An address and its file; lives as long as the map. */
struct export_entry {
	const char *path; /* decoded, without a final '/' (but "/" itself) */
	const char *file; /* relative to the tree, decoded */
	enum export_entry_kind kind;
	struct export_entry *next; /* the map's own */
};

/* What an export map is made of; borrowed. */
struct export_map_options {
	struct site *site;
	const struct place *place;
	const struct config_capsule *conf; /* its zones */
	/* The name of an entry's file, in the arena. */
	const char *(*file)(struct arena *a, const char *path,
	    enum export_entry_kind kind);
	problem_sink *sink; /* told what cannot be read just now */
	void *ctx;
};

struct export_map *export_map_new(const struct export_map_options *of);
void export_map_free(struct export_map *a);

/*
 * Where a path of the capsule leads ("/a/x#y", encoded); NULL: to no file.  An
 * entry that was not known before will be given by export_map_next().
 */
const struct export_entry *export_map_find(struct export_map *a,
    const char *url);
/* Each entry once, in the order in which they were found; NULL: no more yet. */
const struct export_entry *export_map_next(struct export_map *a);
/*
 * What the site says at an entry.  r was begun by reply_init(); false, with
 * the sink told, when it cannot be read now.
 */
bool export_map_ask(struct export_map *a, const struct export_entry *entry,
    struct reply *r);

#endif
