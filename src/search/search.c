#include "search/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "index/schema.h"
#include "index/tokenizer.h"
#include "search/fts_query.h"
#include "search/query.h"
#include "search/stopwatch.h"

#define LAST_PAGE 100

/*
 * A worker has other readers waiting.  Hits are looked for in slices of so
 * long, the first of them half as long again; if little of that is used, or in
 * the next one, the excerpts are made (or are summaries, when there is no time
 * for all).  After each slice as much time is left to others, but for a burst
 * of short searches.
 */
#define SLICE_US  4000
#define LITTLE_US 1500
#define SHOW_US   5000
#define BURST_US  2000
#define MOST_US   400000  /* of all slices of a search */
#define OLD_US    5000000 /* since it began; then it is answered as it is */
#define LEFT_US   1000000 /* nobody asks for it any more */
#define JOBS      16
#define WRITTEN   16   /* questions that are remembered in FTS5's words, */
#define LONGEST   4096 /* when they have no more bytes than this */

#define BLOCK   1000 /* articles, to begin with */
#define BUCKETS 60   /* of a block, at most */
#define STUCK   5    /* slices without progress */

#define BEFORE 60  /* characters of an excerpt before the hit, */
#define AFTER  180 /* and from it on */

/*
 * A search, as far as it has come.  At first all is looked through at once.
 * FTS5 may look at very many articles between two hits, and when it is stopped
 * there nobody knows how far it came; so from then on it is asked for blocks of
 * articles, newest first.
 */
struct job {
	char *asked; /* owned; NULL: there is none */
	size_t page, per_page;
	int64_t state; /* of the index: from another one it begins anew */
	int64_t begun_us, used_us;
	int64_t spent_us; /* in slices */

	struct arena arena; /* owned; of question */
	struct query question;
	struct fts_query match; /* owned */
	enum { WRITING, LOOKING, IN_BLOCKS, FOUND } step;

	int64_t *ids; /* owned */
	size_t n, skip;
	bool more, cut;
	int64_t before; /* all from this id on was looked at */
	size_t block;   /* articles of a block */
	unsigned stuck;
};

/*
 * A question in FTS5's words.  To complete its last word may cost more than to
 * answer it; further pages, and others who ask the same, are spared that.
 */
struct written {
	char *asked; /* owned; NULL: there is none */
	int64_t state;
	struct fts_query match; /* owned */
};

struct searches {
	struct job jobs[JOBS];
	struct written written[WRITTEN];
	size_t next;     /* of written, to be forgotten for another */
	int64_t free_us; /* when the next slice may begin */
	size_t block;    /* search_in_blocks(), else 0 */
};

static void
job_end(struct job *j)
{
	free(j->asked);
	free(j->ids);
	arena_free(&j->arena);
	fts_query_free(&j->match);
	memset(j, 0, sizeof *j);
}

static void
searches_free(void *searches)
{
	struct searches *s = searches;

	if (s == NULL)
		return;
	for (size_t i = 0; i < JOBS; i++)
		job_end(&s->jobs[i]);
	for (size_t i = 0; i < WRITTEN; i++) {
		free(s->written[i].asked);
		fts_query_free(&s->written[i].match);
	}
	free(s);
}

static struct searches *
searches_of(struct index *ix)
{
	if (ix->searches == NULL)
		ix->searches = xcalloc(1, sizeof(struct searches));
	ix->searches_free = searches_free;
	return ix->searches;
}

void
search_in_blocks(struct index *ix, size_t articles)
{
	searches_of(ix)->block = articles;
}

/* ---- which search -------------------------------------------------------- */

/* Changes when somebody else has written to the index. */
static int64_t
state_of(struct index *ix)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_DATA_VERSION, "");
	int64_t version = 0;

	if (sql_step(&ix->sql, st) == 1)
		version = sqlite3_column_int64(st, 0);
	sql_done(st);
	return version;
}

static void
job_begin(struct job *j, const char *asked, size_t page, size_t per_page,
    int64_t state, int64_t begun_us)
{
	job_end(j);
	j->asked = xstrdup(asked);
	j->page = page;
	j->per_page = per_page;
	j->state = state;
	j->begun_us = begun_us;
	query_parse(&j->question, &j->arena, asked, strlen(asked));
	j->ids = xcalloc(per_page, sizeof *j->ids);
	j->skip = (page - 1) * per_page;
	j->before = INT64_MAX;
	j->block = BLOCK;
}

/* The search that is asked for, begun now or before; NULL: too many others. */
static struct job *
job_of(struct index *ix, const char *asked, size_t page, size_t per_page)
{
	struct searches *s = searches_of(ix);
	int64_t now = stopwatch_clock_us(), state = state_of(ix);
	struct job *spare = NULL;

	for (size_t i = 0; i < JOBS; i++) {
		struct job *j = &s->jobs[i];

		if (j->asked != NULL && strcmp(j->asked, asked) == 0 &&
		    j->page == page && j->per_page == per_page) {
			if (j->state != state)
				job_begin(j, asked, page, per_page, state,
				    j->begun_us);
			j->used_us = now;
			return j;
		}
		if (j->asked == NULL || now - j->used_us > LEFT_US)
			spare = j;
	}
	if (spare != NULL) {
		job_begin(spare, asked, page, per_page, state, now);
		spare->used_us = now;
	}
	return spare;
}

/* ---- the hits ------------------------------------------------------------ */

struct slice {
	struct stopwatch watch;
	int64_t us;
};

static bool
is_over(const struct slice *slice)
{
	return stopwatch_over(&slice->watch, slice->us);
}

/* Not because of a busy machine: another slice would not come further. */
static bool
is_used_up(const struct slice *slice)
{
	return stopwatch_own_us(&slice->watch) > slice->us;
}

static int
stop(void *slice)
{
	return is_over(slice);
}

/*
 * Take hits, newest first, of those older than j->before.  False when there was
 * no time for all of them.
 */
static bool
take_hits(struct index *ix, struct job *j, const char *words,
    struct slice *slice)
{
	sqlite3_stmt *st =
	    sql_bind(&ix->sql, READ_SEARCH, "si", words, j->before);
	int got;

	sqlite3_progress_handler(ix->sql.db, 100, stop, slice);
	while (!j->more && (got = sql_step(&ix->sql, st)) == 1) {
		j->before = sqlite3_column_int64(st, 0);
		if (j->skip > 0)
			j->skip--;
		else if (j->n == j->per_page)
			j->more = true;
		else
			j->ids[j->n++] = j->before;
	}
	sql_done(st);
	sqlite3_progress_handler(ix->sql.db, 0, NULL, NULL);
	if (j->more || got != -1 || ix->sql.error != SQLITE_INTERRUPT)
		return true;
	ix->sql.error = 0;
	return false;
}

/* The newest id of an article below this one, or the one `offset` behind it. */
static bool
older_id(struct index *ix, int64_t below, size_t offset, int64_t *id)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_OLDER_BY, "iii",
	    index_list_id(LIST_ALL, ""), below, (int64_t)offset);
	bool found = sql_step(&ix->sql, st) == 1;

	if (found)
		*id = sqlite3_column_int64(st, 0);
	sql_done(st);
	return found;
}

/*
 * The next block: buckets that hold some j->block articles below j->before, as
 * a filter before the question.  *end: the first id of the last of them.
 */
static bool
write_block(struct index *ix, struct job *j, struct buf *out, int64_t *end)
{
	int64_t id, last;
	size_t n = 0;

	*end = j->before;
	if (!older_id(ix, j->before, j->block - 1, &last))
		last = INT64_MIN;
	buf_adds(out, "(keys : (");
	while (n<BUCKETS && * end> last && older_id(ix, *end, 0, &id)) {
		buf_addf(out, "%s\"" TOKEN_MARK INDEX_BUCKET "\"",
		    n++ > 0 ? " OR " : "", index_bucket(id));
		*end = index_bucket_start(id);
	}
	buf_addf(out, ") AND %s)%s", buf_str(&j->match.words),
	    buf_str(&j->match.without));
	return *end < j->before;
}

static void
look_in_block(struct index *ix, struct job *j, struct slice *slice)
{
	struct buf words = { 0 };
	int64_t end, from = j->before;
	bool fresh = !stopwatch_over(&slice->watch, slice->us / 4);

	if (!write_block(ix, j, &words, &end)) {
		j->step = FOUND;
	} else if (take_hits(ix, j, buf_str(&words), slice)) {
		j->before = end;
		j->stuck = 0;
		j->block = j->block < BLOCK / 2 ? j->block * 2 : BLOCK;
	} else if (j->before < from) {
		j->stuck = 0;
	} else if (fresh && is_used_up(slice)) {
		j->block = j->block > 8 ? j->block / 8 : 1;
		j->cut = ++j->stuck == STUCK;
	}
	if (j->more || j->cut)
		j->step = FOUND;
	buf_free(&words);
}

/* All at once, from the newest or from where a busy machine stopped it. */
static void
look(struct index *ix, struct job *j, struct slice *slice)
{
	struct buf words = { 0 };

	buf_addf(&words, "%s%s", buf_str(&j->match.words),
	    buf_str(&j->match.without));
	slice->us += slice->us / 2;
	if (take_hits(ix, j, buf_str(&words), slice))
		j->step = FOUND;
	else if (is_used_up(slice))
		j->step = IN_BLOCKS;
	buf_free(&words);
}

static void
remember(struct searches *s, const struct job *j)
{
	struct written *w = &s->written[s->next];

	if (j->match.words.len + j->match.without.len > LONGEST)
		return;
	s->next = (s->next + 1) % WRITTEN;
	free(w->asked);
	fts_query_free(&w->match);
	*w = (struct written){ .asked = xstrdup(j->asked), .state = j->state };
	fts_query_copy(&w->match, &j->match);
}

static bool
write_match(struct index *ix, struct arena *a, struct job *j,
    const struct slice *slice)
{
	struct searches *s = searches_of(ix);

	for (size_t i = 0; i < WRITTEN; i++) {
		const struct written *w = &s->written[i];

		if (w->asked != NULL && w->state == j->state &&
		    strcmp(w->asked, j->asked) == 0) {
			fts_query_copy(&j->match, &w->match);
			return true;
		}
	}
	if (!fts_query_write(&j->match, ix, a, &j->question, &slice->watch,
		slice->us))
		return false;
	remember(s, j);
	return true;
}

static void
go_on(struct index *ix, struct arena *a, struct job *j, struct slice *slice)
{
	size_t block = searches_of(ix)->block;

	if (j->step == WRITING && write_match(ix, a, j, slice))
		j->step = block == 0 ? LOOKING : IN_BLOCKS;
	if (block != 0)
		j->block = block;
	if (j->step == LOOKING && !stopwatch_over(&slice->watch, LITTLE_US))
		look(ix, j, slice);
	while (j->step == IN_BLOCKS && !is_over(slice))
		look_in_block(ix, j, slice);
}

/* ---- excerpts ------------------------------------------------------------ */

/* n characters back from at, and on to the start of a word. */
static size_t
back(const char *s, size_t at, size_t n)
{
	size_t from = at, word;

	while (from > 0 && n > 0)
		if (((unsigned char)s[--from] & 0xc0) != 0x80)
			n--;
	if (from == 0)
		return 0;
	for (word = from; word < at; word++)
		if (s[word] == ' ')
			return word + 1;
	return from;
}

/* n characters on from at, and back to the end of a word (not before least) */
static size_t
on(const char *s, size_t len, size_t at, size_t least, size_t n)
{
	size_t to = at;
	uint32_t c;

	while (to < len && n-- > 0)
		to += utf8_next(s + to, len - to, &c);
	if (to == len)
		return len;
	for (size_t word = to; word > least; word--)
		if (s[word] == ' ')
			return word;
	return to > least ? to : least;
}

static const char *
excerpt(struct arena *a, const char *words, size_t len, size_t start,
    size_t end)
{
	size_t from = back(words, start, BEFORE);
	size_t to = on(words, len, start, end, AFTER);

	return arena_printf(a, "%s%.*s%s", from > 0 ? "... " : "",
	    (int)(to - from), words + from, to < len ? " ..." : "");
}

static void
fill_hit(struct index *ix, struct arena *a, const struct query *q, bool in_time,
    struct hit *hit)
{
	sqlite3_stmt *st;
	const char *words;
	size_t len, start, end;

	hit->in_title = query_find(q, hit->card.title, strlen(hit->card.title),
	    &start, &end);
	hit->around = hit->card.summary;
	if (!in_time)
		return;
	st = sql_bind(&ix->sql, READ_WORDS, "i", hit->card.id);
	if (sql_step(&ix->sql, st) != 1)
		return;
	words = sql_peek(st, 0);
	len = (size_t)sqlite3_column_bytes(st, 0);
	if (query_find(q, words, len, &start, &end))
		hit->around = excerpt(a, words, len, start, end);
	sql_done(st);
}

/* ---- the answer ---------------------------------------------------------- */

static void
show(struct index *ix, struct arena *a, const struct job *j,
    const struct stopwatch *watch, struct hits *out)
{
	struct hit *hits = arena_calloc(a, j->n + 1, sizeof *hits);

	for (size_t i = 0; i < j->n; i++) {
		if (!index_card(ix, a, j->ids[i], &hits[out->n].card))
			continue;
		fill_hit(ix, a, &j->question, !stopwatch_over(watch, SHOW_US),
		    &hits[out->n]);
		out->n++;
	}
	out->hit = hits;
	out->more = j->more;
	out->cut = j->cut || j->match.narrowed;
}

/* Go on with a search; true when it is answered. */
static bool
answer(struct index *ix, struct arena *a, struct job *j, struct hits *out)
{
	struct slice slice = { stopwatch_start(), SLICE_US };
	int64_t age = j->used_us - j->begun_us;

	out->empty = !j->question.asks;
	if (out->empty)
		return true;
	if (j->step != FOUND && (age > OLD_US || j->spent_us > MOST_US)) {
		j->step = FOUND;
		j->cut = true;
	}
	if (j->step != FOUND) {
		go_on(ix, a, j, &slice);
		j->spent_us += stopwatch_own_us(&slice.watch);
		if (j->step != FOUND || stopwatch_over(&slice.watch, LITTLE_US))
			return false;
	}
	show(ix, a, j, &slice.watch, out);
	return true;
}

void
search(struct index *ix, struct arena *a, const char *question, size_t page,
    size_t per_page, struct hits *out)
{
	struct searches *s = searches_of(ix);
	int64_t now = stopwatch_clock_us();
	struct stopwatch watch = stopwatch_start();
	struct job *j;

	memset(out, 0, sizeof *out);
	if (page == 0 || page > LAST_PAGE || per_page == 0)
		return;
	j = job_of(ix, question, page, per_page);
	out->later = true;
	if (j == NULL || s->free_us > now)
		return;
	if (answer(ix, a, j, out)) {
		out->later = false;
		job_end(j);
	}
	if (s->free_us < now - BURST_US)
		s->free_us = now - BURST_US;
	s->free_us += 2 * stopwatch_own_us(&watch);
}
