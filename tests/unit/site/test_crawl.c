#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "served.h"
#include "text/url.h"

/*
 * Every page of the example capsule, reached by its links: what must be true
 * of all pages alike.
 */

enum { MOST = 4000 };

static char *seen[MOST]; /* addresses in the order they were found; owned */
static size_t nseen;

static int
example(void **state)
{
	served_begin(state);
	served_root = "capsule";
	take_in();
	serve();
	return 0;
}

static int
example_end(void **state)
{
	for (size_t i = 0; i < nseen; i++)
		free(seen[i]);
	nseen = 0;
	return served_end(state);
}

static void
find(const char *url)
{
	if (url == NULL || url[0] != '/' || url[1] == '/')
		return;
	for (size_t i = 0; i < nseen; i++)
		if (strcmp(seen[i], url) == 0)
			return;
	assert_true(nseen < MOST);
	seen[nseen++] = strdup(url);
}

static void
find_links(const struct page *p, unsigned look)
{
	for (size_t i = 0; i < p->nblocks; i++) {
		const struct block *b = &p->blocks[i];

		if ((b->looks & look) == 0)
			continue;
		find(b->url);
		if (b->entry != NULL)
			find(b->entry->url);
		for (size_t s = 0; s < b->body.nspans; s++)
			find(b->body.spans[s].url);
	}
}

/* Of all, or of a topic. */
static bool
is_search(const char *path)
{
	return strcmp(path, "/search") == 0 ||
	       strncmp(path, "/search/t/", 10) == 0;
}

/* Ask for a link's address as a client would: decoded, query apart. */
static int
follow(const struct place *place, const char *url)
{
	char path[1024];
	struct buf decoded = { 0 };
	char *query;
	int status;

	url_decode(&decoded, url, strlen(url));
	snprintf(path, sizeof path, "%s", buf_str(&decoded));
	buf_free(&decoded);
	query = strchr(path, '?');
	if (query != NULL)
		*query++ = '\0';
	status = ask_query(place, path, query);
	if (status != 20 && !is_search(path))
		print_error("%s: %d %s\n", url, status, served_reply.meta);
	return status;
}

/* Links point to final addresses; nothing leads nowhere. */
static void
crawl(const struct place *place, unsigned look, void (*check)(const char *url))
{
	find("/");
	for (size_t i = 0; i < nseen; i++) {
		int status = follow(place, seen[i]);

		if (is_search(seen[i])) {
			assert_int_equal(status, 10);
			continue;
		}
		assert_int_equal(status, 20);
		if (served_reply.type == NULL) {
			/* the first of its parts: tests/e2e/test_whole.py */
			if (!served_reply.more)
				check(seen[i]);
			find_links(&served_reply.page, look);
		}
	}
	assert_true(nseen > 40);
}

/* ---- gemtext ------------------------------------------------------------- */

static size_t
titles(const char *gmi)
{
	size_t n = strncmp(gmi, "# ", 2) == 0;
	bool fenced = false;

	for (const char *p = gmi; (p = strchr(p, '\n')) != NULL; p++) {
		if (strncmp(p + 1, "```", 3) == 0)
			fenced = !fenced;
		n += !fenced && strncmp(p + 1, "# ", 2) == 0;
	}
	return n;
}

/* X3, X6, S1, and a way home. */
static void
check_gemtext(const char *url)
{
	const char *gmi = gemtext();

	if (strncmp(gmi, "# ", 2) != 0 || titles(gmi) != 1)
		print_error("%s\n%s\n", url, gmi);
	assert_int_equal(titles(gmi), 1);
	assert_int_equal(strncmp(gmi, "# ", 2), 0);
	assert_has_not(gmi, "\n\n\n");
	assert_has_not(gmi, "\r");
	assert_true(gmi[strlen(gmi) - 1] == '\n');
	assert_false(gmi[strlen(gmi) - 2] == '\n');
	if (strcmp(url, "/") != 0)
		assert_has(gmi, "\n\n=> / The Andean Relay\n=> /search ");
}

static void
every_page_on_gemini_is_reached_and_whole(void **state)
{
	(void)state;
	crawl(&by_gemini, LOOK_GEMTEXT, check_gemtext);
}

/* ---- menus --------------------------------------------------------------- */

/* G9: nothing in a generated selector needs an escape. */
static void
check_selector(const char *url)
{
	if (strncmp(url, "/static/", 8) != 0)
		assert_int_equal(
		    strspn(url, "abcdefghijklmnopqrstuvwxyz0123456789/._-"),
		    strlen(url));
}

static void
check_menu(const char *url)
{
	struct buf out = { 0 };

	check_selector(url);
	gophermap_write(&served_reply.page, &by_gopher, &out);
	for (char *line = out.data, *end; *line != '\0'; line = end + 1) {
		size_t tabs = 0;

		end = strchr(line, '\n');
		assert_non_null(end);
		assert_true(end[-1] == '\r');
		assert_non_null(strchr("0179gIshi", line[0]));
		for (const char *p = line; p < end; p++)
			tabs += *p == '\t';
		assert_int_equal(tabs, 3);
		assert_true(
		    utf8_columns(line + 1, strcspn(line + 1, "\t")) <= 67);
	}
	if (strcmp(url, "/") != 0)
		assert_has(out.data,
		    "\r\ni\t\terror.host\t1\r\n1The Andean Relay\t/\t");
	buf_free(&out);
}

static void
every_menu_is_reached_and_whole(void **state)
{
	(void)state;
	crawl(&by_gopher, LOOK_MENU, check_menu);
}

/* ---- the first screen ---------------------------------------------------- */

/* The row of the first article's link, counted from 1. */
static size_t
first_article(const char *page, const char *mark)
{
	const char *found = strstr(page, mark);
	size_t row = 1;

	assert_non_null(found);
	for (const char *p = page; p < found; p++)
		row += *p == '\n';
	return row + 1;
}

static void
articles_stand_within_the_first_8_rows(void **state)
{
	(void)state;
	find("/");
	for (size_t i = 0; i < nseen && i < 60; i++) {
		bool list = strcmp(seen[i], "/") == 0 ||
			    strncmp(seen[i], "/t/", 3) == 0;

		follow(&by_gemini, seen[i]);
		if (served_reply.type == NULL)
			find_links(&served_reply.page, LOOK_GEMTEXT);
		if (!list || strcmp(seen[i], "/t/") == 0 ||
		    served_reply.type != NULL)
			continue;
		assert_true(first_article(gemtext(), "\n=> /a/") <= 8);
		assert_true(first_article(menu(), "\n1|") <= 8);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    every_page_on_gemini_is_reached_and_whole, example,
		    example_end),
		cmocka_unit_test_setup_teardown(every_menu_is_reached_and_whole,
		    example, example_end),
		cmocka_unit_test_setup_teardown(
		    articles_stand_within_the_first_8_rows, example,
		    example_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
