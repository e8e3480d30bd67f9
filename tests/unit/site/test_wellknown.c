#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "served.h"

static const char *
body(void)
{
	return buf_str(&served_reply.body);
}

static int
nothing_indexed(void **state)
{
	served_begin(state);
	put("capsule.conf", "title = \"Gazette\"\nauthor = \"The Editors\"\n"
			    "favicon = \"\xE2\x9A\x93\"\n");
	serve();
	return 0;
}

/* R1 */
/* G51, R1 */
static void
robots_are_kept_out_of_the_search_alone(void **state)
{
	(void)state;
	assert_int_equal(ask("/robots.txt"), 20);
	assert_string_equal(served_reply.type, "text/plain");
	assert_string_equal(body(),
	    "User-agent: archiver\nDisallow: /search\n\n"
	    "User-agent: indexer\nDisallow: /search\n\n"
	    "User-agent: researcher\nDisallow: /search\n\n"
	    "User-agent: webproxy\nDisallow: /search\n\n");
}

/* G21 */
static void
on_gopher_generated_texts_end_lines_in_crlf(void **state)
{
	(void)state;
	assert_int_equal(ask_query(&by_gopher, "/robots.txt", NULL), 20);
	assert_has(body(), "User-agent: archiver\r\nDisallow: /search\r\n");
}

static void
a_capsule_s_own_robots_txt_wins(void **state)
{
	(void)state;
	put("static/robots.txt", "User-agent: *\nDisallow: /\n");
	assert_int_equal(ask("/robots.txt"), 20);
	assert_true(served_reply.fd != -1);
	assert_int_equal(served_reply.size, 26);
	take_away("static/robots.txt");
}

/* G50 */
static void
caps_txt_has_every_key(void **state)
{
	static const char *const keys[] = { "CAPS\r\n", "CapsVersion=1\r\n",
		"ExpireCapsAfter=", "PathDelimeter=/\r\n",
		"PathDelimiter=/\r\n", "PathIdentity=.\r\n",
		"PathParent=..\r\n", "PathParentDouble=FALSE\r\n",
		"PathKeepPreDelimeter=FALSE\r\n", "ServerSoftware=Chasqui\r\n",
		"ServerDescription=Gazette\r\n",
		"ServerDefaultEncoding=UTF-8\r\n",
		"ServerAdmin=The Editors\r\n" };

	(void)state;
	assert_int_equal(ask_query(&by_gopher, "/caps.txt", NULL), 20);
	assert_begins(body(), "CAPS\r\n");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		assert_has(body(), keys[i]);
	assert_has_not(body(), "ServerTLSPort");
}

/* R2 */
static void
the_favicon_is_one_emoji(void **state)
{
	(void)state;
	assert_int_equal(ask("/favicon.txt"), 20);
	assert_string_equal(body(), "\xE2\x9A\x93");
}

static void
take_index_away(void)
{
	static const char *const files[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char file[256];

		snprintf(file, sizeof file, "%s%s", served_index, files[i]);
		unlink(file);
	}
}

static void
before_there_is_an_index_pages_ask_for_patience(void **state)
{
	(void)state;
	assert_int_equal(ask_once(&by_gemini, "/", NULL), 40);
	assert_string_equal(served_reply.meta, words("en", WORD_NOT_READY));
	assert_int_equal(ask_once(&by_gemini, "/a/x", NULL), 40);
	assert_int_equal(ask_once(&by_gemini, "/nothing", NULL), 40);
	assert_int_equal(ask("/static/none.txt"), 51);
}

static void
before_there_is_an_index_own_pages_are_served(void **state)
{
	(void)state;
	put("pages/about.md", "---\ntitle: About\nlang: fr\n---\nWords.\n");
	assert_int_equal(ask("/about"), 20);
	assert_begins(gemtext(), "# About\n\nWords.\n");
	assert_string_equal(served_reply.lang, "fr");
	put("pages/plan.md", "---\ntitle: Plan\ndraft: true\n---\nWords.\n");
	assert_int_equal(ask("/plan"), 51);
}

static void
an_index_that_appears_is_taken_up(void **state)
{
	(void)state;
	put("articles/x.md", "---\ntitle: X\ndate: 2021-06-11\n---\nWords.\n");
	take_in();
	assert_int_equal(ask("/a/x"), 20);
}

/* It is looked for a few times a second. */
static void
an_index_that_was_made_anew_is_taken_up(void **state)
{
	(void)state;
	take_index_away();
	put("articles/y.md", "---\ntitle: Y\ndate: 2021-06-12\n---\nWords.\n");
	take_in();
	for (int i = 0; i < 500 && ask("/a/y") != 20; i++)
		usleep(10000);
	assert_int_equal(ask("/a/y"), 20);
	assert_int_equal(ask("/a/x"), 20);
}

static void
other_settings_are_taken_up_with_the_index(void **state)
{
	(void)state;
	put("capsule.conf", "title = \"Gaceta\"\nlanguage = \"es\"\n");
	take_in();
	assert_int_equal(ask("/"), 20);
	assert_begins(gemtext(), "# Gaceta\n");
	assert_string_equal(site_info(served)->title, "Gaceta");
	assert_string_equal(served_reply.lang, "es");
	assert_int_equal(ask("/favicon.txt"), 51);
}

static void
settings_that_do_not_parse_leave_those_that_did(void **state)
{
	(void)state;
	put("capsule.conf", "title = \"Broken\n");
	take_in();
	assert_int_equal(ask("/"), 20);
	assert_begins(gemtext(), "# Gaceta\n");
	site_free(served);
	serve();
	assert_int_equal(ask("/a/x"), 20);
}

/* Nobody reads half an answer, until there is another index. */
static void
a_damaged_index_is_a_passing_trouble(void **state)
{
	static const char *const paths[] = { "/", "/a/x", "/archive/titles",
		"/digest/" };
	static const char noise[4096] = "noise";
	FILE *f;

	(void)state;
	site_free(served);
	f = fopen(served_index, "r+");
	assert_non_null(f);
	assert_int_equal(fseek(f, 8192, SEEK_SET), 0);
	for (int i = 0; i < 100; i++)
		fwrite(noise, 1, sizeof noise, f);
	fclose(f);
	serve();
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(ask_once(&by_gemini, paths[i], NULL), 40);
		assert_string_equal(served_reply.meta,
		    words("en", WORD_NOT_READY));
		assert_int_equal(served_reply.page.nblocks, 0);
	}
	take_index_away();
	take_in();
	assert_int_equal(ask("/a/y"), 20);
}

enum { MANY = 100, TENTHS = 10, PAGE = 8192 };

/* The index with one tenth of its pages, counted from 0, overwritten. */
static void
put_broken_index(const struct buf *whole, size_t tenth)
{
	struct buf broken = { 0 };
	struct problem why;
	size_t len = whole->len / TENTHS / PAGE * PAGE;

	buf_add(&broken, whole->data, whole->len);
	memset(broken.data + len * tenth, 'x', len);
	take_index_away();
	assert_int_equal(
	    file_write(served_index, broken.data, broken.len, 0644, &why), 0);
	buf_free(&broken);
}

/* How many of the articles are to be asked for later; the others are there. */
static size_t
asked_for_later(void)
{
	size_t n = 0;

	for (int i = 0; i < MANY; i++) {
		char path[64];

		snprintf(path, sizeof path, "/a/many-%d", i);
		if (ask_once(&by_gemini, path, NULL) == 40)
			n++;
		else
			assert_int_equal(served_reply.status, 20);
	}
	return n;
}

/* What is missing because a page of the index is broken is not "not found". */
static void
an_index_that_breaks_while_it_is_read_is_a_passing_trouble(void **state)
{
	struct buf whole = { 0 };
	struct problem why;
	size_t later = 0;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		char path[64];

		snprintf(path, sizeof path, "articles/many-%d.md", i);
		put(path, "---\ntitle: Many %d\ndate: 2021-06-12\n---\nX.\n",
		    i);
	}
	site_free(served);
	take_index_away();
	take_in();
	assert_int_equal(buf_read_file(&whole, served_index, 1 << 24, &why), 0);
	for (size_t tenth = 0; tenth < TENTHS; tenth++) {
		put_broken_index(&whole, tenth);
		serve();
		later += asked_for_later();
		site_free(served);
		served = NULL;
	}
	buf_free(&whole);
	assert_true(later > 0 && later < MANY * TENTHS);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(robots_are_kept_out_of_the_search_alone),
		cmocka_unit_test(on_gopher_generated_texts_end_lines_in_crlf),
		cmocka_unit_test(a_capsule_s_own_robots_txt_wins),
		cmocka_unit_test(caps_txt_has_every_key),
		cmocka_unit_test(the_favicon_is_one_emoji),
		cmocka_unit_test(
		    before_there_is_an_index_pages_ask_for_patience),
		cmocka_unit_test(before_there_is_an_index_own_pages_are_served),
		cmocka_unit_test(an_index_that_appears_is_taken_up),
		cmocka_unit_test(an_index_that_was_made_anew_is_taken_up),
		cmocka_unit_test(other_settings_are_taken_up_with_the_index),
		cmocka_unit_test(
		    settings_that_do_not_parse_leave_those_that_did),
		cmocka_unit_test(a_damaged_index_is_a_passing_trouble),
		cmocka_unit_test(
		    an_index_that_breaks_while_it_is_read_is_a_passing_trouble),
	};

	return cmocka_run_group_tests(tests, nothing_indexed, served_end);
}
