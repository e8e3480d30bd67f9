#ifndef CAPSULE_FM_FM_NAMES_H
#define CAPSULE_FM_FM_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;

#define FM_NAMES_MAX 200 /* in one list; what comes behind is dropped */

/* A list of strings in the arena of whoever holds it; `{ 0 }` is empty. */
struct fm_names {
	const char **name;
	size_t n;
};

/* Text as one clean line: no controls, single blanks, none at the ends. */
const char *fm_clean_line(struct arena *a, const char *s, size_t len);

/*
 * Append a clean name, unless it is empty or the list has it already: names
 * that make the same slug are the same ("Peru", "peru").
 */
void fm_names_add(struct arena *a, struct fm_names *list, const char *s,
    size_t len);
/* The same for each part of s that one of these characters ends. */
void fm_names_split(struct arena *a, struct fm_names *list, const char *s,
    const char *ends);
/*
 * Is a topic of this name (or slug) WordPress's own word for "none", in one of
 * the languages it comes in?  Its exports put it on what has no category.
 */
bool fm_names_is_no_topic(const char *name);
/*
 * Append the path of an old address ("x/y.html", "https://x.example/y?a=b")
 * as requests have it: with one '/' in front and percent codes decoded, but
 * for %2F and %3F.  A query is kept as it is.  The front page is none.
 */
void fm_names_add_address(struct arena *a, struct fm_names *list,
    const char *s);
/* Append the address that fm_names_add_address() makes this path of. */
void fm_names_encode_address(struct buf *out, const char *path);

#endif
