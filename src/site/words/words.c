#include "site/words/words.h"

#include <string.h>

#include "base/arena.h"
#include "site/words/languages.h"
#include "text/ascii.h"

#define ROW(tag, table) { tag, table },
/* clang-format off */
static const struct {
	const char *language;
	const char *const *phrases;
} languages[] = { WORDS_LANGUAGES(ROW) };
/* clang-format on */

enum { LANGUAGES = sizeof languages / sizeof *languages };

const char *
words_language(size_t i)
{
	return i < LANGUAGES ? languages[i].language : NULL;
}

/* "es-PE" and "es, qu" are Spanish, "pt_br" is "pt-BR"; "est" is not "es". */
static bool
is_of(const char *language, const char *known)
{
	size_t n = strlen(known);

	for (size_t i = 0; i < n; i++)
		if (to_lower(language[i]) != to_lower(known[i]) &&
		    !(known[i] == '-' && language[i] == '_'))
			return false;
	return strchr("-_,; ", language[n]) != NULL;
}

bool
words_known(const char *language)
{
	for (size_t i = 0; i < LANGUAGES; i++)
		if (is_of(language, languages[i].language))
			return true;
	return false;
}

const char *
words(const char *language, enum word w)
{
	for (size_t i = 0; i < LANGUAGES; i++)
		if (is_of(language, languages[i].language) &&
		    languages[i].phrases[w] != NULL)
			return languages[i].phrases[w];
	return languages[0].phrases[w];
}

/* The argument that s begins with the place of, or NULL. */
static const char *
place_of(const char *s, const char *one, const char *two)
{
	if (strncmp(s, "{1}", 3) == 0)
		return one;
	if (strncmp(s, "{2}", 3) == 0)
		return two;
	return NULL;
}

const char *
words_with(struct arena *a, const char *language, enum word w, const char *one,
    const char *two)
{
	const char *phrase = words(language, w);
	/* No phrase has a place twice. */
	size_t room =
	    strlen(phrase) + strlen(one) + (two != NULL ? strlen(two) : 0) + 1;
	char *out = arena_alloc(a, room), *end = out;

	for (const char *p = phrase; *p != '\0';) {
		const char *put = place_of(p, one, two);

		if (put == NULL) {
			*end++ = *p++;
			continue;
		}
		memcpy(end, put, strlen(put));
		end += strlen(put);
		p += 3;
	}
	*end = '\0';
	return out;
}

const char *
words_articles(struct arena *a, const char *language, size_t n)
{
	if (n == 1)
		return words(language, WORD_ARTICLE);
	return words_with(a, language, WORD_ARTICLES, arena_printf(a, "%zu", n),
	    NULL);
}

const char *
words_month(struct arena *a, const char *language, int year, int month)
{
	enum word name = (enum word)(WORD_JANUARY + month - 1);

	return words_with(a, language, WORD_MONTH_OF, words(language, name),
	    arena_printf(a, "%04d", year));
}

/* Months begin with a letter of ASCII in every language that we speak. */
const char *
words_month_title(struct arena *a, const char *language, int year, int month)
{
	const char *name = words_month(a, language, year, month);

	return arena_printf(a, "%c%s", to_upper(name[0]), name + 1);
}
