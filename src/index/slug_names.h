#ifndef INDEX_SLUG_NAMES_H
#define INDEX_SLUG_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sql.h"
#include "index/article_row.h"
#include "text/slug.h"

/*
 * The names of an article, made from what its own file says: "weekly",
 * "weekly-2021-05-08" (where it is dated), "weekly-2021-05-08-471103" (the
 * number is its path's).  The shortest that no other article has is its slug;
 * the others lead to it, or to a list of those that share them.  So what is
 * added, removed or dated anew elsewhere takes no article's address away, and
 * two indexes of the same files agree.  (Numbers in the order of dates did
 * neither: "weekly-3" was another article when the first one went.)
 */
#define SLUG_NAME_SIZE (SLUG_SIZE + 48)
#define SLUG_NAMES     3

/* Those of a row, shortest first; returns how many.  Row: base, number, date.
 */
size_t slug_names(char out[SLUG_NAMES][SLUG_NAME_SIZE],
    const struct article_row *row);
/* For two of one day whose numbers are one too: a name nobody else can have. */
void slug_name_last(char out[SLUG_NAME_SIZE], const struct article_row *row);
int64_t slug_number(const char *path);

/*
 * Up to max of the articles that have this name, in the arena, by one of three
 * statements of q from `first` on.  Returns how many.
 */
#define SLUG_OWNERS(first)                                                     \
	[(first)] = SLUG_OWNERS_ " ORDER BY a.date_day LIMIT ?2",              \
	[(first) + 1] = SLUG_OWNERS_ " AND a.date_day = ?3 LIMIT ?2",          \
	[(first) + 2] =                                                        \
	    SLUG_OWNERS_ " AND a.date_day = ?3 AND a.number = ?4 LIMIT ?2"
#define SLUG_OWNERS_                                                           \
	"SELECT " ARTICLE_COLUMNS " FROM article a WHERE a.base = ?1"
size_t slug_owners(struct sql *q, size_t first, struct arena *a,
    const char *name, struct article_row *out, size_t max);
/* Articles with this base (the shortest name), as above. */
size_t slug_owners_of_base(struct sql *q, size_t first, struct arena *a,
    const char *base, struct article_row *out, size_t max);

#endif
