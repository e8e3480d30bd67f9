#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/fm/fm_names.h"

#include "base/arena.h"
#include "base/buf.h"

static struct arena arena;
static struct fm_names list;

static int
forget(void **state)
{
	(void)state;
	arena_free(&arena);
	list = (struct fm_names){ 0 };
	return 0;
}

static void
assert_names(const char *joined)
{
	struct buf all = { 0 };

	for (size_t i = 0; i < list.n; i++)
		buf_addf(&all, "%s%s", i > 0 ? "|" : "", list.name[i]);
	assert_string_equal(buf_str(&all), joined);
	buf_free(&all);
}

static void
a_line_is_clean_and_has_single_blanks(void **state)
{
	(void)state;
	assert_string_equal(fm_clean_line(&arena, " a\t\r\n b\x01 ", 8), "a b");
	assert_string_equal(fm_clean_line(&arena, "   ", 3), "");
	assert_string_equal(fm_clean_line(&arena, "a\0b", 3), "a b");
	assert_string_equal(fm_clean_line(&arena, "\xFFx", 2), "\uFFFDx");
}

static void
fm_names_that_make_one_slug_are_one(void **state)
{
	(void)state;
	fm_names_split(&arena, &list, "Peru, perú ,PERU,, Lima,новости,новость",
	    ",");
	assert_names("Peru|Lima|новости|новость");
}

static void
a_list_has_an_end(void **state)
{
	char name[3] = "aa";

	(void)state;
	for (int i = 0; i < 26 * 26; i++) {
		name[0] = (char)('a' + i / 26);
		name[1] = (char)('a' + i % 26);
		fm_names_add(&arena, &list, name, 2);
	}
	assert_int_equal(list.n, FM_NAMES_MAX);
	assert_string_equal(list.name[FM_NAMES_MAX - 1], "hr");
}

static void
addresses_are_decoded_paths(void **state)
{
	static const char *const addresses[] = { "a/b", "/a/b", "//a/b",
		"/c%20d?e=%20#f", "https://x.example/g%2fh%3Fi", "", "/",
		"https://x.example", "?p=12", "/%25", "/\xC3\xA9%C3%A9" };

	(void)state;
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
		fm_names_add_address(&arena, &list, addresses[i]);
	assert_names("/a/b|/b|/c d?e=%20|/g%2fh%3Fi|/?p=12|/%|/éé");
}

static void
an_encoded_address_is_read_the_same(void **state)
{
	static const char *const paths[] = { "/a b", "/%", "/a%2Fb?c%20d=e",
		"/#x?y", "/%3F", "/a:b" };
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		list = (struct fm_names){ 0 };
		buf_clear(&out);
		fm_names_encode_address(&out, paths[i]);
		fm_names_add_address(&arena, &list, buf_str(&out));
		assert_names(paths[i]);
	}
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_line_is_clean_and_has_single_blanks,
		    forget),
		cmocka_unit_test_teardown(fm_names_that_make_one_slug_are_one,
		    forget),
		cmocka_unit_test_teardown(a_list_has_an_end, forget),
		cmocka_unit_test_teardown(addresses_are_decoded_paths, forget),
		cmocka_unit_test_teardown(an_encoded_address_is_read_the_same,
		    forget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
