#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "served.h"

static int
moved_site(void **state)
{
	served_begin(state);
	put("capsule.conf",
	    "title = \"Gazette\"\nweb = \"https://gazette.example/\"\n");
	put("articles/new.md",
	    "---\ntitle: New\ndate: 2021-06-11\n"
	    "aliases: [/old-name, /2019/05/old-name/]\n"
	    "source: https://gazette.example/2021/06/a%%C3%%B1o/\n---\n"
	    "Words.\n");
	put("articles/numbered.md",
	    "---\ntitle: Numbered\ndate: 2021-06-10\n"
	    "source: https://gazette.example/?p=12\n---\nWords.\n");
	put("articles/gone.md",
	    "---\ntitle: Gone\ndate: 2021-06-09\ntopics: [Peru]\n---\nX.\n");
	put("articles/other.md",
	    "---\ntitle: Other\ndate: 2021-06-08\ntopics: [Peru]\n---\nX.\n");
	take_in();
	take_away("articles/gone.md");
	take_in();
	serve();
	return 0;
}

static const char *const old_paths[] = { "/old-name", "/old-name/",
	"/2019/05/old-name/", "/2019/05/old-name", "/2021/06/a\xC3\xB1o/" };

/* M17 */
static void
an_old_address_leads_to_the_article(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof old_paths / sizeof *old_paths; i++) {
		if (ask(old_paths[i]) != 31)
			print_error("%s\n", old_paths[i]);
		assert_int_equal(served_reply.status, 31);
		assert_string_equal(served_reply.meta, "/a/new");
	}
}

static void
the_text_of_an_old_address_is_the_article_s_text(void **state)
{
	(void)state;
	assert_int_equal(ask("/old-name.txt"), 31);
	assert_string_equal(served_reply.meta, "/a/new.txt");
}

static void
wordpress_s_numbers_are_old_addresses_too(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gemini, "/", "p=12"), 31);
	assert_string_equal(served_reply.meta, "/a/numbered");
	assert_int_equal(ask_query(&by_gemini, "/", "p=13"), 20);
}

/* M19, G33 */
static void
a_removed_article_says_so_and_names_its_topic(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/gone"), 52);
	assert_string_equal(served_reply.meta, words("en", WORD_REMOVED));
	assert_string_equal(served_reply.onward, "/t/peru/");
	assert_int_equal(ask("/a/gone.txt"), 52);
}

static void
an_article_that_comes_back_is_served(void **state)
{
	(void)state;
	put("articles/gone.md",
	    "---\ntitle: Back\ndate: 2021-06-09\n---\nX.\n");
	take_in();
	assert_int_equal(ask("/a/gone"), 20);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_old_address_leads_to_the_article),
		cmocka_unit_test(
		    the_text_of_an_old_address_is_the_article_s_text),
		cmocka_unit_test(wordpress_s_numbers_are_old_addresses_too),
		cmocka_unit_test(a_removed_article_says_so_and_names_its_topic),
		cmocka_unit_test(an_article_that_comes_back_is_served),
	};

	return cmocka_run_group_tests(tests, moved_site, served_end);
}
