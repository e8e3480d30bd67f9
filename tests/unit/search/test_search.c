#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "archive_fixture.h"
#include "index/tokenizer.h"
#include "search/search.h"

static void
put(struct fixture *f, const char *path, const char *front, const char *text)
{
	struct buf file = { 0 };

	buf_addf(&file, "---\n%s\n---\n\n%s\n", front, text);
	fixture_write(f, path, file.data);
	buf_free(&file);
}

#define LONG_US 60000000 /* however busy the machine is */

static void
ask_in(struct fixture *f, const char *question, size_t page, size_t per_page,
    int64_t us, struct hits *hits)
{
	struct capsule c = { .dir = open(f->root, O_RDONLY | O_DIRECTORY) };

	search(f->ix, &c, &f->arena,
	    &(struct question){ question, NULL, page, per_page, us }, hits);
	close(c.dir);
}

static void
ask(struct fixture *f, const char *question, size_t page, size_t per_page,
    struct hits *hits)
{
	ask_in(f, question, page, per_page, LONG_US, hits);
}

static const char *
found(struct fixture *f, const char *question)
{
	struct hits hits;
	const char *out = "";

	ask(f, question, 1, 50, &hits);
	assert_false(hits.cut);
	for (size_t i = 0; i < hits.n; i++)
		out = arena_printf(&f->arena, "%s%s%s", out, i > 0 ? " " : "",
		    hits.hit[i].card.slug);
	return hits.empty ? "(empty)" : out;
}

static void
begin(struct fixture *f)
{
	fixture_begin(f);
	put(f, "articles/a.md",
	    "title: Per\u00fa Libre wins\ndate: 2021-06-11\n"
	    "topics: [Peru]\nauthor: Luis G\u00e1rate",
	    "The vote of Pedro Castillo. Stra\u00dfe and \u0141\u00f3d\u017a.");
	put(f, "articles/b.md",
	    "title: A free vote\ndate: 2021-06-12\n"
	    "topics: [Peru Libre, Chile]\nauthors: [Rosa Mamani, Luis Paz]",
	    "It was libre, they say, in Peru. Castillo votes.");
	put(f, "articles/c.md",
	    "title: \u65b0\u805e\u7d19\ndate: 2020-01-02\ntopics: [Chile]",
	    "\u4eca\u65e5\u306e\u65b0\u805e\u3092\u8aad\u3080\u3002 E-mail.");
	fixture_scan(f);
	fixture_read(f);
}

static void
all_words_must_occur_and_accents_do_not_matter(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	assert_string_equal(found(&f, "peru"), "b a");
	assert_string_equal(found(&f, "PER\u00da libre"), "b a");
	assert_string_equal(found(&f, "peru castillo pedro"), "a");
	assert_string_equal(found(&f, "strasse lodz"), "a");
	assert_string_equal(found(&f, "mamani"), "b");
	assert_string_equal(found(&f, "nothing like this"), "");
	fixture_end(&f);
}

static void
phrases_exclusions_and_prefixes(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	assert_string_equal(found(&f, "\"peru libre\""), "b a");
	assert_string_equal(found(&f, "\"libre wins\""), "a");
	assert_string_equal(found(&f, "\"wins libre\""), "");
	assert_string_equal(found(&f, "peru -pedro"), "b");
	assert_string_equal(found(&f, "peru -\"pedro castillo\""), "b");
	assert_string_equal(found(&f, "cast"), "b a");
	assert_string_equal(found(&f, "\"cast\""), "");
	assert_string_equal(found(&f, "cast vote"), "");
	assert_string_equal(found(&f, "castillo vot"), "b a");
	assert_string_equal(found(&f, "castillo vote -votes"), "a");
	assert_string_equal(found(&f, "e-mail"), "c");
	assert_string_equal(found(&f, "-peru"), "(empty)");
	assert_string_equal(found(&f, ""), "(empty)");
	fixture_end(&f);
}

static void
filters_ask_for_a_list_or_else_for_words_of_its_name(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	assert_string_equal(found(&f, "topic:peru"), "a");
	assert_string_equal(found(&f, "topic:\"Peru Libre\""), "b");
	assert_string_equal(found(&f, "topic:libre"), "b");
	assert_string_equal(found(&f, "topic:chile topic:peru-libre"), "b");
	assert_string_equal(found(&f, "author:luis-garate"), "a");
	assert_string_equal(found(&f, "author:luis"), "b a");
	assert_string_equal(found(&f, "author:luis castillo"), "b a");
	assert_string_equal(found(&f, "year:2020"), "c");
	assert_string_equal(found(&f, "year:2021 pedro"), "a");
	assert_string_equal(found(&f, "year:1999"), "");
	assert_string_equal(found(&f, "topic:none"), "");
	fixture_end(&f);
}

static void
scripts_without_spaces_are_found_by_parts_of_their_words(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	assert_string_equal(found(&f, "\u65b0\u805e"), "c");
	assert_string_equal(found(&f, "\u805e"), "c");
	assert_string_equal(found(&f, "\u805e\u65b0"), "");
	assert_string_equal(found(&f, "\u4eca\u65e5 \u8aad"), "c");
	fixture_end(&f);
}

static void
a_hit_shows_where_it_is(void **state)
{
	struct fixture f;
	struct hits hits;
	struct buf text = { 0 };

	(void)state;
	begin(&f);
	for (int i = 0; i < 100; i++)
		buf_adds(&text, "lorem ipsum ");
	buf_adds(&text, "Here stands the Needl\u00e9 that was sought");
	for (int i = 0; i < 100; i++)
		buf_adds(&text, " dolor amet");
	put(&f, "articles/long.md", "title: Long\nsummary: In short.",
	    text.data);
	fixture_look(&f, "articles/long.md");
	fixture_read(&f);
	ask(&f, "needle", 1, 15, &hits);
	assert_int_equal(hits.n, 1);
	assert_false(hits.hit[0].in_title);
	assert_memory_equal(hits.hit[0].around, "... ", 4);
	assert_non_null(strstr(hits.hit[0].around,
	    " Here stands the Needl\u00e9 that was sought dolor"));
	assert_true(strlen(hits.hit[0].around) < 300);
	assert_string_equal(hits.hit[0].around + strlen(hits.hit[0].around) - 4,
	    " ...");
	ask(&f, "long", 1, 15, &hits);
	assert_int_equal(hits.n, 1);
	assert_true(hits.hit[0].in_title);
	assert_string_equal(hits.hit[0].around, "In short.");
	buf_free(&text);
	fixture_end(&f);
}

static void
what_was_changed_is_found_by_its_new_words_alone(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	put(&f, "articles/a.md", "title: One\ndate: 2021-06-11", "harbour");
	fixture_look(&f, "articles/a.md");
	put(&f, "articles/b.md", "title: Two\ndate: 2022-01-01", "castillo");
	fixture_look(&f, "articles/b.md");
	put(&f, "articles/d.md", "date: 2021-06-11\nunlisted: true",
	    "castillo");
	fixture_look(&f, "articles/d.md");
	fixture_unlink(&f, "articles/c.md");
	fixture_look(&f, "articles/c.md");
	fixture_read(&f);
	assert_string_equal(found(&f, "castillo"), "b");
	assert_string_equal(found(&f, "vote"), "");
	assert_string_equal(found(&f, "e-mail"), "");
	assert_string_equal(found(&f, "topic:Peru"), "");
	assert_string_equal(found(&f, "harbour"), "a");
	assert_string_equal(found(&f, "year:2022"), "b");
	put(&f, "articles/d.md", "date: 2021-06-11", "castillo");
	fixture_look(&f, "articles/d.md");
	fixture_read(&f);
	assert_string_equal(found(&f, "castillo"), "b d");
	fixture_end(&f);
}

/* ---- an index that is not well ------------------------------------------- */

/* Write to the index behind the writer's back. */
static void
meddle(struct fixture *f, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->index, &db), SQLITE_OK);
	assert_int_equal(tokenizer_register(db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static int64_t
number_of(struct fixture *f, const char *sql)
{
	sqlite3_stmt *st;
	sqlite3 *db;
	int64_t n;

	assert_int_equal(sqlite3_open(f->index, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}

static void
put_number(struct fixture *f, int i, const char *text)
{
	put(f, arena_printf(&f->arena, "articles/%d.md", i),
	    arena_printf(&f->arena, "date: 2021-01-%02d", i % 28 + 1), text);
}

#define PIECES 1500

/*
 * A first look at a million articles left so many segments that no search
 * could open them all in its time: "No article has these words".
 */
static void
a_search_that_gives_up_never_says_that_there_is_nothing(void **state)
{
	struct fixture f;
	struct hits hits;

	(void)state;
	fixture_begin(&f);
	fixture_scan(&f);
	meddle(&f,
	    "INSERT INTO search(search, rank) VALUES('automerge', 0);"
	    "INSERT INTO search(search, rank) VALUES('crisismerge', 1999)");
	for (int i = 0; i < PIECES; i++) {
		put_number(&f, i, i % 100 == 7 ? "harbour pilot" : "pilot");
		fixture_look(&f, arena_printf(&f.arena, "articles/%d.md", i));
	}
	assert_in_range(
	    number_of(&f, "SELECT count(DISTINCT segid) FROM search_idx"), 1000,
	    PIECES + 1);
	fixture_read(&f);
	for (int64_t us = 1; us < LONG_US; us *= 3) {
		ask_in(&f, "harbour", 1, 15, us, &hits);
		assert_true(hits.n > 0 || hits.cut);
		ask_in(&f, "harb", 1, 15, us, &hits);
		assert_true(hits.n > 0 || hits.cut || hits.some);
	}
	ask(&f, "harbour", 1, 50, &hits);
	assert_int_equal(hits.n, 15);
	assert_false(hits.cut);
	fixture_end(&f);
}

static void
a_search_is_right_while_the_first_look_goes_on(void **state)
{
	struct problem why = { 0 };
	struct fixture f;
	struct hits hits;
	bool more = true;

	(void)state;
	fixture_begin(&f);
	for (int i = 0; i < 3000; i++)
		put_number(&f, i, "harbour pilot lantern");
	fixture_open_scan(&f);
	assert_int_equal(scan_all(f.scan, &more, &why), 0);
	fixture_read(&f);
	ask(&f, "harbour", 1, 15, &hits);
	assert_int_equal(hits.growing, !index_complete(f.ix));
	ask(&f, "nowhere", 1, 15, &hits);
	assert_int_equal(hits.growing, !index_complete(f.ix));
	fixture_scan(&f);
	fixture_read(&f);
	ask(&f, "harbour", 1, 15, &hits);
	assert_false(hits.growing);
	fixture_end(&f);
}

static void
merging_goes_on_with_every_save(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_scan(&f);
	for (int i = 0; i < 500; i++) {
		put_number(&f, i, "harbour pilot lantern");
		fixture_look(&f, arena_printf(&f.arena, "articles/%d.md", i));
	}
	assert_in_range(
	    number_of(&f, "SELECT count(DISTINCT segid) FROM search_idx"), 1,
	    36);
	fixture_end(&f);
}

static void
an_error_is_not_the_end_of_the_hits(void **state)
{
	struct fixture f;
	struct hits hits;

	(void)state;
	begin(&f);
	meddle(&f, "UPDATE search_data SET block = x'0000' WHERE id > 10");
	fixture_read(&f);
	ask(&f, "castillo", 1, 15, &hits);
	assert_int_equal(index_end(f.ix), -1);
	index_close(f.ix);
	f.ix = NULL;
	fixture_end(&f);
}

/* Old texts are passed over by search until they are more than the others. */
static void
an_index_full_of_old_texts_is_made_anew(void **state)
{
	struct problem why = { 0 };
	struct fixture f;
	struct old old;
	int64_t next = 0;

	(void)state;
	fixture_begin(&f);
	put_number(&f, 999, "harbour");
	fixture_scan(&f);
	fixture_unlink(&f, "articles/999.md");
	fixture_look(&f, "articles/999.md");
	for (int round = 0; round < 6; round++) {
		for (int i = 0; i < 450; i++) {
			put_number(&f, i, "pilot");
			fixture_age(&f,
			    arena_printf(&f.arena, "articles/%d.md", i));
		}
		fixture_scan(&f);
	}
	assert_true(number_of(&f, "SELECT stale FROM state") > 2000);
	for (int i = 0; i < 50 && next != INT64_MAX; i++)
		assert_int_equal(scan_due(f.scan, &next, &why), 0);
	assert_int_equal(number_of(&f, "SELECT stale FROM state"), 0);
	fixture_read(&f);
	assert_true(index_complete(f.ix));
	assert_int_equal(index_count(f.ix), 450);
	assert_int_equal(index_old_address(f.ix, &f.arena, "/a/999", &old),
	    OLD_REMOVED);
	fixture_end(&f);
}

static void
hits_come_in_pages(void **state)
{
	struct fixture f;
	struct hits hits;
	char path[40], front[60];

	(void)state;
	fixture_begin(&f);
	for (int i = 0; i < 35; i++) {
		snprintf(path, sizeof path, "articles/%d.md", i);
		snprintf(front, sizeof front, "date: 2021-01-01T00:%02d:00Z",
		    i);
		put(&f, path, front, "the word");
	}
	fixture_scan(&f);
	fixture_read(&f);
	ask(&f, "word", 1, 15, &hits);
	assert_int_equal(hits.n, 15);
	assert_true(hits.more);
	assert_string_equal(hits.hit[0].card.slug, "34");
	ask(&f, "word", 3, 15, &hits);
	assert_int_equal(hits.n, 5);
	assert_false(hits.more);
	assert_string_equal(hits.hit[4].card.slug, "0");
	ask(&f, "word", 4, 15, &hits);
	assert_int_equal(hits.n, 0);
	ask(&f, "word", 101, 15, &hits);
	assert_int_equal(hits.n, 0);
	ask(&f, "word", 0, 15, &hits);
	assert_int_equal(hits.n, 0);
	ask(&f, "word", 1, 35, &hits);
	assert_int_equal(hits.n, 35);
	assert_false(hits.more);
	fixture_end(&f);
}

static void
any_question_is_safe(void **state)
{
	static const char *const questions[] = { "\"", "\"\"", "*", "-", "--",
		"a*b", "AND", "NOT NOT", "NEAR(a b)", "title:x", "keys:y2021",
		"{title}:x", "^peru", "a+b", "(((((", "))))", ":",
		"topic:", "topic:\"", "year:", "author:-", "\\",
		"'; DROP TABLE search", "\xff\xfe\xc3", "\xee\x80\x80tperu",
		"\x01\x02", "%s%n", "peru\"libre", "\u0301", "\u200b" };
	struct fixture f;
	struct hits hits;
	char text[10001];

	(void)state;
	begin(&f);
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		ask(&f, questions[i], 1, 15, &hits);
		assert_true(hits.n <= 3);
	}
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "a \"-(*b:"[i % 8];
	text[sizeof text - 1] = '\0';
	ask(&f, text, 1, 15, &hits);
	assert_int_equal(index_end(f.ix), 0);
	index_close(f.ix);
	f.ix = NULL;
	fixture_end(&f);
}

static void
undated_articles_are_found_behind_the_others(void **state)
{
	struct fixture f;
	struct hits hits;

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/heavy.md", "weight: 900", "the word");
	put(&f, "articles/light.md", "weight: 100", "the word");
	put(&f, "articles/dated.md", "date: 0001-01-02", "the word");
	fixture_scan(&f);
	fixture_read(&f);
	ask(&f, "word", 1, 100, &hits);
	assert_int_equal(hits.n, 3);
	assert_string_equal(hits.hit[0].card.slug, "dated");
	assert_string_equal(hits.hit[1].card.slug, "light");
	fixture_end(&f);
}

/* ---- compared with looking at every article ------------------------------ */

#define ARTICLES 120
#define LENGTH   12

/* A word as it is written, and as it is found. */
static const struct {
	const char *written, *plain;
} words[] = {
	{ "vote", "vote" },
	{ "Votes", "votes" },
	{ "voter", "voter" },
	{ "Per\u00fa", "peru" },
	{ "peruano", "peruano" },
	{ "libre", "libre" },
	{ "\u00d8re", "ore" },
	{ "oregano", "oregano" },
	{ "a", "a" },
	{ "the", "the" },
	{ "2021", "2021" },
	{ "\u65e5", "\u65e5" },
};
#define WORDS (sizeof words / sizeof *words)

static const char *const topics[] = { "Peru", "Chile" };
#define PERU      0
#define PERU_WORD 3

struct model {
	unsigned word[ARTICLES][LENGTH], topic[ARTICLES], year[ARTICLES];
};

/* What is asked for, in the order that it was written in. */
struct ask {
	enum { PLAIN, PHRASE, WITHOUT, TOPIC, YEAR } kind;
	unsigned first, second; /* words, a topic or a year */
	bool prefix;
};

static unsigned
chance(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 12) % below;
}

static bool
is_word(unsigned word, unsigned asked, bool prefix)
{
	const char *w = words[word].plain, *a = words[asked].plain;

	return prefix ? strncmp(w, a, strlen(a)) == 0 : strcmp(w, a) == 0;
}

static bool
has(const struct model *m, size_t i, const struct ask *ask)
{
	if (ask->kind == TOPIC)
		return m->topic[i] == ask->first;
	if (ask->kind == YEAR)
		return m->year[i] == ask->first;
	if (ask->kind != PHRASE && m->topic[i] == PERU &&
	    is_word(PERU_WORD, ask->first, ask->prefix))
		return true; /* a topic's name is found too */
	for (size_t k = 0; k < LENGTH; k++) {
		if (!is_word(m->word[i][k], ask->first, ask->prefix))
			continue;
		if (ask->kind != PHRASE)
			return true;
		if (k + 1 < LENGTH &&
		    is_word(m->word[i][k + 1], ask->second, false))
			return true;
	}
	return false;
}

static void
make_articles(struct fixture *f, struct model *m, unsigned *seed)
{
	char path[40], front[100];
	struct buf text = { 0 };

	for (unsigned i = 0; i < ARTICLES; i++) {
		m->topic[i] = chance(seed, 2);
		m->year[i] = 2000 + i / 40;
		buf_clear(&text);
		for (size_t k = 0; k < LENGTH; k++) {
			m->word[i][k] = chance(seed, WORDS);
			buf_addf(&text, "%s ", words[m->word[i][k]].written);
		}
		snprintf(path, sizeof path, "articles/%u.md", i);
		snprintf(front, sizeof front,
		    "title: Number%u\ndate: %u-01-01T00:%02u:00Z\n"
		    "topics: [%s]",
		    i, m->year[i], i % 40, topics[m->topic[i]]);
		put(f, path, front, text.data);
	}
	buf_free(&text);
}

static void
make_question(struct ask *asks, size_t n, struct buf *out, unsigned *seed)
{
	for (size_t i = 0; i < n; i++) {
		struct ask *a = &asks[i];
		bool last = i + 1 == n;

		memset(a, 0, sizeof *a);
		a->kind = i == 0 ? chance(seed, 2) : chance(seed, 5);
		a->first = chance(seed, WORDS);
		a->second = chance(seed, WORDS);
		buf_adds(out, i > 0 ? " " : "");
		switch (a->kind) {
		case PLAIN:
			a->prefix = last && strlen(words[a->first].plain) > 1;
			buf_adds(out, words[a->first].plain);
			break;
		case PHRASE:
			buf_addf(out, "\"%s %s\"", words[a->first].written,
			    words[a->second].plain);
			break;
		case WITHOUT:
			buf_addf(out, "-%s", words[a->first].written);
			break;
		case TOPIC:
			a->first = chance(seed, 2);
			buf_addf(out, "topic:%s", topics[a->first]);
			break;
		case YEAR:
			a->first = 2000 + chance(seed, 3);
			buf_addf(out, "year:%u", a->first);
			break;
		}
	}
}

static const char *
by_looking(struct fixture *f, const struct model *m, const struct ask *asks,
    size_t n)
{
	const char *out = "";

	for (size_t i = ARTICLES; i-- > 0;) {
		bool hit = true;

		for (size_t k = 0; k < n; k++)
			hit &= has(m, i, &asks[k]) == (asks[k].kind != WITHOUT);
		if (hit)
			out = arena_printf(&f->arena, "%s%zu ", out, i);
	}
	return out;
}

static const char *
by_search(struct fixture *f, const char *question)
{
	struct hits hits;
	const char *out = "";

	ask(f, question, 1, ARTICLES, &hits);
	for (size_t i = 0; i < hits.n; i++)
		out = arena_printf(&f->arena, "%s%s ", out,
		    hits.hit[i].card.slug);
	return out;
}

static void
search_finds_what_looking_at_every_article_finds(void **state)
{
	static struct model m;
	struct ask asks[4];
	struct buf question = { 0 };
	struct fixture f;
	unsigned seed = 7;
	size_t n;

	(void)state;
	fixture_begin(&f);
	make_articles(&f, &m, &seed);
	fixture_scan(&f);
	fixture_read(&f);
	for (int i = 0; i < 1000; i++) {
		n = 1 + chance(&seed, 4);
		buf_clear(&question);
		make_question(asks, n, &question, &seed);
		if (strcmp(by_search(&f, question.data),
			by_looking(&f, &m, asks, n)) != 0)
			print_error("question: %s\n", question.data);
		assert_string_equal(by_search(&f, question.data),
		    by_looking(&f, &m, asks, n));
		arena_free(&f.arena);
	}
	buf_free(&question);
	fixture_end(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    all_words_must_occur_and_accents_do_not_matter),
		cmocka_unit_test(phrases_exclusions_and_prefixes),
		cmocka_unit_test(
		    filters_ask_for_a_list_or_else_for_words_of_its_name),
		cmocka_unit_test(
		    scripts_without_spaces_are_found_by_parts_of_their_words),
		cmocka_unit_test(a_hit_shows_where_it_is),
		cmocka_unit_test(
		    what_was_changed_is_found_by_its_new_words_alone),
		cmocka_unit_test(
		    a_search_that_gives_up_never_says_that_there_is_nothing),
		cmocka_unit_test(
		    a_search_is_right_while_the_first_look_goes_on),
		cmocka_unit_test(merging_goes_on_with_every_save),
		cmocka_unit_test(an_error_is_not_the_end_of_the_hits),
		cmocka_unit_test(an_index_full_of_old_texts_is_made_anew),
		cmocka_unit_test(hits_come_in_pages),
		cmocka_unit_test(any_question_is_safe),
		cmocka_unit_test(undated_articles_are_found_behind_the_others),
		cmocka_unit_test(
		    search_finds_what_looking_at_every_article_finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
