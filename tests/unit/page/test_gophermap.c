#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/gophermap.h"
#include "writing.h"

static void
assert_menu(struct page *p, const char *expected)
{
	assert_writes(gophermap_write, &gopher_place, p, expected);
}

static void
every_line_has_three_tabs_and_crlf(void **state)
{
	struct page p = { 0 };
	struct buf out = { 0 };

	(void)state;
	page_text(&p, "a");
	page_link(&p, "/a/x", "b");
	gophermap_write(&p, &gopher_place, &out);
	assert_string_equal(buf_str(&out), "ia\t\terror.host\t1\r\n"
					   "i\t\terror.host\t1\r\n"
					   "1b\t/a/x\tgazette.example\t70\r\n");
	buf_free(&out);
	page_free(&p);
}

static void
control_bytes_of_single_lines_become_blanks(void **state)
{
	struct buf out = { 0 };

	(void)state;
	gophermap_line(&out, '1', "a\tb\r\nc", "/x\ty", &gopher_place);
	assert_string_equal(buf_str(&out),
	    "1a b  c\t/x y\tgazette.example\t70\r\n");
	buf_free(&out);
}

/* gopher.md, "Layouts" */
static void
a_front_menu_has_bare_headings_and_short_lists(void **state)
{
	struct page p = { .index = true };
	struct entry e = { "/a/x",
		"Keepers' Cottages Reopen As A School For Harbour Pilots And "
		"Others",
		"2024-05-18", "M. Ostrom", "Not shown.", true };

	(void)state;
	page_heading(&p, 1, "The Harbour Gazette");
	page_text(&p, "A low-bandwidth mirror")->tight = true;
	page_search(&p, "/search", "Search titles and articles");
	page_heading(&p, 2, "Newest articles");
	page_entry(&p, &e)->tight = true;
	page_link(&p, "/about", "About this mirror")->full_text = true;
	page_link(&p, "/atom.xml", "Atom feed");
	page_link(&p, "gemini://gazette.example/", "Over Gemini");
	assert_menu(&p,
	    "iThe Harbour Gazette\n"
	    "iA low-bandwidth mirror\n"
	    "i\n"
	    "7Search titles and articles|/search|gazette.example|70\n"
	    "i\n"
	    "iNewest articles\n"
	    "12024-05-18  Keepers' Cottages Reopen As A School For Harbour "
	    "...|/a/x|gazette.example|70\n"
	    "i\n"
	    "0About this mirror|/about.txt|gazette.example|70\n"
	    "0Atom feed|/atom.xml|gazette.example|70\n"
	    "hOver Gemini|URL:gemini://gazette.example/|gazette.example|70\n");
}

static void
an_entry_goes_on_below_its_title_and_ends_after_four_lines(void **state)
{
	struct page p = { .index = true };
	struct entry e = { "/a/why",
		"Why Coastal Towns Still Argue About The Colour Of Their "
		"Lighthouse Towers",
		"2024-05-11", "R. Vane",
		"The four stone cottages under the old light have stood empty "
		"since the lamp was made automatic. From this week they house "
		"twelve trainee pilots, who will learn the channel on the same "
		"charts the keepers drew by hand. The harbour board says the "
		"first of them will be examined in autumn.",
		false };

	(void)state;
	page_entry(&p, &e);
	e.date = "";
	e.title = "B";
	e.excerpt = "Short.";
	page_entry(&p, &e);
	e.byline = e.excerpt = "";
	e.date = "2024";
	page_entry(&p, &e);
	assert_menu(&p,
	    "1Why Coastal Towns Still Argue About The Colour Of Their "
	    "Lighthouse|/a/why|gazette.example|70\n"
	    "iTowers\n"
	    "i  2024-05-11 - R. Vane\n"
	    "i  The four stone cottages under the old light have stood empty\n"
	    "i  since the lamp was made automatic. From this week they house\n"
	    "i  twelve trainee pilots, who will learn the channel on the same\n"
	    "i  charts the keepers drew by hand. The harbour board says the "
	    "...\n"
	    "i\n"
	    "1B|/a/why|gazette.example|70\n"
	    "i  R. Vane\n"
	    "i  Short.\n"
	    "i\n"
	    "1B|/a/why|gazette.example|70\n"
	    "i  2024\n");
}

static void
all_of_an_excerpt_is_shown_when_asked_for(void **state)
{
	struct page p = { .index = true };
	struct style style = gopher_style;
	struct place all = gopher_place;
	struct entry e = { "/a/x", "A", "", "",
		"one one one one one one one one one one one one one one one "
		"two two two two two two two two two two two two two two two "
		"3",
		false };

	(void)state;
	all.style = &style;
	style.excerpt_lines = 0;
	page_entry(&p, &e);
	assert_writes(gophermap_write, &all, &p,
	    "1A|/a/x|gazette.example|70\n"
	    "i  one one one one one one one one one one one one one one one "
	    "two\n"
	    "i  two two two two two two two two two two two two two two 3\n");
	style.excerpt_lines = 1;
	page_entry(&p, &e);
	assert_writes(gophermap_write, &all, &p,
	    "1A|/a/x|gazette.example|70\n"
	    "i  one one one one one one one one one one one one one one one "
	    "...\n");
}

static void
links_of_a_block_follow_it_as_numbered_items(void **state)
{
	struct page p = { 0 };

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH, "See map or b.",
	    { SPAN_LINK, 0, 4, 7, "https://m.example/a", 0 },
	    { SPAN_LINK, 0, 11, 12, "/a/b", 0 });
	add_with(&p, BLOCK_PARAGRAPH, "Old hole",
	    { SPAN_LINK, 0, 4, 8, "gopher://h.example/0/a%20b", 0 });
	assert_menu(&p, "iSee map [1] or b [2].\n"
			"i\n"
			"h[1] map|URL:https://m.example/a|gazette.example|70\n"
			"1[2] b|/a/b|gazette.example|70\n"
			"i\n"
			"iOld hole [3]\n"
			"i\n"
			"0[3] hole|/a b|h.example|70\n");
}

static void
a_link_alone_is_an_item_without_a_number(void **state)
{
	static const struct span whole = { SPAN_LINK, 0, 0, 3, "/a/map", 0 };
	struct page p = { 0 };
	struct block *b;

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH, "Map",
	    { SPAN_LINK, 0, 0, 3, "/a/map", 0 });
	add_with(&p, BLOCK_PARAGRAPH, "[image: B]",
	    { SPAN_IMAGE, 0, 0, 10, "/b.gif", 0 });
	add_item(&p, 1, -1, "a");
	b = add_item(&p, 2, -1, "Map");
	b->body.spans = &whole;
	b->body.nspans = 1;
	b = add_item(&p, 2, 3, "Map");
	b->body.spans = &whole;
	b->body.nspans = 1;
	assert_menu(&p, "1Map|/a/map|gazette.example|70\n"
			"gB [image]|/b.gif|gazette.example|70\n"
			"i\n"
			"i  * a\n"
			"1  Map|/a/map|gazette.example|70\n"
			"1  3. Map|/a/map|gazette.example|70\n");
}

static void
a_long_label_goes_on_below_its_item(void **state)
{
	struct page p = { 0 };
	struct block *b;

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH,
	    "x a label that is so long that it does not fit into a line of "
	    "67 columns",
	    { SPAN_LINK, 0, 2, 72, "/a/x", 0 });
	b = page_link(&p, "gopher://g.example/3/bad", "No item leads here");
	assert_non_null(b);
	assert_menu(&p,
	    "ix a label that is so long that it does not fit into a line of "
	    "67\n"
	    "icolumns [1]\n"
	    "i\n"
	    "1[1] a label that is so long that it does not fit into a line of "
	    "67|/a/x|gazette.example|70\n"
	    "i    columns\n"
	    "i\n"
	    "iNo item leads here\n");
}

static void
headings_are_underlined_as_wide_as_they_are(void **state)
{
	struct page p = { 0 };

	(void)state;
	add(&p, BLOCK_HEADING, "Perú")->level = 1;
	add(&p, BLOCK_HEADING, "漢字")->level = 2;
	add(&p, BLOCK_HEADING, "Low")->level = 5;
	add(&p, BLOCK_HEADING,
	    "A heading that is so long that it does not fit into a line of 67 "
	    "columns")
	    ->level = 2;
	add(&p, BLOCK_RULE, "");
	assert_menu(&p, "iPerú\n"
			"i====\n"
			"i\n"
			"i漢字\n"
			"i----\n"
			"i\n"
			"i### Low\n"
			"i\n"
			"iA heading that is so long that it does not fit into "
			"a line of 67\n"
			"icolumns\n"
			"i-----------------------------------------------------"
			"-----------\n"
			"i\n"
			"i--------------------\n");
}

static void
code_is_folded_with_a_backslash_and_its_tabs_are_blanks(void **state)
{
	struct page p = { 0 };
	struct block *b;

	(void)state;
	b = add(&p, BLOCK_CODE,
	    "a\tb\n\n  “c”\n"
	    "0123456789012345678901234567890123456789012345678901234567890123"
	    "4\n"
	    "0123456789012345678901234567890123456789012345678901234567890123"
	    "45\n");
	b->lists = 0;
	b = add(&p, BLOCK_CODE, "x\n");
	b->lists = 1;
	b->first = true;
	b->opens = false;
	assert_menu(&p,
	    "i  a       b\n"
	    "i\n"
	    "i    “c”\n"
	    "i  "
	    "0123456789012345678901234567890123456789012345678901234567890123"
	    "4\n"
	    "i  "
	    "0123456789012345678901234567890123456789012345678901234567890123"
	    "\\\n"
	    "i  45\n"
	    "i\n"
	    "i  *\n"
	    "i      x\n");
}

static void
a_table_stands_behind_the_mark_of_its_quote(void **state)
{
	static const enum align aligns[] = { ALIGN_NONE, ALIGN_RIGHT };
	static const struct span link = { SPAN_LINK, 0, 0, 1, "/a/a", 0 };
	struct text cells[] = { { "H", 1, NULL, 0 }, { "I", 1, NULL, 0 },
		{ "a", 1, &link, 1 }, { "12", 2, NULL, 0 } };
	struct table t = { 2, 2, aligns, cells };
	struct page p = { 0 };
	struct block *b;

	(void)state;
	b = add(&p, BLOCK_TABLE, "");
	b->table = &t;
	b->quotes = 1;
	assert_menu(&p, "i  > H       I\n"
			"i  > -----  --\n"
			"i  > a [1]  12\n"
			"i\n"
			"1[1] a|/a/a|gazette.example|70\n");
}

static void
records_hang_below_their_headers(void **state)
{
	static const enum align aligns[] = { ALIGN_NONE };
	static const char wide[] =
	    "a value that is so wide that the table cannot stand in columns "
	    "of this menu";
	struct text cells[] = { { "H", 1, NULL, 0 },
		{ wide, sizeof wide - 1, NULL, 0 }, { "b", 1, NULL, 0 } };
	struct table t = { 3, 1, aligns, cells };
	struct page p = { 0 };
	struct block *b;

	(void)state;
	b = add(&p, BLOCK_TABLE, "");
	b->table = &t;
	b->quotes = 1;
	assert_menu(&p,
	    "i  > H: a value that is so wide that the table cannot stand in\n"
	    "i  >   columns of this menu\n"
	    "i  >\n"
	    "i  > H: b\n");
}

static void
notes_are_called_by_letters(void **state)
{
	struct page p = { 0 };
	struct block *b;

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH, "Aa", { SPAN_NOTE, 1, 2, 2, NULL, 0 });
	b = add(&p, BLOCK_NOTE, "Ibidem,\nthere.");
	b->number = 1;
	b->first = true;
	b = add(&p, BLOCK_NOTE, "More.");
	b->number = 1;
	b->opens = false;
	assert_menu(&p,
	    "iAa[a]\ni\ni[a] Ibidem,\ni    there.\ni\ni    More.\n");
}

static void
latin1_is_the_charset_of_words_and_never_of_selectors(void **state)
{
	struct place latin1 = gopher_place;
	struct page p = { 0 };
	struct buf out = { 0 };

	(void)state;
	latin1.style = &(struct style){ .charset = CHARSET_LATIN1 };
	page_link(&p, "/static/\xC3\xA9.txt", "\xC3\xA9 \xC5\x93 \xE2\x80\x94");
	page_text(&p, "\xE6\xBC\xA2 \xC3\xA9");
	gophermap_write(&p, &latin1, &out);
	assert_string_equal(buf_str(&out),
	    "0\xE9 oe --\t/static/\xC3\xA9.txt\tgazette.example\t70\r\n"
	    "i\t\terror.host\t1\r\n"
	    "i? \xE9\t\terror.host\t1\r\n");
	buf_free(&out);
	page_free(&p);
}

static void
width_is_counted_after_folding(void **state)
{
	struct page p = { 0 };

	(void)state;
	/* 66 columns, 67 with "..." in place of the ellipsis's one */
	add(&p, BLOCK_PARAGRAPH,
	    "0123456789012345678901234567890123456789012345678901234567890 "
	    "a… b");
	assert_menu(&p,
	    "i0123456789012345678901234567890123456789012345678901234567890 "
	    "a...\n"
	    "ib\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_has_three_tabs_and_crlf),
		cmocka_unit_test(control_bytes_of_single_lines_become_blanks),
		cmocka_unit_test(
		    a_front_menu_has_bare_headings_and_short_lists),
		cmocka_unit_test(
		    an_entry_goes_on_below_its_title_and_ends_after_four_lines),
		cmocka_unit_test(all_of_an_excerpt_is_shown_when_asked_for),
		cmocka_unit_test(links_of_a_block_follow_it_as_numbered_items),
		cmocka_unit_test(a_link_alone_is_an_item_without_a_number),
		cmocka_unit_test(a_long_label_goes_on_below_its_item),
		cmocka_unit_test(headings_are_underlined_as_wide_as_they_are),
		cmocka_unit_test(
		    code_is_folded_with_a_backslash_and_its_tabs_are_blanks),
		cmocka_unit_test(a_table_stands_behind_the_mark_of_its_quote),
		cmocka_unit_test(records_hang_below_their_headers),
		cmocka_unit_test(notes_are_called_by_letters),
		cmocka_unit_test(
		    latin1_is_the_charset_of_words_and_never_of_selectors),
		cmocka_unit_test(width_is_counted_after_folding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
