#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/path_name.h"

#include <string.h>

#include "base/arena.h"

static void
a_title_is_the_name_without_date_and_ending(void **state)
{
	static const struct {
		const char *path, *title;
	} cases[] = {
		{ "news/2021-06-11-harbour-opens.md", "Harbour opens" },
		{ "2021-06-11_harbour_opens.markdown", "Harbour opens" },
		{ "2021-06-11.md", "2021 06 11" },
		{ "x/index.md", "X" },
		{ "x/_index.md", "X" },
		{ "index.md", "Index" },
		{ "1.45.1-prerelease", "1.45.1 prerelease" },
		{ "Élan.md", "Élan" },
		{ ".md", ".md" },
		{ "", "" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(path_title(&a, cases[i].path),
		    cases[i].title);
	arena_free(&a);
}

static void
a_slug_is_the_name_without_date_and_ending(void **state)
{
	static const struct {
		const char *path, *slug;
	} cases[] = {
		{ "news/2021-06-11-Harbour opens!.md", "harbour-opens" },
		{ "2021-06-11-harbour/index.md", "harbour" },
		{ "2021-06-11.md", "2021-06-11" },
		{ "новости.md", "novosti" },
		{ "新闻.md", "" },
		{ "hello.fr.md", "hello-fr" },
		{ "2021-06-11-hello/index.pl.md", "hello-pl" },
		{ "node.js.md", "node-js" },
	};
	char slug[SLUG_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(path_slug(slug, cases[i].path),
		    strlen(cases[i].slug));
		assert_string_equal(slug, cases[i].slug);
	}
}

static void
drafts_are_in_a_folder_of_that_name_only(void **state)
{
	(void)state;
	assert_true(path_is_draft("_drafts/x.md"));
	assert_true(path_is_draft("a/_drafts/b/x.md"));
	assert_false(path_is_draft("a_drafts/x.md"));
	assert_false(path_is_draft("_drafts.md"));
	assert_false(path_is_draft("drafts/x.md"));
}

static void
an_address_gives_its_last_part(void **state)
{
	static const struct {
		const char *address, *slug;
	} cases[] = {
		{ "/2021/06/harbour/", "harbour" },
		{ "https://x.example/harbour.html?a=b#c", "harbour" },
		{ "/harbour/index.html", "harbour" },
		{ "a/1.45.1-prerelease", "1-45-1-prerelease" },
		{ "harbour", "harbour" },
		{ "https://x.example", "" },
		{ "https://x.example/", "" },
		{ "/", "" },
		{ "", "" },
		{ "/:year/:title/", "" },
		{ ":title", "" },
		{ "/{{ slug }}/", "" },
		{ "/{% x %}", "" },
	};
	char slug[SLUG_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		path_address_slug(slug, cases[i].address);
		assert_string_equal(slug, cases[i].slug);
	}
}

static void
a_translation_says_its_language(void **state)
{
	static const struct {
		const char *path, *language;
	} cases[] = { { "news/hello.fr.md", "fr" }, { "x/index.PL.md", "PL" },
		{ "hello.pt-br.markdown", "pt-br" }, { "hello.md", "" },
		{ "node.js.md", "" }, { "v1.2.md", "" }, { ".fr.md", "" } };
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(path_language(&a, cases[i].path),
		    cases[i].language);
	assert_string_equal(path_title(&a, "hello-world.fr.md"), "Hello world");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_title_is_the_name_without_date_and_ending),
		cmocka_unit_test(a_slug_is_the_name_without_date_and_ending),
		cmocka_unit_test(drafts_are_in_a_folder_of_that_name_only),
		cmocka_unit_test(an_address_gives_its_last_part),
		cmocka_unit_test(a_translation_says_its_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
