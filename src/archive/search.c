#include "archive/search.h"

#include <string.h>
#include <time.h>

#include "archive/index_db.h"
#include "archive/question.h"
#include "archive/tokens.h"
#include "base/buf.h"
#include "base/slug.h"
#include "base/utf8.h"

/*
 * A worker has other readers waiting: the hits are looked for this long, and
 * the excerpts made within the whole.
 */
#define HITS_US   6500
#define WHOLE_US  8000
#define LAST_PAGE 100

/*
 * A prefix stands for the words of the index that begin so, as long as they
 * are not more than this: the list of each is read only as far as needed.
 * FTS5 by itself would first read the lists of all of them, whole.
 */
#define MOST_COMPLETIONS 200
#define COMPLETIONS_US   2500
#define SMALL_ARCHIVE    2000 /* articles: there that does not matter */

#define BEFORE 60  /* characters of an excerpt before the hit, */
#define AFTER  180 /* and from it on */

/*
 * The worker's own time counts; that of a busy machine, on which it has to
 * wait for its turn, at a quarter.
 */
struct stopwatch {
	int64_t own_us, all_us;
};

static int64_t
clock_us(clockid_t which)
{
	struct timespec t;

	clock_gettime(which, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static struct stopwatch
stopwatch_now(void)
{
	struct stopwatch s = { clock_us(CLOCK_THREAD_CPUTIME_ID),
		clock_us(CLOCK_MONOTONIC) };

	return s;
}

static bool
is_over(const struct stopwatch *start, int64_t us)
{
	struct stopwatch now = stopwatch_now();

	return now.own_us - start->own_us > us ||
	       now.all_us - start->all_us > 4 * us;
}

/* ---- a question in FTS5's words ------------------------------------------ */

/* "one two": tokens hold neither quotes nor anything else that means. */
static void
add_phrase(struct buf *out, const struct term *t, const char *last)
{
	buf_addc(out, '"');
	for (size_t i = 0; i + 1 < t->ntokens; i++)
		buf_addf(out, "%s ", t->token[i]);
	buf_addf(out, "%s\"", last);
}

static const char *
last_of(const struct term *t)
{
	return t->token[t->ntokens - 1];
}

/* The next word of the index from `from` on, if it begins with start. */
static bool
next_completion(struct index *ix, const char *start, struct buf *from,
    struct buf *word)
{
	sqlite3_stmt *st =
	    sql_bind(&ix->sql, READ_NEXT_TERM, "s", buf_str(from));
	bool found = sql_step(&ix->sql, st) == 1 &&
		     strncmp(sql_peek(st, 0), start, strlen(start)) == 0;

	buf_clear(word);
	if (found)
		buf_adds(word, sql_peek(st, 0));
	sql_done(st);
	buf_clear(from);
	buf_addf(from, "%s\x01", buf_str(word)); /* just behind it */
	return found;
}

/*
 * ("one two" OR "one twofold" OR ...): the term with each word of the index
 * that completes it.  False when there are too many, or no time for all.
 */
static bool
add_completions(struct index *ix, struct buf *out, const struct term *t)
{
	struct stopwatch start = stopwatch_now();
	struct buf from = { 0 }, word = { 0 };
	bool more = true;
	size_t n = 0;

	buf_addc(out, '(');
	buf_adds(&from, last_of(t));
	while (n < MOST_COMPLETIONS && !is_over(&start, COMPLETIONS_US)) {
		more = next_completion(ix, last_of(t), &from, &word);
		if (!more)
			break;
		buf_adds(out, n++ > 0 ? " OR " : "");
		add_phrase(out, t, word.data);
	}
	if (n == 0)
		add_phrase(out, t, last_of(t));
	buf_addc(out, ')');
	buf_free(&from);
	buf_free(&word);
	return !more;
}

/* False: not all that the term means could be asked for. */
static bool
add_words(struct index *ix, struct buf *out, const struct term *t)
{
	size_t before = out->len;

	if (!t->prefix) {
		add_phrase(out, t, last_of(t));
		return true;
	}
	if (add_completions(ix, out, t))
		return true;
	if (index_count(ix) > SMALL_ARCHIVE)
		return false;
	buf_cut(out, before);
	add_phrase(out, t, last_of(t));
	buf_addc(out, '*');
	return true;
}

/* A list's key if there is such a list, else words in its kind's column. */
static void
add_filter(struct index *ix, struct arena *a, struct buf *out,
    const struct term *t)
{
	static const struct {
		enum list_kind list;
		char mark;
		const char *column;
	} ways[] = {
		[TERM_TOPIC] = { LIST_TOPIC, 't', "topics" },
		[TERM_AUTHOR] = { LIST_AUTHOR, 'a', "authors" },
	};
	struct list list;
	char key[SLUG_SIZE];

	if (t->kind == TERM_YEAR) {
		buf_addf(out, "keys : \"" TOKEN_MARK "y%s\"", t->token[0]);
		return;
	}
	index_key(key, t->text);
	if (index_list(ix, a, ways[t->kind].list, key, &list) == 1) {
		buf_addf(out, "keys : \"" TOKEN_MARK "%c%s\"",
		    ways[t->kind].mark, key);
		return;
	}
	buf_addf(out, "%s : ", ways[t->kind].column);
	add_phrase(out, t, last_of(t));
}

/* False: not all that the question means could be asked for. */
static bool
write_query(struct index *ix, struct arena *a, const struct question *q,
    struct buf *out)
{
	const char *between = "";
	bool whole = true;

	buf_addc(out, '(');
	for (size_t i = 0; i < q->n; i++) {
		const struct term *t = &q->term[i];

		if (t->kind == TERM_NOT)
			continue;
		buf_adds(out, between);
		if (t->kind != TERM_WORDS)
			add_filter(ix, a, out, t);
		else if (!add_words(ix, out, t))
			whole = false;
		between = " AND ";
	}
	buf_addc(out, ')');
	for (size_t i = 0; i < q->n; i++) {
		if (q->term[i].kind != TERM_NOT)
			continue;
		buf_adds(out, " NOT ");
		add_phrase(out, &q->term[i], last_of(&q->term[i]));
	}
	return whole;
}

/* ---- the hits ------------------------------------------------------------ */

static int
too_long(void *start)
{
	return is_over(start, HITS_US);
}

/* The ids of a page of hits; out->cut when there was no time for more. */
static size_t
find_ids(struct index *ix, struct stopwatch *start, const char *query,
    size_t skip, size_t max, int64_t *ids, struct hits *out)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_SEARCH, "s", query);
	size_t n = 0;
	int got;

	sqlite3_progress_handler(ix->sql.db, 100, too_long, start);
	while ((got = sql_step(&ix->sql, st)) == 1) {
		if (skip > 0) {
			skip--;
		} else if (n == max) {
			out->more = true;
			break;
		} else {
			ids[n++] = sqlite3_column_int64(st, 0);
		}
	}
	sql_done(st);
	sqlite3_progress_handler(ix->sql.db, 0, NULL, NULL);
	if (got == -1 && ix->sql.error == SQLITE_INTERRUPT) {
		ix->sql.error = 0;
		out->cut = true;
	}
	return n;
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
fill_hit(struct index *ix, struct arena *a, const struct question *q,
    bool in_time, struct hit *hit)
{
	sqlite3_stmt *st;
	const char *words;
	size_t len, start, end;

	hit->in_title = question_find(q, hit->card.title,
	    strlen(hit->card.title), &start, &end);
	hit->around = hit->card.summary;
	if (!in_time)
		return;
	st = sql_bind(&ix->sql, READ_WORDS, "i", hit->card.id);
	if (sql_step(&ix->sql, st) != 1)
		return;
	words = sql_peek(st, 0);
	len = (size_t)sqlite3_column_bytes(st, 0);
	if (question_find(q, words, len, &start, &end))
		hit->around = excerpt(a, words, len, start, end);
	sql_done(st);
}

void
search(struct index *ix, struct arena *a, const char *question, size_t page,
    size_t per_page, struct hits *out)
{
	struct stopwatch start = stopwatch_now();
	int64_t *ids;
	struct question q;
	struct buf query = { 0 };
	struct hit *hits;
	size_t n;

	memset(out, 0, sizeof *out);
	question_parse(&q, a, question, strlen(question));
	out->empty = !q.asks;
	if (!q.asks || page == 0 || page > LAST_PAGE || per_page == 0)
		return;
	out->cut = !write_query(ix, a, &q, &query);
	ids = arena_calloc(a, per_page, sizeof *ids);
	n = find_ids(ix, &start, buf_str(&query), (page - 1) * per_page,
	    per_page, ids, out);
	buf_free(&query);
	hits = arena_calloc(a, n + 1, sizeof *hits);
	for (size_t i = 0; i < n; i++) {
		if (!index_card(ix, a, ids[i], &hits[out->n].card))
			continue;
		fill_hit(ix, a, &q, !is_over(&start, WHOLE_US), &hits[out->n]);
		out->n++;
	}
	out->hit = hits;
}
