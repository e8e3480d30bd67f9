#include "index/index.h"

#include <string.h>

#include "capsule/address.h"
#include "index/article_row.h"
#include "index/schema.h"
#include "index/title_lines.h"

/* ---- articles ------------------------------------------------------------ */

/* The lists that the lines name, as they do. */
static size_t
read_lines(struct arena *a, const char *lines, struct list_name **out)
{
	struct list_name *names = NULL;
	struct title_line line;
	size_t n = 0;

	while (title_lines_next(&lines, &line)) {
		names = arena_room(a, names, n, sizeof *names);
		names[n].key = arena_strndup(a, line.key, line.key_len);
		names[n].title = arena_strndup(a, line.title, line.title_len);
		names[n++].count = 0;
	}
	*out = names;
	return n;
}

/* The row, and behind it what is told of its file. */
static void
read_row(sqlite3_stmt *st, struct arena *a, struct article_row *row)
{
	int at = article_row_read(st, a, row);

	row->art.size = sqlite3_column_int64(st, at++);
	row->art.mtime_ns = sqlite3_column_int64(st, at++);
	row->art.ctime_ns = sqlite3_column_int64(st, at++);
	row->art.inode = (uint64_t)sqlite3_column_int64(st, at++);
}

void
index_article_row(sqlite3_stmt *st, struct arena *a, struct article *out)
{
	struct article_row row;

	read_row(st, a, &row);
	*out = row.art;
}

int
index_article(struct index *ix, struct arena *a, const char *slug,
    struct article *out)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_BY_SLUG, "s", slug);
	struct article_row row;

	memset(out, 0, sizeof *out);
	if (sql_step(&ix->sql, st) != 1)
		return 0;
	read_row(st, a, &row);
	sql_done(st);
	*out = row.art;
	out->ntopics = read_lines(a, row.topics, &out->topics);
	out->nauthors = read_lines(a, row.authors, &out->authors);
	return 1;
}

int
index_slug_of_path(struct index *ix, struct arena *a, const char *path,
    const char **slug)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_SLUG_OF_PATH, "s", path);

	*slug = "";
	if (sql_step(&ix->sql, st) != 1)
		return 0;
	*slug = sql_text(st, 0, a);
	sql_done(st);
	return 1;
}

/* ---- lists --------------------------------------------------------------- */

static void
read_list(sqlite3_stmt *st, struct arena *a, struct list *out)
{
	memset(out, 0, sizeof *out);
	out->id = sqlite3_column_int64(st, 0);
	out->kind = (enum list_kind)sqlite3_column_int(st, 1);
	out->key = sql_text(st, 2, a);
	out->title = sql_text(st, 3, a);
	out->count = (size_t)sqlite3_column_int64(st, 4);
	out->newest = index_date(st, 5);
	if (sqlite3_column_int64(st, 8) != INT64_MIN)
		out->updated = date_of_seconds(sqlite3_column_int64(st, 8));
	out->description = sql_text(st, 9, a);
	out->text_path = sql_text(st, 10, a);
	out->parent = sql_text(st, 11, a);
}

static bool
has_child(struct index *ix, const char *key)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_HAS_CHILD, "s", key);
	bool found = sql_step(&ix->sql, st) == 1;

	sql_done(st);
	return found;
}

int
index_list(struct index *ix, struct arena *a, enum list_kind kind,
    const char *key, struct list *out)
{
	sqlite3_stmt *st =
	    sql_bind(&ix->sql, READ_LIST, "i", index_list_id(kind, key));

	memset(out, 0, sizeof *out);
	if (sql_step(&ix->sql, st) != 1)
		return 0;
	read_list(st, a, out);
	sql_done(st);
	if (out->kind != kind || strcmp(out->key, key) != 0)
		return 0;
	return out->count > 0 || (kind == LIST_TOPIC && has_child(ix, key));
}

/*
 * The id at a position counted from the oldest: the mark before it, and from
 * there less than INDEX_MARK steps.
 */
static bool
id_at(struct index *ix, const struct list *list, size_t position, int64_t *id)
{
	sqlite3_stmt *st;
	int64_t from = INT64_MIN;
	int64_t mark = (int64_t)(position / INDEX_MARK);
	bool found;

	if (mark > 0) {
		st = sql_bind(&ix->sql, READ_MARK, "ii", list->id, mark);
		if (sql_step(&ix->sql, st) != 1)
			return false;
		from = sqlite3_column_int64(st, 0);
		sql_done(st);
	}
	st = sql_bind(&ix->sql, READ_STEP_UP, "iii", list->id, from,
	    (int64_t)(position % INDEX_MARK));
	found = sql_step(&ix->sql, st) == 1;
	if (found)
		*id = sqlite3_column_int64(st, 0);
	sql_done(st);
	return found;
}

void
index_hide(struct index *ix, index_hider *hides, const void *ctx)
{
	ix->hides = hides;
	ix->hides_ctx = ctx;
}

bool
index_hidden(const struct index *ix, struct arena *a, const char *slug)
{
	return ix->hides != NULL &&
	       ix->hides(ix->hides_ctx, address_of_article(a, slug));
}

/* The cards that a statement gives, from its first step. */
static size_t
read_cards(struct index *ix, sqlite3_stmt *st, struct arena *a,
    const struct card **out)
{
	struct card *cards = NULL;
	size_t n = 0;

	while (sql_step(&ix->sql, st) == 1) {
		cards = arena_room(a, cards, n, sizeof *cards);
		article_row_card(st, a, &cards[n]);
		n += !index_hidden(ix, a, cards[n].slug);
	}
	*out = cards;
	return n;
}

size_t
index_list_titles(struct index *ix, struct arena *a, const struct list *list,
    size_t page, size_t per_page, const struct card **cards)
{
	size_t skip;
	int64_t newest;

	*cards = NULL;
	if (page == 0 || per_page == 0 ||
	    (page - 1) >= (list->count + per_page - 1) / per_page)
		return 0;
	skip = (page - 1) * per_page;
	if (skip == 0)
		newest = INT64_MAX;
	else if (!id_at(ix, list, list->count - 1 - skip, &newest))
		return 0;
	return read_cards(ix,
	    sql_bind(&ix->sql, READ_PAGE, "iii", list->id, newest,
		(int64_t)per_page),
	    a, cards);
}

size_t
index_list_newest(struct index *ix, struct arena *a, const struct list *list,
    size_t n, const struct card **cards)
{
	return index_list_titles(ix, a, list, 1, n, cards);
}

size_t
index_list_page(struct index *ix, struct arena *a, const struct list *list,
    size_t page, const struct card **cards)
{
	return index_list_titles(ix, a, list, page, ix->items, cards);
}

size_t
index_pinned(struct index *ix, struct arena *a, int64_t now, size_t n,
    const struct card **cards)
{
	sqlite3_stmt *st =
	    sql_bind(&ix->sql, READ_PINNED, "ii", now, (int64_t)n);

	return read_cards(ix, st, a, cards);
}

static size_t
read_lists(struct index *ix, sqlite3_stmt *st, struct arena *a,
    const struct list **out)
{
	struct list *lists = NULL;
	size_t n = 0;

	while (sql_step(&ix->sql, st) == 1) {
		lists = arena_room(a, lists, n, sizeof *lists);
		read_list(st, a, &lists[n++]);
	}
	*out = lists;
	return n;
}

/* Months of a year, days of a month or year: keys between "under-" and "-"+1 */
static sqlite3_stmt *
periods(struct index *ix, struct arena *a, enum list_kind kind,
    const char *under, int64_t max)
{
	const char *from = "", *to = "~";

	if (under != NULL) {
		from = arena_printf(a, "%s-", under);
		to = arena_printf(a, "%s.", under);
	}
	return sql_bind(&ix->sql, kind == LIST_MONTH ? READ_MONTHS : READ_DAYS,
	    "ssi", from, to, max);
}

size_t
index_lists(struct index *ix, struct arena *a, enum list_kind kind,
    const char *under, size_t max, const struct list **lists)
{
	int64_t limit = max > INT32_MAX ? INT32_MAX : (int64_t)max;
	sqlite3_stmt *st;

	*lists = NULL;
	switch (kind) {
	case LIST_ALL:
		return 0;
	case LIST_TOPIC:
		st = under == NULL ? sql_bind(&ix->sql, READ_TOPICS, "i", limit)
				   : sql_bind(&ix->sql, READ_CHILDREN, "si",
					 under, limit);
		return read_lists(ix, st, a, lists);
	case LIST_AUTHOR:
		st = sql_bind(&ix->sql, READ_AUTHORS, "i", limit);
		return read_lists(ix, st, a, lists);
	case LIST_MONTH:
	case LIST_DAY:
		st = periods(ix, a, kind, under, limit);
		return read_lists(ix, st, a, lists);
	}
	return 0;
}

size_t
index_top_topics(struct index *ix, struct arena *a, size_t n,
    const struct list **lists)
{
	return read_lists(ix,
	    sql_bind(&ix->sql, READ_TOP_TOPICS, "i", (int64_t)n), a, lists);
}

size_t
index_years(struct index *ix, struct arena *a, const struct list_name **years)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_YEARS, "");
	struct list_name *names = NULL;
	size_t n = 0;

	while (sql_step(&ix->sql, st) == 1) {
		names = arena_room(a, names, n, sizeof *names);
		names[n].key = names[n].title = sql_text(st, 0, a);
		names[n++].count = (size_t)sqlite3_column_int64(st, 1);
	}
	*years = names;
	return n;
}

/* ---- neighbours ---------------------------------------------------------- */

/* The card of an article: 1, or 0 when there is none to be shown. */
static int
read_card(struct index *ix, struct arena *a, int64_t id, struct card *out)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_CARD, "i", id);

	if (sql_step(&ix->sql, st) != 1)
		return 0;
	article_row_card(st, a, out);
	sql_done(st);
	return !index_hidden(ix, a, out->slug);
}

static int
neighbour(struct index *ix, struct arena *a, enum read_sql which,
    const struct list *list, int64_t id, struct card *out)
{
	memset(out, 0, sizeof *out);
	do { /* one that is hidden has a neighbour, too */
		sqlite3_stmt *st =
		    sql_bind(&ix->sql, which, "ii", list->id, id);

		if (sql_step(&ix->sql, st) != 1)
			return 0;
		id = sqlite3_column_int64(st, 0);
		sql_done(st);
	} while (!read_card(ix, a, id, out));
	return 1;
}

int
index_older(struct index *ix, struct arena *a, const struct list *list,
    int64_t id, struct card *out)
{
	return neighbour(ix, a, READ_OLDER, list, id, out);
}

int
index_newer(struct index *ix, struct arena *a, const struct list *list,
    int64_t id, struct card *out)
{
	return neighbour(ix, a, READ_NEWER, list, id, out);
}
