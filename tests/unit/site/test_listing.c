#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "served.h"

/* How every page ends. */
#define WAYS                                                                   \
	"=> / Gazette\n=> /search Search\n=> /t/ All topics\n"                 \
	"=> /author/ Authors\n=> /digest/ Daily digest\n"                      \
	"=> /archive/ Archive\n=> /atom.xml Atom feed\n"

static const char *const months[] = { "2020-11", "2021-05", "2021-06" };

static void
put_odd(void)
{
	put("topics/odd.md",
	    "---\nparent: all\n---\nOnly\nsevenths.\n\n- And more.\n");
}

/*
 * 3 months of 7 days, one article a day, items = 5: 21 in topic All, 3 in
 * topic Odd, all by Ann, and one without date or topic.
 */
static int
archive(void **state)
{
	served_begin(state);
	put("capsule.conf", "title = \"Gazette\"\nitems = 5\n");
	for (int m = 0; m < 3; m++)
		for (int d = 1; d <= 7; d++) {
			char path[64];

			snprintf(path, sizeof path, "articles/m%d-d%d.md", m,
			    d);
			put(path,
			    "---\ntitle: \"Day %d of %s\"\ndate: %s-%02d\n"
			    "author: Ann\ntopics: [All%s]\n---\nText %d.\n",
			    d, months[m], months[m], d, d == 7 ? ", Odd" : "",
			    d);
		}
	put("articles/undated.md", "---\ntitle: No Date\n---\nText.\n");
	put("topics/all.md",
	    "---\ntitle: Everything\ndescription: What there is.\n---\n"
	    "A longer text\n\nof *several* paragraphs.\n");
	put_odd();
	take_in();
	serve();
	return 0;
}

/* Numbers of articles linked on the page, in the order of the page. */
static size_t
entries(void)
{
	size_t n = 0;

	for (const char *p = gemtext(); (p = strstr(p, "=> /a/")) != NULL; p++)
		n++;
	return n;
}

static void
every_page_of_a_list_has_its_articles_once(void **state)
{
	size_t n = 0;

	(void)state;
	for (int page = 1; page <= 5; page++) {
		char path[64];

		snprintf(path, sizeof path, "/t/all/%d", page);
		assert_int_equal(ask(path), 20);
		n += entries();
	}
	assert_int_equal(n, 21);
	assert_int_equal(ask("/t/all/6"), 51);
}

static void
pages_lead_to_first_next_previous_and_last(void **state)
{
	(void)state;
	assert_int_equal(ask("/t/all/3"), 20);
	assert_has(gemtext(), "21 articles, newest first. Page 3 of 5.\n");
	assert_has(gemtext(), "=> /t/all/4 Next page (4 of 5)\n"
			      "=> /t/all/2 Previous page (2 of 5)\n"
			      "=> /t/all/ First page\n"
			      "=> /t/all/5 Last page (5 of 5)\n");
	assert_int_equal(ask("/t/all/2"), 20);
	assert_has(gemtext(), "=> /t/all/ Previous page (1 of 5)\n");
	assert_has_not(gemtext(), "First page\n");
	assert_int_equal(ask("/t/all/5"), 20);
	assert_has_not(gemtext(), "Next page");
	assert_has_not(gemtext(), "Last page");
	assert_has(menu(), "1|Previous page (4 of 5)\n"
			   "1|First page\n");
}

static void
a_topic_s_description_is_above_and_its_text_below(void **state)
{
	const char *last;

	(void)state;
	assert_int_equal(ask("/t/all/"), 20);
	assert_begins(gemtext(), "# Everything\n"
				 "What there is.\n"
				 "21 articles, newest first. Page 1 of 5.\n"
				 "\n"
				 "=> /a/m2-d7 2021-06-07 Day 7 of 2021-06\n");
	last = strstr(gemtext(), "=> /a/m2-d3 ");
	assert_non_null(last);
	assert_has(last, "\nA longer text\n\nof several paragraphs.\n\n=> ");
	assert_int_equal(ask("/t/all/2"), 20);
	assert_has_not(gemtext(), "A longer text");
	assert_has_not(gemtext(), "What there is.");
}

static void
a_text_s_first_paragraph_is_not_said_twice(void **state)
{
	(void)state;
	assert_int_equal(ask("/t/odd/"), 20);
	assert_begins(gemtext(), "# Odd\n"
				 "Only sevenths.\n"
				 "3 articles, newest first.\n"
				 "\n"
				 "* And more.\n"
				 "\n"
				 "=> /a/m2-d7 ");
	assert_has_not(gemtext(), "Only sevenths.\n\n");
}

static void
a_text_that_begins_with_its_topic_s_name_is_not_said_twice(void **state)
{
	static const char *const texts[] = {
		"# odd\n\nOnly sevenths.\n\n- And more.\n",
		"## Odd\nOnly sevenths.\n\n- And more.\n",
		"Odd\n\nOnly sevenths.\n\n- And more.\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		put("topics/odd.md", "---\ntitle: Odd\nparent: all\n---\n%s",
		    texts[i]);
		take_in();
		assert_int_equal(ask("/t/odd/"), 20);
		assert_begins(gemtext(), "# Odd\n"
					 "Only sevenths.\n"
					 "3 articles, newest first.\n"
					 "\n"
					 "* And more.\n"
					 "\n"
					 "=> /a/m2-d7 ");
	}
	put("topics/odd.md", "---\nparent: all\n---\n"
			     "Odd\nand so on.\n\n# Odd ends\n");
	take_in();
	assert_int_equal(ask("/t/odd/"), 20);
	assert_begins(gemtext(), "# Odd ends\nOdd and so on.\n");
	put_odd();
	take_in();
}

static void
topics_name_what_they_are_part_of(void **state)
{
	(void)state;
	assert_int_equal(ask("/t/"), 20);
	assert_string_equal(gemtext(), "# All topics\n"
				       "\n"
				       "=> /t/all/ Everything (21)\n"
				       "=> /t/odd/ Odd (3) - Everything\n"
				       "\n" WAYS);
	assert_int_equal(ask("/t/odd/"), 20);
	assert_has(gemtext(), "=> /t/all/ Part of: Everything\n");
	assert_int_equal(ask("/t/all/"), 20);
	assert_has(gemtext(), "=> /t/odd/ Subtopic: Odd (3)\n");
}

/* S1 */
static void
titles_only_are_entries_of_a_subscription(void **state)
{
	(void)state;
	assert_int_equal(ask("/t/all/titles"), 20);
	assert_begins(gemtext(), "# Everything\n"
				 "21 articles, newest first.\n"
				 "\n"
				 "=> /a/m2-d7 2021-06-07 Day 7 of 2021-06\n"
				 "=> /a/m2-d6 2021-06-06 Day 6 of 2021-06\n");
	assert_int_equal(entries(), 21);
	assert_ends(gemtext(), "\n"
			       "\n"
			       "=> /t/all/ With excerpts\n"
			       "=> /t/all/atom.xml Atom feed of this topic\n"
			       "\n" WAYS);
}

/* What is older than the newest days is found by month. */
static void
a_long_digest_leads_to_the_months_before(void **state)
{
	(void)state;
	for (int d = 1; d <= 20; d++) {
		char path[64];

		snprintf(path, sizeof path, "articles/more-%d.md", d);
		put(path, "---\ntitle: More %d\ndate: 2022-01-%02d\n---\nX.\n",
		    d, d);
	}
	take_in();
	assert_int_equal(ask("/digest/"), 20);
	assert_has(gemtext(),
	    "=> /digest/2021-05-05 2021-05-05 Day 5 of 2021-05\n"
	    "\n"
	    "=> /digest/2021-05 Older: May 2021\n");
}

/* gemini.md, "First screen" */
static void
long_descriptions_leave_articles_within_8_rows(void **state)
{
	static const char words[] =
	    "a description that goes on and on and on and never ends ";
	const char *first;
	size_t row;

	(void)state;
	put("capsule.conf",
	    "title = \"Gazette\"\nitems = 5\n"
	    "description = \"%s%s%s%s%s%s\"\n",
	    words, words, words, words, words, words);
	put("topics/all.md",
	    "---\ntitle: Everything\ndescription: "
	    "%s%s%s%s%s%s\n---\nA longer text\n\nof "
	    "*several* paragraphs.\n",
	    words, words, words, words, words, words);
	take_in();
	for (const char *path = "/"; path != NULL;
	     path = strcmp(path, "/") == 0 ? "/t/all/" : NULL) {
		assert_int_equal(ask(path), 20);
		first = strstr(menu(), "\n1|");
		assert_non_null(first);
		row = 2;
		for (const char *p = buf_str(&served_text); p < first; p++)
			row += *p == '\n';
		assert_true(row <= 8);
	}
}

static void
authors_have_pages_as_topics_have(void **state)
{
	(void)state;
	assert_int_equal(ask("/author/"), 20);
	assert_string_equal(gemtext(),
	    "# Authors\n\n=> /author/ann/ Ann (21)\n\n" WAYS);
	assert_int_equal(ask("/author/ann/5"), 20);
	assert_int_equal(entries(), 1);
	assert_int_equal(ask("/author/ann/titles"), 20);
	assert_int_equal(ask("/author/ann/"), 20);
	assert_has(gemtext(),
	    "=> /author/ann/2 Next page (2 of 5)\n"
	    "=> /author/ann/5 Last page (5 of 5)\n"
	    "=> /author/ann/all All of it in one page\n"
	    "=> /author/ann/titles Titles only\n"
	    "=> /author/ann/atom.xml Atom feed of this author\n"
	    "\n" WAYS);
}

static void
the_archive_counts_years_and_months(void **state)
{
	(void)state;
	assert_int_equal(ask("/archive/"), 20);
	assert_string_equal(gemtext(),
	    "# Archive\n"
	    "22 articles\n"
	    "\n"
	    "=> /author/ Authors\n"
	    "=> /digest/ Daily digest\n"
	    "=> /archive/titles Titles of all articles\n"
	    "\n"
	    "=> /2021/ 2021 (14)\n"
	    "=> /2021/06/ June 2021 (7)\n"
	    "=> /2021/05/ May 2021 (7)\n"
	    "\n"
	    "=> /2020/ 2020 (7)\n"
	    "=> /2020/11/ November 2020 (7)\n"
	    "\n" WAYS);
	assert_int_equal(ask("/2021/"), 20);
	assert_has(gemtext(),
	    "# 2021\n14 articles\n\n=> /2021/06/ June 2021 (7)\n");
}

static void
months_are_paged_and_lead_to_those_around(void **state)
{
	(void)state;
	assert_int_equal(ask("/2021/05/"), 20);
	assert_begins(gemtext(), "# May 2021\n"
				 "7 articles, newest first. Page 1 of 2.\n"
				 "\n"
				 "=> /a/m1-d7 ");
	assert_has(gemtext(), "=> /2021/05/p2 Next page (2 of 2)\n"
			      "=> /2020/11/ Older: November 2020\n"
			      "=> /2021/06/ Newer: June 2021\n");
	/* the next one is the last */
	assert_has_not(menu(), "Last page");
	assert_int_equal(ask("/2021/05/p2"), 20);
	assert_int_equal(entries(), 2);
	assert_int_equal(ask("/2020/11/"), 20);
	assert_has_not(gemtext(), "Older:");
}

/* Also those that no month, topic or author leads to. */
static void
all_titles_are_on_one_list(void **state)
{
	(void)state;
	assert_int_equal(ask("/archive/titles"), 20);
	assert_int_equal(entries(), 22);
	assert_has(gemtext(), "=> /a/undated No Date\n");
}

static void
the_digest_lists_days_newest_first(void **state)
{
	(void)state;
	assert_int_equal(ask("/digest/"), 20);
	assert_begins(gemtext(),
	    "# Daily digest\n"
	    "\n"
	    "=> /digest/2021-06-07 2021-06-07 Day 7 of 2021-06\n"
	    "=> /digest/2021-06-06 2021-06-06 Day 6 of 2021-06\n");
	assert_ends(gemtext(),
	    "=> /digest/2020-11-01 2020-11-01 Day 1 of 2020-11\n"
	    "\n"
	    "=> /digest/atom.xml Atom feed of the daily digest\n"
	    "\n" WAYS);
	assert_int_equal(ask("/digest/2021-05"), 20);
	assert_begins(gemtext(),
	    "# Daily digest: May 2021\n\n=> /digest/2021-05-07 ");
	assert_has(gemtext(), "=> /digest/2020-11 Older: November 2020\n"
			      "=> /digest/2021-06 Newer: June 2021\n");
}

static void
a_day_leads_to_the_days_around_that_have_articles(void **state)
{
	(void)state;
	assert_int_equal(ask("/digest/2021-05-01"), 20);
	assert_string_equal(gemtext(),
	    "# Daily digest of 2021-05-01\n"
	    "1 article.\n"
	    "\n"
	    "=> /a/m1-d1 2021-05-01 Day 1 of 2021-05\n"
	    "Ann. Text 1.\n"
	    "\n"
	    "=> /digest/2020-11-07 Older: 2020-11-07\n"
	    "=> /digest/2021-05-02 Newer: 2021-05-02\n"
	    "=> /digest/atom.xml Atom feed of the daily digest\n"
	    "\n" WAYS);
}

static void
the_undated_come_after_the_oldest(void **state)
{
	(void)state;
	assert_int_equal(ask("/digest/2020-11-01"), 20);
	assert_has_not(gemtext(), "Older:");
}

static void
the_notice_closes_the_front_page_and_lists_first_pages(void **state)
{
	static const char *const first[] = { "/", "/t/", "/t/all/", "/author/",
		"/author/ann/", "/archive/", "/archive/titles", "/2021/",
		"/2021/05/", "/digest/", "/digest/2021-05",
		"/digest/2021-05-01", "/t/all/titles" };
	static const char *const others[] = { "/t/all/2", "/author/ann/2",
		"/2021/05/p2", "/a/m1-d1" };

	(void)state;
	put("notice.md", "---\nfrom: 2020-01-01\n---\nMirrored daily.\n");
	take_in();
	for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
		assert_int_equal(ask(first[i]), 20);
		assert_ends(gemtext(), "\n\nMirrored daily.\n");
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		assert_int_equal(ask(others[i]), 20);
		assert_has_not(gemtext(), "Mirrored daily.");
	}
	take_away("notice.md");
	take_in();
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_page_of_a_list_has_its_articles_once),
		cmocka_unit_test(pages_lead_to_first_next_previous_and_last),
		cmocka_unit_test(
		    a_topic_s_description_is_above_and_its_text_below),
		cmocka_unit_test(a_text_s_first_paragraph_is_not_said_twice),
		cmocka_unit_test(
		    a_text_that_begins_with_its_topic_s_name_is_not_said_twice),
		cmocka_unit_test(topics_name_what_they_are_part_of),
		cmocka_unit_test(titles_only_are_entries_of_a_subscription),
		cmocka_unit_test(authors_have_pages_as_topics_have),
		cmocka_unit_test(the_archive_counts_years_and_months),
		cmocka_unit_test(months_are_paged_and_lead_to_those_around),
		cmocka_unit_test(all_titles_are_on_one_list),
		cmocka_unit_test(the_digest_lists_days_newest_first),
		cmocka_unit_test(
		    a_day_leads_to_the_days_around_that_have_articles),
		cmocka_unit_test(
		    the_notice_closes_the_front_page_and_lists_first_pages),
		cmocka_unit_test(the_undated_come_after_the_oldest),
		cmocka_unit_test(a_long_digest_leads_to_the_months_before),
		cmocka_unit_test(
		    long_descriptions_leave_articles_within_8_rows),
	};

	return cmocka_run_group_tests(tests, archive, served_end);
}
