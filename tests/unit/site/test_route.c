#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "served.h"

static int
small_site(void **state)
{
	served_begin(state);
	put("capsule.conf", "title = \"Small\"\nlanguage = \"es\"\n");
	put("articles/one.md",
	    "---\ntitle: Uno\ndate: 2021-06-11\nauthor: A. Uno\n"
	    "topics: [Peru]\n---\nTexto.\n");
	put("pages/about.md", "---\ntitle: Acerca\n---\nTexto.\n");
	put("pages/help/reading.md", "# Leer\n\nTexto.\n");
	put("pages/search.md", "---\ntitle: Usurper\n---\nText.\n");
	put("pages/2021.md", "---\ntitle: Usurper\n---\nText.\n");
	take_in();
	serve();
	return 0;
}

static void
both_forms_of_an_address_are_the_same_page(void **state)
{
	static const char *const paths[] = { "/t", "/t/peru", "/t/peru/titles",
		"/a/one", "/author", "/author/a-uno", "/archive", "/2021",
		"/2021/06", "/digest", "/digest/2021-06", "/digest/2021-06-11",
		"/about", "/help/reading", "/archive/titles" };

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		char slash[64], *first;

		snprintf(slash, sizeof slash, "%s/", paths[i]);
		if (ask(paths[i]) != 20)
			print_error("%s\n", paths[i]);
		assert_int_equal(served_reply.status, 20);
		first = strdup(gemtext());
		assert_int_equal(ask(slash), 20);
		assert_string_equal(gemtext(), first);
		free(first);
	}
}

static void
what_is_no_address_is_not_found_in_the_reader_s_language(void **state)
{
	static const char *const paths[] = { "/nothing", "/a", "/a/", "/a/two",
		"/a/one/x.png", "/a/one/two/three", "/t/none", "/t/peru/0",
		"/t/peru/2", "/t/peru/01", "/t/peru/-1", "/t/peru/x",
		"/t/peru/titles/2", "/t/peru/titlesx", "/t/peru/1/2",
		"/t/peru/99999999999999999999", "/t//peru", "//t/peru", "//",
		"/author/none", "/archive/x", "/archive/titles/2", "/2020",
		"/2021/07", "/2021/13", "/2021/6", "/2021/06/2", "/2021/06/p2",
		"/2021/06/p0", "/2021/06/11", "/digest/2021-06-12",
		"/digest/2020-01", "/digest/2021-06-11/2", "/digest/x",
		"/search/0", "/search/x", "/static", "/static/",
		"/static/none.png", "/static/../capsule.conf", "/capsule.conf",
		"/articles/one.md", "/about/x", "/.git", "/favicon.txt",
		"/pages/about", "/atom.xml/x", "/robots.txt/x" };

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		if (ask(paths[i]) != 51)
			print_error("%s: %d\n", paths[i], served_reply.status);
		assert_int_equal(served_reply.status, 51);
		assert_string_equal(served_reply.meta,
		    words("es", WORD_NOT_FOUND));
	}
}

static void
a_page_never_shadows_a_fixed_address(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gemini, "/search", "uno"), 20);
	assert_has_not(gemtext(), "Usurper");
	assert_int_equal(ask("/2021"), 20);
	assert_has_not(gemtext(), "Usurper");
}

static void
a_query_on_a_page_without_questions_changes_nothing(void **state)
{
	char *without;

	(void)state;
	assert_int_equal(ask("/"), 20);
	without = strdup(gemtext());
	assert_int_equal(ask_query(&by_gemini, "/", "q"), 20);
	assert_string_equal(gemtext(), without);
	free(without);
	assert_int_equal(ask_query(&by_gemini, "/a/one", "q"), 20);
}

/* S3: or every page subscription fires at every fetch. */
/* S3, G71 */
static void
the_same_question_gives_the_same_bytes(void **state)
{
	static const char *const paths[] = { "/", "/t/", "/t/peru/", "/a/one",
		"/archive/", "/digest/" };

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		char *first;

		assert_int_equal(ask(paths[i]), 20);
		first = strdup(menu());
		assert_int_equal(ask(paths[i]), 20);
		assert_string_equal(menu(), first);
		free(first);
	}
}

/* ---- while the archive is being read ------------------------------------- */

static struct scan *scan;

/* An index in which nothing is yet. */
static int
new_site(void **state)
{
	struct problem why = { 0 };

	served_begin(state);
	put("capsule.conf", "title = \"Small\"\n");
	put("articles/one.md", "---\ntitle: One\ntopics: [Peru]\n---\nText.\n");
	put("articles/two.md", "---\ntitle: Two\ntopics: [Peru]\n---\nText.\n");
	scan =
	    scan_new(served_root, served_index, ARTICLE_MAX, NULL, NULL, &why);
	assert_non_null(scan);
	serve();
	return 0;
}

static int
new_site_end(void **state)
{
	scan_free(scan);
	return served_end(state);
}

static void
what_is_not_all_there_yet_is_told_to_be_so(void **state)
{
	static const char *const paths[] = { "/", "/t/", "/t/peru/",
		"/archive/", "/archive/titles" };
	const char *one = "articles/one.md";
	struct problem why = { 0 };
	bool settled, more = true;

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(ask_once(&by_gemini, paths[i], NULL), 40);
		assert_true(served_reply.later);
	}
	assert_int_equal(scan_paths(scan, &one, 1, &settled, &why), 0);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(ask(paths[i]), 20);
		assert_has(gemtext(), "not every article is here yet.");
	}
	assert_int_equal(ask_query(&by_gemini, "/search", "nothing"), 20);
	assert_has(gemtext(), "not every article is here yet.");
	assert_null(strstr(gemtext(), "No article"));
	while (more)
		assert_int_equal(scan_all(scan, &more, &why), 0);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(ask(paths[i]), 20);
		assert_null(strstr(gemtext(), "not every article"));
	}
	assert_int_equal(ask_query(&by_gemini, "/search", "nothing"), 20);
	assert_has(gemtext(), "No article");
}

int
main(void)
{
	static const struct CMUnitTest growing[] = {
		cmocka_unit_test(what_is_not_all_there_yet_is_told_to_be_so),
	};
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_forms_of_an_address_are_the_same_page),
		cmocka_unit_test(
		    what_is_no_address_is_not_found_in_the_reader_s_language),
		cmocka_unit_test(a_page_never_shadows_a_fixed_address),
		cmocka_unit_test(
		    a_query_on_a_page_without_questions_changes_nothing),
		cmocka_unit_test(the_same_question_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, small_site, served_end) +
	       cmocka_run_group_tests(growing, new_site, new_site_end);
}
