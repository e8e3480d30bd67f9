#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "page/page.h"

static void
a_new_block_is_empty_and_shown_everywhere(void **state)
{
	struct page p = { 0 };
	struct block *b = page_add(&p, BLOCK_PARAGRAPH);

	(void)state;
	assert_string_equal(b->body.text, "");
	assert_string_equal(b->info, "");
	assert_int_equal(b->number, -1);
	assert_int_equal(b->looks, LOOK_ALL);
	page_free(&p);
}

static void
blocks_stay_good_however_many_there_are(void **state)
{
	struct page p = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		page_text(&p, i == 0 ? "first" : i < 999 ? "line" : "last");
	assert_int_equal(p.nblocks, 1000);
	assert_string_equal(p.blocks[0].body.text, "first");
	assert_string_equal(p.blocks[999].body.text, "last");
	page_free(&p);
	assert_int_equal(p.nblocks, 0);
	page_free(&p);
}

static void
texts_are_cleaned_and_urls_encoded(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_heading(&p, 2, "a\tb\r\n\x01z\xFF");
	assert_string_equal(p.blocks[0].body.text, "a b   z\uFFFD");
	assert_int_equal(p.blocks[0].level, 2);
	page_link(&p, "/static/a b\r\n", "x\ny");
	assert_string_equal(p.blocks[1].url, "/static/a%20b");
	assert_string_equal(p.blocks[1].body.text, "x y");
	page_search(&p, "/search", "Search");
	assert_int_equal(p.blocks[2].kind, BLOCK_SEARCH);
	page_free(&p);
}

static void
a_link_below_a_link_has_no_blank_line(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_link(&p, "/a", "a");
	page_link(&p, "/b", "b");
	page_text(&p, "c");
	page_link(&p, "/d", "d");
	assert_false(p.blocks[0].tight);
	assert_true(p.blocks[1].tight);
	assert_false(p.blocks[2].tight);
	assert_false(p.blocks[3].tight);
	page_free(&p);
}

static void
an_entry_is_copied(void **state)
{
	struct page p = { 0 };
	char title[] = "A\nB";
	struct entry e = { "/a/x", title, "2021-06-11", "by", "ex", true };

	(void)state;
	page_entry(&p, &e);
	title[0] = 'Z';
	assert_string_equal(p.blocks[0].entry->title, "A B");
	assert_string_equal(p.blocks[0].entry->date, "2021-06-11");
	assert_true(p.blocks[0].entry->brief);
	page_free(&p);
}

static void
blocks_can_be_kept_to_one_look(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_only(&p, LOOK_MENU);
	page_text(&p, "a");
	page_only(&p, LOOK_ALL);
	page_text(&p, "b");
	assert_int_equal(p.blocks[0].looks, LOOK_MENU);
	assert_int_equal(p.blocks[1].looks, LOOK_ALL);
	page_free(&p);
}

static void
words_are_one_line_without_the_marks_of_images(void **state)
{
	static const struct span spans[] = {
		{ SPAN_LINK, 0, 2, 17, "/l", 0 },
		{ SPAN_IMAGE, 0, 2, 15, "/i", 0 },
		{ SPAN_NOTE, 1, 19, 19, NULL, 0 },
	};
	static const struct text cells[] = { { "h", 1, NULL, 0 },
		{ "", 0, NULL, 0 }, { "c d", 3, NULL, 0 },
		{ "e", 1, NULL, 0 } };
	static const enum align aligns[2];
	static const struct table table = { 2, 2, aligns, cells };
	struct page p = { 0 };
	struct buf out = { 0 };
	struct block *b;

	(void)state;
	page_heading(&p, 1, "Title");
	b = page_add(&p, BLOCK_PARAGRAPH);
	b->body = (struct text){ "a [image: Boat] b  c", 20, spans, 3 };
	b = page_add(&p, BLOCK_CODE);
	b->body = (struct text){ "x\n\ty\n", 5, NULL, 0 };
	page_add(&p, BLOCK_TABLE)->table = &table;
	page_entry(&p, &(struct entry){ "/a", "T", "2021-06-11", "", "E", 0 });
	page_words(&p, &out);
	assert_string_equal(buf_str(&out), "Title. a Boat b c x y h c d e T E");
	buf_free(&out);
	page_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_block_is_empty_and_shown_everywhere),
		cmocka_unit_test(blocks_stay_good_however_many_there_are),
		cmocka_unit_test(texts_are_cleaned_and_urls_encoded),
		cmocka_unit_test(a_link_below_a_link_has_no_blank_line),
		cmocka_unit_test(an_entry_is_copied),
		cmocka_unit_test(blocks_can_be_kept_to_one_look),
		cmocka_unit_test(
		    words_are_one_line_without_the_marks_of_images),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
