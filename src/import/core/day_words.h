#ifndef IMPORT_CORE_DAY_WORDS_H
#define IMPORT_CORE_DAY_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "text/date.h"

/* Where in a line a day is named. */
struct day_words {
	struct date date;
	size_t from, to; /* bytes, with its weekday and time of day */
};

/*
 * Find the first day that a line names, as people write it: "June 11, 2021",
 * "Fri, 11th of June 2021 at 10:30 am", "11 de junio de 2021", "11. Juni
 * 2021", "11/06/2021", "2021-06-11", "2021年6月11日"; month names in English,
 * Spanish, Portuguese, French, German, Italian, Dutch, Catalan, Russian and
 * Ukrainian.
 *
 * lang  decides whether "06/11/2021" is in June (English without a country,
 *       or of the United States) or in November; "" leaves such a day unknown
 */
bool day_words_find(const char *s, size_t len, const char *lang,
    struct day_words *found);
/* Is this word (lower case, ASCII) one that stands around dates alone? */
bool day_words_is_weekday(const char *word);
/* The same of a word in Cyrillic, in any case. */
bool day_words_is_joint(const char *s, size_t len);

#endif
