#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/gemtext.h"
#include "writing.h"

static void
assert_gemtext(struct page *p, const char *expected)
{
	assert_writes(gemtext_write, &gopher_place, p, expected);
}

static void
an_empty_page_is_an_empty_text(void **state)
{
	struct page p = { 0 };

	(void)state;
	assert_gemtext(&p, "");
	add(&p, BLOCK_PARAGRAPH, "");
	add(&p, BLOCK_PARAGRAPH, " \n ");
	assert_gemtext(&p, "");
}

static void
text_never_becomes_a_control_line(void **state)
{
	struct page p = { 0 };

	(void)state;
	add(&p, BLOCK_PARAGRAPH, "# no\n=> x\n> y\n* z\n```\n#\n=>\n>");
	add(&p, BLOCK_PARAGRAPH, "*\n*a*\n=x\n``\n.");
	assert_gemtext(&p, " # no\n => x\n > y\n * z\n ```\n #\n =>\n >\n\n"
			   "*\n*a*\n=x\n``\n.\n");
}

/* A list is for choosing: 300 characters, cut at a sentence or word. */
static void
a_long_excerpt_is_cut_at_a_sentence(void **state)
{
	char excerpt[400];
	struct page p = { 0 };
	struct buf out = { 0 };

	(void)state;
	memset(excerpt, 'a', sizeof excerpt - 1);
	excerpt[sizeof excerpt - 1] = '\0';
	for (size_t i = 9; i < sizeof excerpt - 1; i += 10)
		excerpt[i] = ' ';
	excerpt[258] = '.';
	excerpt[260] = 'A';
	page_entry(&p, &(struct entry){ "/a/x", "Title", "2024-05-20", "Ann",
			   excerpt, false });
	gemtext_write(&p, &gopher_place, &out);
	assert_true(strlen(strchr(buf_str(&out), '\n')) <= 300 + 8);
	assert_int_equal(out.data[out.len - 2], '.');
	assert_true(out.data[out.len - 3] == 'a');
	buf_free(&out);
	page_free(&p);
}

static void
an_entry_stays_text_below_its_link(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_entry(&p, &(struct entry){ "/a/x", "Title", "2024-05-20",
			   "M. Ostrom", "The four cottages.", false });
	page_entry(&p,
	    &(struct entry){ "/a/y", "Title", "", "", "=> no link", false });
	page_entry(&p, &(struct entry){ "/a/z", "Title", "2024-05-19", "Ltd.",
			   "Text", false });
	page_entry(&p,
	    &(struct entry){ "/a/w", "Title", "", "Ann", "", false });
	assert_gemtext(&p, "=> /a/x 2024-05-20 Title\n"
			   "M. Ostrom. The four cottages.\n"
			   "\n"
			   "=> /a/y Title\n"
			   " => no link\n"
			   "\n"
			   "=> /a/z 2024-05-19 Title\n"
			   "Ltd. Text\n"
			   "\n"
			   "=> /a/w Title\n"
			   "Ann\n");
}

/* gemini.md, "First screen" */
static void
a_front_page_shows_articles_within_eight_rows(void **state)
{
	struct page p = { .index = true };
	struct entry e = { "/a/dredging-starts-late",
		"Dredging Starts A Month Late", "2024-05-20", "R. Vane",
		"Not shown.", true };

	(void)state;
	page_heading(&p, 1, "The Harbour Gazette");
	page_text(&p, "A low-bandwidth mirror of gazette.example")->tight =
	    true;
	page_search(&p, "/search", "Search");
	page_link(&p, "/t/", "All topics")->tight = true;
	page_heading(&p, 2, "Newest articles");
	page_entry(&p, &e)->tight = true;
	page_entry(&p, &e)->tight = true;
	page_heading(&p, 2, "Topics");
	page_link(&p, "/t/estuary/", "Estuary (31)")->tight = true;
	page_link(&p, "/t/lighthouses/", "Lighthouses (48)");
	page_link(&p, "/archive/", "All articles by month")->tight = false;
	assert_gemtext(&p, "# The Harbour Gazette\n"
			   "A low-bandwidth mirror of gazette.example\n"
			   "\n"
			   "=> /search Search\n"
			   "=> /t/ All topics\n"
			   "\n"
			   "## Newest articles\n"
			   "=> /a/dredging-starts-late 2024-05-20 Dredging "
			   "Starts A Month Late\n"
			   "=> /a/dredging-starts-late 2024-05-20 Dredging "
			   "Starts A Month Late\n"
			   "\n"
			   "## Topics\n"
			   "=> /t/estuary/ Estuary (31)\n"
			   "=> /t/lighthouses/ Lighthouses (48)\n"
			   "\n"
			   "=> /archive/ All articles by month\n");
}

static void
links_follow_their_block_with_a_blank_line_around(void **state)
{
	struct page p = { 0 };

	(void)state;
	add_with(&p, BLOCK_HEADING, "On map",
	    { SPAN_LINK, 0, 3, 6, "https://m.example/a", 0 });
	add_with(&p, BLOCK_PARAGRAPH, "a map",
	    { SPAN_LINK, 0, 2, 5, "https://m.example/a", 0 });
	add(&p, BLOCK_PARAGRAPH, "b")->tight = true;
	assert_gemtext(&p, "# On map\n"
			   "\n"
			   "=> https://m.example/a map\n"
			   "\n"
			   "a map\n"
			   "\n"
			   "=> https://m.example/a map\n"
			   "\n"
			   "b\n");
}

static void
paragraphs_of_one_link_are_link_lines_without_blanks_between(void **state)
{
	struct page p = { 0 };

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH, "See a",
	    { SPAN_LINK, 0, 4, 5, "/a/a", 0 });
	add_with(&p, BLOCK_PARAGRAPH, "b", { SPAN_LINK, 0, 0, 1, "/a/b", 0 });
	add_with(&p, BLOCK_PARAGRAPH, "[image: c]",
	    { SPAN_LINK, 0, 0, 10, "/a/c", 0 },
	    { SPAN_IMAGE, 0, 0, 10, "/a/c/c.png", 0 });
	add(&p, BLOCK_PARAGRAPH, "d");
	add_with(&p, BLOCK_PARAGRAPH, "e", { SPAN_LINK, 0, 0, 1, "/a/e", 0 });
	assert_gemtext(&p, "See a\n\n=> /a/a a\n=> /a/b b\n=> /a/c c\n"
			   "=> /a/c/c.png c [image]\n\nd\n\n=> /a/e e\n");
}

static void
an_item_that_is_a_link_stands_in_its_list(void **state)
{
	static const struct span whole = { SPAN_LINK, 0, 0, 1, "/a/a", 0 };
	static const struct span part = { SPAN_LINK, 0, 2, 3, "/a/c", 0 };
	struct page p = { 0 };
	struct block *b;

	(void)state;
	add_item(&p, 1, -1, "z")->body.spans = NULL;
	b = add_item(&p, 1, -1, "a");
	b->body.spans = &whole;
	b->body.nspans = 1;
	b->tight = false; /* of a loose list */
	b = add_item(&p, 1, -1, "b c");
	b->body.spans = &part;
	b->body.nspans = 1;
	b->tight = false;
	b = add_item(&p, 2, 7, "a");
	b->body.spans = &whole;
	b->body.nspans = 1;
	add(&p, BLOCK_PARAGRAPH, "d");
	assert_gemtext(&p, "* z\n=> /a/a a\n* b c\n=> /a/a 7. a\n\n=> /a/c c\n"
			   "\nd\n");
}

static void
items_of_every_level_stay_items(void **state)
{
	struct page p = { 0 };
	struct block *b;

	(void)state;
	add_item(&p, 1, -1, "a\n# b");
	add_item(&p, 2, -1, "c");
	add_item(&p, 12, -1, "d");
	add_item(&p, 1, 0, "e");
	add_item(&p, 2, 1, "f");
	add_item(&p, 1, -1, "");
	b = add_item(&p, 1, -1, "* second paragraph");
	b->first = false;
	assert_gemtext(&p, "* a\n # b\n* - c\n* - - - - - - - d\n0. e\n- 1. f\n"
			   "* \n * second paragraph\n");
}

static void
quotes_have_their_mark_on_every_line(void **state)
{
	struct page p = { 0 };
	struct block *b;

	(void)state;
	add(&p, BLOCK_PARAGRAPH, "a\nb\n\nc")->quotes = 1;
	b = add(&p, BLOCK_PARAGRAPH, "d");
	b->quotes = 2;
	b->opens = false;
	b = add(&p, BLOCK_HEADING, "Heading");
	b->quotes = 1;
	b->opens = false;
	b = add_item(&p, 1, -1, "item");
	b->quotes = 1;
	b->opens = b->tight = false;
	b = add(&p, BLOCK_CODE, "x\n");
	b->quotes = 1;
	b->opens = false;
	b->info = "";
	add(&p, BLOCK_PARAGRAPH, "next")->quotes = 12;
	assert_gemtext(&p, "> a\n> b\n>\n> c\n>\n> > d\n>\n> Heading\n>\n"
			   "> - item\n\n```\nx\n```\n\n"
			   "> > > > > > > > next\n");
}

static void
a_fence_is_never_closed_by_what_it_holds(void **state)
{
	struct page p = { 0 };
	struct block *b = add(&p, BLOCK_CODE, "```\n\t# x  \n\n\n````\n``");

	(void)state;
	b->info = "c";
	assert_gemtext(&p, "```c\n ```\n\t# x  \n\n\n ````\n``\n```\n");
}

static void
headings_have_three_levels_and_one_line(void **state)
{
	struct page p = { 0 };

	(void)state;
	add(&p, BLOCK_HEADING, "One\ntwo")->level = 1;
	add(&p, BLOCK_HEADING, "Three")->level = 3;
	add(&p, BLOCK_HEADING, " Six ")->level = 6;
	add(&p, BLOCK_HEADING, "");
	add(&p, BLOCK_RULE, "");
	assert_gemtext(&p, "# One two\n\n### Three\n\n### Six\n\n---\n");
}

static void
notes_are_called_by_their_number(void **state)
{
	struct page p = { 0 };
	struct block *b;

	(void)state;
	add_with(&p, BLOCK_PARAGRAPH, "Aa", { SPAN_NOTE, 1, 2, 2, NULL, 0 });
	b = add(&p, BLOCK_NOTE, "Ibidem.");
	b->number = 1;
	b->first = true;
	b = add(&p, BLOCK_NOTE, "# More.");
	b->number = 1;
	assert_gemtext(&p, "Aa[1]\n\n[1] Ibidem.\n\n # More.\n");
}

static void
tables_are_fenced_or_records(void **state)
{
	static const enum align aligns[] = { ALIGN_NONE, ALIGN_NONE };
	static const struct span link = { SPAN_LINK, 0, 0, 1, "/a/a", 0 };
	static const char wide[] =
	    "a cell that is so wide that the table cannot stand in two columns";
	struct text cells[] = { { "# H", 3, NULL, 0 }, { "I", 1, NULL, 0 },
		{ "a", 1, &link, 1 }, { "```", 3, NULL, 0 } };
	struct table t = { 2, 2, aligns, cells };
	struct page p = { 0 };

	(void)state;
	add(&p, BLOCK_TABLE, "")->table = &t;
	assert_gemtext(&p,
	    "```Table: # H, I\n# H  I\n---  ---\na    ```\n```\n\n"
	    "=> /a/a a\n");
	cells[3] = (struct text){ wide, sizeof wide - 1, NULL, 0 };
	add(&p, BLOCK_TABLE, "")->table = &t;
	assert_gemtext(&p, " # H: a\nI: a cell that is so wide that the table "
			   "cannot stand in two columns\n\n=> /a/a a\n");
}

static void
a_block_of_another_look_leaves_no_trace(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_text(&p, "a");
	page_only(&p, LOOK_MENU | LOOK_TEXT);
	page_text(&p, "not here");
	page_only(&p, LOOK_ALL);
	page_text(&p, "b");
	assert_gemtext(&p, "a\n\nb\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_page_is_an_empty_text),
		cmocka_unit_test(text_never_becomes_a_control_line),
		cmocka_unit_test(a_long_excerpt_is_cut_at_a_sentence),
		cmocka_unit_test(an_entry_stays_text_below_its_link),
		cmocka_unit_test(a_front_page_shows_articles_within_eight_rows),
		cmocka_unit_test(
		    links_follow_their_block_with_a_blank_line_around),
		cmocka_unit_test(
		    paragraphs_of_one_link_are_link_lines_without_blanks_between),
		cmocka_unit_test(an_item_that_is_a_link_stands_in_its_list),
		cmocka_unit_test(items_of_every_level_stay_items),
		cmocka_unit_test(quotes_have_their_mark_on_every_line),
		cmocka_unit_test(a_fence_is_never_closed_by_what_it_holds),
		cmocka_unit_test(headings_have_three_levels_and_one_line),
		cmocka_unit_test(notes_are_called_by_their_number),
		cmocka_unit_test(tables_are_fenced_or_records),
		cmocka_unit_test(a_block_of_another_look_leaves_no_trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
