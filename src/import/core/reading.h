#ifndef IMPORT_CORE_READING_H
#define IMPORT_CORE_READING_H

#include <stdbool.h>

#include "base/problem.h"

struct intake;
struct source;

/* What the user said about how to read a source. */
struct reading {
	const char *topic; /* for every article, or NULL */
	const char *types; /* "book,genre": more that is taken, or NULL */
	bool chosen;       /* the format was named, not found out */
};

/* Was this type of post, or taxonomy, asked for? */
bool reading_has_type(const struct reading *how, const char *type);

/*
 * Read a source in one format and hand what it tells to the intake.  0, or -1
 * with the reason (file and line) when it could not be read to its end: what
 * came before the error has been handed over.
 */
typedef int format_reader(struct source *s, const struct reading *how,
    const struct intake *in, struct problem *why);

#endif
