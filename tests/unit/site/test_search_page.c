#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "served.h"

static int
searchable(void **state)
{
	served_begin(state);
	put("capsule.conf", "title = \"Gazette\"\n");
	for (int i = 1; i <= 60; i++) {
		char path[64];

		snprintf(path, sizeof path, "articles/n%d.md", i);
		put(path,
		    "---\ntitle: \"Number %d%s\"\ndate: 2021-%02d-%02d\n"
		    "author: Ann\n---\nThe Perú Libre party, and common "
		    "words.\n",
		    i, i == 7 ? " about lighthouses" : "", 1 + i / 28,
		    1 + i % 28);
	}
	put("articles/rare.md",
	    "---\ntitle: Rare\ndate: 2020-01-01\n---\nA lighthouse and a "
	    "zebra.\n");
	take_in();
	serve();
	return 0;
}

static size_t
hits(void)
{
	size_t n = 0;

	for (const char *p = gemtext(); (p = strstr(p, "=> /a/")) != NULL; p++)
		n++;
	return n;
}

/* M16: at the linked address itself. */
static void
without_words_the_answer_is_a_prompt(void **state)
{
	static const char *const nothing[] = { NULL, "", " ", "\n\t ", "-",
		"-word" };

	(void)state;
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
		assert_int_equal(ask_query(&by_gemini, "/search", nothing[i]),
		    10);
		assert_string_equal(served_reply.meta,
		    words("en", WORD_SEARCH_PROMPT));
	}
	assert_int_equal(ask_query(&by_gemini, "/search/", NULL), 10);
}

static void
signs_alone_get_an_explanation_and_not_the_form_again(void **state)
{
	static const char *const signs[] = { "\"\"", "!?", "\u00bf?" };

	(void)state;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		assert_int_equal(ask_query(&by_gemini, "/search", signs[i]),
		    20);
		assert_has(gemtext(), words("en", WORD_NO_WORDS));
		assert_has_not(gemtext(), words("en", WORD_FOUND_NOTHING));
	}
}

static void
hits_are_newest_first_with_an_excerpt(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gemini, "/search", "peru libre"), 20);
	assert_begins(gemtext(), "# Search: peru libre\n"
				 "60 articles, newest first.\n"
				 "\n"
				 "=> /a/n60 2021-03-05 Number 60\n"
				 "Ann. ");
	assert_int_equal(hits(), 15);
}

static void
a_hit_in_the_title_is_marked(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gemini, "/search", "lighthouses"), 20);
	assert_has(gemtext(), "Number 7 about lighthouses\nAnn - in the title");
}

static void
pages_of_hits_are_addresses_with_the_words(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gemini, "/search", "peru \"libre\""),
	    20);
	assert_has(gemtext(),
	    "\n\n=> /search/2?peru%20%22libre%22 Next page (2)\n"
	    "\n=> / ");
	assert_int_equal(ask_query(&by_gemini, "/search/4", "peru libre"), 20);
	assert_int_equal(hits(), 15);
	assert_has_not(gemtext(), "Next page");
	assert_has(gemtext(), "=> /search/3?peru%20libre Previous page (3)\n");
	assert_int_equal(ask_query(&by_gemini, "/search/2", "peru libre"), 20);
	assert_has(gemtext(), "=> /search?peru%20libre Previous page (1)\n");
}

/* Selectors have no questions (G9). */
static void
on_gopher_hits_are_one_menu_of_fifty(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gopher, "/search", "peru libre"), 20);
	assert_int_equal(hits(), 50);
	assert_has_not(menu(), "Next page");
	assert_has(menu(), "7|Search\n");
}

static void
filters_have_the_names_of_the_capsule_s_language_too(void **state)
{
	static const char *const questions[] = { "tema:mar libre",
		"TEMA:mar libre", "topic:mar libre", "autor:ann tema:mar",
		"a\u00f1o:2021 tema:mar", "ano:2021 tema:mar" };

	(void)state;
	put("capsule.conf", "title = \"Gaceta\"\nlanguage = \"es\"\n");
	put("articles/sea.md",
	    "---\ntitle: Sea\ndate: 2021-05-01\nauthor: Ann\n"
	    "topics: [Mar]\n---\nA free (libre) sea.\n");
	take_in();
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		assert_int_equal(ask_query(&by_gemini, "/search", questions[i]),
		    20);
		assert_int_equal(hits(), 1);
		assert_has(gemtext(), "\n1 art\u00edculo.\n\n=> /a/sea ");
	}
	assert_int_equal(ask_query(&by_gemini, "/search", "unheard-of"), 20);
	assert_has(gemtext(),
	    "Para limitar la b\u00fasqueda: tema:mar, autor:ann, "
	    "a\u00f1o:2021.\n");
}

static void
a_search_can_be_kept_to_a_topic(void **state)
{
	(void)state;
	assert_int_equal(ask("/search/t/mar"), 10);
	assert_int_equal(ask_query(&by_gemini, "/search/t/mar", "libre"), 20);
	assert_begins(gemtext(), "# B\u00fasqueda en Mar: libre\n"
				 "1 art\u00edculo.\n\n=> /a/sea ");
	assert_has(gemtext(), "\n\n=> /search/t/mar Buscar en este tema\n"
			      "=> /t/mar/ Tema: Mar\n\n");
	assert_has(menu(), "7|Buscar en este tema\n");
	assert_int_equal(ask("/search/t/none"), 51);
	assert_int_equal(ask_query(&by_gemini, "/search/t/mar/2", "libre"), 51);
	take_away("articles/sea.md");
	put("capsule.conf", "title = \"Gazette\"\n");
	take_in();
}

static void
no_hits_help_on_and_lead_back(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gemini, "/search", "unheard-of"), 20);
	assert_has(gemtext(), words("en", WORD_FOUND_NOTHING));
	assert_has(gemtext(), words("en", WORD_SEARCH_HELP));
	assert_has(gemtext(),
	    "\nTo narrow the search: author:ann, year:2021.\n\n=> / ");
}

static void
a_page_beyond_the_last_hit_is_not_found(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gemini, "/search/5", "peru libre"), 51);
	assert_int_equal(ask_query(&by_gemini, "/search/5000", "peru"), 51);
}

static void
words_cannot_leave_the_title(void **state)
{
	(void)state;
	assert_int_equal(
	    ask_query(&by_gemini, "/search", "zebra\n=> /x evil\n# big"), 20);
	assert_begins(gemtext(), "# Search: zebra => /x evil # big\n");
}

static void
long_questions_are_cut_in_the_title_alone(void **state)
{
	char question[900];

	(void)state;
	memset(question, 'z', sizeof question - 1);
	question[sizeof question - 1] = '\0';
	assert_int_equal(ask_query(&by_gemini, "/search", question), 20);
	assert_has(gemtext(), "zzz ...\n");
}

static void
words_that_are_no_text_are_refused(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gemini, "/search", "\xFF\xFE"), 59);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_words_the_answer_is_a_prompt),
		cmocka_unit_test(
		    signs_alone_get_an_explanation_and_not_the_form_again),
		cmocka_unit_test(hits_are_newest_first_with_an_excerpt),
		cmocka_unit_test(a_hit_in_the_title_is_marked),
		cmocka_unit_test(pages_of_hits_are_addresses_with_the_words),
		cmocka_unit_test(on_gopher_hits_are_one_menu_of_fifty),
		cmocka_unit_test(
		    filters_have_the_names_of_the_capsule_s_language_too),
		cmocka_unit_test(a_search_can_be_kept_to_a_topic),
		cmocka_unit_test(no_hits_help_on_and_lead_back),
		cmocka_unit_test(a_page_beyond_the_last_hit_is_not_found),
		cmocka_unit_test(words_cannot_leave_the_title),
		cmocka_unit_test(long_questions_are_cut_in_the_title_alone),
		cmocka_unit_test(words_that_are_no_text_are_refused),
	};

	return cmocka_run_group_tests(tests, searchable, served_end);
}
