#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "blocks_shown.h"

static void
a_paragraph_over_a_delimiter_row_is_a_table(void **state)
{
	(void)state;
	assert_blocks(
	    "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n",
	    "table\n-a / <b / ^c / >d\n1 / 2 / 3 / 4\n");
	assert_blocks("a | b\n- | -\n", "a | b\n--\n*- | -\n");
	assert_blocks("a | b\n--|--\n1 | 2\n", "table\n-a / -b\n1 / 2\n");
	assert_blocks("| a |\n| - |\n| 1 |\n", "table\n-a\n1\n");
}

static void
what_only_looks_like_a_table_is_text(void **state)
{
	(void)state;
	assert_blocks("| a | b |\n|---|\n| 1 | 2 |\n",
	    "| a | b | |---| | 1 | 2 |\n");
	assert_blocks("a\n:-\n", "a :-\n");
	assert_blocks("| a |\n| *-* |\n", "| a | | - |\n");
	assert_blocks("    | a |\n    |---|\n", "code()\n| a |\n|---|\n");
	assert_blocks("- a | b\n\n|-|-|\n", "*- a | b\n--\n|-|-|\n");
}

static void
rows_are_as_long_as_the_header_and_nothing_is_lost(void **state)
{
	(void)state;
	assert_blocks("|a|b|\n|-|-|\n|1|\n|1|2|3|4|\n||\n| | 2\n",
	    "table\n-a / -b\n1 / \n1 / 2 | 3 | 4\n / \n / 2\n");
}

static void
cells_hold_links_code_and_escaped_pipes(void **state)
{
	(void)state;
	assert_blocks("a \\| b | `c|d`\n--|--\n[x|y](/z) | `e\\|f` *g*\n",
	    "table\n-a | b / -``c|d``\n[x|y](/z) / ``e|f`` g\n");
	assert_blocks("**a | b**\n--|--\nhttps://m.example/ | 2\n",
	    "table\n-a / -b\n<https://m.example/>=https://m.example/ / 2\n");
	assert_blocks("`a\\|b` \\|\n", "``a\\|b`` |\n");
}

static void
breaks_and_open_tags_stay_within_a_cell(void **state)
{
	(void)state;
	assert_blocks("a | b  \n--|--\n1<br>2 | <a href=\"/x\">3\n4 | 5</a>\n",
	    "table\n-a / -b\n1 2 / [3](/x)\n4 / 5\n");
}

static void
text_above_a_table_is_a_paragraph(void **state)
{
	(void)state;
	assert_blocks("Some *text*\nmore\na | b\n--|--\n1 | 2\n",
	    "Some text more\n\ntable\n-a / -b\n1 / 2\n");
}

static void
tables_stand_in_quotes_and_lists_too(void **state)
{
	(void)state;
	assert_blocks("> a | b\n> --|--\n> 1 \\| 2 | 3\n",
	    "> table\n-a / -b\n1 | 2 / 3\n");
	assert_blocks("1. a | b\n   --|--\n   1 | 2\n",
	    "*1. \n*+ table\n-a / -b\n1 / 2\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_paragraph_over_a_delimiter_row_is_a_table),
		cmocka_unit_test(what_only_looks_like_a_table_is_text),
		cmocka_unit_test(
		    rows_are_as_long_as_the_header_and_nothing_is_lost),
		cmocka_unit_test(cells_hold_links_code_and_escaped_pipes),
		cmocka_unit_test(breaks_and_open_tags_stay_within_a_cell),
		cmocka_unit_test(text_above_a_table_is_a_paragraph),
		cmocka_unit_test(tables_stand_in_quotes_and_lists_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
