#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "import/images/picture_file.h"

#define EXT(bytes) picture_extension(bytes, sizeof bytes - 1)

static void
the_bytes_say_what_picture_it_is(void **state)
{
	(void)state;
	assert_string_equal(EXT("\xFF\xD8\xFF\xE0 JFIF"), "jpg");
	assert_string_equal(EXT("\x89PNG\r\n\x1A\n...."), "png");
	assert_string_equal(EXT("GIF89a...."), "gif");
	assert_string_equal(EXT("RIFF\1\2\3\4WEBPVP8 "), "webp");
	assert_string_equal(EXT("\0\0\0\x20"
				"ftypavif\0\0\0\0"),
	    "avif");
	assert_string_equal(EXT("BM\1\2\3\4"), "bmp");
	assert_string_equal(EXT("<svg xmlns='http://www.w3.org/2000/svg'/>"),
	    "svg");
	assert_string_equal(EXT("\xEF\xBB\xBF \n<?xml version='1.0'?><svg/>"),
	    "svg");
}

static void
what_only_calls_itself_a_picture_is_none(void **state)
{
	static const char png[] = "\x89PNG\r\n\x1A\n";

	(void)state;
	assert_null(EXT("<!doctype html><html><body>404</body></html>"));
	assert_null(EXT("<html><body><svg/></body></html>"));
	assert_null(EXT("Not found: <svg>"));
	assert_null(EXT("<?php echo 1"));
	assert_null(EXT("RIFF\1\2\3\4WAVE"));
	assert_null(EXT("---\ntitle: An article\n---\n"));
	for (size_t n = 0; n < sizeof png; n++)
		assert_null(picture_extension(png, n < 9 ? n : 8));
	assert_null(picture_extension("", 0));
}

static const char *
path(const char *url, const char *host, const char *target)
{
	static char out[PICTURE_PATH_SIZE];

	return picture_path(url, host, target, out);
}

static void
a_path_is_made_of_host_name_and_a_hash(void **state)
{
	const char *p;

	(void)state;
	p = path("https://m.example/2021/Boat%20One.JPG?w=600", "m.example",
	    "/2021/Boat%20One.JPG?w=600");
	assert_memory_equal(p, "static/img/m-example/boat", 25);
	assert_int_equal(strlen(strrchr(p, '-') + 1), 8);
}

static void
two_addresses_never_share_a_file(void **state)
{
	char one[PICTURE_PATH_SIZE], two[PICTURE_PATH_SIZE];

	(void)state;
	picture_path("http://h/a?w=1", "h", "/a?w=1", one);
	picture_path("http://h/a?w=2", "h", "/a?w=2", two);
	assert_string_not_equal(one, two);
	picture_path("http://h/a?w=1", "h", "/a?w=1", two);
	assert_string_equal(one, two);
}

static void
no_address_leads_out_of_the_folder(void **state)
{
	static const char *const targets[] = { "/../../x.md", "/..", "/.", "/",
		"", "/?x", "/..%2f..%2fx", "/.htaccess", "/\\..\\x",
		"/a/\xFF\xFE", "/x/..;/y", NULL };

	(void)state;
	for (size_t i = 0; targets[i] != NULL; i++) {
		const char *p = path(targets[i], "[::1]", targets[i]);

		assert_memory_equal(p, "static/img/1/", 13);
		assert_int_equal(
		    strspn(p + 13, "abcdefghijklmnopqrstuvwxyz0123456789-"),
		    strlen(p + 13));
		assert_true(strlen(p + 13) > 9);
	}
	assert_memory_equal(path("x", "..", "/x"), "static/img/host/", 16);
}

static void
a_name_is_cut_where_it_is_too_long(void **state)
{
	char target[1024] = "/";
	const char *p;

	(void)state;
	memset(target + 1, 'a', 39);
	memset(target + 40, '-', 1);
	memset(target + 41, 'b', sizeof target - 42);
	p = strrchr(path(target, "h", target), '/') + 1;
	assert_int_equal(strlen(p), 39 + 1 + 8);
	assert_null(strstr(p, "--"));
}

static void
sizes_are_what_a_reader_is_to_expect(void **state)
{
	char out[PICTURE_SIZE_SIZE];

	(void)state;
	assert_string_equal(picture_size(1, out), "1 KB");
	assert_string_equal(picture_size(1000, out), "1 KB");
	assert_string_equal(picture_size(1001, out), "2 KB");
	assert_string_equal(picture_size(999000, out), "999 KB");
	assert_string_equal(picture_size(999001, out), "1.0 MB");
	assert_string_equal(picture_size(12345678, out), "12.3 MB");
	picture_size(UINT64_MAX, out);
	assert_true(strlen(out) > 10);
}

static void
an_address_of_a_picture_ends_as_one(void **state)
{
	(void)state;
	assert_true(picture_address("https://a.example/b.jpg"));
	assert_true(picture_address("/x/Y.JPEG?w=1#z"));
	assert_false(picture_address("https://a.example/jpg"));
	assert_false(picture_address("https://a.example/b.jpgx"));
	assert_false(picture_address("https://a.example/b.mp4"));
	assert_false(picture_address(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_of_a_picture_ends_as_one),
		cmocka_unit_test(the_bytes_say_what_picture_it_is),
		cmocka_unit_test(what_only_calls_itself_a_picture_is_none),
		cmocka_unit_test(a_path_is_made_of_host_name_and_a_hash),
		cmocka_unit_test(two_addresses_never_share_a_file),
		cmocka_unit_test(no_address_leads_out_of_the_folder),
		cmocka_unit_test(a_name_is_cut_where_it_is_too_long),
		cmocka_unit_test(sizes_are_what_a_reader_is_to_expect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
