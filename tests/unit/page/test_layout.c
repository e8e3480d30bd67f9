#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/gemtext.h"
#include "page/gophermap.h"
#include "writing.h"

/* Every writer's empty lines come from here: gemtext stands for them. */
static void
assert_lines(struct page *p, const char *expected)
{
	assert_writes(gemtext_write, &gopher_place, p, expected);
}

static void
one_empty_line_stands_between_two_blocks_and_none_at_the_edges(void **state)
{
	struct page p = { 0 };

	(void)state;
	add(&p, BLOCK_PARAGRAPH, "a");
	add(&p, BLOCK_PARAGRAPH, "b");
	add(&p, BLOCK_PARAGRAPH, "c")->tight = true;
	assert_lines(&p, "a\n\nb\nc\n");
}

static void
a_block_with_nothing_to_show_leaves_its_empty_line_to_the_next(void **state)
{
	struct page p = { 0 };

	(void)state;
	add(&p, BLOCK_HEADING, "");
	add(&p, BLOCK_PARAGRAPH, "a");
	add(&p, BLOCK_PARAGRAPH, "");
	add(&p, BLOCK_PARAGRAPH, "b")->tight = true;
	add(&p, BLOCK_PARAGRAPH, "");
	assert_lines(&p, "a\n\nb\n");
}

static void
links_are_due_when_the_next_top_level_block_opens(void **state)
{
	struct page p = { 0 };
	struct block *b;

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH, "a", { SPAN_LINK, 0, 0, 1, "/a/a", 0 });
	p.blocks[0].quotes = 1;
	b = add(&p, BLOCK_PARAGRAPH, "b");
	b->quotes = 1;
	b->opens = false;
	add(&p, BLOCK_PARAGRAPH, "c")->tight = true;
	assert_lines(&p, "> a\n>\n> b\n\n=> /a/a a\n\nc\n");
}

static void
links_of_the_last_block_are_not_forgotten(void **state)
{
	struct page p = { 0 };

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH, "a b", { SPAN_LINK, 0, 0, 1, "/a/a", 0 });
	page_only(&p, LOOK_TEXT);
	add(&p, BLOCK_PARAGRAPH, "elsewhere");
	assert_lines(&p, "a b\n\n=> /a/a a\n");
}

static void
two_quotes_in_a_row_are_two(void **state)
{
	struct page p = { 0 };

	(void)state;
	add(&p, BLOCK_PARAGRAPH, "a")->quotes = 1;
	add(&p, BLOCK_PARAGRAPH, "b")->quotes = 1;
	assert_lines(&p, "> a\n\n> b\n");
}

static void
code_in_a_quote_stands_apart_from_its_marks(void **state)
{
	struct page p = { 0 };
	struct block *b;

	(void)state;
	add(&p, BLOCK_PARAGRAPH, "a")->quotes = 1;
	b = add(&p, BLOCK_CODE, "x\n");
	b->quotes = 1;
	b->opens = false;
	b = add(&p, BLOCK_PARAGRAPH, "b");
	b->quotes = 1;
	b->opens = false;
	assert_writes(gophermap_write, &gopher_place, &p,
	    "i  > a\ni\ni  x\ni\ni  > b\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    one_empty_line_stands_between_two_blocks_and_none_at_the_edges),
		cmocka_unit_test(
		    a_block_with_nothing_to_show_leaves_its_empty_line_to_the_next),
		cmocka_unit_test(
		    links_are_due_when_the_next_top_level_block_opens),
		cmocka_unit_test(links_of_the_last_block_are_not_forgotten),
		cmocka_unit_test(two_quotes_in_a_row_are_two),
		cmocka_unit_test(code_in_a_quote_stands_apart_from_its_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
