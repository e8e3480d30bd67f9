#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "import/article/full_text.h"
#include "import/core/item.h"

#define URL "https://gazette.example/ship"

static struct item it;

static int
begin(void **state)
{
	(void)state;
	item_init(&it);
	it.front.title = "From the feed";
	buf_adds(&it.markdown, "Only the beginning.\n");
	it.front.partial = true;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	item_free(&it);
	return 0;
}

/* Complete it by a page of those words, so many times. */
static bool
complete(const char *head, const char *words, int times, const char *charset)
{
	struct buf html = { 0 };
	bool found;

	buf_addf(&html,
	    "<html lang=es><head><title>From the page</title>%s</head><body>"
	    "<article><h1>From the page</h1>",
	    head);
	for (int i = 0; i < times; i++)
		buf_addf(&html, "<p>%s</p>", words);
	buf_adds(&html, "</article></body></html>");
	found = full_text(&it, &html, charset, URL);
	assert_int_equal(html.len, 0);
	return found;
}

#define LONG                                                                   \
	"The first ship has come in, with the tide, and with all of "          \
	"its cargo, which is what the harbour has waited for."

static void
the_pages_text_takes_the_place_of_the_beginning(void **state)
{
	(void)state;
	assert_true(complete("", LONG, 4, ""));
	assert_non_null(strstr(buf_str(&it.markdown), "all of its cargo"));
	assert_null(strstr(buf_str(&it.markdown), "Only the beginning"));
	assert_false(it.front.partial);
}

/* An address without anything would be the page's own. */
static void
a_page_without_pictures_gives_none(void **state)
{
	(void)state;
	assert_true(complete("", LONG, 4, ""));
	assert_string_equal(it.front.image, "");
	assert_true(
	    complete("<meta property=og:image content='/x.png'>", LONG, 4, ""));
	assert_string_equal(it.front.image, "https://gazette.example/x.png");
}

static void
what_the_feed_says_counts_more_than_the_page(void **state)
{
	(void)state;
	assert_true(
	    complete("<meta name=description content='A sum.'>", LONG, 4, ""));
	assert_string_equal(it.front.title, "From the feed");
	assert_string_equal(it.front.summary, "A sum.");
	assert_string_equal(it.front.lang, "es");
}

static void
a_page_with_less_text_than_the_feed_changes_no_text(void **state)
{
	(void)state;
	buf_clear(&it.markdown);
	for (int i = 0; i < 9; i++)
		buf_adds(&it.markdown, LONG "\n\n");
	assert_true(complete("", LONG, 3, ""));
	assert_int_equal(it.markdown.len, 9 * (strlen(LONG) + 2));
	assert_true(it.front.partial);
}

static void
a_page_without_an_article_leaves_the_item_as_it_was(void **state)
{
	struct buf html = { 0 };

	(void)state;
	assert_false(full_text(&it, &html, "utf-8", URL));
	buf_adds(&html, "<p>");
	assert_false(full_text(&it, &html, "", URL));
	assert_string_equal(buf_str(&it.markdown), "Only the beginning.\n");
	assert_string_equal(it.front.summary, "");
}

/* Found by a fuzzer. */
static void
a_title_that_holds_an_element_is_no_title(void **state)
{
	static const char page[] =
	    "<html><head><title<<html><head><title<T</title></head><body>"
	    "<article><h1>T</a<html><head><title<T</title></head><body>"
	    "<article><h1>T</h1>l of t=y></ml>";
	struct buf html = { 0 };

	(void)state;
	buf_adds(&html, page);
	full_text(&it, &html, "", URL);
	assert_string_equal(it.front.title, "From the feed");
}

static void
the_servers_word_on_the_encoding_counts_where_the_page_has_none(void **state)
{
	(void)state;
	assert_true(complete("", LONG " \xF0\xCF\xD2\xD4", 4, "koi8-r"));
	assert_non_null(strstr(buf_str(&it.markdown), "Порт"));
}

static void
the_pages_own_word_counts_more_and_odd_ones_do_no_harm(void **state)
{
	(void)state;
	assert_true(
	    complete("<meta charset=iso-8859-1>", LONG " \xF1", 4, "koi8-r"));
	assert_non_null(strstr(buf_str(&it.markdown), "ñ"));
	end(NULL);
	begin(NULL);
	assert_true(complete("", LONG " \xF1", 4, "no-such-encoding"));
	assert_non_null(strstr(buf_str(&it.markdown), "ñ"));
	end(NULL);
	begin(NULL);
	assert_true(complete("", LONG " \xFF", 4, "us-ascii"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    the_pages_text_takes_the_place_of_the_beginning, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_page_without_pictures_gives_none, begin, end),
		cmocka_unit_test_setup_teardown(
		    what_the_feed_says_counts_more_than_the_page, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_page_with_less_text_than_the_feed_changes_no_text, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_page_without_an_article_leaves_the_item_as_it_was, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_title_that_holds_an_element_is_no_title, begin, end),
		cmocka_unit_test_setup_teardown(
		    the_servers_word_on_the_encoding_counts_where_the_page_has_none,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    the_pages_own_word_counts_more_and_odd_ones_do_no_harm,
		    begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
