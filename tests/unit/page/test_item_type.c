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
		assert_int_equal(item_type(menus[i]), '1');
}

static void
search_is_a_type_of_its_own(void **state)
{
	(void)state;
	assert_int_equal(item_type("/search"), '7');
	assert_int_equal(item_type("/searching"), '1');
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
		assert_int_equal(item_type(files[i].path), files[i].type);
}

static void
media_types_are_found_without_regard_to_case(void **state)
{
	(void)state;
	assert_string_equal(item_type_media("/static/b.png"), "image/png");
	assert_string_equal(item_type_media("B.JPeG"), "image/jpeg");
	assert_string_equal(item_type_media("x.gmi"), "text/gemini");
	assert_string_equal(item_type_media("x.7z"),
	    "application/x-7z-compressed");
	assert_string_equal(item_type_media("x.zst"), "application/zstd");
	assert_string_equal(item_type_media("x"), "application/octet-stream");
	assert_string_equal(item_type_media("x/LICENSE"), "text/plain");
	assert_string_equal(item_type_media("q?.txt"), "text/plain");
	assert_string_equal(item_type_media("a#b.txt"), "text/plain");
	assert_string_equal(item_type_media("x.gpub"), "application/gpub+zip");
	assert_string_equal(item_type_media("x.qqq"),
	    "application/octet-stream");
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
		cmocka_unit_test(search_is_a_type_of_its_own),
		cmocka_unit_test(files_are_typed_by_their_extension),
		cmocka_unit_test(media_types_are_found_without_regard_to_case),
		cmocka_unit_test(
		    a_menu_of_ours_never_shows_a_type_that_breaks_readers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
