#ifndef ARCHIVE_MATTER_H
#define ARCHIVE_MATTER_H

#include <stddef.h>

#include "archive/values.h"

#define MATTER_MAX 65536 /* bytes of front matter */

/* Where the front matter of a file stands, and where its body begins. */
struct matter {
	enum matter_kind { MATTER_NONE, MATTER_YAML, MATTER_TOML } kind;
	const char *text; /* between the closing lines; points into src */
	size_t len;
	size_t line;      /* of text */
	size_t body;      /* offset of the body in src */
	size_t body_line; /* counted from 1 */
};

/*
 * Front matter is there when the first line is "---" (YAML) or "+++" (TOML)
 * and a later line closes it: the same, or "..." for YAML.  Lines end with
 * LF, CR or CRLF; blanks behind the three characters are allowed.  A byte
 * order mark is stepped over, and never part of the body.
 */
void matter_find(struct matter *m, const char *src, size_t len);

/*
 * Its values.  Returns 0, or -1 with reason and line when it does not parse,
 * or is longer than MATTER_MAX.
 */
int matter_read(const struct matter *m, struct values *all,
    struct problem *why);

#endif
