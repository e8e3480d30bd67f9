#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "index/title_lines.h"
#include "index/tokenizer.h"
#include "index/writer.h"

#define WORN_OUT INT32_MAX /* and more than there can be articles */

static void
filter_key(struct buf *out, char mark, const char *key, size_t len)
{
	buf_addf(out, "%s" TOKEN_MARK "%c%.*s", out->len > 0 ? " " : "", mark,
	    (int)len, key);
}

static void
filter_lists(struct buf *out, char mark, const char *lines)
{
	struct title_line line;

	while (title_lines_next(&lines, &line))
		filter_key(out, mark, line.key, line.key_len);
}

/* What search's filters ask for. */
static void
filter_keys(struct buf *out, const struct article_row *row)
{
	const struct date *date = &row->art.card.date;
	char year[8];

	filter_lists(out, 't', row->topics);
	filter_lists(out, 'a', row->authors);
	if (!date->known)
		return;
	(void)snprintf(year, sizeof year, "%d", date->year % 10000);
	filter_key(out, 'y', year, strlen(year));
}

void
search_rows_move(struct index_writer *w, int64_t from, int64_t to)
{
	sql_run(&w->sql, WRITE_MOVE_SEARCHED, "ii", from, to);
	if (to == 0)
		w->stale += sqlite3_changes(w->sql.db);
}

/*
 * A row that has held no text yet.  When there is none left the last is taken
 * again, and found by old words too, until the index has been made anew.
 */
static int64_t
free_row(struct index_writer *w, int64_t id)
{
	int64_t first = index_search_day(id), row = first;
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_LAST_SEARCHED, "ii", first,
	    first + SEARCH_DAY);

	if (sql_step(&w->sql, st) == 1 &&
	    sqlite3_column_type(st, 0) != SQLITE_NULL)
		row = sqlite3_column_int64(st, 0) + 1;
	sql_done(st);
	if (row < first + SEARCH_DAY)
		return row;
	w->stale = WORN_OUT;
	return row - 1;
}

void
search_rows_put(struct index_writer *w, const struct article_row *row,
    const struct index_article_text *text)
{
	struct buf names = { 0 };
	struct search_row *r;

	if (row->unlisted)
		return;
	w->rows = array_room(w->rows, w->nrows, sizeof *w->rows);
	r = &w->rows[w->nrows++];
	r->id = free_row(w, row->art.card.id);
	sql_run(&w->sql, WRITE_PUT_SEARCHED, "ii", r->id, row->art.card.id);
	r->title = arena_strdup(&w->arena, row->art.card.title);
	r->words = arena_strndup(&w->arena, text->words, text->nwords);
	r->nwords = text->nwords;
	title_lines_titles(&names, row->topics);
	r->topics = buf_keep(&names, &w->arena);
	r->authors = row->art.card.authors;
	filter_keys(&names, row);
	r->keys = buf_keep(&names, &w->arena);
	w->weight += text->nwords;
}

static int
by_id(const void *x, const void *y)
{
	const struct search_row *a = x, *b = y;

	return a->id < b->id ? -1 : a->id > b->id;
}

/*
 * By ascending id: FTS5 keeps words in memory while ids ascend, and else writes
 * a segment for each row.
 */
void
search_rows_settle(struct index_writer *w)
{
	if (w->nrows > 0)
		qsort(w->rows, w->nrows, sizeof *w->rows, by_id);
	for (size_t i = 0; i < w->nrows; i++) {
		const struct search_row *r = &w->rows[i];

		sql_run(&w->sql, WRITE_ADD_SEARCH, "istsss", r->id, r->title,
		    r->words, r->nwords, r->topics, r->authors, r->keys);
	}
	w->nrows = 0;
	w->weight = 0;
}
