#include <stdio.h>
#include <string.h>

#include "index/slug_names.h"
#include "index/title_lines.h"
#include "index/tokenizer.h"
#include "index/writer.h"
#include "text/url.h"
#include "text/word_count.h"

#define MOST_NAMES 64 /* topics of an article, authors of it */

static bool
get_row(struct index_writer *w, int64_t id, struct article_row *out)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_ARTICLE, "i", id);

	memset(out, 0, sizeof *out);
	if (sql_step(&w->sql, st) != 1)
		return false;
	article_row_read(st, &w->arena, out);
	sql_done(st);
	return true;
}

/* An article's rank changed: the same everywhere, under another id. */
static void
move_article(struct index_writer *w, int64_t from, int64_t to)
{
	struct article_row row, moved;

	if (!get_row(w, from, &row))
		return;
	moved = row;
	moved.art.card.id = to;
	members_place(w, &row, &moved);
	search_rows_move(w, from, to);
	sql_run(&w->sql, WRITE_MOVE_ARTICLE, "ii", from, to);
	sql_run(&w->sql, WRITE_MOVE_ALIAS, "ii", from, to);
	sql_run(&w->sql, WRITE_MOVE_FILE, "is", to, row.art.path);
}

/*
 * The id for a path among those of the same slot and hash, which stand in the
 * order of their paths; those behind it make room.  0: there is none left.
 */
static int64_t
make_room(struct index_writer *w, int64_t first, const char *path)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_ARTICLES_AT, "ii", first,
	    first + INDEX_RANKS);
	int64_t n = 0, rank = 0;

	while (sql_step(&w->sql, st) == 1) {
		n++;
		if (strcmp(sql_peek(st, 1), path) < 0)
			rank = n;
	}
	if (n == INDEX_RANKS)
		return 0;
	for (int64_t i = n; i > rank; i--)
		move_article(w, first + i - 1, first + i);
	return first + rank;
}

static void
close_gap(struct index_writer *w, int64_t id)
{
	int64_t end = (id & ~(int64_t)(INDEX_RANKS - 1)) + INDEX_RANKS;
	sqlite3_stmt *st =
	    sql_bind(&w->sql, WRITE_ARTICLES_AT, "ii", id + 1, end);
	int64_t n = 0;

	while (sql_step(&w->sql, st) == 1)
		n++;
	for (int64_t i = 0; i < n; i++)
		move_article(w, id + i + 1, id + i);
}

void
articles_drop(struct index_writer *w, int64_t id, bool forget)
{
	struct article_row row;

	if (!get_row(w, id, &row))
		return;
	members_place(w, &row, NULL);
	slugs_touch(w, &row);
	if (!forget)
		slugs_put_gone(w, &row);
	search_rows_move(w, id, 0);
	sql_run(&w->sql, WRITE_DROP_ALIAS, "i", id);
	sql_run(&w->sql, WRITE_DROP_ARTICLE, "i", id);
	close_gap(w, id);
}

/* The path of the web original, when it is on a host at all. */
static void
put_source(struct index_writer *w, int64_t id, const char *source)
{
	struct buf path = { 0 }, host = { 0 };
	struct fm_names names = { 0 };
	struct url u;

	url_split(&u, source, strlen(source));
	if (u.has_authority)
		index_host(&host, u.authority, u.authority_len);
	fm_names_add_address(&w->arena, &names, source);
	if (host.len > 0 && names.n > 0) {
		index_address(&path, names.name[0]);
		sql_run(&w->sql, WRITE_PUT_ALIAS, "ssi", buf_str(&path),
		    host.data, id);
	}
	buf_free(&path);
	buf_free(&host);
}

static void
put_aliases(struct index_writer *w, int64_t id, const struct front_matter *f)
{
	struct buf path = { 0 };

	sql_run(&w->sql, WRITE_DROP_ALIAS, "i", id);
	for (size_t i = 0; i < f->aliases.n; i++) {
		buf_clear(&path);
		index_address(&path, f->aliases.name[i]);
		if (path.len > 0)
			sql_run(&w->sql, WRITE_PUT_ALIAS, "ssi", path.data, "",
			    id);
	}
	put_source(w, id, f->source);
	buf_free(&path);
}

/* What the slug is made from: nothing Latin left is the date and a number. */
static const char *
base_of(struct index_writer *w, const char *path, const struct front_matter *f)
{
	char day[DATE_SIZE] = "undated";

	if (f->slug[0] != '\0')
		return f->slug;
	if (f->date.known)
		date_day(&f->date, day);
	return arena_printf(&w->arena, "%s-%d", day,
	    (int)(index_hash(path, strlen(path)) % 90000 + 10000));
}

/* The titles of the lines, in the writer's arena. */
static const char *
titles(struct index_writer *w, const char *lines)
{
	struct buf out = { 0 };

	title_lines_titles(&out, lines);
	return buf_keep(&out, &w->arena);
}

static const char *
name_lines(struct index_writer *w, const struct fm_names *names)
{
	struct buf out = { 0 };
	char key[SLUG_SIZE];

	for (size_t i = 0; i < names->n && i < MOST_NAMES; i++) {
		index_key(key, names->name[i]);
		title_lines_add(&out, key, names->name[i]);
	}
	return buf_keep(&out, &w->arena);
}

/* The row that the file's text makes; it has no id and no slug yet. */
static void
plan(struct index_writer *w, const char *path,
    const struct index_article_text *text, struct article_row *out)
{
	const struct front_matter *f = text->front;

	memset(out, 0, sizeof *out);
	article_row_take(out, f);
	out->art.path = path;
	out->name = text->name;
	out->art.bundle = text->bundle;
	out->art.words = (int64_t)word_count(text->words, text->nwords);
	out->art.card.slug = "";
	out->art.card.summary = text->summary;
	out->topics = name_lines(w, &f->topics);
	out->authors = name_lines(w, &f->authors);
	out->art.card.authors = titles(w, out->authors);
	out->base = base_of(w, path, f);
	out->number = slug_number(path);
}

/*
 * The old row of this path goes when its id or base is another one; its slug
 * stays with it as long as its base does.  False: there is none any more.
 */
static bool
leave_old(struct index_writer *w, int64_t old_id, int64_t first,
    struct article_row *now, struct article_row *old)
{
	if (old_id == 0 || !get_row(w, old_id, old))
		return false;
	if (strcmp(old->base, now->base) == 0)
		now->art.card.slug = old->art.card.slug;
	else
		slugs_put_gone(w, old);
	if ((old_id & ~(int64_t)(INDEX_RANKS - 1)) != first) {
		articles_drop(w, old_id, true);
		return false;
	}
	now->art.card.id = old_id;
	return true;
}

/* The file that was dropped just now stands here: so do its old addresses. */
static void
follow_move(struct index_writer *w, const char *path,
    const struct index_file *f)
{
	const struct dropped *d = touched_find(&w->dropped, (int64_t)f->inode);

	if (d != NULL && d->size == f->size && d->mtime_ns == f->mtime_ns)
		sql_run(&w->sql, WRITE_MOVE_GONE, "ss", path, d->path);
}

static void
put_row(struct index_writer *w, const struct article_row *row)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_PUT_ARTICLE, "");

	article_row_bind(st, row);
	sql_step(&w->sql, st);
}

void
articles_put(struct index_writer *w, const char *path, struct index_file *f,
    const struct index_article_text *text, int64_t old_id)
{
	const struct front_matter *front = text->front;
	int64_t first = index_first_id(&front->date, front->weight, path);
	struct article_row now, old;
	bool stays;

	plan(w, path, text, &now);
	stays = leave_old(w, old_id, first, &now, &old);
	if (!stays)
		now.art.card.id = make_room(w, first, path);
	if (now.art.card.id == 0) {
		f->kind = FILE_REFUSED;
		files_put(w, path, f, 0);
		return;
	}
	f->kind = FILE_ARTICLE;
	files_put(w, path, f, now.art.card.id);
	if (stays)
		search_rows_move(w, old.art.card.id, 0);
	search_rows_put(w, &now, text);
	put_row(w, &now);
	follow_move(w, path, f);
	members_place(w, stays ? &old : NULL, &now);
	put_aliases(w, now.art.card.id, front);
	if (stays && strcmp(old.base, now.base) == 0)
		return;
	slugs_touch(w, &now);
	if (stays)
		slugs_touch(w, &old);
}
