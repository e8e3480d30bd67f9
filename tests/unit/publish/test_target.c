#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "publish/media.h"
#include "publish/target.h"

static struct target t;

static enum target_kind
of(const char *path)
{
	target_of(&t, path);
	return t.kind;
}

static void
an_address_tells_what_is_published(void **state)
{
	(void)state;
	assert_int_equal(of("/a/new"), TARGET_NEW);
	assert_int_equal(of("/a/harbour-opens"), TARGET_ARTICLE);
	assert_string_equal(t.name, "harbour-opens");
	assert_int_equal(of("/a/Harbour opens"), TARGET_ARTICLE);
	assert_string_equal(t.name, "harbour-opens");
	assert_int_equal(of("/a/harbour-opens.txt"), TARGET_ARTICLE);
	assert_string_equal(t.name, "harbour-opens");
	assert_int_equal(of("/a/x/map.png"), TARGET_BUNDLE_FILE);
	assert_string_equal(t.name, "x");
	assert_string_equal(t.file, "map.png");
	assert_int_equal(of("/a/x/index.md"), TARGET_ARTICLE);
	assert_int_equal(of("/about"), TARGET_PAGE);
	assert_int_equal(of("/help/reading"), TARGET_PAGE);
	assert_string_equal(t.name, "help/reading");
	assert_int_equal(of("/t/peru/"), TARGET_TOPIC);
	assert_int_equal(of("/t/peru"), TARGET_TOPIC);
	assert_string_equal(t.name, "peru");
	assert_int_equal(of("/notice"), TARGET_NOTICE);
	assert_int_equal(of("/static/img/x.png"), TARGET_STATIC);
	assert_string_equal(t.path, "static/img/x.png");
}

static void
a_file_is_named_by_its_own_path_too(void **state)
{
	(void)state;
	assert_int_equal(of("/articles/2024/x.md"), TARGET_ARTICLE);
	assert_string_equal(t.path, "articles/2024/x.md");
	assert_int_equal(of("/articles/peru/_index.md"), TARGET_TOPIC);
	assert_int_equal(of("/pages/about.md"), TARGET_PAGE);
	assert_int_equal(of("/topics/peru.md"), TARGET_TOPIC);
}

static void
nothing_else_is_written(void **state)
{
	static const char *const paths[] = { "/", "/a/", "/t/", "/search",
		"/atom.xml", "/2021/", "/archive/", "/author/x/", "/static/",
		"/static/.git/hooks/post-commit", "/static/a//b",
		"/static/a/../b", "/a/x/.hidden", "/a/x/y.md", "/a/x/",
		"/t/peru/2", "/about.txt", "/capsule.conf", "/articles/.x.md",
		"/articles/x.png", "/.git/config", "/robots.txt" };

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (of(paths[i]) != TARGET_NOTHING)
			fail_msg("%s can be written", paths[i]);
}

static void
an_image_is_an_image(void **state)
{
	static const char png[] = "\x89PNG\r\n\x1a\n....";

	(void)state;
	assert_true(media_fits("x.png", "image/png", png, 12));
	assert_true(media_fits("x.png", "", png, 12));
	assert_true(media_fits("x.png", "text/plain", png, 12));
	assert_false(media_fits("x.png", "image/jpeg", png, 12));
	assert_false(media_fits("x.jpg", "", png, 12));
	assert_false(media_fits("x.png", "image/png", "<html>", 6));
	assert_false(media_fits("x.txt", "", "a\0b", 3));
	assert_true(media_fits("x.gmi", "text/gemini", "# x\n", 4));
	assert_true(media_fits("x.unknown", "", "\1\2", 2));
	assert_false(media_fits("x.unknown", "image/png", "\1\2", 2));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_tells_what_is_published),
		cmocka_unit_test(a_file_is_named_by_its_own_path_too),
		cmocka_unit_test(nothing_else_is_written),
		cmocka_unit_test(an_image_is_an_image),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
