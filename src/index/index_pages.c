#include "index/index.h"

#include <string.h>
#include <time.h>

#include "capsule/capsule.h"
#include "index/schema.h"
#include "text/now.h"

/* ---- what is not shown, and what is wrong -------------------------------- */

void
index_hidden_count(struct index *ix, struct hidden_count *out)
{
	index_hidden_rows(&ix->sql, sql_bind(&ix->sql, READ_HIDDEN, ""), out);
}

size_t
index_hidden_files(struct index *ix, struct arena *a,
    const struct hidden_file **files)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_HIDDEN_FILES, "");
	struct hidden_file *all = NULL;
	size_t n = 0;

	while (sql_step(&ix->sql, st) == 1) {
		all = arena_room(a, all, n, sizeof *all);
		all[n].path = sql_text(st, 0, a);
		all[n].why = (enum visibility)sqlite3_column_int(st, 1);
		all[n].due = sqlite3_column_int64(st, 2);
		n++;
	}
	*files = all;
	return n;
}

size_t
index_heaviest_files(struct index *ix, struct arena *a, size_t n,
    const struct heavy_file **files)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_HEAVIEST_FILES, "iii",
	    (int64_t)FILE_ARTICLE, (int64_t)FILE_PAGE, (int64_t)n);
	struct heavy_file *all = arena_calloc(a, n, sizeof *all);
	size_t i = 0;

	while (i < n && sql_step(&ix->sql, st) == 1) {
		all[i].path = sql_text(st, 0, a);
		all[i].bytes = (uint64_t)sqlite3_column_int64(st, 1);
		i++;
	}
	sql_done(st);
	*files = all;
	return i;
}

/* ---- own pages and the notice -------------------------------------------- */

static void
read_own_page(sqlite3_stmt *st, struct arena *a, struct own_page *out)
{
	out->path = sql_text(st, 0, a);
	out->name = sql_text(st, 1, a);
	out->title = sql_text(st, 2, a);
	out->lang = sql_text(st, 3, a);
	out->weight = (long)sqlite3_column_int64(st, 4);
	out->text = "";
	out->len = 0;
}

int
index_own_page(struct index *ix, struct arena *a, const char *name,
    struct own_page *out)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_OWN_PAGE, "s", name);

	memset(out, 0, sizeof *out);
	if (sql_step(&ix->sql, st) != 1)
		return 0;
	read_own_page(st, a, out);
	out->text = sql_text(st, 5, a);
	out->len = (size_t)sqlite3_column_bytes(st, 5);
	sql_done(st);
	return 1;
}

size_t
index_own_pages(struct index *ix, struct arena *a,
    const struct own_page **pages)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_OWN_PAGES, "");
	struct own_page *own = NULL;
	size_t n = 0;

	while (sql_step(&ix->sql, st) == 1) {
		own = arena_room(a, own, n, sizeof *own);
		read_own_page(st, a, &own[n++]);
	}
	*pages = own;
	return n;
}

int
index_notice(struct index *ix, struct arena *a, const char **text)
{
	/* time() may lag behind a timer */
	int64_t second = now_ms(CLOCK_REALTIME) / 1000;
	sqlite3_stmt *st;

	*text = "";
	st = sql_bind(&ix->sql, READ_NOTICE, "i", second);
	if (sql_step(&ix->sql, st) != 1)
		return 0;
	*text = sql_text(st, 0, a);
	sql_done(st);
	return 1;
}

const char *
index_topic_text(struct index *ix, struct arena *a, const struct list *topic)
{
	sqlite3_stmt *st =
	    sql_bind(&ix->sql, READ_TOPIC_TEXT, "s", topic->text_path);
	const char *text;

	if (sql_step(&ix->sql, st) != 1)
		return "";
	text = sql_text(st, 0, a);
	sql_done(st);
	return text;
}

int
index_conf(struct index *ix, struct arena *a, const char **text)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_CONF, "");

	*text = "";
	if (sql_step(&ix->sql, st) != 1)
		return 0;
	*text = sql_text(st, 0, a);
	sql_done(st);
	return 1;
}

bool
index_follow_conf(struct index *ix, struct capsule *c, int64_t *seen)
{
	struct capsule fresh = { .dir = c->dir };
	struct problem why = { 0 };
	const char *conf;

	if (ix->generation == *seen)
		return false;
	*seen = ix->generation;
	if (!index_conf(ix, &fresh.arena, &conf) ||
	    capsule_parse(&fresh, conf, strlen(conf), &why) == -1) {
		arena_free(&fresh.arena);
		return false;
	}
	fresh.root = arena_strdup(&fresh.arena, c->root);
	arena_free(&c->arena);
	*c = fresh;
	return true;
}
