#ifndef IMPORT_FEED_DUMP_BYLINE_H
#define IMPORT_FEED_DUMP_BYLINE_H

#include <stdbool.h>
#include <stddef.h>

struct front_matter;

/*
 * Is this line, below a headline, who wrote the article and when: "By Ann Lee |
 * June 11, 2021", "11 de junio de 2021", "Por Ana"?  f: what it says is added
 * to it; NULL: it is only asked.
 */
bool dump_byline(const char *s, size_t len, struct front_matter *f);

#endif
