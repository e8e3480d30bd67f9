#ifndef IMPORT_FORMAT_H
#define IMPORT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "import/core/reading.h"
#include "import/feed/sniff.h"

struct format {
	const char *name;  /* for --from */
	const char *title; /* for people */
	/* Does the beginning of the source look like it?  NULL: only told. */
	bool (*is)(const struct sniff *head);
	format_reader *read;
	bool followed; /* a mirror takes it */
	/*
	 * Is all of it here?  NULL: its reader takes nothing less, or it has
	 * no end of its own.
	 */
	bool (*has_end)(const char *text, size_t len);
};

/* The formats, the surest first; ended by a row without a name. */
extern const struct format formats[];

/* By name; NULL when there is none such. */
const struct format *format_named(const char *name);
/* By the source's first bytes; NULL when it is none of them. */
const struct format *format_of(struct source *s);

#endif
