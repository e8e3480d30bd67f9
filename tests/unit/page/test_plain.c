#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/plain.h"
#include "writing.h"

static void
assert_text(struct page *p, const char *expected)
{
	assert_writes(plain_write, &gopher_place, p, expected);
}

static void
references_stand_at_the_end_below_a_heading(void **state)
{
	struct page p = { 0 };

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH, "See map.",
	    { SPAN_LINK, 0, 4, 7, "https://m.example/a", 0 });
	add_with(&p, BLOCK_PARAGRAPH, "Map",
	    { SPAN_LINK, 0, 0, 3, "/a/map", 0 });
	assert_text(&p, "See map [1].\n"
			"\n"
			"Map [2]\n"
			"\n"
			"Links\n"
			"-----\n"
			"[1] map\n"
			"    https://m.example/a\n"
			"[2] Map\n"
			"    gopher://gazette.example/1/a/map\n");
}

/* gopher.md, "Layouts" */
static void
the_links_of_the_page_follow_with_their_addresses_in_one_column(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_heading(&p, 1, "Title");
	page_text(&p, "2024-05-20 - M. Ostrom - Lighthouses")->tight = true;
	add_with(&p, BLOCK_PARAGRAPH, "a", { SPAN_LINK, 0, 0, 1, "/a/a", 0 });
	add(&p, BLOCK_PARAGRAPH, "b");
	page_link(&p, "https://gazette.example/2024/05/keepers-cottages/",
	    "Original");
	page_only(&p, LOOK_MENU);
	page_link(&p, "/a/b", "Older");
	page_only(&p, LOOK_ALL);
	page_link(&p, "/t/lighthouses/", "Topic");
	page_link(&p, "/a/c",
	    "Newer: a title that is too long for a line with its address");
	page_link(&p, "/about", "About")->full_text = true;
	page_search(&p, "/search", "Search the archive");
	assert_text(&p,
	    "Title\n"
	    "=====\n"
	    "2024-05-20 - M. Ostrom - Lighthouses\n"
	    "\n"
	    "a [1]\n"
	    "\n"
	    "b\n"
	    "\n"
	    "Links\n"
	    "-----\n"
	    "[1] a\n"
	    "    gopher://gazette.example/1/a/a\n"
	    "\n"
	    "Original: https://gazette.example/2024/05/keepers-cottages/\n"
	    "Topic:    gopher://gazette.example/1/t/lighthouses/\n"
	    "Newer: a title that is too long for a line with its address\n"
	    "    gopher://gazette.example/1/a/c\n"
	    "About:    gopher://gazette.example/0/about.txt\n"
	    "\n"
	    "Search the archive: gopher://gazette.example/7/search\n");
}

static void
lines_end_as_the_place_asks_for(void **state)
{
	struct place crlf = gopher_place;
	struct page p = { 0 };
	struct buf out = { 0 };

	(void)state;
	crlf.style = &(struct style){ .crlf = true, .dot = true };
	page_text(&p, "a");
	page_text(&p, "b");
	add(&p, BLOCK_PARAGRAPH, "");
	plain_write(&p, &crlf, &out);
	assert_string_equal(buf_str(&out), "a\r\n\r\nb\r\n.\r\n");
	buf_free(&out);
	page_free(&p);
}

static void
no_line_begins_with_a_dot(void **state)
{
	static const enum align aligns[] = { ALIGN_NONE, ALIGN_NONE };
	static const struct text cells[] = { { "H", 1, NULL, 0 },
		{ "I", 1, NULL, 0 }, { ".a", 2, NULL, 0 },
		{ "b", 1, NULL, 0 } };
	static const struct table table = { 2, 2, aligns, cells };
	struct page p = { 0 };

	(void)state;
	add(&p, BLOCK_PARAGRAPH, ".a\n.");
	add(&p, BLOCK_HEADING, ".b")->level = 1;
	add(&p, BLOCK_CODE, ".c\n");
	add(&p, BLOCK_TABLE, "")->table = &table;
	assert_text(&p, " .a\n .\n\n .b\n===\n\n  .c\n\n"
			" H   I\n --  -\n .a  b\n");
}

static void
an_address_is_never_broken(void **state)
{
	static const char url[] = "https://m.example/a-path-that-is-longer/"
				  "than-the-sixty-seven-columns-of-a-line";
	struct page p = { 0 };
	struct block *b = add(&p, BLOCK_PARAGRAPH,
	    "See https://m.example/a-path-that-is-longer/"
	    "than-the-sixty-seven-columns-of-a-line or not.");
	struct span span = { SPAN_AUTOLINK, 0, 4, 4 + sizeof url - 1, url, 0 };

	(void)state;
	b->body.spans = &span;
	b->body.nspans = 1;
	page_link(&p, url, "Original");
	assert_text(&p, "See\n"
			"https://m.example/a-path-that-is-longer/"
			"than-the-sixty-seven-columns-of-a-line\n"
			"or not.\n"
			"\n"
			"Original\n"
			"    https://m.example/a-path-that-is-longer/"
			"than-the-sixty-seven-columns-of-a-line\n");
}

static void
code_is_never_folded_and_has_no_blanks_behind(void **state)
{
	struct page p = { 0 };

	(void)state;
	add(&p, BLOCK_CODE,
	    "a\tb  \n  \n"
	    "0123456789012345678901234567890123456789012345678901234567890123"
	    "456789\n");
	assert_text(&p,
	    "  a       b\n"
	    "\n"
	    "  0123456789012345678901234567890123456789012345678901234567890123"
	    "456789\n");
}

static void
entries_have_their_address_below(void **state)
{
	struct page p = { 0 };
	struct entry e = { "/a/x", "A title", "2024-05-20", "R. Vane",
		"An excerpt.", true };

	(void)state;
	page_entry(&p, &e);
	e.brief = false;
	page_entry(&p, &e);
	assert_text(&p, "2024-05-20  A title\n"
			"    gopher://gazette.example/1/a/x\n"
			"\n"
			"A title\n"
			"  2024-05-20 - R. Vane\n"
			"  An excerpt.\n"
			"    gopher://gazette.example/1/a/x\n");
}

static void
gemini_has_addresses_of_its_own(void **state)
{
	struct place gemini = { .scheme = "gemini",
		.host = "gazette.example",
		.port = 1965 };
	struct page p = { 0 };

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH, "“a”\xC2\xA0…",
	    { SPAN_LINK, 0, 3, 4, "/a/a", 0 });
	assert_writes(plain_write, &gemini, &p,
	    "“a [1]” …\n\nLinks\n-----\n[1] a\n    "
	    "gemini://gazette.example/a/a\n");
}

static void
latin1_is_one_byte_for_each_letter_and_nothing_else(void **state)
{
	struct place latin1 = gopher_place;
	struct page p = { 0 };
	struct buf out = { 0 };

	(void)state;
	latin1.style = &(struct style){ .charset = CHARSET_LATIN1 };
	buf_adds(&out, "\xC3\xA9\n");
	page_text(&p, "\xC3\xA9 \xE2\x80\x9C");
	page_text(&p, "\xE6\xBC\xA2 \xC3\xA9");
	plain_write(&p, &latin1, &out);
	assert_string_equal(buf_str(&out), "\xC3\xA9\n\xE9 \"\n\n? \xE9\n");
	buf_free(&out);
	page_free(&p);
}

static void
an_empty_page_is_an_empty_text(void **state)
{
	struct page p = { 0 };

	(void)state;
	assert_text(&p, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references_stand_at_the_end_below_a_heading),
		cmocka_unit_test(
		    the_links_of_the_page_follow_with_their_addresses_in_one_column),
		cmocka_unit_test(lines_end_as_the_place_asks_for),
		cmocka_unit_test(no_line_begins_with_a_dot),
		cmocka_unit_test(an_address_is_never_broken),
		cmocka_unit_test(code_is_never_folded_and_has_no_blanks_behind),
		cmocka_unit_test(entries_have_their_address_below),
		cmocka_unit_test(gemini_has_addresses_of_its_own),
		cmocka_unit_test(
		    latin1_is_one_byte_for_each_letter_and_nothing_else),
		cmocka_unit_test(an_empty_page_is_an_empty_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
