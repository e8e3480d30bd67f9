#ifndef IMPORT_FORMAT_H
#define IMPORT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "import/core/reading.h"

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
