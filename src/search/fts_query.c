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

/* The next word of the index from m->from on, if it begins with start. */
static bool
next_completion(struct fts_query *m, struct index *ix, const struct term *t)
{
	const char *start = last_of(t), *word;
	sqlite3_stmt *st;
	bool found;

	if (m->n == 0 && m->from.len == 0)
		buf_adds(&m->from, start);
	st = sql_bind(&ix->sql, READ_NEXT_TERM, "s", buf_str(&m->from));
	found = sql_step(&ix->sql, st) == 1 &&
		strncmp(sql_peek(st, 0), start, strlen(start)) == 0;
	if (found) {
		word = sql_peek(st, 0);
		buf_adds(&m->completions, m->n++ > 0 ? " OR " : "");
		add_phrase(&m->completions, t, word);
		buf_clear(&m->from);
		buf_addf(&m->from, "%s\x01", word); /* just behind it */
	}
	sql_done(st);
	return found;
}

/*
 * "one two" OR "one twofold" OR ...: the term with each word of the index that
 * completes it.  False: there was no time for all.
 */
static bool
complete(struct fts_query *m, struct index *ix, const struct term *t,
    const struct stopwatch *watch, int64_t us)
{
	while (m->n < MOST_COMPLETIONS) {
		if (stopwatch_over(watch, us))
			return false;
		if (!next_completion(m, ix, t))
			break;
	}
	if (m->n == MOST_COMPLETIONS && index_count(ix) <= SMALL_ARCHIVE) {
		buf_clear(&m->completions);
		add_phrase(&m->completions, t, last_of(t));
		buf_addc(&m->completions, '*');
	} else if (m->n == MOST_COMPLETIONS) {
		m->narrowed = true;
	} else if (m->n == 0) {
		add_phrase(&m->completions, t, last_of(t));
	}
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

static void
add_term(struct fts_query *m, struct index *ix, struct arena *a,
    const struct term *t)
{
	if (t->kind != TERM_WORDS)
		add_filter(ix, a, &m->words, t);
	else if (t->prefix)
		buf_addf(&m->words, "(%s)", buf_str(&m->completions));
	else
		add_phrase(&m->words, t, last_of(t));
}

bool
fts_query_write(struct fts_query *m, struct index *ix, struct arena *a,
    const struct query *q, const struct stopwatch *watch, int64_t us)
{
	const char *between = "";

	for (size_t i = 0; i < q->n; i++)
		if (q->term[i].prefix &&
		    !complete(m, ix, &q->term[i], watch, us))
			return false;
	buf_addc(&m->words, '(');
	for (size_t i = 0; i < q->n; i++) {
		if (q->term[i].kind == TERM_NOT)
			continue;
		buf_adds(&m->words, between);
		add_term(m, ix, a, &q->term[i]);
		between = " AND ";
	}
	buf_addc(&m->words, ')');
	for (size_t i = 0; i < q->n; i++) {
		if (q->term[i].kind != TERM_NOT)
			continue;
		buf_adds(&m->without, " NOT ");
		add_phrase(&m->without, &q->term[i], last_of(&q->term[i]));
	}
	return true;
}

void
fts_query_copy(struct fts_query *to, const struct fts_query *from)
{
	buf_add(&to->words, from->words.data, from->words.len);
	buf_add(&to->without, from->without.data, from->without.len);
	to->narrowed = from->narrowed;
}

void
fts_query_free(struct fts_query *m)
{
	buf_free(&m->words);
	buf_free(&m->without);
	buf_free(&m->completions);
	buf_free(&m->from);
}
