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

/* Hits behind the page, of which only the number is shown, if time allows. */
static void
count_rest(struct index *ix, sqlite3_stmt *st, const struct deadline *deadline,
    size_t seen, struct hits *out)
{
	int got = 1;

	while (seen < COUNTED &&
	       (seen < SURELY || !stopwatch_over(&deadline->watch, COUNT_US)) &&
	       (got = sql_step(&ix->sql, st)) == 1)
		seen++;
	if (got == -1 && ix->sql.error == SQLITE_INTERRUPT)
		ix->sql.error = 0;
	out->total = seen;
	out->counted = got == 0;
}

/*
 * Hits come day by day, and a day's in the order in which they were taken in:
 * so the page's first and last day are taken whole, unless they are very large.
 */
static void
take_hits(struct index *ix, const char *words, size_t page, size_t per_page,
    const struct deadline *deadline, struct taken *t, struct hits *out)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_SEARCH, "s", words);
	size_t skip = (page - 1) * per_page;
	int got;

	while ((got = sql_step(&ix->sql, st)) == 1) {
		int64_t day = sqlite3_column_int64(st, 1) / SEARCH_DAY;

		if (day != t->day || t->n >= MOST_OF_DAY) {
			if (t->before + t->n > skip + per_page) {
				count_rest(ix, st, deadline,
				    t->before + t->n + 1, out);
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
	if (got == -1 && ix->sql.error == SQLITE_INTERRUPT) {
		out->cut = true;
		ix->sql.error = 0;
	}
	out->total = t->before + t->n;
	out->counted = !out->cut;
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
find_hits(struct index *ix, struct arena *a, const char *words, size_t page,
    size_t per_page, struct deadline *deadline, struct article *found,
    struct hits *out)
{
	struct taken t = { .day = INT64_MAX };
	size_t at;

	/* FTS5 looks at very many articles between two hits */
	sqlite3_progress_handler(ix->sql.db, CHECK_STEPS, is_over, deadline);
	take_hits(ix, words, page, per_page, deadline, &t, out);
	sqlite3_progress_handler(ix->sql.db, 0, NULL, NULL);
	if (t.n > 0)
		qsort(t.id, t.n, sizeof *t.id, newest_first);
	at = (page - 1) * per_page - t.before;
	for (size_t end = at + per_page; at < end && at < t.n; at++) {
		read_found(ix, a, t.id[at], &found[out->n]);
		out->n += !index_hidden(ix, a, found[out->n].card.slug);
	}
	out->more = at < t.n;
	if (!out->counted)
		out->total = page * per_page;
	free(t.id);
}

static void
show(const struct capsule *c, struct arena *a, const struct query *q,
    const struct article *found, const struct deadline *deadline,
    struct hits *out)
{
	struct hit *hits = arena_calloc(a, out->n + 1, sizeof *hits);
	const char *title;
	size_t start, end;

	for (size_t i = 0; i < out->n; i++) {
		title = found[i].card.title;
		hits[i].card = found[i].card;
		hits[i].in_title =
		    query_find(q, title, strlen(title), &start, &end);
		hits[i].around = stopwatch_over(&deadline->watch, deadline->us)
				     ? NULL
				     : excerpt_of(c, a, &found[i], q);
		if (hits[i].around == NULL)
			hits[i].around = found[i].card.summary;
	}
	out->hit = hits;
}

void
search_in(struct index *ix, const struct capsule *c, struct arena *a,
    const struct question *asked, size_t page, size_t per_page, int64_t us,
    struct hits *out)
{
	struct deadline deadline = { stopwatch_start(), us * HITS_PART };
	struct buf words = { 0 };
	struct article *found;
	struct query q;

	memset(out, 0, sizeof *out);
	if (page == 0 || page > LAST_PAGE || per_page == 0)
		return;
	query_parse(&q, a, asked->words, strlen(asked->words), asked->keys);
	out->empty = !q.asks;
	if (out->empty)
		return;
	out->growing = !index_complete(ix);
	out->some = !fts_query_write(&words, ix, a, &q, &deadline.watch,
	    us * WORDS_PART);
	found = arena_calloc(a, per_page, sizeof *found);
	find_hits(ix, a, buf_str(&words), page, per_page, &deadline, found,
	    out);
	buf_free(&words);
	deadline.us = us;
	show(c, a, &q, found, &deadline, out);
}

void
search(struct index *ix, const struct capsule *c, struct arena *a,
    const struct question *asked, size_t page, size_t per_page,
    struct hits *out)
{
	search_in(ix, c, a, asked, page, per_page, ALL_US, out);
}
