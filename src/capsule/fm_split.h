#ifndef CAPSULE_FM_SPLIT_H
#define CAPSULE_FM_SPLIT_H

#include <stddef.h>

#include "capsule/fm_values.h"

#define FM_MAX 65536 /* bytes of front matter */

/* Where the front matter of a file stands, and where its body begins. */
struct fm_split {
	enum fm_split_kind { FM_NONE, FM_YAML, FM_TOML } kind;
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
void fm_split_find(struct fm_split *m, const char *src, size_t len);

/*
 * Its values.  Returns 0, or -1 with reason and line when it does not parse,
 * or is longer than FM_MAX.
 */
int fm_split_values(const struct fm_split *m, struct fm_values *all,
    struct problem *why);

#endif
