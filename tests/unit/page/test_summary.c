#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "index/more_mark.h"
#include "markdown/markdown.h"
#include "page/page.h"
#include "page/summary.h"

static void
assert_cut(const char *text, size_t max, const char *expected)
{
	struct buf out = { 0 };

	summary_cut(text, strlen(text), max, &out);
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
}

static void
assert_summary(const char *src, size_t max, const char *expected)
{
	struct page p = { 0 };
	struct buf out = { 0 };

	markdown_add(&p, src, strlen(src), &(struct markdown){ 0 });
	summary_of_page(&p, max, &out);
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
	page_free(&p);
}

static void
what_fits_is_whole(void **state)
{
	(void)state;
	assert_cut("", 10, "");
	assert_cut("No dot here", 11, "No dot here");
	assert_cut("\u00E9\u00E9\u00E9", 3, "\u00E9\u00E9\u00E9");
}

static void
the_last_whole_sentence_is_kept(void **state)
{
	(void)state;
	assert_cut("One. Two? Three go on.", 15, "One. Two?");
	assert_cut("He said \u201CStop.\u201D Then he went.", 16,
	    "He said \u201CStop.\u201D");
	assert_cut("\u4E00\u4E8C\u3002\u4E09\u56DB\u4E94", 4,
	    "\u4E00\u4E8C\u3002");
}

static void
initials_and_abbreviations_end_no_sentence(void **state)
{
	(void)state;
	assert_cut("By J. R. Vane, the pilot of it", 12, "By J. R. ...");
	assert_cut("It has approx. ten masts or so", 20, "It has approx. ...");
	assert_cut("Version 3.2 is out now and good", 20, "Version 3.2 is ...");
}

static void
without_a_sentence_it_is_cut_at_a_word(void **state)
{
	(void)state;
	assert_cut("one two three four", 13, "one two ...");
	assert_cut("one two three four", 17, "one two three ...");
	assert_cut("abcdefghijkl", 8, "abcd ...");
	assert_cut("\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D", 5, "\u4E00 ...");
	assert_cut("abc", 2, " ...");
}

static void
the_first_paragraph_of_prose_is_taken(void **state)
{
	(void)state;
	assert_summary("# Head\n\n![a](b.png)\n\n[x](/y)\n\n`z`\n\n"
		       "Some *text* with\n[a link](/l)[^1].\n\nMore.\n\n"
		       "[^1]: n\n",
	    300, "Some text with a link.");
}

static void
quotes_and_lists_are_taken_when_there_is_nothing_else(void **state)
{
	(void)state;
	assert_summary("> quote\n\n- item\n", 300, "quote");
	assert_summary("# Head\n\n```\ncode\n```\n", 300, "");
}

static void
a_picture_in_the_text_is_its_words(void **state)
{
	(void)state;
	assert_summary("Look ![a boat](b.png) here.", 300, "Look a boat here.");
}

static void
the_text_before_more_is_found_outside_code(void **state)
{
	static const char src[] = "One\n\n```\n<!--more-->\n```\n"
				  "`<!--more-->` two\n\n<!-- more -->\nThree\n";
	size_t end = 0;

	(void)state;
	assert_true(more_mark_find(src, strlen(src), &end));
	assert_string_equal(src + end, "<!-- more -->\nThree\n");
	assert_true(more_mark_find("a <!--more--> b", 15, &end));
	assert_int_equal(end, 2);
	assert_true(more_mark_find("a <!--more Read on--> b", 23, &end));
	assert_false(more_mark_find("<!--more", 8, &end));
	assert_false(more_mark_find("<!--moreover-->", 15, &end));
	assert_false(more_mark_find("<!--no more-->", 14, &end));
	assert_false(more_mark_find("", 0, &end));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_fits_is_whole),
		cmocka_unit_test(the_last_whole_sentence_is_kept),
		cmocka_unit_test(initials_and_abbreviations_end_no_sentence),
		cmocka_unit_test(without_a_sentence_it_is_cut_at_a_word),
		cmocka_unit_test(the_first_paragraph_of_prose_is_taken),
		cmocka_unit_test(
		    quotes_and_lists_are_taken_when_there_is_nothing_else),
		cmocka_unit_test(a_picture_in_the_text_is_its_words),
		cmocka_unit_test(the_text_before_more_is_found_outside_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
