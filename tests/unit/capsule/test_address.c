#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/address.h"

static void
both_forms_of_a_path_have_one_owner_and_one_rest(void **state)
{
	static const struct {
		const char *path;
		enum address_kind kind;
		const char *rest;
	} cases[] = {
		{ "/", ADDRESS_FRONT, "" },
		{ "/a/x/y.png", ADDRESS_ARTICLE, "x/y.png" },
		{ "/t", ADDRESS_TOPIC, "" },
		{ "/t/", ADDRESS_TOPIC, "" },
		{ "/t/peru/2", ADDRESS_TOPIC, "peru/2" },
		{ "/search", ADDRESS_SEARCH, "" },
		{ "/search/2", ADDRESS_SEARCH, "2" },
		{ "/atom.xml", ADDRESS_FEED, "" },
		{ "/2021/06/p2", ADDRESS_PERIOD, "2021/06/p2" },
		{ "/2021/06/all/2.txt", ADDRESS_PERIOD, "2021/06/all/2.txt" },
		{ "/about", ADDRESS_PAGE, "about" },
	};
	const char *rest;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(address_find(cases[i].path, &rest),
		    cases[i].kind);
		assert_string_equal(rest, cases[i].rest);
	}
}

static void
a_page_cannot_have_what_is_the_site_s_own(void **state)
{
	static const char *const taken[] = { "/", "/search", "/2021", "/2021/",
		"/2021/06", "/2021/06/p2", "/2021/06/all", "/2021/06/all/",
		"/2021/06/all.txt", "/2021/06/all/2", "/2021/06/all/2.txt",
		"/atom.xml", "/a/x", "/static" };
	static const char *const free_for_pages[] = { "/about", "/searching",
		"/20211", "/2021/06/11/x", "/2021/06/allx", "/2021/06/all/x",
		"/2021/06/all/2.txt/x", "/atom.xml/x", "/202" };

	(void)state;
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		assert_true(address_is_taken(taken[i]));
	for (size_t i = 0; i < sizeof free_for_pages / sizeof *free_for_pages;
	     i++)
		assert_false(address_is_taken(free_for_pages[i]));
}

static void
lists_are_folders_and_their_further_pages_are_not(void **state)
{
	static const char *const folders[] = { "/", "/t", "/t/peru", "/author",
		"/author/x", "/archive", "/digest", "/2021", "/2021/06" };
	static const char *const files[] = { "/2021/06/all", "/2021/06/all/2",
		"/2021x", "/t/peru/2", "/archive/titles", "/digest/2021-06",
		"/2021/06/p2", "/a/x", "/about", "/search" };

	(void)state;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		assert_true(address_is_folder(folders[i]));
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		assert_false(address_is_folder(files[i]));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    both_forms_of_a_path_have_one_owner_and_one_rest),
		cmocka_unit_test(a_page_cannot_have_what_is_the_site_s_own),
		cmocka_unit_test(
		    lists_are_folders_and_their_further_pages_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
