#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "page/wrap.h"

static void
collect(void *ctx, const char *line, size_t len)
{
	struct buf *all = ctx;

	buf_add(all, line, len);
	buf_addc(all, '\n');
}

static void
assert_folds(struct wrap how, const char *text, const char *expected)
{
	struct buf all = { 0 }, line = { 0 };

	how.line = &line;
	if (how.first == NULL)
		how.first = "";
	if (how.rest == NULL)
		how.rest = "";
	wrap_fold(&how, text, strlen(text), collect, &all);
	assert_string_equal(buf_str(&all), expected);
	buf_free(&line);
	buf_free(&all);
}

static void
words_are_kept_whole_and_blanks_at_the_edges_go(void **state)
{
	(void)state;
	assert_folds((struct wrap){ .width = 10 }, "one two three four",
	    "one two\nthree four\n");
	assert_folds((struct wrap){ .width = 10 }, "  one   two  three ",
	    "one   two\nthree\n");
	assert_folds((struct wrap){ .width = 7 }, "one two three",
	    "one two\nthree\n");
}

static void
a_line_break_in_the_text_stays(void **state)
{
	(void)state;
	assert_folds((struct wrap){ .width = 20 }, "a\n b", "a\nb\n");
	assert_folds((struct wrap){ .width = 20 }, "\n\na\n\n\n b\n",
	    "a\n\nb\n");
}

static void
an_empty_text_is_one_line_of_the_prefix(void **state)
{
	(void)state;
	assert_folds((struct wrap){ .width = 20, .first = "  * " }, "",
	    "  *\n");
	assert_folds((struct wrap){ .width = 20 }, " ", "\n");
}

static void
the_others_hang_below_the_first(void **state)
{
	(void)state;
	assert_folds(
	    (struct wrap){ .width = 12, .first = "  * ", .rest = "    " },
	    "one two three", "  * one two\n    three\n");
	assert_folds((struct wrap){ .width = 12, .first = "> ", .rest = "> " },
	    "one\n\ntwo", "> one\n>\n> two\n");
}

static void
a_prefix_never_takes_more_than_half(void **state)
{
	(void)state;
	assert_folds((struct wrap){ .width = 8,
			 .first = "> > > > > ",
			 .rest = "> > > > > " },
	    "one two", "> > one\n> > two\n");
}

static void
text_keeps_a_long_word_and_menus_break_it(void **state)
{
	static const char text[] = "see https://m.example/abc and on";

	(void)state;
	assert_folds((struct wrap){ .width = 10, .whole_words = true }, text,
	    "see\nhttps://m.example/abc\nand on\n");
	assert_folds((struct wrap){ .width = 10 }, text,
	    "see\nhttps://m.\nexample/ab\nc and on\n");
	/* Thai has no blanks between words */
	assert_folds((struct wrap){ .width = 4, .whole_words = true },
	    "\u0E01\u0E02\u0E04\u0E07\u0E08\u0E09",
	    "\u0E01\u0E02\u0E04\u0E07\n\u0E08\u0E09\n");
}

static void
ascii_is_broken_at_blanks_alone(void **state)
{
	(void)state;
	assert_folds((struct wrap){ .width = 14 }, "the state-of-the-art",
	    "the\nstate-of-the-a\nrt\n");
	assert_folds((struct wrap){ .width = 14 }, "\xE6\xBC\xA2 state-of-the",
	    "\xE6\xBC\xA2\nstate-of-the\n");
}

static void
letters_beyond_ascii_count_as_one_column(void **state)
{
	(void)state;
	/* Perú, señor */
	assert_folds((struct wrap){ .width = 5 }, "Per\xC3\xBA se\xC3\xB1or",
	    "Per\xC3\xBA\nse\xC3\xB1or\n");
}

static void
wide_characters_count_two_and_break_anywhere(void **state)
{
	(void)state;
	/* eight ideographs */
	assert_folds((struct wrap){ .width = 7 },
	    "\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2",
	    "\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\n\xE6\xBC\xA2\n");
	/* no line begins with an ideographic full stop */
	assert_folds((struct wrap){ .width = 6 },
	    "\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE3\x80\x82",
	    "\xE6\xBC\xA2\xE6\xBC\xA2\n\xE6\xBC\xA2\xE3\x80\x82\n");
}

static void
a_cluster_is_never_split(void **state)
{
	(void)state;
	/* e with a combining acute, three times, in a word too long */
	assert_folds((struct wrap){ .width = 2 },
	    "e\xCC\x81"
	    "e\xCC\x81"
	    "e\xCC\x81",
	    "e\xCC\x81"
	    "e\xCC\x81\n"
	    "e\xCC\x81\n");
}

static void
addresses_are_not_broken(void **state)
{
	static const struct keep keep[] = { { 4, 22 } };

	(void)state;
	/* an address in ideographs, which could be broken anywhere */
	assert_folds((struct wrap){ .width = 20, .keep = keep, .nkeep = 1 },
	    "\xE6\xBC\xA2 \xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2"
	    "\xE6\xBC\xA2\xE6\xBC\xA2 and then more",
	    "\xE6\xBC\xA2 \xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2"
	    "\xE6\xBC\xA2\xE6\xBC\xA2 and\nthen more\n");
	assert_folds((struct wrap){ .width = 14, .keep = keep, .nkeep = 1 },
	    "\xE6\xBC\xA2 \xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2"
	    "\xE6\xBC\xA2\xE6\xBC\xA2",
	    "\xE6\xBC\xA2\n\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2"
	    "\xE6\xBC\xA2\xE6\xBC\xA2\n");
}

static void
no_line_of_text_begins_with_a_dot(void **state)
{
	struct wrap how = { .width = 10, .no_dot = true };

	(void)state;
	assert_folds(how, ".one", " .one\n");
	assert_folds(how, "one two . three .", "one two .\nthree .\n");
	assert_folds(how, "one two th .hree", "one two th\n .hree\n");
	/* the space counts: nine letters fit, and the tenth does not */
	assert_folds(how, ".abcdefgh i", " .abcdefgh\ni\n");
	how.first = how.rest = "> ";
	assert_folds(how, ".one", "> .one\n");
}

static void
every_line_fits_whatever_the_text(void **state)
{
	static const char *const words[] = { "a", "word", "Per\xC3\xBA",
		"\xE6\xBC\xA2\xE5\xAD\x97",
		"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC", "e\xCC\x81",
		"-", "longer-than-a-line-of-it", "\xE2\x80\x94",
		"\xED\x95\x9C\xEA\xB5\xAD" };
	struct buf text = { 0 }, all = { 0 }, line = { 0 };
	struct wrap how = { .width = 16,
		.first = "",
		.rest = "",
		.line = &line };
	unsigned random = 1;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		random = random * 1103515245u + 12345u;
		buf_adds(&text, words[(random >> 16) % 10]);
		if ((random >> 20 & 3) != 0)
			buf_addc(&text, ' ');
	}
	wrap_fold(&how, text.data, text.len, collect, &all);
	for (char *s = all.data, *end; *s != '\0'; s = end + 1) {
		end = strchr(s, '\n');
		assert_true(utf8_columns(s, (size_t)(end - s)) <= 16);
		assert_true(end > s && end[-1] != ' ' && s[0] != ' ');
	}
	buf_free(&line);
	buf_free(&text);
	buf_free(&all);
}

static void
assert_cut(const char *text, size_t columns, bool more, const char *expected)
{
	struct buf out = { 0 };

	wrap_cut(&out, text, strlen(text), columns, more);
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
}

static void
a_text_is_cut_after_a_word_with_an_ellipsis(void **state)
{
	(void)state;
	assert_cut("one two three", 13, false, "one two three");
	assert_cut("one two three", 12, false, "one two ...");
	assert_cut("one two three", 10, false, "one ...");
	assert_cut("one two", 11, true, "one two ...");
	assert_cut("one two", 10, true, "one ...");
	assert_cut("one-long-word", 10, false, "one-lo ...");
	assert_cut("a \xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2", 9,
	    false, "a \xE6\xBC\xA2 ...");
}

static void
a_long_paragraph_costs_no_more_than_its_length(void **state)
{
	struct buf text = { 0 }, all = { 0 }, line = { 0 };
	struct wrap how = { .width = 67,
		.first = "",
		.rest = "",
		.line = &line };

	(void)state;
	/* would take minutes if each line looked at all that follows */
	while (text.len < 1000 * 1000)
		buf_adds(&text, "\xE6\xBC\xA2 word\xE6\xBC\xA2\xE6\xBC\xA2");
	wrap_fold(&how, text.data, text.len, collect, &all);
	assert_true(all.len >= text.len * 9 / 10);
	buf_clear(&text);
	buf_clear(&all);
	buf_fill(&text, 'x', 1000 * 1000);
	buf_adds(&text, "\xE6\xBC\xA2");
	wrap_fold(&how, text.data, text.len, collect, &all);
	assert_true(all.len >= text.len);
	buf_free(&line);
	buf_free(&text);
	buf_free(&all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    words_are_kept_whole_and_blanks_at_the_edges_go),
		cmocka_unit_test(a_line_break_in_the_text_stays),
		cmocka_unit_test(an_empty_text_is_one_line_of_the_prefix),
		cmocka_unit_test(the_others_hang_below_the_first),
		cmocka_unit_test(a_prefix_never_takes_more_than_half),
		cmocka_unit_test(text_keeps_a_long_word_and_menus_break_it),
		cmocka_unit_test(ascii_is_broken_at_blanks_alone),
		cmocka_unit_test(letters_beyond_ascii_count_as_one_column),
		cmocka_unit_test(wide_characters_count_two_and_break_anywhere),
		cmocka_unit_test(a_cluster_is_never_split),
		cmocka_unit_test(addresses_are_not_broken),
		cmocka_unit_test(no_line_of_text_begins_with_a_dot),
		cmocka_unit_test(every_line_fits_whatever_the_text),
		cmocka_unit_test(a_text_is_cut_after_a_word_with_an_ellipsis),
		cmocka_unit_test(
		    a_long_paragraph_costs_no_more_than_its_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
