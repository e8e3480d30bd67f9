#ifndef IMPORT_FORMAT_H
#define IMPORT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"

struct intake;
struct source;

/* What the user said about how to read a source. */
struct reading {
	const char *topic; /* for every article, or NULL */
	bool chosen;       /* the format was named, not found out */
};

/*
 * Read a source in one format and hand what it tells to the intake.  0, or -1
 * with the reason (file and line) when it could not be read to its end: what
 * came before the error has been handed over.
 */
typedef int format_reader(struct source *s, const struct reading *how,
    const struct intake *in, struct problem *why);

struct format {
	const char *name;  /* for --from */
	const char *title; /* for people */
	/* Does the beginning of the source look like this format? */
	bool (*is)(const char *head, size_t len);
	format_reader *read;
};

/* The formats, the surest first; ended by a row without a name. */
extern const struct format formats[];

/* By name; NULL when there is none such. */
const struct format *format_named(const char *name);
/* By the source's first bytes; plain text when nothing else fits. */
const struct format *format_of(struct source *s);

#endif
