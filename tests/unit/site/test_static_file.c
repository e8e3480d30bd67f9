#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <unistd.h>

#include "served.h"

static int
site_with_files(void **state)
{
	char inside[256], outside[256];

	served_begin(state);
	put("capsule.conf", "language = \"es\"\n");
	put("static/notes.txt", "line\nno final newline");
	put("static/pic.png", "not really");
	put("static/docs/index.gmi", "# Docs\n");
	put("static/docs/more.gemini", "# More\n");
	put("static/old/index.gemini", "# Old\n");
	put("static/bare/x.txt", "x");
	put("static/.secret", "x");
	put("static/year end/\xC3\xB1.txt", "x");
	put("secret.txt", "x");
	put("articles/trip/index.md",
	    "---\ntitle: Trip\ndate: 2021-06-11\n---\n![Map](map.png)\n");
	put("articles/trip/map.png", "map");
	put("articles/trip/img/deep.png", "deep");
	put("articles/trip/draft.md", "---\ndraft: true\n---\nSecret.\n");
	put("articles/trip/.hidden.png", "x");
	put("articles/plain.md", "---\ntitle: Plain\n---\nText.\n");
	put("articles/beside.png", "x");
	snprintf(inside, sizeof inside, "%s/static/link.txt", served_root);
	snprintf(outside, sizeof outside, "%s/outside", served_folder);
	assert_int_equal(symlink(outside, inside), 0);
	take_in();
	serve();
	return 0;
}

/* What is in the reply's open file. */
static const char *
file_text(void)
{
	struct problem why;

	buf_clear(&served_text);
	assert_true(served_reply.fd != -1);
	assert_int_equal(buf_read_fd(&served_text, served_reply.fd, 4096, &why),
	    0);
	assert_int_equal(served_text.len, served_reply.size);
	return buf_str(&served_text);
}

static void
a_file_is_sent_byte_for_byte_with_its_media_type(void **state)
{
	(void)state;
	assert_int_equal(ask("/static/notes.txt"), 20);
	assert_string_equal(served_reply.type, "text/plain");
	assert_string_equal(file_text(), "line\nno final newline");
	assert_int_equal(ask("/static/pic.png"), 20);
	assert_string_equal(served_reply.type, "image/png");
	assert_int_equal(ask("/static/year end/\xC3\xB1.txt"), 20);
}

static void
hand_made_gemtext_has_the_capsule_s_language(void **state)
{
	(void)state;
	assert_int_equal(ask("/static/docs/more.gemini"), 20);
	assert_string_equal(served_reply.type, "text/gemini");
	assert_string_equal(served_reply.lang, "es");
}

static void
a_folder_shows_its_index_and_no_listing(void **state)
{
	(void)state;
	assert_int_equal(ask("/static/docs/"), 20);
	assert_string_equal(file_text(), "# Docs\n");
	assert_int_equal(ask("/static/old/"), 20);
	assert_string_equal(file_text(), "# Old\n");
	assert_int_equal(ask("/static/bare/"), 51);
	assert_int_equal(ask("/static/bare"), 51);
}

/* A page's relative links need the slash; server/respond.c follows on Gopher.
 */
static void
a_folder_without_its_slash_is_led_there(void **state)
{
	(void)state;
	assert_int_equal(ask("/static/docs"), 31);
	assert_string_equal(served_reply.meta, "/static/docs/");
	assert_int_equal(ask_query(&by_gopher, "/static/docs", NULL), 31);
}

static void
what_is_hidden_or_outside_does_not_exist(void **state)
{
	static const char *const paths[] = { "/static/.secret",
		"/static/../secret.txt", "/static/link.txt",
		"/static//notes.txt", "/static/notes.txt/", "/secret.txt",
		"/static/docs/../notes.txt", "/a/trip/.hidden.png" };

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		if (ask(paths[i]) != 51)
			print_error("%s\n", paths[i]);
		assert_int_equal(served_reply.status, 51);
		assert_int_equal(served_reply.fd, -1);
	}
}

static void
a_bundle_s_files_stand_below_its_article(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/trip"), 20);
	assert_has(gemtext(), "=> /a/trip/map.png Map [imagen]\n");
	assert_int_equal(ask("/a/trip/map.png"), 20);
	assert_string_equal(file_text(), "map");
	assert_int_equal(ask("/a/trip/img/deep.png"), 20);
	assert_string_equal(file_text(), "deep");
}

static void
a_bundle_s_texts_are_not_files(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/trip/index.md"), 51);
	assert_int_equal(ask("/a/trip/draft.md"), 51);
	assert_int_equal(ask("/a/trip/draft.MD"), 51);
}

static void
an_article_that_is_no_bundle_has_no_files(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/plain"), 20);
	assert_int_equal(ask("/a/plain/beside.png"), 51);
	assert_int_equal(ask("/a/plain/plain.md"), 51);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_file_is_sent_byte_for_byte_with_its_media_type),
		cmocka_unit_test(hand_made_gemtext_has_the_capsule_s_language),
		cmocka_unit_test(a_folder_shows_its_index_and_no_listing),
		cmocka_unit_test(a_folder_without_its_slash_is_led_there),
		cmocka_unit_test(what_is_hidden_or_outside_does_not_exist),
		cmocka_unit_test(a_bundle_s_files_stand_below_its_article),
		cmocka_unit_test(a_bundle_s_texts_are_not_files),
		cmocka_unit_test(an_article_that_is_no_bundle_has_no_files),
	};

	return cmocka_run_group_tests(tests, site_with_files, served_end);
}
