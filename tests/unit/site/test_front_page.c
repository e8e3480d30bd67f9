#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "served.h"

/* A paper with longish titles and summaries, as real ones have them. */
static const char sentence[] =
    "Nobody in the harbour had expected the dredgers to come back before the "
    "winter was over and the last of the ice had left the northern channel. "
    "They came on a Tuesday, and with them came the questions.";

static void
put_article(int n, const char *topics, const char *more)
{
	char path[64];

	snprintf(path, sizeof path,
	    "articles/an-article-about-the-harbour-number-%d.md", n);
	put(path,
	    "---\ntitle: The Harbour Board Decides On Its Number %d\n"
	    "date: 2021-%02d-%02d\nauthor: Rosa Mamani\ntopics: [%s]\n"
	    "summary: %s\n%s---\nText.\n",
	    n, 1 + n / 28, 1 + n % 28, topics, sentence, more);
}

static const char *const places[] = { "Estuary", "Lighthouses", "Labour",
	"Harbour Board", "Weather", "Ferries", "Fisheries", "Schools" };

/* 40 articles, newest last; Ferries are part of the Estuary. */
static int
paper(void **state)
{
	served_begin(state);
	put("capsule.conf",
	    "title = \"The Harbour Gazette\"\n"
	    "description = \"A low-bandwidth mirror of gazette.example\"\n"
	    "web = \"https://gazette.example/\"\n");
	for (int n = 0; n < 40; n++)
		put_article(n, places[n % 8 < n / 5 ? n % 8 : n / 5], "");
	put("topics/ferries.md", "---\nparent: Estuary\n---\n");
	put("pages/about.md", "---\ntitle: About\n---\nText.\n");
	put("pages/help/reading.md", "---\ntitle: Reading\n---\nText.\n");
	take_in();
	serve();
	return 0;
}

static size_t
times(const char *s, const char *what)
{
	size_t n = 0;

	for (; (s = strstr(s, what)) != NULL; s++)
		n++;
	return n;
}

static void
five_articles_lead_with_a_standfirst_and_titles_follow(void **state)
{
	const char *section;

	(void)state;
	assert_int_equal(ask("/"), 20);
	section = strstr(gemtext(), "\n\n## Latest in ");
	assert_non_null(section);
	assert_int_equal(times(gemtext(), "Nobody in the harbour"), 5);
	assert_has(gemtext(),
	    "## Newest articles\n"
	    "=> /a/an-article-about-the-harbour-number-39 2021-02-12 The "
	    "Harbour Board Decides On Its Number 39\n"
	    "Nobody in the harbour had expected the dredgers to come back "
	    "before the winter was over and the last of the ice had left the "
	    "northern channel.\n"
	    "\n"
	    "=> /a/an-article-about-the-harbour-number-38 ");
	assert_has(gemtext(),
	    "channel.\n"
	    "\n"
	    "=> /a/an-article-about-the-harbour-number-34 2021-02-07 The "
	    "Harbour Board Decides On Its Number 34\n"
	    "=> /a/an-article-about-the-harbour-number-33 ");
}

static void
the_largest_topics_have_three_titles_that_are_not_shown_above(void **state)
{
	const char *section;

	(void)state;
	assert_int_equal(ask("/"), 20);
	section = strstr(gemtext(), "## Latest in Estuary\n");
	assert_non_null(section);
	assert_int_equal(times(gemtext(), "## Latest in "), 2);
	assert_has(section, "\n=> /t/estuary/ Estuary (");
	for (int n = 0; n < 40; n++) {
		char link[80];

		snprintf(link, sizeof link,
		    "=> /a/an-article-about-the-harbour-number-%d ", n);
		assert_true(times(buf_str(&served_text), link) <= 1);
	}
}

static void
what_capsule_conf_names_are_the_sections(void **state)
{
	(void)state;
	put("capsule.conf",
	    "title = \"The Harbour Gazette\"\n"
	    "sections = {\"Schools\", \"Labour\", \"Nothing\"}\n");
	take_in();
	assert_int_equal(ask("/"), 20);
	assert_has(gemtext(), "## Latest in Schools\n=> /a/");
	assert_has(gemtext(), ")\n\n## Latest in Labour\n=> /a/");
	assert_int_equal(times(gemtext(), "## Latest in "), 2);
	put("capsule.conf",
	    "title = \"The Harbour Gazette\"\n"
	    "description = \"A low-bandwidth mirror of gazette.example\"\n"
	    "web = \"https://gazette.example/\"\n");
	take_in();
}

static void
what_is_pinned_leads_until_its_day(void **state)
{
	(void)state;
	put_article(3, "Estuary", "pinned: true\n");
	put_article(4, "Estuary", "pinned: 2021-06-01\n");
	take_in();
	assert_int_equal(ask("/"), 20);
	assert_has(gemtext(),
	    "## Newest articles\n"
	    "=> /a/an-article-about-the-harbour-number-3 2021-01-04 ");
	assert_has(gemtext(),
	    "\n\n=> /a/an-article-about-the-harbour-number-39 ");
	assert_int_equal(times(gemtext(), "Nobody in the harbour"), 5);
	put_article(3, "Estuary", "");
	put_article(4, "Estuary", "");
	take_in();
}

static void
topics_stand_by_size_and_children_below_their_parents(void **state)
{
	const char *topics;
	size_t before = SIZE_MAX;

	(void)state;
	assert_int_equal(ask("/"), 20);
	topics = strstr(gemtext(), "## Topics by number of articles\n");
	assert_non_null(topics);
	assert_has(topics, "=> /t/estuary/ Estuary (");
	assert_has(topics, ")\n=> /t/ferries/ - Ferries (");
	for (const char *p = topics; (p = strstr(p, "\n=> /t/")) != NULL; p++) {
		const char *number = strchr(p, '(');
		bool child = strncmp(p, "\n=> /t/ferries/", 15) == 0;
		size_t n;

		if (number == NULL)
			break;
		n = strtoul(number + 1, NULL, 10);
		assert_true(child || n <= before);
		before = child ? before : n;
	}
}

static void
eight_pages_are_linked_and_the_rest_stand_behind_all_pages(void **state)
{
	const char *all;

	(void)state;
	assert_int_equal(ask("/"), 20);
	assert_has_not(gemtext(), "All pages");
	for (int i = 0; i < 9; i++) {
		char path[64];

		snprintf(path, sizeof path, "pages/page-%d.md", i);
		put(path, "---\ntitle: Page %d\n---\nText.\n", i);
	}
	take_in();
	assert_int_equal(ask("/"), 20);
	all = strstr(gemtext(), "=> /about About\n");
	assert_non_null(all);
	assert_has(all, "=> /page-6 Page 6\n=> /pages All pages\n");
	assert_has_not(all, "Page 7");
	assert_has_not(all, "Reading");
	assert_int_equal(ask("/pages"), 20);
	assert_begins(gemtext(), "# All pages\n\n=> /about About\n");
	assert_has(gemtext(), "=> /page-8 Page 8\n=> /help/reading Reading\n");
	assert_int_equal(ask("/pages/about"), 51);
	for (int i = 0; i < 9; i++) {
		char path[64];

		snprintf(path, sizeof path, "pages/page-%d.md", i);
		take_away(path);
	}
	take_in();
}

static size_t
menu_bytes(void)
{
	struct buf out = { 0 };
	size_t len;

	gophermap_write(&served_reply.page, &by_gopher, &out);
	len = out.len;
	buf_free(&out);
	return len;
}

/* What a slow line has to carry. */
static void
a_front_page_is_4_kb_and_a_topic_page_of_15_is_10_kb_at_most(void **state)
{
	(void)state;
	assert_int_equal(ask("/"), 20);
	assert_int_equal(times(gemtext(), "Nobody in the harbour"), 5);
	assert_true(strlen(gemtext()) <= 4096);
	put("capsule.conf", "title = \"The Harbour Gazette\"\n");
	for (int n = 0; n < 40; n++)
		put_article(n, "Estuary", "");
	take_in();
	assert_int_equal(ask("/t/estuary/"), 20);
	assert_int_equal(times(gemtext(), "\n=> /a/"), 15);
	assert_true(strlen(gemtext()) <= 10240);
	assert_true(menu_bytes() <= 10240);
}

/* Every language's words, on the page that has most of them. */
static void
the_front_page_speaks_every_language(void **state)
{
	static const enum word said[] = { WORD_SEARCH, WORD_ALL_TOPICS,
		WORD_NEWEST, WORD_TOPICS, WORD_AUTHORS, WORD_DIGEST,
		WORD_ARCHIVE, WORD_FEED };

	(void)state;
	for (size_t i = 0; words_language(i) != NULL; i++) {
		const char *language = words_language(i);

		put("capsule.conf", "title = \"Gazette\"\nlanguage = \"%s\"\n",
		    language);
		take_in();
		assert_int_equal(ask("/"), 20);
		assert_string_equal(served_reply.lang, language);
		for (size_t w = 0; w < sizeof said / sizeof *said; w++)
			assert_has(gemtext(), words(language, said[w]));
		assert_int_equal(ask_query(&by_gopher, "/", NULL), 20);
		assert_has(menu(), words(language, WORD_SEARCH_ARTICLES));
	}
}

static int
undated_paper(void **state)
{
	served_begin(state);
	put("capsule.conf", "title = \"Notes\"\n");
	put("articles/one.md", "---\ntitle: One\ntopics: [T]\n---\nText.\n");
	put("articles/two.md", "---\ntitle: Two\ntopics: [T]\n---\nText.\n");
	take_in();
	serve();
	return 0;
}

static void
an_undated_capsule_has_no_months_no_digest_and_no_newest_first(void **state)
{
	(void)state;
	assert_int_equal(ask("/"), 20);
	assert_has(gemtext(), "\n## Newest articles\n=> /a/");
	assert_has_not(gemtext(), "digest");
	assert_has_not(gemtext(), "newest first");
	assert_has(gemtext(), "=> /archive/titles Archive\n");
	assert_int_equal(ask("/t/t/"), 20);
	assert_has(gemtext(), "# T\n2 articles.\n");
	assert_int_equal(ask("/archive/"), 20);
	assert_has(gemtext(),
	    "# Archive\n2 articles\n\n=> /archive/titles Titles of all "
	    "articles\n\n=> / Notes\n");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    five_articles_lead_with_a_standfirst_and_titles_follow),
		cmocka_unit_test(
		    the_largest_topics_have_three_titles_that_are_not_shown_above),
		cmocka_unit_test(what_capsule_conf_names_are_the_sections),
		cmocka_unit_test(what_is_pinned_leads_until_its_day),
		cmocka_unit_test(
		    topics_stand_by_size_and_children_below_their_parents),
		cmocka_unit_test(
		    eight_pages_are_linked_and_the_rest_stand_behind_all_pages),
		cmocka_unit_test(
		    a_front_page_is_4_kb_and_a_topic_page_of_15_is_10_kb_at_most),
		cmocka_unit_test(the_front_page_speaks_every_language),
	};
	static const struct CMUnitTest undated[] = {
		cmocka_unit_test(
		    an_undated_capsule_has_no_months_no_digest_and_no_newest_first),
	};
	int failed = cmocka_run_group_tests(tests, paper, served_end);

	return cmocka_run_group_tests(undated, undated_paper, served_end) ||
	       failed;
}
