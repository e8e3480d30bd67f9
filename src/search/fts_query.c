#include "search/fts_query.h"

#include <string.h>

#include "index/schema.h"
#include "index/tokenizer.h"
#include "text/slug.h"

/*
 * So many words may complete one: the list of each is read only as far as it
 * is needed.  FTS5 by itself would first read the lists of all of them, whole,
 * which in a small archive does not matter.
 */
#define MOST_COMPLETIONS 128
#define SMALL_ARCHIVE    500 /* articles */

static const char *
last_of(const struct term *t)
{
	return t->token[t->ntokens - 1];
}

/* "one two": tokens hold neither quotes nor anything else that means. */
static void
add_phrase(struct buf *out, const struct term *t, const char *last)
{
	buf_addc(out, '"');
	for (size_t i = 0; i + 1 < t->ntokens; i++)
		buf_addf(out, "%s ", t->token[i]);
	buf_addf(out, "%s\"", last);
}

/* ---- the last word ------------------------------------------------------- */

/*
 * "one two" OR "one twofold" OR ...: the term with each word of the index that
 * completes it.  False: there are more.
 */
static bool
add_completions(struct buf *out, struct index *ix, const struct term *t,
    const struct stopwatch *watch, int64_t us)
{
	const char *start = last_of(t), *word;
	struct buf from = { 0 };
	sqlite3_stmt *st;
	size_t n = 0;
	bool whole = false;

	buf_adds(&from, start);
	while (n < MOST_COMPLETIONS && !whole && !stopwatch_over(watch, us)) {
		st = sql_bind(&ix->sql, READ_NEXT_TERM, "s", buf_str(&from));
		whole = sql_step(&ix->sql, st) != 1 ||
			strncmp(sql_peek(st, 0), start, strlen(start)) != 0;
		if (!whole) {
			word = sql_peek(st, 0);
			buf_adds(out, n++ > 0 ? " OR " : "");
			add_phrase(out, t, word);
			buf_clear(&from);
			buf_addf(&from, "%s\x01", word); /* just behind it */
		}
		sql_done(st);
	}
	buf_free(&from);
	if (n == 0)
		add_phrase(out, t, start);
	return whole;
}

/* (...), by the words found, or where there are few articles by FTS5 itself. */
static bool
add_prefix(struct buf *out, struct index *ix, const struct term *t,
    const struct stopwatch *watch, int64_t us)
{
	size_t before = out->len;

	buf_addc(out, '(');
	if (add_completions(out, ix, t, watch, us)) {
		buf_addc(out, ')');
		return true;
	}
	if (index_count(ix) > SMALL_ARCHIVE) {
		buf_addc(out, ')');
		return false;
	}
	buf_cut(out, before);
	add_phrase(out, t, last_of(t));
	buf_addc(out, '*');
	return true;
}

/* ---- the whole ----------------------------------------------------------- */

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

bool
fts_query_write(struct buf *out, struct index *ix, struct arena *a,
    const struct query *q, const struct stopwatch *watch, int64_t us)
{
	const char *between = "(";
	bool whole = true;

	for (size_t i = 0; i < q->n; i++) {
		const struct term *t = &q->term[i];

		if (t->kind == TERM_NOT)
			continue;
		buf_adds(out, between);
		between = " AND ";
		if (t->kind != TERM_WORDS)
			add_filter(ix, a, out, t);
		else if (t->prefix)
			whole = add_prefix(out, ix, t, watch, us);
		else
			add_phrase(out, t, last_of(t));
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
