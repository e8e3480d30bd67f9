#include "import/feed/dump_byline.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "capsule/front_matter.h"
#include "import/core/day_words.h"
#include "text/ascii.h"

#define BYLINE_MAX 120 /* bytes; longer lines are prose */
#define NAME_MAX   60  /* bytes of a person's name */
#define WORDS_MAX  5   /* of a name */

/* "by ", in the languages of the dates. */
static size_t
by_word(const char *s, size_t len)
{
	static const char *const words[] = { "by", "por", "par", "von", "di",
		"de", "door", "per" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t n = strlen(words[i]);

		if (len > n + 1 && strncasecmp(s, words[i], n) == 0 &&
		    (s[n] == ' ' || s[n] == ':'))
			return n + 1 + (s[n] == ':' && s[n + 1] == ' ');
	}
	return 0;
}

/* What parts a name from a date: '|', a dot in the middle, a dash, "on". */
static size_t
name_length(const char *s, size_t len)
{
	static const char *const ends[] = { " | ", " \u00B7 ", " \u2022 ",
		" - ", " \u2013 ", " \u2014 ", " / ", " on ", ", ", " (" };
	size_t end = len;

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		const char *at = memmem(s, end, ends[i], strlen(ends[i]));

		if (at != NULL)
			end = (size_t)(at - s);
	}
	while (end > 0 && (is_space(s[end - 1]) || strchr("|,-", s[end - 1])))
		end--;
	return end;
}

/* Does it look like one: a few words, none a sentence's end? */
static bool
is_name(const char *s, size_t len)
{
	size_t words = 1;

	for (size_t i = 0; i < len; i++) {
		words += s[i] == ' ';
		if (strchr("!?:;[]", s[i]) != NULL || is_digit(s[i]))
			return false;
	}
	return len > 1 && len <= NAME_MAX && words <= WORDS_MAX;
}

bool
dump_byline(const char *s, size_t len, struct front_matter *f)
{
	struct day_words day = { .from = len, .to = len };
	bool dated = len <= BYLINE_MAX && day_words_find(s, len, "", &day);
	size_t by = by_word(s, len), name = 0;

	if (len > BYLINE_MAX || len == 0)
		return false;
	if (by > 0) {
		size_t end = dated && day.from > by ? day.from : len;

		name = name_length(s + by, end - by);
		if (!is_name(s + by, name))
			return false;
	}
	/* a day alone, or little beside it */
	if (by == 0 && (!dated || len - (day.to - day.from) > NAME_MAX / 2))
		return false;
	if (f == NULL)
		return true;
	if (name > 0)
		fm_names_add(&f->arena, &f->authors, s + by, name);
	if (dated && day.date.known)
		f->date = day.date;
	return true;
}
