#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "site/words/words.h"

static void
every_language_has_every_phrase(void **state)
{
	(void)state;
	for (size_t i = 0; words_language(i) != NULL; i++)
		for (unsigned w = 0; w < WORDS; w++) {
			const char *s = words(words_language(i), w);

			assert_non_null(s);
			assert_true(s[0] != '\0');
			assert_true(utf8_valid(s, strlen(s)));
		}
}

static size_t
times(const char *s, const char *what)
{
	size_t n = 0;

	while ((s = strstr(s, what)) != NULL) {
		s += strlen(what);
		n++;
	}
	return n;
}

static void
every_language_takes_the_same_arguments_once(void **state)
{
	(void)state;
	for (size_t i = 0; words_language(i) != NULL; i++)
		for (unsigned w = 0; w < WORDS; w++) {
			const char *mine = words(words_language(i), w);
			const char *model = words("en", w);

			assert_true(times(model, "{1}") <= 1);
			assert_int_equal(times(mine, "{1}"),
			    times(model, "{1}"));
			assert_int_equal(times(mine, "{2}"),
			    times(model, "{2}"));
		}
}

/* M21: amfora adds the dot; bombadillo puts 23 columns of its own before it. */
static void
a_sentence_of_an_error_fits_a_line_and_has_no_final_dot(void **state)
{
	(void)state;
	for (size_t i = 0; words_language(i) != NULL; i++)
		for (unsigned w = WORD_NOT_FOUND; w < WORDS; w++) {
			const char *s = words(words_language(i), w);

			assert_true(strlen(s) > 20);
			assert_true(utf8_columns(s, strlen(s)) <= 57);
			assert_true(s[strlen(s) - 1] != '.');
		}
}

static void
the_first_part_of_a_language_decides(void **state)
{
	(void)state;
	assert_string_equal(words("es-PE", WORD_SEARCH), "Buscar");
	assert_string_equal(words("ES_pe", WORD_SEARCH), "Buscar");
	assert_string_equal(words("es, qu", WORD_SEARCH), "Buscar");
	assert_string_equal(words("de", WORD_SEARCH), "Suchen");
}

static void
brazilian_portuguese_stands_apart(void **state)
{
	static const char *const european[] = { "est\u00e1 a ", "connosco",
		"xcerto", " partilhar", "icheiro", "emasiado" };

	(void)state;
	for (unsigned w = 0; w < WORDS; w++)
		for (size_t i = 0; i < sizeof european / sizeof *european; i++)
			assert_null(strstr(words("pt_br", w), european[i]));
	assert_non_null(strstr(words("pt-PT", WORD_NOT_READY), "est\u00e1 a "));
	assert_string_equal(words("pt-BR", WORD_ARCHIVE),
	    words("pt", WORD_ARCHIVE));
}

static void
an_unknown_language_reads_english(void **state)
{
	(void)state;
	assert_string_equal(words("", WORD_SEARCH), "Search");
	assert_string_equal(words("est", WORD_SEARCH), "Search");
	assert_string_equal(words("qu-PE", WORD_SEARCH), "Search");
}

static void
arguments_stand_where_the_language_wants_them(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_string_equal(words_with(&a, "en", WORD_PAGE_OF, "2", "4"),
	    "Page 2 of 4.");
	assert_string_equal(
	    words_with(&a, "es", WORD_MONTH_OF, words("es", WORD_JUNE), "2021"),
	    "junio de 2021");
	arena_free(&a);
}

static void
an_argument_is_never_read_as_a_phrase(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_string_equal(
	    words_with(&a, "en", WORD_OLDER, "{1} {2} %s", NULL),
	    "Older: {1} {2} %s");
	arena_free(&a);
}

static void
one_article_is_not_articles(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_string_equal(words_articles(&a, "en", 1), "1 article");
	assert_string_equal(words_articles(&a, "en", 48), "48 articles");
	assert_string_equal(words_articles(&a, "pt", 1), "1 artigo");
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_language_has_every_phrase),
		cmocka_unit_test(every_language_takes_the_same_arguments_once),
		cmocka_unit_test(
		    a_sentence_of_an_error_fits_a_line_and_has_no_final_dot),
		cmocka_unit_test(the_first_part_of_a_language_decides),
		cmocka_unit_test(brazilian_portuguese_stands_apart),
		cmocka_unit_test(an_unknown_language_reads_english),
		cmocka_unit_test(arguments_stand_where_the_language_wants_them),
		cmocka_unit_test(an_argument_is_never_read_as_a_phrase),
		cmocka_unit_test(one_article_is_not_articles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
