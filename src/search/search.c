#include "search/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "index/article_row.h"
#include "index/schema.h"
#include "search/excerpt.h"
#include "search/fts_query.h"
#include "search/query.h"
#include "search/stopwatch.h"

#define LAST_PAGE 100

/*
 * A worker has other readers waiting.  So long may a search take, in all: of
 * that a part for the words that complete the last one, and the end for the
 * excerpts, which are the summaries when there is no time for them.
 */
#define ALL_US      8000
#define WORDS_PART  3 / 8
#define HITS_PART   3 / 4
#define MOST_OF_DAY 4096
#define COUNTED     1000 /* hits at most; */
#define SURELY      200  /* so many take little time, */
#define COUNT_US    1500 /* and those behind them no longer than this */
#define CHECK_STEPS 100  /* of SQLite's machine: some 50 us */

struct deadline {
	struct stopwatch watch;
	int64_t us;
};

static int
is_over(void *deadline)
{
	const struct deadline *d = deadline;

	return stopwatch_over(&d->watch, d->us);
}

/* The ids of the hits from a page's first day on, as far as they are needed. */
struct taken {
	int64_t *id; /* owned */
	size_t n;
	size_t before; /* hits that are newer */
	int64_t day;
};

/* One search on its way. */
struct run {
	struct index *ix;
	struct arena *a;
	const struct question *asked;
	struct query query; /* the question, understood */
	struct deadline deadline;
	struct article *found; /* those of the page, in the arena */
	struct hits *out;
};

/* Hits behind the page, of which only the number is shown, if time allows. */
static void
count_rest(struct run *r, sqlite3_stmt *st, size_t seen)
{
	struct sql *sql = &r->ix->sql;
	int got = 1;

	while (
	    seen < COUNTED &&
	    (seen < SURELY || !stopwatch_over(&r->deadline.watch, COUNT_US)) &&
	    (got = sql_step(sql, st)) == 1)
		seen++;
	if (got == -1 && sql->error == SQLITE_INTERRUPT)
		sql->error = 0;
	r->out->total = seen;
	r->out->counted = got == 0;
}

/*
 * Hits come day by day, and a day's in the order in which they were taken in:
 * so the page's first and last day are taken whole, unless they are very large.
 */
static void
take_hits(struct run *r, const char *words, struct taken *t)
{
	struct sql *sql = &r->ix->sql;
	sqlite3_stmt *st = sql_bind(sql, READ_SEARCH, "s", words);
	size_t per_page = r->asked->per_page;
	size_t skip = (r->asked->page - 1) * per_page;
	int got;

	while ((got = sql_step(sql, st)) == 1) {
		int64_t day = sqlite3_column_int64(st, 1) / SEARCH_DAY;

		if (day != t->day || t->n >= MOST_OF_DAY) {
			if (t->before + t->n > skip + per_page) {
				count_rest(r, st, t->before + t->n + 1);
				sql_done(st);
				return;
			}
			if (t->before + t->n <= skip) {
				t->before += t->n;
				t->n = 0;
			}
			t->day = day;
		}
		t->id = array_room(t->id, t->n, sizeof *t->id);
		t->id[t->n++] = sqlite3_column_int64(st, 0);
	}
	sql_done(st);
	if (got == -1 && sql->error == SQLITE_INTERRUPT) {
		r->out->cut = true;
		sql->error = 0;
	}
	r->out->total = t->before + t->n;
	r->out->counted = !r->out->cut;
}

static int
newest_first(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return (*a < *b) - (*a > *b);
}

static void
read_found(struct index *ix, struct arena *a, int64_t id, struct article *out)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_FOUND, "i", id);

	if (sql_step(&ix->sql, st) == 1)
		index_article_row(st, a, out);
	sql_done(st);
}

/* The hits of the page and whether there is one more. */
static void
find_hits(struct run *r, const char *words)
{
	size_t page = r->asked->page, per_page = r->asked->per_page, at;
	struct taken t = { .day = INT64_MAX };
	struct hits *out = r->out;

	/* FTS5 looks at very many articles between two hits */
	sqlite3_progress_handler(r->ix->sql.db, CHECK_STEPS, is_over,
	    &r->deadline);
	take_hits(r, words, &t);
	sqlite3_progress_handler(r->ix->sql.db, 0, NULL, NULL);
	if (t.n > 0)
		qsort(t.id, t.n, sizeof *t.id, newest_first);
	at = (page - 1) * per_page - t.before;
	for (size_t end = at + per_page; at < end && at < t.n; at++) {
		struct article *found = &r->found[out->n];

		read_found(r->ix, r->a, t.id[at], found);
		out->n += !index_hidden(r->ix, r->a, found->card.slug);
	}
	out->more = at < t.n;
	if (!out->counted)
		out->total = page * per_page;
	free(t.id);
}

static void
show(struct run *r, const struct capsule *c)
{
	struct hit *hits = arena_calloc(r->a, r->out->n + 1, sizeof *hits);
	size_t start, end;

	for (size_t i = 0; i < r->out->n; i++) {
		const struct article *found = &r->found[i];
		const char *title = found->card.title;

		hits[i].card = found->card;
		hits[i].in_title =
		    query_find(&r->query, title, strlen(title), &start, &end);
		hits[i].around =
		    stopwatch_over(&r->deadline.watch, r->deadline.us)
			? NULL
			: excerpt_of(c, r->a, found, &r->query);
		if (hits[i].around == NULL)
			hits[i].around = found->card.summary;
	}
	r->out->hit = hits;
}

void
search(struct index *ix, const struct capsule *c, struct arena *a,
    const struct question *asked, struct hits *out)
{
	int64_t us = asked->us != 0 ? asked->us : ALL_US;
	struct run r = { .ix = ix,
		.a = a,
		.asked = asked,
		.deadline = { stopwatch_start(), us * HITS_PART },
		.out = out };
	struct buf words = { 0 };

	memset(out, 0, sizeof *out);
	if (asked->page == 0 || asked->page > LAST_PAGE || asked->per_page == 0)
		return;
	query_parse(&r.query, a, asked->words, strlen(asked->words),
	    asked->keys);
	out->empty = !r.query.asks;
	if (out->empty)
		return;
	out->growing = !index_complete(ix);
	out->some = !fts_query_write(&words, ix, a, &r.query, &r.deadline.watch,
	    us * WORDS_PART);
	r.found = arena_calloc(a, asked->per_page, sizeof *r.found);
	find_hits(&r, buf_str(&words));
	buf_free(&words);
	r.deadline.us = us;
	show(&r, c);
}
