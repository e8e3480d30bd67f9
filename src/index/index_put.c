#include "index/index_write.h"

#include <stdio.h>
#include <string.h>

#include "index/writer.h"

/* What hung on a file goes; its row in `file` stays. */
static void
empty(struct index_writer *w, const char *path, bool forget)
{
	struct index_file f;
	int64_t article = 0;
	sqlite3_stmt *st;

	if (files_get(w, path, &f, &article) != 1)
		return;
	w->changed = true;
	switch (f.kind) {
	case FILE_ARTICLE:
		articles_drop(w, article, forget);
		break;
	case FILE_PAGE:
		sql_run(&w->sql, WRITE_DROP_PAGE, "s", path);
		break;
	case FILE_TOPIC:
		st = sql_bind(&w->sql, WRITE_TOPIC_KEY, "s", path);
		if (sql_step(&w->sql, st) == 1)
			members_touch_topic(w, sql_text(st, 0, &w->arena));
		sql_done(st);
		sql_run(&w->sql, WRITE_DROP_TOPIC, "s", path);
		w->generation = true;
		break;
	case FILE_NOTICE:
		sql_run(&w->sql, WRITE_DROP_NOTICE, "s", path);
		w->generation = true;
		break;
	case FILE_HIDDEN:
	case FILE_CONF:
	case FILE_REFUSED:
		break;
	}
}

/*
 * An article's file that was dropped: what has the same inode is it under
 * another name, be it known already or still to come (follow_move()).
 */
static void
note_dropped(struct index_writer *w, const char *path,
    const struct index_file *f)
{
	struct buf twin = { 0 };
	struct dropped *d;

	if (index_file_twin(w, f, "", &twin) == 1) {
		sql_run(&w->sql, WRITE_MOVE_GONE, "ss", buf_str(&twin), path);
	} else {
		d = arena_alloc(&w->arena, sizeof *d);
		*d = (struct dropped){ (int64_t)f->inode, f->size, f->mtime_ns,
			arena_strdup(&w->arena, path) };
		touched_add(&w->dropped, d);
	}
	buf_free(&twin);
}

void
index_drop(struct index_writer *w, const char *path, bool forget)
{
	struct index_file f;
	int64_t article = 0;
	bool noted = !forget && files_get(w, path, &f, &article) == 1 &&
		     f.kind == FILE_ARTICLE;

	empty(w, path, forget);
	sql_run(&w->sql, WRITE_DROP_FILE, "s", path);
	index_drop_problems(w, path);
	if (noted)
		note_dropped(w, path, &f);
}

void
index_put_article(struct index_writer *w, const char *path,
    struct index_file *f, const struct index_article_text *text)
{
	struct index_file before;
	int64_t old_id = 0;

	if (files_get(w, path, &before, &old_id) == 1 &&
	    before.kind != FILE_ARTICLE)
		index_drop(w, path, true);
	articles_put(w, path, f, text, old_id);
}

void
index_put_file(struct index_writer *w, const char *path,
    const struct index_file *f)
{
	empty(w, path, f->kind != FILE_HIDDEN);
	files_put(w, path, f, 0);
}

int
index_put_page(struct index_writer *w, const char *path, struct index_file *f,
    const char *name, const struct front_matter *front, const char *text,
    size_t len)
{
	sqlite3_stmt *st;
	struct buf sort = { 0 };
	bool taken;

	empty(w, path, true);
	st = sql_bind(&w->sql, WRITE_PAGE_OWNER, "ss", name, path);
	taken = sql_step(&w->sql, st) == 1;
	sql_done(st);
	f->kind = FILE_PAGE;
	files_put(w, path, f, 0);
	index_sort_key(&sort, front->title);
	sql_run(&w->sql, WRITE_PUT_PAGE, "sssssit", path, name, front->title,
	    buf_str(&sort), front->lang, (int64_t)front->weight, text, len);
	buf_free(&sort);
	return taken ? -1 : 0;
}

void
index_put_topic(struct index_writer *w, const char *path, struct index_file *f,
    const char *key, const struct index_topic_says *says)
{
	empty(w, path, true);
	f->kind = FILE_TOPIC;
	files_put(w, path, f, 0);
	sql_run(&w->sql, WRITE_PUT_TOPIC, "ssssst", path, key, says->title,
	    says->description, says->parent, says->text, says->len);
	members_touch_topic(w, key);
	w->generation = true;
}

void
index_put_notice(struct index_writer *w, const char *path, struct index_file *f,
    const char *text, size_t len, int64_t since, int64_t until)
{
	empty(w, path, true);
	f->kind = FILE_NOTICE;
	files_put(w, path, f, 0);
	sql_run(&w->sql, WRITE_PUT_NOTICE, "stii", path, text, len, since,
	    until);
	w->generation = true;
}

void
index_set_conf(struct index_writer *w, size_t items, const char *host,
    const char *text, size_t len)
{
	sql_run(&w->sql, WRITE_SET_CONF, "t", text, len);
	w->items = items;
	(void)snprintf(w->host, sizeof w->host, "%s", host);
	w->changed = w->generation = true;
}

const char *
index_writer_conf(struct index_writer *w, struct arena *a)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_CONF, "");
	const char *conf = "";

	if (sql_step(&w->sql, st) == 1)
		conf = sql_text(st, 0, a);
	sql_done(st);
	return conf;
}

bool
index_follow_dates(struct index_writer *w, const char *dates)
{
	bool fresh = w->dates[0] == '\0';

	if (strcmp(w->dates, dates) == 0)
		return false;
	(void)snprintf(w->dates, sizeof w->dates, "%s", dates);
	sql_run(&w->sql, WRITE_SET_DATES, "s", dates);
	sql_run(&w->sql, WRITE_SET_STALE, "i", (int64_t)FILE_CONF);
	w->changed = true;
	return !fresh;
}

void
index_set_complete(struct index_writer *w)
{
	if (!w->complete)
		w->changed = w->completed = true;
}
