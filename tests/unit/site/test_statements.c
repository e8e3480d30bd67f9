#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "served.h"

/* The worker's own connection to the index, and what it asked. */
static sqlite3 *reader;
static int asked;

static int
count_statement(unsigned type, void *db, void *st, void *text)
{
	static const char *const of_each_page[] = { "BEGIN", "COMMIT",
		"SELECT generation", "PRAGMA", "--" };
	const char *sql = text;

	(void)type;
	(void)st;
	for (size_t i = 0; i < sizeof of_each_page / sizeof *of_each_page; i++)
		if (strncmp(sql, of_each_page[i], strlen(of_each_page[i])) == 0)
			return 0;
	if (db == reader)
		asked++;
	return 0;
}

static int
watch(sqlite3 *db, char **why, const struct sqlite3_api_routines *api)
{
	(void)why;
	(void)api;
	reader = db; /* the one that was opened last */
	return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count_statement, db);
}

static int
newsroom(void **state)
{
	sqlite3_auto_extension((void (*)(void))(uintptr_t)watch);
	served_begin(state);
	for (int i = 1; i < 30; i++) {
		char path[64];

		snprintf(path, sizeof path, "articles/a%d.md", i);
		put(path,
		    "---\ntitle: Number %d\ndate: 2021-06-%02d\n"
		    "authors: [A. One, B. Two]\ntopics: [Peru, Votes, T%d]\n"
		    "---\nWords.\n",
		    i, i, i % 3);
	}
	take_in();
	serve();
	return 0;
}

static void
an_article_s_page_asks_the_index_three_times_and_its_text_twice(void **state)
{
	(void)state;
	assert_int_equal(ask("/a/a7"), 20); /* opens the index */
	asked = 0;
	assert_int_equal(ask("/a/a8"), 20);
	assert_has(gemtext(), "Number 9");
	assert_int_equal(asked, 3);
	asked = 0;
	assert_int_equal(ask("/a/a9.txt"), 20);
	assert_int_equal(asked, 2);
}

static void
no_statement_is_planned_anew_for_each_page(void **state)
{
	static const char *const pages[] = { "/", "/t/", "/t/peru", "/a/a7",
		"/author/", "/2021/06", "/archive/", "/digest/",
		"/digest/2021-06", "/2021/06/11", "/atom.xml" };
	sqlite3_stmt *st = NULL;

	(void)state;
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
			(void)ask(pages[i]);
	while ((st = sqlite3_next_stmt(reader, st)) != NULL)
		if (sqlite3_stmt_status(st, SQLITE_STMTSTATUS_REPREPARE, 0) > 0)
			fail_msg("%s", sqlite3_sql(st));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_article_s_page_asks_the_index_three_times_and_its_text_twice),
		cmocka_unit_test(no_statement_is_planned_anew_for_each_page),
	};

	return cmocka_run_group_tests(tests, newsroom, served_end);
}
