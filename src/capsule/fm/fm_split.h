#ifndef CAPSULE_FM_FM_SPLIT_H
#define CAPSULE_FM_FM_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "capsule/fm/fm_values.h"

#define FM_MAX 65536 /* bytes of front matter */

/* Where the front matter of a file stands, and where its body begins. */
struct fm_split {
	enum fm_split_kind {
		FM_NONE,
		FM_YAML,
		FM_TOML,
		FM_JSON,
		FM_HEADERS /* of MultiMarkdown and Pelican: "Title: ..." */
	} kind;
	/*
	 * Its closing line is missing: text is all that follows, up to FM_MAX,
	 * and front matter beyond doubt its first `sure` bytes.  None may be:
	 * a text that begins with a thematic break.
	 */
	bool open;
	const char *text; /* between the closing lines; points into src */
	size_t len, sure;
	size_t line;      /* of text */
	size_t body;      /* offset of the body in src */
	size_t body_line; /* counted from 1 */
};

/*
 * Front matter begins on the first line, or behind blank ones, with
 *   "---" (YAML) or "+++" (TOML), three or more of them, perhaps with the
 *   name of the language behind ("---toml"), and ends with a line like it, or
 *   with "..." for YAML;
 *   a brace (JSON), and ends with the one that closes it;
 *   "Title: ..." or another key of capsule(5), all lines before the first
 *   blank one being of this kind, and one of them the title.
 * Lines end with LF, CR or CRLF.  A byte order mark is stepped over, and never
 * part of the body.  But for "---" and "+++" on the very first line, the first
 * line in it must look like a key and its value.
 */
void fm_split_find(struct fm_split *m, const char *src, size_t len);

/*
 * Its values.  Returns 0, or -1 with reason and line when it does not parse,
 * does not end, or is longer than FM_MAX.
 */
int fm_split_values(const struct fm_split *m, struct fm_values *all,
    struct problem *why);
/* What can be read of it then (fm_lenient.h); all is empty before. */
void fm_split_lenient(const struct fm_split *m, struct fm_values *all);

#endif
