#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "page/inline_text.h"
#include "page/link_list.h"
#include "page/place.h"
#include "page/table.h"

static const struct style style = { .fold = true };
static const struct place place = { .host = "g.example", .style = &style };

static void
collect(void *ctx, const char *line, size_t len)
{
	struct buf *all = ctx;

	buf_add(all, line, len);
	buf_addc(all, '\n');
}

/* A table of so many columns, as columns or, too wide, as records. */
static void
assert_grid(const char *const *words, size_t rows, size_t columns,
    const enum align *aligns, size_t width, const char *expected)
{
	struct text *cells = xcalloc(rows * columns, sizeof *cells);
	enum align *none = xcalloc(columns, sizeof *none);
	struct table t = { rows, columns, aligns != NULL ? aligns : none,
		cells };
	struct inline_text s;
	struct link_list refs = { 0 };
	struct table_layout g;
	struct buf all = { 0 };

	for (size_t i = 0; i < rows * columns; i++)
		cells[i] = (struct text){ words[i], strlen(words[i]), NULL, 0 };
	inline_text_init(&s, LOOK_TEXT, &place);
	table_read(&g, &t, &s, &refs);
	if (table_fits(&g, width))
		table_columns(&g, collect, &all);
	else
		table_records(&g, collect, &all);
	assert_string_equal(buf_str(&all), expected);
	buf_free(&all);
	table_free(&g);
	link_list_free(&refs);
	inline_text_free(&s);
	free(cells);
	free(none);
}

static const char *const votes[] = { "Place", "Votes", "Puno", "292,218",
	"Perú", "8", "漢字", "12" };

static void
columns_are_as_wide_as_their_widest_cell(void **state)
{
	(void)state;
	assert_grid(votes, 4, 2, NULL, 67,
	    "Place  Votes\n"
	    "-----  -------\n"
	    "Puno   292,218\n"
	    "Perú   8\n"
	    "漢字   12\n");
}

static void
cells_are_aligned_as_the_table_asks(void **state)
{
	static const enum align aligns[] = { ALIGN_CENTRE, ALIGN_RIGHT };

	(void)state;
	assert_grid(votes, 4, 2, aligns, 67,
	    "Place    Votes\n"
	    "-----  -------\n"
	    "Puno   292,218\n"
	    "Perú         8\n"
	    "漢字        12\n");
}

static void
the_widest_that_fits_is_the_width_itself(void **state)
{
	static const char *const words[] = { "A", "B", "aaaa", "bbbb" };

	(void)state;
	assert_grid(words, 2, 2, NULL, 10, "A     B\n----  ----\naaaa  bbbb\n");
	assert_grid(words, 2, 2, NULL, 9, "A: aaaa\nB: bbbb\n");
}

static void
a_row_without_a_word_is_no_line(void **state)
{
	(void)state;
	assert_grid((const char *const[]){ "", "", "a", "b", "", "" }, 3, 2,
	    NULL, 67, "a  b\n");
	assert_grid((const char *const[]){ "A", "", "", "", "", "b" }, 3, 2,
	    NULL, 67, "A\n-  -\n   b\n");
}

static void
records_say_the_header_before_each_value(void **state)
{
	(void)state;
	assert_grid(votes, 4, 2, NULL, 5,
	    "Place: Puno\n"
	    "Votes: 292,218\n"
	    "\n"
	    "Place: Perú\n"
	    "Votes: 8\n"
	    "\n"
	    "Place: 漢字\n"
	    "Votes: 12\n");
}

static void
records_tell_every_header_once_and_leave_empty_values_out(void **state)
{
	static const char *const words[] = { "Who:", "", "", "x", "Ana", "", "",
		"y" };

	(void)state;
	assert_grid(words, 4, 2, NULL, 2, "Who:\nx\n\nWho: Ana\n\ny\n");
	assert_grid((const char *const[]){ "", "a", "", "b", "" }, 5, 1, NULL,
	    0, "a\n\nb\n");
	assert_grid((const char *const[]){ "One", "", "Two" }, 1, 3, NULL, 2,
	    "One\nTwo\n");
}

static void
a_long_header_stands_whole_once(void **state)
{
	static const char *const words[] = {
		("A header that goes on for more than a line of the "
		 "sixty-seven columns that there are"),
		"a", "b"
	};

	(void)state;
	assert_grid(words, 3, 1, NULL, 20,
	    "A header that goes on for more than a line of the sixty-seven "
	    "columns that there are: a\n"
	    "\n"
	    "A header that goes on for more than a line of the sixty-seven "
	    "...: b\n");
}

static void
a_huge_table_is_not_measured(void **state)
{
	size_t n = 2501 * 2;
	const char **words = xcalloc(n, sizeof *words);
	struct buf expected = { 0 };

	(void)state;
	for (size_t i = 0; i < n; i++)
		words[i] = "x";
	for (size_t i = 1; i < n / 2; i++)
		buf_adds(&expected, i > 1 ? "\nx: x\nx: x\n" : "x: x\nx: x\n");
	assert_grid(words, n / 2, 2, NULL, 67, expected.data);
	buf_free(&expected);
	free(words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_as_wide_as_their_widest_cell),
		cmocka_unit_test(cells_are_aligned_as_the_table_asks),
		cmocka_unit_test(the_widest_that_fits_is_the_width_itself),
		cmocka_unit_test(a_row_without_a_word_is_no_line),
		cmocka_unit_test(records_say_the_header_before_each_value),
		cmocka_unit_test(
		    records_tell_every_header_once_and_leave_empty_values_out),
		cmocka_unit_test(a_long_header_stands_whole_once),
		cmocka_unit_test(a_huge_table_is_not_measured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
