#include <string.h>

#include "index/schema.h"
#include "index/title_lines.h"
#include "index/writer.h"

/* ---- which lists an article is in ---------------------------------------- */

#define MOST_LISTS 140 /* all, month, day, and the most topics and authors */

struct place {
	enum list_kind kind;
	const char *key; /* in the writer's arena */
	int64_t list;
};

struct places {
	struct place place[MOST_LISTS];
	size_t n;
};

static void
add_place(struct places *p, enum list_kind kind, const char *key)
{
	if (p->n == MOST_LISTS)
		return;
	p->place[p->n].kind = kind;
	p->place[p->n].key = key;
	p->place[p->n].list = index_list_id(kind, key);
	p->n++;
}

static void
add_names(struct index_writer *w, struct places *p, enum list_kind kind,
    const char *lines)
{
	struct title_line line;

	while (title_lines_next(&lines, &line))
		add_place(p, kind,
		    arena_strndup(&w->arena, line.key, line.key_len));
}

static void
find_places(struct index_writer *w, const struct article_row *a,
    struct places *out)
{
	int day;

	out->n = 0;
	if (a == NULL || a->unlisted)
		return;
	day = (int)index_day(&a->art.card.date);
	add_place(out, LIST_ALL, "");
	add_names(w, out, LIST_TOPIC, a->topics);
	add_names(w, out, LIST_AUTHOR, a->authors);
	if (day == 0)
		return;
	add_place(out, LIST_MONTH,
	    arena_printf(&w->arena, "%04d-%02d", day / 10000, day / 100 % 100));
	add_place(out, LIST_DAY,
	    arena_printf(&w->arena, "%04d-%02d-%02d", day / 10000,
		day / 100 % 100, day % 100));
}

static struct touched *
touch(struct index_writer *w, const struct place *p)
{
	struct touched *t = touched_find(&w->lists, p->list);

	if (t != NULL)
		return t;
	t = arena_calloc(&w->arena, 1, sizeof *t);
	t->id = p->list;
	t->kind = p->kind;
	t->key = arena_strdup(&w->arena, p->key);
	t->low = INT64_MAX;
	t->gained = t->lost = INT64_MIN;
	touched_add(&w->lists, t);
	return t;
}

static void
came(struct touched *t, int64_t id, int64_t updated)
{
	t->delta++;
	t->low = id < t->low ? id : t->low;
	t->gained = updated > t->gained ? updated : t->gained;
}

static void
went(struct touched *t, int64_t id, int64_t updated)
{
	t->delta--;
	t->low = id < t->low ? id : t->low;
	t->lost = updated > t->lost ? updated : t->lost;
}

static bool
among(const struct places *p, int64_t list)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->place[i].list == list)
			return true;
	return false;
}

static void
leave(struct index_writer *w, const struct place *p,
    const struct article_row *from)
{
	int64_t id = from->art.card.id;

	sql_run(&w->sql, WRITE_DROP_MEMBER, "ii", p->list, id);
	went(touch(w, p), id, article_row_updated(from));
}

static int64_t
topics_of(const struct article_row *row)
{
	const char *lines = row->topics;
	struct title_line line;
	int64_t n = 0;

	while (title_lines_next(&lines, &line))
		n++;
	return n;
}

static void
stay(struct index_writer *w, const struct place *p,
    const struct article_row *from, const struct article_row *to)
{
	struct touched *t = touch(w, p);
	int64_t was = article_row_updated(from), is = article_row_updated(to);

	if (was == is && topics_of(from) == topics_of(to))
		return;
	sql_run(&w->sql, WRITE_SET_MEMBER, "iiii", p->list, to->art.card.id, is,
	    topics_of(to));
	t->lost = was > t->lost ? was : t->lost;
	t->gained = is > t->gained ? is : t->gained;
}

static void
join(struct index_writer *w, const struct place *p,
    const struct article_row *to)
{
	int64_t id = to->art.card.id, updated = article_row_updated(to);

	sql_run(&w->sql, WRITE_PUT_MEMBER, "iiii", p->list, id, updated,
	    topics_of(to));
	came(touch(w, p), id, updated);
}

void
members_place(struct index_writer *w, const struct article_row *from,
    const struct article_row *to)
{
	struct places old, now;
	bool same =
	    from != NULL && to != NULL && from->art.card.id == to->art.card.id;

	find_places(w, from, &old);
	find_places(w, to, &now);
	w->changed = true;
	for (size_t i = 0; i < old.n; i++)
		if (!same || !among(&now, old.place[i].list))
			leave(w, &old.place[i], from);
	for (size_t i = 0; i < now.n; i++)
		if (same && among(&old, now.place[i].list))
			stay(w, &now.place[i], from, to);
		else
			join(w, &now.place[i], to);
}

void
members_touch_topic(struct index_writer *w, const char *key)
{
	struct place p = { LIST_TOPIC, key, index_list_id(LIST_TOPIC, key) };

	touch(w, &p);
}

/* ---- marks --------------------------------------------------------------- */

/* The marks below what changed stay; the others are set anew. */
static void
settle_marks(struct index_writer *w, const struct touched *t)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_MARKS, "i", t->id);
	int64_t n = 0, id = INT64_MIN;

	while (sql_step(&w->sql, st) == 1) {
		if (sqlite3_column_int64(st, 1) >= t->low)
			continue;
		n = sqlite3_column_int64(st, 0);
		id = sqlite3_column_int64(st, 1);
		break;
	}
	sql_done(st);
	sql_run(&w->sql, WRITE_DROP_MARKS, "ii", t->id, n);
	for (;;) {
		st = sql_bind(&w->sql, WRITE_STEP_UP, "iii", t->id, id,
		    (int64_t)INDEX_MARK);
		if (sql_step(&w->sql, st) != 1)
			return;
		id = sqlite3_column_int64(st, 0);
		sql_done(st);
		sql_run(&w->sql, WRITE_PUT_MARK, "iii", t->id, ++n, id);
	}
}

/* ---- the list's own row -------------------------------------------------- */

struct list_row {
	int64_t count, updated;
	const char *title, *description, *text_path, *parent;
	struct date newest;
};

/* What topics/KEY.md or an _index.md says. */
static bool
read_text(struct index_writer *w, const char *key, struct list_row *row)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_TOPIC_TEXT, "s", key);

	if (sql_step(&w->sql, st) != 1)
		return false;
	row->text_path = sql_text(st, 0, &w->arena);
	row->title = sql_text(st, 1, &w->arena);
	row->description = sql_text(st, 2, &w->arena);
	row->parent = sql_text(st, 3, &w->arena);
	sql_done(st);
	return true;
}

/*
 * How its oldest article writes the topic or author: the first who used a
 * name gives the spelling, and later ones do not change it.
 */
static const char *
oldest_spelling(struct index_writer *w, const struct touched *t)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_OLDEST, "i", t->id);
	const char *title = t->key;
	struct title_line line;

	if (sql_step(&w->sql, st) != 1)
		return title;
	if (title_lines_find(sql_peek(st, t->kind == LIST_TOPIC ? 0 : 1),
		t->key, &line))
		title = arena_strndup(&w->arena, line.title, line.title_len);
	sql_done(st);
	return title;
}

static int64_t
one_number(struct index_writer *w, enum write_sql which, int64_t list)
{
	sqlite3_stmt *st = sql_bind(&w->sql, which, "i", list);
	int64_t n = INT64_MIN;

	if (sql_step(&w->sql, st) != 1)
		return n;
	if (sqlite3_column_type(st, 0) != SQLITE_NULL)
		n = sqlite3_column_int64(st, 0);
	sql_done(st);
	return n;
}

/* The row as it was, and what the transaction makes of its count. */
static void
count(struct index_writer *w, const struct touched *t, struct list_row *row)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_LIST, "i", t->id);

	row->count = 0;
	row->updated = INT64_MIN;
	if (sql_step(&w->sql, st) == 1) {
		row->count = sqlite3_column_int64(st, 0);
		row->updated = sqlite3_column_int64(st, 1);
		sql_done(st);
	}
	row->count += t->delta;
	if (t->gained >= row->updated)
		row->updated = t->gained;
	else if (t->lost >= row->updated)
		row->updated = one_number(w, WRITE_MAX_UPDATED, t->id);
}

/* list.recent, for topics; returns its bytes. */
static size_t
read_recent(struct index_writer *w, const struct touched *t,
    struct recent out[AROUND_EACH])
{
	sqlite3_stmt *st;
	size_t n = 0;

	if (t->kind != LIST_TOPIC)
		return 0;
	st = sql_bind(&w->sql, WRITE_RECENT, "ii", t->id, (int64_t)AROUND_EACH);
	while (n < AROUND_EACH && sql_step(&w->sql, st) == 1) {
		out[n].id = sqlite3_column_int64(st, 0);
		out[n++].topics = sqlite3_column_int64(st, 1);
	}
	sql_done(st);
	return n * sizeof *out;
}

static void
put_list(struct index_writer *w, const struct touched *t,
    const struct list_row *row)
{
	struct recent recent[AROUND_EACH];
	size_t recent_size = read_recent(w, t, recent);
	struct buf sort = { 0 };

	if (t->kind == LIST_TOPIC || t->kind == LIST_AUTHOR)
		index_sort_key(&sort, row->title);
	sql_run(&w->sql, WRITE_PUT_LIST, "iisssiiiiisssb", t->id,
	    (int64_t)t->kind, t->key, row->title, buf_str(&sort), row->count,
	    row->newest.seconds, index_day(&row->newest),
	    (int64_t)row->newest.day_only, row->updated, row->description,
	    row->text_path, row->parent, recent, recent_size);
	buf_free(&sort);
}

static void
settle_list(struct index_writer *w, const struct touched *t)
{
	struct list_row row = { 0, 0, t->key, "", "", "", { 0 } };
	bool text = t->kind == LIST_TOPIC && read_text(w, t->key, &row);
	sqlite3_stmt *st;

	count(w, t, &row);
	if (t->low != INT64_MAX)
		settle_marks(w, t);
	if (row.count == 0 && !text) {
		sql_run(&w->sql, WRITE_DROP_LIST, "i", t->id);
		return;
	}
	if (t->kind == LIST_AUTHOR ||
	    (t->kind == LIST_TOPIC && (!text || row.title[0] == '\0')))
		row.title = oldest_spelling(w, t);
	st = sql_bind(&w->sql, WRITE_NEWEST, "i", t->id);
	if (sql_step(&w->sql, st) == 1)
		row.newest = index_date(st, 0);
	sql_done(st);
	put_list(w, t, &row);
}

void
members_settle(struct index_writer *w)
{
	const struct touched *t;
	size_t at = 0;

	while ((t = touched_next(&w->lists, &at)) != NULL)
		settle_list(w, t);
}
