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
};

/* False when it says anything else, too; out is then empty. */
bool meta_line_read(struct arena *a, const char *s, size_t len,
    const char *lang, struct meta_line *out);
/*
 * The people that a byline names ("By A. One and B. Two, C. Three"), whatever
 * it begins with; where "Name, Place" ends or a date begins, they end.
 */
void meta_line_people(struct arena *a, struct fm_names *list, const char *s,
    size_t len);

#endif
