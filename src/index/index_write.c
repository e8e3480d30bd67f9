#include "index/index_write.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/array.h"
#include "index/slug_names.h"
#include "index/tokenizer.h"
#include "index/writer.h"
#include "text/now.h"

#define WORN_LEAST 2000  /* stale rows that cost nobody anything, */
#define GONE_KEPT  10000 /* removed articles that are remembered */

#define HAS(kind)                                                              \
	"EXISTS (SELECT 1 FROM list WHERE kind = " #kind " AND count > 0)"

/* clang-format off */
static const char *const texts[WRITE_STATEMENTS] = {
	[WRITE_BEGIN] = "BEGIN IMMEDIATE",
	[WRITE_COMMIT] = "COMMIT",
	[WRITE_ROLLBACK] = "ROLLBACK",
	[WRITE_ATTACH] = "ATTACH ? AS old",
	[WRITE_STATE] = "SELECT complete, items, host, stale, dates FROM state",
	[WRITE_SET_STATE] =
	    "UPDATE state SET changed = ?, generation = generation + ?,"
	    " complete = ?, items = ?, host = ?, stale = ?, kinds = "
	    HAS(1) " * 2 + " HAS(2) " * 4 + " HAS(3) " * 8 + " HAS(4) " * 16",
	[WRITE_FIGURES] =
	    "SELECT changed, (SELECT count(*) FROM problem),"
	    " coalesce((SELECT count FROM list WHERE id = ?), 0) FROM state",
	[WRITE_HIDDEN] = INDEX_HIDDEN_COUNT,
	[WRITE_PROBLEMS] =
	    "SELECT path, line, sentence FROM problem ORDER BY path LIMIT ?",
	[WRITE_CONF] = "SELECT conf FROM state",
	[WRITE_SET_DATES] = "UPDATE state SET dates = ?",
	/* no file has this size: each is another one than it was */
	[WRITE_SET_STALE] = "UPDATE file SET size = -1 WHERE kind <> ?",
	[WRITE_SET_CONF] = "UPDATE state SET conf = ?",

	[WRITE_FILE] =
	    "SELECT kind, size, mtime, ctime, inode, due, article"
	    " FROM file WHERE path = ?",
	[WRITE_FILE_COUNT] = "SELECT count(*) FROM file",
	[WRITE_FILE_AFTER] =
	    "SELECT kind, size, mtime, ctime, inode, due, article, path"
	    " FROM file WHERE path > ? ORDER BY path LIMIT 1",
	[WRITE_FILE_BELOW] =
	    "SELECT 1 FROM file WHERE path > ? || '/' AND path < ? || '0'"
	    " LIMIT 1",
	[WRITE_FILE_TWINS] =
	    "SELECT path FROM file WHERE inode = ? AND size = ? AND mtime = ?"
	    " AND path > ? ORDER BY path LIMIT 1",
	[WRITE_FILE_DUE] =
	    "SELECT path FROM file WHERE due <= ? ORDER BY due LIMIT 1",
	[WRITE_NEXT_DUE] = "SELECT min(due) FROM file WHERE due IS NOT NULL",
	[WRITE_PUT_FILE] =
	    "INSERT OR REPLACE INTO file VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[WRITE_MOVE_FILE] = "UPDATE file SET article = ? WHERE path = ?",
	[WRITE_PUT_PROBLEM] = "INSERT INTO problem VALUES(?, ?, ?)",
	[WRITE_DROP_PROBLEMS] = "DELETE FROM problem WHERE path = ?",
	[WRITE_DROP_FILE] = "DELETE FROM file WHERE path = ?",

	[WRITE_ARTICLE] =
	    "SELECT " ARTICLE_COLUMNS " FROM article a WHERE a.id = ?",
	[WRITE_ARTICLES_AT] =
	    "SELECT id, path FROM article WHERE id >= ? AND id < ?"
	    " ORDER BY id",
	[WRITE_PUT_ARTICLE] = ARTICLE_PUT,
	[WRITE_MOVE_ARTICLE] = "UPDATE article SET id = ?2 WHERE id = ?1",
	[WRITE_DROP_ARTICLE] = "DELETE FROM article WHERE id = ?",
	[WRITE_PUT_ALIAS] = "INSERT OR IGNORE INTO alias VALUES(?, ?, ?)",
	[WRITE_MOVE_ALIAS] = "UPDATE alias SET id = ?2 WHERE id = ?1",
	[WRITE_DROP_ALIAS] = "DELETE FROM alias WHERE id = ?",
	[WRITE_PUT_GONE] = "INSERT OR REPLACE INTO gone VALUES(?, ?, ?, ?, ?)",
	[WRITE_MOVE_GONE] = "UPDATE gone SET path = ? WHERE path = ?",
	[WRITE_TRIM_GONE] =
	    "DELETE FROM gone WHERE at < (SELECT at FROM gone"
	    " ORDER BY at DESC LIMIT 1 OFFSET ?)",

	[WRITE_PAGE_OWNER] =
	    "SELECT path FROM own_page WHERE name = ? AND path <> ? LIMIT 1",
	[WRITE_PUT_PAGE] =
	    "INSERT OR REPLACE INTO own_page VALUES(?, ?, ?, ?, ?, ?, ?)",
	[WRITE_DROP_PAGE] = "DELETE FROM own_page WHERE path = ?",
	[WRITE_TOPIC_KEY] = "SELECT key FROM topic_text WHERE path = ?",
	/* topics/ before _index.md files */
	[WRITE_TOPIC_TEXT] =
	    "SELECT path, title, description, parent FROM topic_text"
	    " WHERE key = ? ORDER BY path NOT LIKE 'topics/%', path LIMIT 1",
	[WRITE_PUT_TOPIC] =
	    "INSERT OR REPLACE INTO topic_text VALUES(?, ?, ?, ?, ?, ?)",
	[WRITE_DROP_TOPIC] = "DELETE FROM topic_text WHERE path = ?",
	[WRITE_PUT_NOTICE] = "INSERT OR REPLACE INTO notice VALUES(?, ?, ?, ?)",
	[WRITE_DROP_NOTICE] = "DELETE FROM notice WHERE path = ?",
	[WRITE_LAST_SEARCHED] =
	    "SELECT max(row) FROM searched WHERE row >= ? AND row < ?",
	[WRITE_PUT_SEARCHED] = "INSERT OR REPLACE INTO searched VALUES(?, ?)",
	[WRITE_MOVE_SEARCHED] =
	    "UPDATE searched SET id = ?2 WHERE id = ?1 AND id <> 0",
	[WRITE_ADD_SEARCH] =
	    "INSERT INTO search(rowid, title, words, topics, authors, keys)"
	    " VALUES(?, ?, ?, ?, ?, ?)",

	[WRITE_PUT_MEMBER] = "INSERT OR REPLACE INTO member VALUES(?, ?, ?, ?)",
	[WRITE_SET_MEMBER] =
	    "UPDATE member SET updated = ?3, topics = ?4"
	    " WHERE list = ?1 AND id = ?2",
	[WRITE_DROP_MEMBER] = "DELETE FROM member WHERE list = ? AND id = ?",
	[WRITE_LIST] = "SELECT count, updated FROM list WHERE id = ?",
	[WRITE_PUT_LIST] =
	    "INSERT OR REPLACE INTO list VALUES("
	    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[WRITE_DROP_LIST] = "DELETE FROM list WHERE id = ?",
	[WRITE_OLDEST] =
	    "SELECT a.topics, a.authors FROM member m"
	    " CROSS JOIN article a ON a.id = m.id"
	    " WHERE m.list = ? ORDER BY m.id LIMIT 1",
	[WRITE_NEWEST] =
	    "SELECT a.date, a.date_day, a.date_day_only FROM member m"
	    " CROSS JOIN article a ON a.id = m.id"
	    " WHERE m.list = ? ORDER BY m.id DESC LIMIT 1",
	[WRITE_RECENT] =
	    "SELECT id, topics FROM member WHERE list = ?"
	    " ORDER BY id DESC LIMIT ?",
	[WRITE_MAX_UPDATED] = "SELECT max(updated) FROM member WHERE list = ?",
	[WRITE_MARKS] =
	    "SELECT n, id FROM mark WHERE list = ? ORDER BY n DESC",
	[WRITE_PUT_MARK] = "INSERT INTO mark VALUES(?, ?, ?)",
	[WRITE_DROP_MARKS] = "DELETE FROM mark WHERE list = ? AND n > ?",
	[WRITE_STEP_UP] =
	    "SELECT id FROM member WHERE list = ? AND id >= ?"
	    " ORDER BY id LIMIT 1 OFFSET ?",

	SLUG_OWNERS(WRITE_SLUG_OWNERS),
	[WRITE_SET_SLUG] = "UPDATE article SET slug = ? WHERE id = ?",
};
/* clang-format on */

static void
forget_touched(struct index_writer *w)
{
	touched_free(&w->lists);
	touched_free(&w->names);
	touched_free(&w->dropped);
	arena_free(&w->arena);
	w->nrows = 0;
	w->weight = 0;
	w->changed = w->generation = w->completed = false;
}

/* ---- opening ------------------------------------------------------------- */

/* SQLite gives a file that it makes, and all beside it, to everybody. */
static void
make_private(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);

	if (fd != -1)
		close(fd);
}

static int
connect(struct index_writer *w, const char *path, struct problem *why)
{
	make_private(path);
	if (sql_open(&w->sql, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
		texts, WRITE_STATEMENTS, why) == -1)
		return -1;
	sqlite3_busy_timeout(w->sql.db, 5000);
	/* Readers, who may write nothing, can open the file without us. */
	sqlite3_file_control(w->sql.db, NULL, SQLITE_FCNTL_PERSIST_WAL,
	    &(int){ 1 });
	tokenizer_register(w->sql.db);
	if (sql_exec(&w->sql,
		"PRAGMA page_size = 8192; PRAGMA journal_mode = wal;"
		"PRAGMA synchronous = normal;"
		"PRAGMA temp_store = memory;"
		"PRAGMA cache_size = -16000;"
		"PRAGMA wal_autocheckpoint = 2000;"
		"PRAGMA journal_size_limit = 33554432") == 0)
		return 0;
	sql_problem(&w->sql, why, "cannot write the index");
	return -1;
}

/* Is what was opened an index of our version?  Also learns its state. */
static bool
usable(struct index_writer *w)
{
	sqlite3_stmt *st = NULL;
	int version = 0;

	if (sqlite3_prepare_v2(w->sql.db, "PRAGMA user_version", -1, &st,
		NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		version = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	if (version != index_version())
		return false;
	st = sql_bind(&w->sql, WRITE_STATE, "");
	if (sql_step(&w->sql, st) != 1)
		return false;
	w->complete = sqlite3_column_int(st, 0) != 0;
	w->items = (size_t)sqlite3_column_int(st, 1);
	(void)snprintf(w->host, sizeof w->host, "%s", sql_peek(st, 2));
	w->stale = sqlite3_column_int64(st, 3);
	(void)snprintf(w->dates, sizeof w->dates, "%s", sql_peek(st, 4));
	sql_done(st);
	return true;
}

/* A number that no earlier index at this path began with. */
static int64_t
first_generation(void)
{
	return now_ns(CLOCK_REALTIME) / 1000;
}

static int
make_schema(struct index_writer *w)
{
	char set[100];

	(void)snprintf(set, sizeof set,
	    "UPDATE state SET generation = %lld; PRAGMA user_version = %d",
	    (long long)first_generation(), index_version());
	if (sql_exec(&w->sql, "BEGIN") == -1 ||
	    sql_exec(&w->sql, index_schema) == -1 ||
	    sql_exec(&w->sql, set) == -1 || sql_exec(&w->sql, "COMMIT") == -1)
		return -1;
	return 0;
}

static void
remove_with(const char *path, const char *end)
{
	char name[4096];

	if (snprintf(name, sizeof name, "%s%s", path, end) < (int)sizeof name)
		unlink(name);
}

/*
 * Removed articles are what the files do not tell.  An old index that is
 * damaged, or has no such table, has nothing to say.
 */
static void
keep_gone(struct index_writer *w)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_ATTACH, "s", w->path);

	if (access(w->path, R_OK) == 0 && sql_step(&w->sql, st) == 0) {
		sql_exec(&w->sql, "INSERT INTO gone SELECT * FROM old.gone");
		sql_exec(&w->sql, "DETACH old");
	}
	sql_done(st);
	w->sql.error = 0;
}

/*
 * An empty index beside, renamed over what there was.  The old -wal belongs to
 * the old file: it goes first, or the new file would be taken for damaged.
 */
static int
make_anew(struct index_writer *w, struct problem *why)
{
	char beside[4096];

	if (snprintf(beside, sizeof beside, "%s.new", w->path) >=
	    (int)sizeof beside)
		return problem_set(why, 0, "the name is too long");
	sql_close(&w->sql);
	remove_with(beside, "");
	remove_with(beside, "-wal");
	remove_with(beside, "-shm");
	if (connect(w, beside, why) == -1)
		return -1;
	if (make_schema(w) == -1)
		return sql_problem(&w->sql, why, "cannot make the index");
	keep_gone(w);
	sql_close(&w->sql);
	remove_with(w->path, "-wal");
	remove_with(w->path, "-shm");
	if (rename(beside, w->path) == -1)
		return problem_errno(why, "cannot make the index");
	remove_with(beside, "-wal");
	remove_with(beside, "-shm");
	if (connect(w, w->path, why) == -1)
		return -1;
	return usable(w) ? 0
			 : sql_problem(&w->sql, why, "cannot make the index");
}

static int
learn_place(struct index_writer *w, struct problem *why)
{
	struct stat st;

	if (stat(w->path, &st) == -1)
		return problem_errno(why, "cannot make the index");
	w->dev = st.st_dev;
	w->ino = st.st_ino;
	return 0;
}

struct index_writer *
index_writer_open(const char *path, bool *made, struct problem *why)
{
	struct index_writer *w = xcalloc(1, sizeof *w);
	struct stat st;

	w->path = xstrdup(path);
	*made =
	    stat(path, &st) == -1 || connect(w, path, NULL) == -1 || !usable(w);
	if ((!*made || make_anew(w, why) == 0) && learn_place(w, why) == 0)
		return w;
	problem_in(why, path);
	index_writer_close(w);
	return NULL;
}

int
index_writer_renew(struct index_writer *w, struct problem *why)
{
	if (make_anew(w, why) == 0 && learn_place(w, why) == 0)
		return 0;
	return problem_in(why, w->path);
}

void
index_writer_close(struct index_writer *w)
{
	if (w == NULL)
		return;
	forget_touched(w);
	free(w->rows);
	sql_close(&w->sql);
	free(w->path);
	free(w);
}

bool
index_writer_in_place(struct index_writer *w)
{
	struct stat st;

	return stat(w->path, &st) == 0 && st.st_dev == w->dev &&
	       st.st_ino == w->ino;
}

/* ---- transactions -------------------------------------------------------- */

int
index_writer_begin(struct index_writer *w, struct problem *why)
{
	w->sql.error = 0;
	if (sql_run(&w->sql, WRITE_BEGIN, "") == 0)
		return 0;
	sql_problem(&w->sql, why, "cannot write the index");
	return problem_in(why, w->path);
}

static void
settle(struct index_writer *w)
{
	slugs_settle(w);
	members_settle(w);
	search_rows_settle(w);
	sql_run(&w->sql, WRITE_TRIM_GONE, "i", (int64_t)GONE_KEPT);
	if (w->completed)
		w->complete = true;
	sql_run(&w->sql, WRITE_SET_STATE, "iiiisi", (int64_t)time(NULL),
	    (int64_t)w->generation, (int64_t)w->complete, (int64_t)w->items,
	    w->host, w->stale);
}

int
index_writer_commit(struct index_writer *w, bool *damaged, struct problem *why)
{
	*damaged = false;
	if (w->sql.error == 0 && w->changed)
		settle(w);
	if (w->sql.error == 0 && sql_run(&w->sql, WRITE_COMMIT, "") == 0) {
		forget_touched(w);
		return 0;
	}
	*damaged = sql_damaged(w->sql.error);
	sql_problem(&w->sql, why, "cannot write the index");
	if (!sqlite3_get_autocommit(w->sql.db))
		sql_run(&w->sql, WRITE_ROLLBACK, "");
	forget_touched(w);
	usable(w);
	return problem_in(why, w->path);
}

void
index_writer_figures(struct index_writer *w, struct scan_figures *out)
{
	sqlite3_stmt *st =
	    sql_bind(&w->sql, WRITE_FIGURES, "i", index_list_id(LIST_ALL, ""));

	if (sql_step(&w->sql, st) == 1) {
		out->changed_at = sqlite3_column_int64(st, 0);
		out->problems = (uint64_t)sqlite3_column_int64(st, 1);
		out->articles = (uint64_t)sqlite3_column_int64(st, 2);
	}
	sql_done(st);
	index_hidden_rows(&w->sql, sql_bind(&w->sql, WRITE_HIDDEN, ""),
	    &out->hidden);
}

size_t
index_writer_problems(struct index_writer *w, struct problem *list, size_t n)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_PROBLEMS, "i", (int64_t)n);
	size_t found = 0;

	while (found < n && sql_step(&w->sql, st) == 1) {
		list[found] = (struct problem){ 0 };
		problem_set(&list[found], (size_t)sqlite3_column_int64(st, 1),
		    "%s", sql_peek(st, 2));
		problem_in(&list[found], sql_peek(st, 0));
		found++;
	}
	sql_done(st);
	return found;
}

size_t
index_writer_weight(const struct index_writer *w)
{
	return w->weight;
}

bool
index_writer_worn(struct index_writer *w)
{
	struct scan_figures held = { 0 };

	if (!w->complete || w->stale < WORN_LEAST)
		return false;
	index_writer_figures(w, &held);
	return (uint64_t)w->stale > held.articles;
}
