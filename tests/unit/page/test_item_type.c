#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/item_type.h"

static void
generated_pages_are_menus(void **state)
{
	static const char *const menus[] = { "/", "/a/dredging-starts-late",
		"/t/", "/t/peru/", "/t/peru/2", "/2021/06/p2",
		"/digest/2021-06-15", "/about", "/search?peru", "",
		"/a/x#part" };

	(void)state;
	for (size_t i = 0; i < sizeof menus / sizeof *menus; i++)
		assert_int_equal(item_type(menus[i], NULL), '1');
}

static void
articles_in_full_are_text(void **state)
{
	static const char *const texts[] = { "/t/peru/all",
		"/author/vane/all/2", "/digest/2021-06-15/all", "/2021/06/all",
		"/2021/06/all/2", "/t/all/all", "/t/peru/all#x",
		"/t/peru/all.txt" };
	static const char *const menus[] = { "/t/all", "/t/all/2", "/t/all/",
		"/t/peru/allx", "/t/peru/2", "/help/x/all", "/a/x/all",
		"/t//all", "/202/06/all" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(item_type(texts[i], NULL), '0');
	for (size_t i = 0; i < sizeof menus / sizeof *menus; i++)
		assert_int_equal(item_type(menus[i], NULL), '1');
}

static void
search_is_a_type_of_its_own(void **state)
{
	(void)state;
	assert_int_equal(item_type("/search", NULL), '7');
	assert_int_equal(item_type("/searching", NULL), '1');
}

static void
files_are_typed_by_their_extension(void **state)
{
	static const struct {
		const char *path;
		char type;
	} files[] = {
		{ "/a/x.txt", '0' },
		{ "/atom.xml", '0' },
		{ "/static/a.gmi", '0' },
		{ "/static/img/b.png", 'I' },
		{ "/a/x/b.JPG", 'I' },
		{ "/static/b.gif", 'g' },
		{ "/static/speech.mp3", 's' },
		{ "/static/report.pdf", '9' },
		{ "/static/page.html", 'h' },
		{ "/static/x.tar.gz", '9' },
		{ "/static/x.unheardof", '9' },
		{ "/static/x.a-very-long-extension-indeed", '9' },
		{ "/static/README", '0' },
		{ "/static/src/Makefile", '0' },
		{ "/static/README-too", '9' },
		{ "/static/x.org", '0' },
		{ "/static/x.nfo", '0' },
		{ "/static/x.gpub", '9' },
		{ "/static/zine/", '0' },
		{ "/static/.hidden", '9' },
		{ "/x.png?size=2", 'I' },
		{ "/dir.d/page", '1' },
		{ "/static/", '1' },
	};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		assert_int_equal(item_type(files[i].path, NULL), files[i].type);
}

static void
media_types_are_found_without_regard_to_case(void **state)
{
	(void)state;
	assert_string_equal(item_type_media("/static/b.png", NULL),
	    "image/png");
	assert_string_equal(item_type_media("B.JPeG", NULL), "image/jpeg");
	assert_string_equal(item_type_media("x.gmi", NULL), "text/gemini");
	assert_string_equal(item_type_media("x.7z", NULL),
	    "application/x-7z-compressed");
	assert_string_equal(item_type_media("x.zst", NULL), "application/zstd");
	assert_string_equal(item_type_media("x", NULL),
	    "application/octet-stream");
	assert_string_equal(item_type_media("x/LICENSE", NULL), "text/plain");
	assert_string_equal(item_type_media("q?.txt", NULL), "text/plain");
	assert_string_equal(item_type_media("a#b.txt", NULL), "text/plain");
	assert_string_equal(item_type_media("x.gpub", NULL),
	    "application/gpub+zip");
	assert_string_equal(item_type_media("x.qqq", NULL),
	    "application/octet-stream");
}

static void
what_the_operator_says_of_an_extension_goes_before(void **state)
{
	static const struct own_type list[] = {
		{ "scd", "text/x-supercollider" },
		{ "TXT", "application/x-odd" },
		{ "blob", "image/gif; v=1" },
		{ "/static/old/", "charset=iso-8859-1" },
		{ "/static/old/new", "charset=utf-8" },
	};
	static const struct own_types own = { list, 5 };

	(void)state;
	assert_string_equal(item_type_media("x.scd", &own),
	    "text/x-supercollider");
	assert_int_equal(item_type("/static/x.SCD", &own), '0');
	assert_int_equal(item_type("/static/x.scd", NULL), '9');
	assert_string_equal(item_type_media("x.txt", &own),
	    "application/x-odd");
	assert_int_equal(item_type("/a/x.txt", &own), '9');
	assert_int_equal(item_type("/static/x.blob", &own), 'g');
	assert_int_equal(item_type("/static/x.png", &own), 'I');
	assert_string_equal(own_types_parameters(&own, "/static/old/x.txt"),
	    "charset=iso-8859-1");
	assert_string_equal(own_types_parameters(&own, "/static/old"),
	    "charset=iso-8859-1");
	assert_string_equal(own_types_parameters(&own, "/static/old/new/x"),
	    "charset=utf-8");
	assert_null(own_types_parameters(&own, "/static/older/x.txt"));
	assert_null(own_types_parameters(NULL, "/static/old/x.txt"));
}

static void
a_pair_is_an_extension_and_a_type_or_a_folder_and_parameters(void **state)
{
	static const char *const right[][2] = {
		{ "gpub", "application/gpub+zip" },
		{ "gmi", "text/gemini; lang=es,fr; charset=utf-8" },
		{ "7z", "application/x-7z-compressed" },
		{ "/", "charset=utf-8" },
		{ "/static/old/", "charset=iso-8859-1;lang=pt-BR" },
	};
	static const char *const wrong[][2] = {
		{ "gpub", "gpub" },
		{ "gpub", "" },
		{ "gpub", "application/" },
		{ "gpub", "/zip" },
		{ "gpub", "a/b\r\nc" },
		{ "gpub", "a/b c" },
		{ "gpub", "a/b;" },
		{ "gpub", "a/b; charset" },
		{ ".gpub", "a/b" },
		{ "tar.gz", "a/b" },
		{ "", "a/b" },
		{ "averylongextension", "a/b" },
		{ "static/", "charset=utf-8" },
		{ "/static/", "text/plain" },
		{ "/static/", "charset=" },
		{ "/static/", "charset=a b" },
		{ "/static/", "charset=a; " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		assert_null(own_types_wrong(right[i][0], right[i][1]));
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_non_null(own_types_wrong(wrong[i][0], wrong[i][1]));
}

static void
a_menu_of_ours_never_shows_a_type_that_breaks_readers(void **state)
{
	(void)state;
	assert_int_equal(item_type_foreign('0'), '0');
	assert_int_equal(item_type_foreign('5'), '9');
	assert_int_equal(item_type_foreign('p'), 'I');
	assert_int_equal(item_type_foreign('3'), 0);
	assert_int_equal(item_type_foreign('i'), 0);
	assert_int_equal(item_type_foreign('T'), 0);
	assert_int_equal(item_type_foreign('\t'), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(generated_pages_are_menus),
		cmocka_unit_test(articles_in_full_are_text),
		cmocka_unit_test(search_is_a_type_of_its_own),
		cmocka_unit_test(files_are_typed_by_their_extension),
		cmocka_unit_test(media_types_are_found_without_regard_to_case),
		cmocka_unit_test(
		    what_the_operator_says_of_an_extension_goes_before),
		cmocka_unit_test(
		    a_pair_is_an_extension_and_a_type_or_a_folder_and_parameters),
		cmocka_unit_test(
		    a_menu_of_ours_never_shows_a_type_that_breaks_readers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
