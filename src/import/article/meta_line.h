#ifndef IMPORT_ARTICLE_META_LINE_H
#define IMPORT_ARTICLE_META_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "capsule/front_matter.h"

/*
 * A line that says when and by whom, and nothing else: "By Ana Quispe | June
 * 11, 2021 | 4 min read", "Publicado el 11 de junio de 2021", "Por A. One".
 */
struct meta_line {
	struct date date;        /* unknown when the line names none */
	struct fm_names authors; /* in the arena given */
	bool relative; /* it counts from when the page was read: "2 days ago" */
};

/* False when it says anything else, too; out is then empty. */
bool meta_line_read(struct arena *a, const char *s, size_t len,
    const char *lang, struct meta_line *out);
/*
 * The people that a byline names ("By A. One and B. Two, C. Three"), whatever
 * it begins with; where "Name, Place" ends or a date begins, they end.  Roles
 * ("Staff Writer") and buttons ("Follow") are no names.
 */
void meta_line_people(struct arena *a, struct fm_names *list, const char *s,
    size_t len);

/* Is it what somebody is, and no name: "Staff Writer"? */
bool meta_line_is_role(const char *s);

#endif
