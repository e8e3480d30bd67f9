#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "page/gopher_item.h"
#include "page/place.h"

static const struct place gopher = { .scheme = "gopher",
	.host = "gazette.example",
	.port = 7070 };

static void
assert_item(const char *url, char type, const char *selector, const char *host,
    unsigned port)
{
	struct gopher_item t = { 0 };

	assert_true(gopher_item_fill(&t, url, false, &gopher));
	assert_true(gopher_item_exists(url));
	assert_int_equal(t.type, type);
	assert_string_equal(buf_str(&t.selector), selector);
	assert_string_equal(t.host, host);
	assert_int_equal(t.port, port);
	gopher_item_free(&t);
}

static void
assert_no_item(const char *url)
{
	struct gopher_item t = { 0 };

	assert_false(gopher_item_fill(&t, url, false, &gopher));
	assert_false(gopher_item_exists(url));
	gopher_item_free(&t);
}

static void
paths_are_items_of_this_place(void **state)
{
	(void)state;
	assert_item("/a/x", '1', "/a/x", "gazette.example", 7070);
	assert_item("/a/x/b.png", 'I', "/a/x/b.png", "gazette.example", 7070);
	assert_item("/", '1', "/", "gazette.example", 7070);
	assert_item("/a/x#part", '1', "/a/x", "gazette.example", 7070);
	assert_item("/search?per%C3%BA", '1', "/search?per%C3%BA",
	    "gazette.example", 7070);
	assert_item("static/x.pdf", '9', "/static/x.pdf", "gazette.example",
	    7070);
}

static void
articles_may_be_texts(void **state)
{
	struct place texts = gopher;
	struct gopher_item t = { 0 };
	struct buf out = { 0 };
	static const char *const others[] = { "/a/x/b.png", "/a/", "/a/x.pdf",
		"/t/x", "/search" };

	(void)state;
	texts.style = &(struct style){ .texts = "/a/" };
	assert_true(gopher_item_fill(&t, "/a/x#part", false, &texts));
	assert_int_equal(t.type, '0');
	assert_string_equal(buf_str(&t.selector), "/a/x.txt");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		assert_true(gopher_item_fill(&t, others[i], false, &texts));
		assert_string_equal(buf_str(&t.selector), others[i]);
	}
	gopher_item_free(&t);
	gopher_item_address(&out, "/a/x", false, &texts);
	assert_string_equal(buf_str(&out),
	    "gopher://gazette.example:7070/0/a/x.txt");
	buf_free(&out);
}

static void
the_selector_of_a_file_is_its_name_decoded_once(void **state)
{
	(void)state;
	assert_item("/static/el%20ni%C3%B1o.pdf", '9',
	    "/static/el ni\xC3\xB1o.pdf", "gazette.example", 7070);
	assert_item("/static/100%2525.txt", '0', "/static/100%25.txt",
	    "gazette.example", 7070);
	assert_no_item("/static/a%0Ab");
	assert_no_item("/static/a%09b");
	assert_no_item("/static/a%7Fb");
	assert_no_item("/static/a%C2%85b");
	assert_no_item("/static/%FF");
}

static void
the_text_form_of_a_page_has_txt_behind(void **state)
{
	struct gopher_item t = { 0 };

	(void)state;
	assert_true(gopher_item_fill(&t, "/about?x#y", true, &gopher));
	assert_int_equal(t.type, '0');
	assert_string_equal(buf_str(&t.selector), "/about.txt");
	gopher_item_free(&t);
}

static void
gopher_addresses_are_native_items(void **state)
{
	(void)state;
	assert_item("gopher://g.example", '1', "", "g.example", 70);
	assert_item("gopher://g.example/", '1', "", "g.example", 70);
	assert_item("gopher://g.example:7070/0/a%20b", '0', "/a b", "g.example",
	    7070);
	assert_item("GOPHER://g.example/7/v2/vs?x", '7', "/v2/vs?x",
	    "g.example", 70);
	assert_item("gopher://g.example:/9", '9', "", "g.example", 70);
	assert_item("gopher://[2001:db8::1]:71/1x", '1', "x", "2001:db8::1",
	    71);
	assert_item("gopher://g.example/5/x.zip", '9', "/x.zip", "g.example",
	    70);
}

static void
gopher_addresses_that_would_break_a_menu_are_no_items(void **state)
{
	(void)state;
	assert_no_item("gopher://g.example/0a%0d%0ab");
	assert_no_item("gopher://g.example/7s%09words");
	assert_no_item("gopher://g.example/0%ff");
	assert_no_item("gopher://g.example/3error");
	assert_no_item("gopher://g.example/itext");
	assert_no_item("gopher:///0/x");
	assert_no_item("gopher:0/x");
	assert_no_item("gopher://user@g.example/0/x");
	assert_no_item("gopher://g%09.example/0/x");
	assert_no_item("gopher://g.example:70x/0/x");
	assert_no_item("gopher://g.example:70000/0/x");
	assert_no_item("gopher://g.example:99999999999999999999/0/x");
	assert_no_item("gopher://g.example:0/0/x");
	assert_no_item("gopher://[::1/0/x");
	assert_no_item("gopher://[::1]x/0/x");
}

static void
other_schemes_are_urls(void **state)
{
	(void)state;
	assert_item("https://m.example/a?b#c", 'h',
	    "URL:https://m.example/a?b#c", "gazette.example", 7070);
	assert_item("mailto:me@m.example", 'h', "URL:mailto:me@m.example",
	    "gazette.example", 7070);
	assert_item("gemini://m.example/", 'h', "URL:gemini://m.example/",
	    "gazette.example", 7070);
	assert_item("//m.example/a", 'h', "URL:https://m.example/a",
	    "gazette.example", 7070);
	assert_no_item("javascript:alert(1)");
}

static void
assert_address(const char *url, bool full_text, const struct place *place,
    const char *expected)
{
	struct buf out = { 0 };

	gopher_item_address(&out, url, full_text, place);
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
}

static void
a_path_in_a_text_becomes_an_address(void **state)
{
	const struct place plain = { .scheme = "gopher",
		.host = "g.example",
		.port = 70 };
	const struct place six = { .scheme = "gopher",
		.host = "2001:db8::1",
		.port = 71 };
	const struct place gemini = { .scheme = "gemini",
		.host = "g.example",
		.port = 1965 };

	(void)state;
	assert_address("/a/x", false, &plain, "gopher://g.example/1/a/x");
	assert_address("/a/el%20ni%C3%B1o.png", false, &plain,
	    "gopher://g.example/I/a/el%20ni%C3%B1o.png");
	assert_address("/", false, &gopher, "gopher://gazette.example:7070/1/");
	assert_address("/x", false, &six, "gopher://[2001:db8::1]:71/1/x");
	assert_address("/about#us", true, &plain,
	    "gopher://g.example/0/about.txt");
	assert_address("/about#us", true, &gemini, "gemini://g.example/about");
	assert_address("/search?x", false, &gemini,
	    "gemini://g.example/search?x");
}

static void
an_address_in_a_text_stays_as_it_is(void **state)
{
	(void)state;
	assert_address("https://m.example/a#b", false, &gopher,
	    "https://m.example/a#b");
	assert_address("gopher://g.example/0%0d", false, &gopher,
	    "gopher://g.example/0%0d");
	assert_address("//m.example/a", false, &gopher, "https://m.example/a");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_are_items_of_this_place),
		cmocka_unit_test(articles_may_be_texts),
		cmocka_unit_test(
		    the_selector_of_a_file_is_its_name_decoded_once),
		cmocka_unit_test(the_text_form_of_a_page_has_txt_behind),
		cmocka_unit_test(gopher_addresses_are_native_items),
		cmocka_unit_test(
		    gopher_addresses_that_would_break_a_menu_are_no_items),
		cmocka_unit_test(other_schemes_are_urls),
		cmocka_unit_test(a_path_in_a_text_becomes_an_address),
		cmocka_unit_test(an_address_in_a_text_stays_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
