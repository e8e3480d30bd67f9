#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "export/static_form.h"
#include "page/place.h"
#include "site/parts/reply.h"

static const struct place place = { .scheme = "gopher",
	.host = "h.example",
	.port = 70 };

static const struct export_entry front = { "/", "index.gmi", EXPORT_PAGE,
	NULL };
static const struct export_entry article = { "/a/x", "a/x.gmi", EXPORT_PAGE,
	NULL };
static const struct export_entry topic = { "/t/peru", "t/peru/index.gmi",
	EXPORT_PAGE, NULL };
static const struct export_entry image = { "/static/a:b c.png",
	"static/a:b c.png", EXPORT_FILE, NULL };

static void
assert_file(const struct static_form *form, const char *path,
    enum export_entry_kind kind, const char *wanted)
{
	struct arena a = { 0 };

	assert_string_equal(form->file(&a, path, kind), wanted);
	arena_free(&a);
}

static void
assert_link(const struct static_form *form, const struct export_entry *from,
    const struct export_entry *to, const char *below, const char *wanted)
{
	struct arena a = { 0 };

	assert_string_equal(form->link(&a, from, to, &place, below), wanted);
	arena_free(&a);
}

static void
lists_are_folders_of_gemtext_and_other_pages_files(void **state)
{
	static const char *const names[][2] = {
		{ "/", "index.gmi" },
		{ "/a/x", "a/x.gmi" },
		{ "/about", "about.gmi" },
		{ "/help/reading", "help/reading.gmi" },
		{ "/t", "t/index.gmi" },
		{ "/t/peru", "t/peru/index.gmi" },
		{ "/t/peru/2", "t/peru/2.gmi" },
		{ "/t/peru/titles/2", "t/peru/titles/2.gmi" },
		{ "/author/vane", "author/vane/index.gmi" },
		{ "/archive", "archive/index.gmi" },
		{ "/archive/titles", "archive/titles.gmi" },
		{ "/2021", "2021/index.gmi" },
		{ "/2021/06", "2021/06/index.gmi" },
		{ "/2021/06/p2", "2021/06/p2.gmi" },
		{ "/digest/2021-06-15", "digest/2021-06-15.gmi" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_file(&static_gemini, names[i][0], EXPORT_PAGE,
		    names[i][1]);
	assert_file(&static_gemini, "/a/x.txt", EXPORT_TEXT, "a/x.txt");
	assert_file(&static_gemini, "/static/x", EXPORT_FILE, "static/x");
}

static void
every_menu_is_a_folder_with_a_gophermap(void **state)
{
	(void)state;
	assert_file(&static_gopher, "/", EXPORT_PAGE, "gophermap");
	assert_file(&static_gopher, "/a/x", EXPORT_PAGE, "a/x/gophermap");
	assert_file(&static_gopher, "/a/x.txt", EXPORT_TEXT, "a/x.txt");
	assert_file(&static_gopher, "/a/x/b.png", EXPORT_FILE, "a/x/b.png");
}

static void
gemtext_is_linked_relatively_and_safely(void **state)
{
	(void)state;
	assert_link(&static_gemini, &front, &article, "", "a/x.gmi");
	assert_link(&static_gemini, &article, &front, "", "../index.gmi");
	assert_link(&static_gemini, &article, &article, "", "x.gmi");
	assert_link(&static_gemini, &topic, &article, "", "../../a/x.gmi");
	assert_link(&static_gemini, &article, &topic, "",
	    "../t/peru/index.gmi");
	assert_link(&static_gemini, &image, &image, "", "a%3Ab%20c.png");
}

static void
menus_keep_the_selectors_of_the_server(void **state)
{
	static const struct export_entry text = { "/a/x.txt", "a/x.txt",
		EXPORT_TEXT, NULL };
	static const struct export_entry plain = { "/a/x/data", "a/x/data",
		EXPORT_FILE, NULL };

	(void)state;
	assert_link(&static_gopher, &front, &front, "",
	    "gopher://h.example/1/");
	assert_link(&static_gopher, &front, &article, "",
	    "gopher://h.example/1/a/x");
	assert_link(&static_gopher, &front, &text, "/users/me",
	    "gopher://h.example/0/users/me/a/x.txt");
	assert_link(&static_gopher, &front, &image, "",
	    "gopher://h.example/I/static/a%3Ab%20c.png");
	assert_link(&static_gopher, &front, &plain, "",
	    "gopher://h.example/9/a/x/data");
}

static void
another_port_or_an_address_is_named(void **state)
{
	const struct place there = { .host = "::1", .port = 7070 };
	struct arena a = { 0 };

	(void)state;
	assert_string_equal(
	    static_gopher.link(&a, &front, &article, &there, ""),
	    "gopher://[::1]:7070/1/a/x");
	arena_free(&a);
}

static void
a_gophermap_ends_without_the_dot_of_the_wire(void **state)
{
	struct buf out = { 0 };
	struct reply r;

	(void)state;
	reply_init(&r);
	r.status = 20;
	page_link(&r.page, "/a/x", "X");
	static_gopher.write(&r, &place, &out);
	assert_string_equal(buf_str(&out), "1X\t/a/x\th.example\t70\r\n");
	buf_free(&out);
	reply_free(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    lists_are_folders_of_gemtext_and_other_pages_files),
		cmocka_unit_test(every_menu_is_a_folder_with_a_gophermap),
		cmocka_unit_test(gemtext_is_linked_relatively_and_safely),
		cmocka_unit_test(menus_keep_the_selectors_of_the_server),
		cmocka_unit_test(another_port_or_an_address_is_named),
		cmocka_unit_test(a_gophermap_ends_without_the_dot_of_the_wire),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
