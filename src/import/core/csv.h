#ifndef IMPORT_CORE_CSV_H
#define IMPORT_CORE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define CSV_FIELDS 40 /* of a record; more are passed over */

/* A text of comma-separated values that is being read. */
struct csv {
	const char *at, *end;
	size_t line; /* of the record that was read last, from 1 */
	size_t next; /* of the one behind it */
};

/* One record; its fields are in the arena. */
struct csv_record {
	const char *field[CSV_FIELDS];
	size_t n;
};

/* text is borrowed; it is UTF-8, without a mark in front (charset.h). */
void csv_begin(struct csv *c, const char *text, size_t len);
/*
 * The next record, false when there is none.  A quoted field may hold commas,
 * line ends and doubled quotes; one whose end is missing ends with the text.
 *
 * Spec: RFC 4180 section 2.
 */
bool csv_next(struct csv *c, struct arena *a, struct csv_record *out);
/* Which field has this name in the header; CSV_FIELDS: none has. */
size_t csv_column(const struct csv_record *header, const char *name);
/* Its value, "" where the record has none. */
const char *csv_value(const struct csv_record *r, size_t column);

#endif
