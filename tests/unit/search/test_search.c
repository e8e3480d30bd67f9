#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive_fixture.h"
#include "search/search.h"

static void
put(struct fixture *f, const char *path, const char *front, const char *text)
{
	struct buf file = { 0 };

	buf_addf(&file, "---\n%s\n---\n\n%s\n", front, text);
	fixture_write(f, path, file.data);
	buf_free(&file);
}

/* As a connection does it. */
static void
ask(struct fixture *f, const char *question, size_t page, size_t per_page,
    struct hits *hits)
{
	do
		search(f->ix, &f->arena, question, page, per_page, hits);
	while (hits->later);
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
a_question_that_is_asked_again_knows_what_is_new(void **state)
{
	struct fixture f;
	struct hits hits;
	struct problem why = { 0 };

	(void)state;
	fixture_begin(&f);
	put(&f, "articles/a.md", "date: 2021-01-01", "harbour");
	fixture_scan(&f);
	fixture_read(&f);
	for (int i = 0; i < 3; i++) {
		ask(&f, "-docks harb", 1, 15, &hits);
		assert_int_equal(hits.n, 1);
	}
	put(&f, "articles/b.md", "date: 2021-01-02", "harbinger");
	put(&f, "articles/c.md", "date: 2021-01-03", "harbinger docks");
	fixture_look(&f, "articles/b.md");
	fixture_look(&f, "articles/c.md");
	assert_int_equal(index_end(f.ix), 0);
	assert_int_equal(index_begin(f.ix, &why), 0);
	for (int i = 0; i < 3; i++) {
		ask(&f, "-docks harb", 1, 15, &hits);
		assert_int_equal(hits.n, 2);
		assert_string_equal(hits.hit[0].card.slug, "b");
	}
	for (int i = 0; i < 40; i++) { /* others are forgotten for them */
		char word[20];

		snprintf(word, sizeof word, "harb or%d", i);
		ask(&f, word, 1, 15, &hits);
		assert_int_equal(hits.n, 0);
	}
	ask(&f, "-docks harb", 1, 15, &hits);
	assert_int_equal(hits.n, 2);
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
undated_articles_are_found_in_blocks_too(void **state)
{
	struct fixture f;
	struct hits hits;
	char path[40], front[60];

	(void)state;
	fixture_begin(&f);
	for (int i = 0; i < 60; i++) {
		snprintf(path, sizeof path, "articles/%d.md", i);
		snprintf(front, sizeof front, "weight: %d", i % 3);
		put(&f, path, front, i == 59 ? "date" : "the word");
	}
	put(&f, "articles/dated.md", "date: 2021-01-01", "the word");
	fixture_scan(&f);
	fixture_read(&f);
	search_in_blocks(f.ix, 4);
	ask(&f, "word", 1, 100, &hits);
	assert_int_equal(hits.n, 60);
	assert_string_equal(hits.hit[0].card.slug, "dated");
	ask(&f, "word", 4, 15, &hits);
	assert_int_equal(hits.n, 15);
	assert_false(hits.more);
	fixture_end(&f);
}

static void
searches_without_end_leave_time_to_others(void **state)
{
	struct fixture f;
	struct hits hits = { 0 };

	(void)state;
	begin(&f);
	for (int i = 0; i < 100000 && !hits.later; i++) {
		search(f.ix, &f.arena, "peru", 1, 15, &hits);
		arena_free(&f.arena);
	}
	assert_true(hits.later);
	ask(&f, "peru", 1, 15, &hits);
	assert_int_equal(hits.n, 2);
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

/* block: articles that are looked through at a time; 0: all. */
static void
compare_with_looking(size_t block, int questions)
{
	static struct model m;
	struct ask asks[4];
	struct buf question = { 0 };
	struct fixture f;
	unsigned seed = 7;
	size_t n;

	fixture_begin(&f);
	make_articles(&f, &m, &seed);
	fixture_scan(&f);
	fixture_read(&f);
	search_in_blocks(f.ix, block);
	for (int i = 0; i < questions; i++) {
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

static void
search_finds_what_looking_at_every_article_finds(void **state)
{
	(void)state;
	compare_with_looking(0, 1000);
}

static void
a_long_search_that_goes_on_in_blocks_finds_the_same(void **state)
{
	(void)state;
	compare_with_looking(1, 200);
	compare_with_looking(7, 200);
	compare_with_looking(50, 200);
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
		    a_question_that_is_asked_again_knows_what_is_new),
		cmocka_unit_test(hits_come_in_pages),
		cmocka_unit_test(any_question_is_safe),
		cmocka_unit_test(undated_articles_are_found_in_blocks_too),
		cmocka_unit_test(searches_without_end_leave_time_to_others),
		cmocka_unit_test(
		    search_finds_what_looking_at_every_article_finds),
		cmocka_unit_test(
		    a_long_search_that_goes_on_in_blocks_finds_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
