#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "served.h"

/* ---- the layouts of gemini.md and gopher.md ------------------------------ */

static void
put_article(const char *slug, const char *title, const char *date,
    const char *author, const char *topic, const char *text)
{
	char path[256];

	snprintf(path, sizeof path, "articles/%s.md", slug);
	put(path,
	    "---\ntitle: \"%s\"\ndate: %s\nauthor: %s\ntopics: [%s]\n---\n\n"
	    "%s\n",
	    title, date, author, topic, text);
}

static void
put_older(const char *topic, int n)
{
	for (int i = 0; i < n; i++) {
		char slug[64], title[64], date[32];

		snprintf(slug, sizeof slug, "%s-%d", topic, i);
		snprintf(title, sizeof title, "Older %s %d", topic, i);
		snprintf(date, sizeof date, "2023-%02d-%02d", 1 + i / 28,
		    1 + i % 28);
		put_article(slug, title, date, "N. Body", topic, "Words.");
	}
}

/* How every page ends, the same on both protocols. */
#define WAYS                                                                   \
	"=> / The Harbour Gazette\n"                                           \
	"=> /search Search\n"                                                  \
	"=> /t/ All topics\n"                                                  \
	"=> /author/ Authors\n"                                                \
	"=> /digest/ Daily digest\n"                                           \
	"=> /archive/ Archive\n"                                               \
	"=> /atom.xml Atom feed\n"
#define MENU_WAYS                                                              \
	"1|The Harbour Gazette\n"                                              \
	"7|Search\n"                                                           \
	"1|All topics\n"                                                       \
	"1|Authors\n"                                                          \
	"1|Daily digest\n"                                                     \
	"1|Archive\n"                                                          \
	"0|Atom feed\n"

static int
gazette(void **state)
{
	served_begin(state);
	put("capsule.conf",
	    "title = \"The Harbour Gazette\"\n"
	    "description = \"A low-bandwidth mirror of gazette.example\"\n"
	    "web = \"https://gazette.example/\"\n");
	put("pages/about.md", "---\ntitle: About this mirror\n---\nText.\n");
	put_article("dredging-starts-late", "Dredging Starts A Month Late",
	    "2024-05-20", "N. Body", "Estuary", "Mud.");
	put("articles/keepers-cottages.md",
	    "---\n"
	    "title: Keepers' Cottages Reopen As A School For Harbour Pilots\n"
	    "date: 2024-05-18\n"
	    "author: M. Ostrom\n"
	    "topics: [Lighthouses]\n"
	    "source: https://gazette.example/2024/05/keepers-cottages/\n"
	    "summary: The four stone cottages under the old light have stood "
	    "empty since the lamp was made automatic. From this week they "
	    "house twelve trainee pilots, who will learn the channel on the "
	    "same charts the keepers drew by hand. The harbour board says the "
	    "school will stay open.\n"
	    "---\n"
	    "The four stone cottages under the "
	    "[old light](https://gazette.example/places/old-light) have stood "
	    "empty since the lamp was made automatic. From this week they "
	    "house twelve trainee pilots.\n\n"
	    "> We drew the rocks from a rowing boat, one summer at a time.\n\n"
	    "What the trainees bring on the first day:\n\n"
	    "- a pencil and dividers\n"
	    "- a copy of the [harbour rules](rules.pdf), which changed in "
	    "March and now cover small craft as well\n");
	put_article("why-coastal-towns-still-argue",
	    "Why Coastal Towns Still Argue About The Colour Of Their "
	    "Lighthouse Towers",
	    "2024-05-11", "R. Vane", "Lighthouses", "Paint.");
	put_older("Lighthouses", 46);
	put_older("Estuary", 30);
	take_in();
	serve();
	return 0;
}

static void
the_front_page_on_gemini_is_as_gemini_md_has_it(void **state)
{
	(void)state;
	assert_int_equal(ask("/"), 20);
	assert_begins(gemtext(),
	    "# The Harbour Gazette\n"
	    "A low-bandwidth mirror of gazette.example\n"
	    "\n"
	    "=> /search Search\n"
	    "=> /t/ All topics\n"
	    "\n"
	    "## Newest articles\n"
	    "=> /a/dredging-starts-late 2024-05-20 Dredging Starts A Month "
	    "Late\n"
	    "Mud.\n"
	    "\n"
	    "=> /a/keepers-cottages 2024-05-18 Keepers' Cottages Reopen As A "
	    "School For Harbour Pilots\n"
	    "The four stone cottages under the old light have stood empty "
	    "since the lamp was made automatic.\n");
	assert_ends(gemtext(),
	    "\n"
	    "\n"
	    "## Topics by number of articles\n"
	    "=> /t/lighthouses/ Lighthouses (48)\n"
	    "=> /t/estuary/ Estuary (31)\n"
	    "\n"
	    "=> /about About this mirror\n"
	    "=> https://gazette.example/ The original web site\n"
	    "\n"
	    "=> /t/ All topics\n"
	    "=> /author/ Authors\n"
	    "=> /digest/ Daily digest\n"
	    "=> /archive/ Archive\n"
	    "=> /atom.xml Atom feed\n");
}

static void
the_front_menu_is_as_gopher_md_has_it(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gopher, "/", NULL), 20);
	assert_begins(menu(),
	    "i|The Harbour Gazette\n"
	    "i|A low-bandwidth mirror of gazette.example\n"
	    "i|\n"
	    "7|Search titles and articles\n"
	    "i|\n"
	    "i|Newest articles\n"
	    "1|2024-05-20  Dredging Starts A Month Late\n"
	    "i|  Mud.\n"
	    "i|\n"
	    "1|2024-05-18  Keepers' Cottages Reopen As A School For Harbour "
	    "Pilots\n"
	    "i|  The four stone cottages under the old light have stood "
	    "empty\n"
	    "i|  since the lamp was made automatic.\n"
	    "i|\n"
	    "1|2024-05-11  Why Coastal Towns Still Argue About The Colour Of "
	    "...\n");
	assert_ends(menu(), "i|\n"
			    "i|Topics by number of articles\n"
			    "1|Lighthouses (48)\n"
			    "1|Estuary (31)\n"
			    "i|\n"
			    "0|About this mirror\n"
			    "h|The original web site\n"
			    "h|These pages over Gemini\n"
			    "i|\n"
			    "1|All topics\n"
			    "1|Authors\n"
			    "1|Daily digest\n"
			    "1|Archive\n"
			    "0|Atom feed\n");
}

static void
a_topic_page_on_gemini_is_as_gemini_md_has_it(void **state)
{
	(void)state;
	assert_int_equal(ask("/t/lighthouses/"), 20);
	assert_begins(gemtext(),
	    "# Lighthouses\n"
	    "48 articles, newest first. Page 1 of 4.\n"
	    "\n"
	    "=> /a/keepers-cottages 2024-05-18 Keepers' Cottages Reopen As A "
	    "School For Harbour Pilots\n"
	    "M. Ostrom. The four stone cottages under the old light have "
	    "stood empty since the lamp was made automatic. From this week "
	    "they house twelve trainee pilots, who will learn the channel on "
	    "the same charts the keepers drew by hand.");
	assert_has(gemtext(),
	    "\n\n=> /a/why-coastal-towns-still-argue 2024-05-11 Why Coastal "
	    "Towns Still Argue About The Colour Of Their Lighthouse Towers\n"
	    "R. Vane. Paint.\n\n");
	assert_ends(gemtext(),
	    "\n"
	    "\n"
	    "=> /t/lighthouses/2 Next page (2 of 4)\n"
	    "=> /t/lighthouses/4 Last page (4 of 4)\n"
	    "=> /search/t/lighthouses Search in this topic\n"
	    "=> /t/lighthouses/all All of it in one page\n"
	    "=> /t/lighthouses/titles Titles only\n"
	    "=> /t/lighthouses/atom.xml Atom feed of this topic\n"
	    "\n" WAYS);
}

static void
a_topic_menu_is_as_gopher_md_has_it(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gopher, "/t/lighthouses", NULL), 20);
	assert_begins(menu(),
	    "i|Lighthouses\n"
	    "i|48 articles, newest first. Page 1 of 4.\n"
	    "i|\n"
	    "1|Keepers' Cottages Reopen As A School For Harbour Pilots\n"
	    "i|  2024-05-18 - M. Ostrom\n"
	    "i|  The four stone cottages under the old light have stood empty\n"
	    "i|  since the lamp was made automatic. From this week they house\n"
	    "i|  twelve trainee pilots, who will learn the channel on the "
	    "same\n"
	    "i|  charts the keepers drew by hand. The harbour board says the "
	    "...\n"
	    "i|\n"
	    "1|Why Coastal Towns Still Argue About The Colour Of Their "
	    "Lighthouse\n"
	    "i|Towers\n"
	    "i|  2024-05-11 - R. Vane\n");
	assert_ends(menu(), "i|\n"
			    "1|Next page (2 of 4)\n"
			    "1|Last page (4 of 4)\n"
			    "7|Search in this topic\n"
			    "0|All of it in one page\n"
			    "1|Titles only\n"
			    "0|Atom feed of this topic\n"
			    "i|\n" MENU_WAYS);
}

static void
an_article_as_text_is_as_gopher_md_has_it(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gopher, "/a/keepers-cottages.txt", NULL),
	    20);
	assert_true(served_reply.plain);
	assert_string_equal(text(),
	    "Keepers' Cottages Reopen As A School For Harbour Pilots\n"
	    "=======================================================\n"
	    "2024-05-18 - M. Ostrom - Lighthouses\n"
	    "67 words, 1 min - Original on gazette.example\n"
	    "\n"
	    "The four stone cottages under the old light [1] have stood "
	    "empty\n"
	    "since the lamp was made automatic. From this week they house "
	    "twelve\n"
	    "trainee pilots.\n"
	    "\n"
	    "  > We drew the rocks from a rowing boat, one summer at a time.\n"
	    "\n"
	    "What the trainees bring on the first day:\n"
	    "\n"
	    "  * a pencil and dividers\n"
	    "  * a copy of the harbour rules [2], which changed in March and "
	    "now\n"
	    "    cover small craft as well\n"
	    "\n"
	    "Links\n"
	    "-----\n"
	    "[1] old light\n"
	    "    https://gazette.example/places/old-light\n"
	    "[2] harbour rules\n"
	    "    https://gazette.example/2024/05/keepers-cottages/rules.pdf\n"
	    "\n"
	    "Original: https://gazette.example/2024/05/keepers-cottages/\n"
	    "Topic:    gopher://gopher.gazette.example/1/t/lighthouses\n");
}

static void
an_article_on_gemini_ends_with_its_ways_on(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/keepers-cottages"), 20);
	assert_false(served_reply.plain);
	assert_begins(gemtext(),
	    "# Keepers' Cottages Reopen As A School For Harbour Pilots\n"
	    "2024-05-18 - M. Ostrom - Lighthouses\n"
	    "67 words, 1 min - Original on gazette.example\n"
	    "\n"
	    "The four stone cottages under the old light have stood");
	assert_has(gemtext(),
	    "\n"
	    "\n"
	    "=> https://gazette.example/2024/05/keepers-cottages/ Original on "
	    "gazette.example\n"
	    "\n"
	    "=> /a/why-coastal-towns-still-argue Older: Why Coastal Towns "
	    "Still Argue About The Colour Of Their Lighthouse Towers\n");
	assert_ends(gemtext(), "\n"
			       "\n"
			       "=> /author/m-ostrom/ More by M. Ostrom\n"
			       "=> /t/lighthouses/ Topic: Lighthouses\n"
			       "\n" WAYS);
}

static void
an_article_as_menu_ends_as_gopher_md_has_it(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gopher, "/a/keepers-cottages", NULL),
	    20);
	assert_has(menu(), "i|\n"
			   "0|This article as plain text, 876 B\n"
			   "h|Original on gazette.example\n"
			   "i|\n"
			   "1|Older: Why Coastal Towns Still Argue");
	assert_ends(menu(), "i|\n"
			    "1|More by M. Ostrom\n"
			    "1|Topic: Lighthouses\n"
			    "i|\n" MENU_WAYS);
}

static void
the_first_link_of_a_menu_with_text_stands_above_the_text(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gopher, "/a/keepers-cottages", NULL),
	    20);
	assert_has(menu(), "i|2024-05-18 - M. Ostrom - Lighthouses\n"
			   "i|67 words, 1 min - Original on gazette.example\n"
			   "0|This article as plain text, 876 B\n"
			   "i|\n"
			   "i|The four stone cottages");
	assert_int_equal(ask_query(&by_gopher, "/about", NULL), 20);
	assert_begins(menu(), "i|About this mirror\n"
			      "i|=================\n"
			      "0|This page as plain text, 47 B\n"
			      "i|\n");
}

static const struct CMUnitTest layout_tests[] = {
	cmocka_unit_test(the_front_page_on_gemini_is_as_gemini_md_has_it),
	cmocka_unit_test(the_front_menu_is_as_gopher_md_has_it),
	cmocka_unit_test(a_topic_page_on_gemini_is_as_gemini_md_has_it),
	cmocka_unit_test(a_topic_menu_is_as_gopher_md_has_it),
	cmocka_unit_test(an_article_as_text_is_as_gopher_md_has_it),
	cmocka_unit_test(an_article_on_gemini_ends_with_its_ways_on),
	cmocka_unit_test(an_article_as_menu_ends_as_gopher_md_has_it),
	cmocka_unit_test(
	    the_first_link_of_a_menu_with_text_stands_above_the_text),
};

int
main(void)
{
	return cmocka_run_group_tests(layout_tests, gazette, served_end);
}
