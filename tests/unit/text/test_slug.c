#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "text/slug.h"

static void
titles_become_words_with_hyphens(void **state)
{
	static const char *const pairs[][2] = {
		{ "The Harbour Gazette", "the-harbour-gazette" },
		{ "  What?! -- A title:  (2nd ed.)  ", "what-a-title-2nd-ed" },
		{ "Per\u00FA: \u00BFqu\u00E9 pas\u00F3?", "peru-que-paso" },
		{ "\u0141\u00F3d\u017A \u2014 Stra\u00DFe", "lodz-strasse" },
		{ "e\u0301tude", "etude" },
		{ "caf%C3%A9%20noir", "cafe-noir" },
		{ "100% sure", "100-sure" },
		{ "Don't wait: left's \u2019way\u2019", "dont-wait-lefts-way" },
		{ "l\u2019\u00E9tat d%27urgence", "letat-durgence" },
		{ "already-a-slug", "already-a-slug" },
		{ "snake_case.md", "snake-case-md" },
		{ "\u4F60\u597D", "" },
		{ "\u041F\u0440\u0438\u0432\u0435\u0442, world",
		    "privet-world" },
		{ "Щедрый ёж Олександра Київ",
		    "shchedryy-yozh-oleksandra-kiyiv" },
		{ "Београд, Ђорђе", "beograd-djordje" },
		{ "Η Αθήνα και ο ουρανός", "i-athina-kai-o-ouranos" },
		{ "ΕΛΛΑΔΑ Ψ", "ellada-ps" },
		{ "\xFF\xFE"
		  "bytes",
		    "bytes" },
		{ "---", "" },
		{ "", "" },
	};
	char out[SLUG_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_int_equal(
		    slug_make(out, pairs[i][0], strlen(pairs[i][0])),
		    strlen(pairs[i][1]));
		assert_string_equal(out, pairs[i][1]);
	}
}

static void
a_long_title_is_cut_at_a_word(void **state)
{
	char title[400], out[SLUG_SIZE];
	size_t len;

	(void)state;
	for (size_t word = 1; word < 12; word++) {
		for (size_t i = 0; i < sizeof title; i++)
			title[i] = i % (word + 1) == word ? ' ' : 'w';
		len = slug_make(out, title, sizeof title);
		assert_int_equal(len, strlen(out));
		assert_true(len < SLUG_SIZE);
		assert_true(len + word + 1 >= SLUG_SIZE - 1);
		assert_int_equal((len + 1) % (word + 1), 0);
	}
	memset(title, 'w', sizeof title);
	assert_int_equal(slug_make(out, title, sizeof title), SLUG_SIZE - 1);
	memset(title, ' ', sizeof title - 10);
	memset(title, 'w', SLUG_SIZE - 1);
	assert_int_equal(slug_make(out, title, sizeof title - 10),
	    SLUG_SIZE - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_become_words_with_hyphens),
		cmocka_unit_test(a_long_title_is_cut_at_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
