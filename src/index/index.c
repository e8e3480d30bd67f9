#include "index/index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/hash.h"
#include "index/article_row.h"
#include "index/schema.h"
#include "index/slug_names.h"
#include "index/tokenizer.h"
#include "text/now.h"

#define MEMOS 2048 /* articles of which something is kept, at most */

/* clang-format off */
const char index_schema[] =
    "CREATE TABLE state("
    " one INTEGER PRIMARY KEY, generation, changed, complete, items, host,"
    " stale, conf TEXT, dates TEXT, kinds);"
    "INSERT INTO state VALUES(1, 0, 0, 0, 15, '', 0, NULL, '', 0);"

    "CREATE TABLE file("
    " path TEXT PRIMARY KEY, kind, size, mtime, ctime, inode, due, article,"
    " visibility"
    ") WITHOUT ROWID;"
    "CREATE INDEX file_due ON file(due) WHERE due IS NOT NULL;"
    "CREATE INDEX file_inode ON file(inode);"
    "CREATE INDEX file_visibility ON file(visibility, due)"
    " WHERE visibility > 0;"
    /* what is wrong with the files as they are now */
    "CREATE TABLE problem(path TEXT, line, sentence TEXT);"
    "CREATE INDEX problem_path ON problem(path);"

    "CREATE TABLE article(" ARTICLE_SCHEMA ");"
    "CREATE INDEX article_base ON article("
    "base, date_day, number);"
    "CREATE INDEX article_name ON article(name, date_day);"
    "CREATE INDEX article_pinned ON article(id) WHERE pinned > 0;"

    "CREATE TABLE list("
    " id INTEGER PRIMARY KEY, kind, key TEXT, title TEXT, sort TEXT, count,"
    " newest, newest_day, newest_day_only, updated,"
    " description TEXT, text_path TEXT, parent TEXT, recent BLOB);"
    "CREATE UNIQUE INDEX list_key ON list(kind, key);"
    "CREATE INDEX list_sort ON list(kind, sort, key) WHERE kind IN (1, 2);"
    "CREATE INDEX list_size ON list(count DESC, key) WHERE kind = 1;"
    "CREATE INDEX list_parent ON list(parent, sort, key)"
    " WHERE kind = 1 AND parent <> '';"
    /* topics: how many its article has */
    "CREATE TABLE member(list, id, updated, topics, PRIMARY KEY(list, id))"
    " WITHOUT ROWID;"
    "CREATE TABLE mark(list, n, id, PRIMARY KEY(list, n)) WITHOUT ROWID;"

    "CREATE TABLE alias(path TEXT, host TEXT, id,"
    " PRIMARY KEY(path, host, id)) WITHOUT ROWID;"
    "CREATE INDEX alias_id ON alias(id);"
    "CREATE TABLE gone(slug TEXT PRIMARY KEY, path TEXT, topic TEXT,"
    " title TEXT, at) WITHOUT ROWID;"
    "CREATE INDEX gone_at ON gone(at);"

    /* of those with one name the first by its path is served */
    "CREATE TABLE own_page(path TEXT PRIMARY KEY, name TEXT,"
    " title TEXT, sort TEXT, lang TEXT, weight, text TEXT);"
    "CREATE INDEX own_page_name ON own_page(name, path);"
    "CREATE TABLE topic_text(path TEXT PRIMARY KEY, key TEXT, title TEXT,"
    " description TEXT, parent TEXT, text TEXT);"
    "CREATE INDEX topic_text_key ON topic_text(key);"
    "CREATE TABLE notice(path TEXT PRIMARY KEY, text TEXT, since, until)"
    " WITHOUT ROWID;"

    /* without the texts: writer.h tells how rows go; id 0: it has gone */
    "CREATE TABLE searched(row INTEGER PRIMARY KEY, id);"
    "CREATE INDEX searched_id ON searched(id) WHERE id <> 0;"
    "CREATE VIRTUAL TABLE search USING fts5("
    " title, words, topics, authors, keys,"
    " tokenize = 'chasqui', content = '', columnsize = 0);"
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(search, instance);"
    /*
     * The hash is large enough for all of a transaction.  Twelve segments are
     * merged at once: with FTS5's four a first scan writes each word twice as
     * often.  They are merged little by little, and all in one transaction
     * before a question has to open more than a few dozen.
     */
    "INSERT INTO search(search, rank) VALUES('hashsize', 16777216);"
    "INSERT INTO search(search, rank) VALUES('automerge', 12);"
    "INSERT INTO search(search, rank) VALUES('crisismerge', 24);";

#define AROUND_NEXT(kind, list, than, order)                                   \
	" UNION ALL SELECT * FROM (SELECT " kind ", id, NULL, NULL, NULL"      \
	"  FROM member WHERE list = " list " AND id " than " ?2"               \
	"  ORDER BY id " order " LIMIT 1)"
#define LIST_COLUMNS                                                           \
	"l.id, l.kind, l.key, l.title, l.count,"                               \
	" l.newest, l.newest_day, l.newest_day_only, l.updated,"               \
	" l.description, l.text_path,"                                         \
	" CASE WHEN EXISTS (SELECT 1 FROM list p WHERE p.kind = 1"             \
	"  AND p.key = l.parent) THEN l.parent ELSE '' END"
#define SHOWN                                                                  \
	"(l.count > 0 OR EXISTS (SELECT 1 FROM list c WHERE c.kind = 1"        \
	" AND c.parent = l.key AND c.parent <> '' AND c.count > 0))"
/* For "kind = ?" SQLite would plan anew each time, as indexes are partial. */
#define READ_PERIODS(kind)                                                     \
	"SELECT " LIST_COLUMNS " FROM list l WHERE l.kind = " #kind            \
	" AND l.key >= ? AND l.key < ? ORDER BY l.key DESC LIMIT ?"
#define PAGE_COLUMNS "p.path, p.name, p.title, p.lang, p.weight"

static const char *const texts[READ_STATEMENTS] = {
	[READ_BEGIN] = "BEGIN",
	[READ_END] = "COMMIT",
	[READ_STATE] =
	    "SELECT generation, complete, items, host, kinds,"
	    " coalesce((SELECT count FROM list WHERE id = ?), 0) FROM state",
	[READ_BY_SLUG] =
	    "SELECT " ARTICLE_COLUMNS ", f.size, f.mtime, f.ctime, f.inode"
	    " FROM article a JOIN file f ON f.path = a.path WHERE a.slug = ?",
	[READ_CARD] =
	    "SELECT " ARTICLE_CARD_COLUMNS ", a.topics"
	    " FROM article a WHERE a.id = ?",
	SLUG_OWNERS(READ_SLUG_OWNERS),
	[READ_SLUG_OF_PATH] =
	    "SELECT a.slug FROM file f JOIN article a ON a.id = f.article"
	    " WHERE f.path = ?",
	[READ_ALIAS] =
	    "SELECT a.slug FROM alias l JOIN article a ON a.id = l.id"
	    " WHERE l.path = ? AND (l.host = '' OR l.host = ?)"
	    " ORDER BY l.id DESC LIMIT 1",
	[READ_GONE] =
	    "SELECT (SELECT a.slug FROM file f JOIN article a"
	    "  ON a.id = f.article WHERE f.path = g.path),"
	    " g.topic, coalesce(l.title, g.title), coalesce(l.count, 0)"
	    " FROM gone g LEFT JOIN list l ON l.kind = 1 AND l.key = g.topic"
	    " WHERE g.slug = ?",
	[READ_NAMESAKE] =
	    "SELECT b.name, EXISTS (SELECT 1 FROM article a"
	    "  WHERE a.name = b.name AND a.date_day = b.date_day"
	    "  AND a.path < b.path) FROM article b WHERE b.id = ?",
	[READ_MOVED] =
	    "SELECT g.path, g.slug FROM gone g JOIN file f ON f.path = g.path"
	    " JOIN article a ON a.id = f.article AND a.slug <> g.slug"
	    " WHERE NOT EXISTS (SELECT 1 FROM article b WHERE b.slug = g.slug)"
	    " ORDER BY g.path, g.slug LIMIT ?",
	[READ_LIST] = "SELECT " LIST_COLUMNS " FROM list l WHERE l.id = ?",
	[READ_HAS_CHILD] =
	    "SELECT 1 FROM list WHERE kind = 1 AND parent <> ''"
	    " AND parent = ? AND count > 0 LIMIT 1",
	[READ_MARK] = "SELECT id FROM mark WHERE list = ? AND n = ?",
	[READ_STEP_UP] =
	    "SELECT id FROM member WHERE list = ? AND id >= ?"
	    " ORDER BY id LIMIT 1 OFFSET ?",
	[READ_PAGE] =
	    "SELECT " ARTICLE_CARD_COLUMNS " FROM member m"
	    " CROSS JOIN article a ON a.id = m.id"
	    " WHERE m.list = ? AND m.id <= ? ORDER BY m.id DESC LIMIT ?",
	[READ_OLDER] =
	    "SELECT id FROM member WHERE list = ? AND id < ?"
	    " ORDER BY id DESC LIMIT 1",
	[READ_NEWER] =
	    "SELECT id FROM member WHERE list = ? AND id > ?"
	    " ORDER BY id LIMIT 1",
	/* ?1 lists, ?2 the article, ?3 all, ?4 its first topic */
	[READ_AROUND] =
	    "SELECT 0, l.id, l.title, l.count, l.recent FROM json_each(?1) j"
	    " CROSS JOIN list l ON l.id = j.value"
	    AROUND_NEXT("1", "?3", "<", "DESC") AROUND_NEXT("2", "?3", ">", "")
	    AROUND_NEXT("3", "?4", "<", "DESC") AROUND_NEXT("4", "?4", ">", ""),
	[READ_AROUND_NAMES] =
	    "SELECT a.id, a.slug, a.title FROM json_each(?) j"
	    " CROSS JOIN article a ON a.id = j.value",
	[READ_NAMES] =
	    "SELECT l.id, l.title, l.count FROM json_each(?) j"
	    " CROSS JOIN list l ON l.id = j.value",
	[READ_TOPICS] =
	    "SELECT " LIST_COLUMNS " FROM list l WHERE l.kind = 1 AND " SHOWN
	    " ORDER BY l.sort, l.key LIMIT ?",
	[READ_CHILDREN] =
	    "SELECT " LIST_COLUMNS " FROM list l WHERE l.kind = 1"
	    " AND l.parent <> '' AND l.parent = ? AND " SHOWN
	    " ORDER BY l.sort, l.key LIMIT ?",
	[READ_AUTHORS] =
	    "SELECT " LIST_COLUMNS " FROM list l WHERE l.kind = 2"
	    " ORDER BY l.sort, l.key LIMIT ?",
	[READ_MONTHS] = READ_PERIODS(3),
	[READ_DAYS] = READ_PERIODS(4),
	[READ_TOP_TOPICS] =
	    "SELECT " LIST_COLUMNS " FROM list l WHERE l.id IN ("
	    " SELECT id FROM list INDEXED BY list_size"
	    " WHERE kind = 1 AND count > 0 ORDER BY count DESC, key LIMIT ?)"
	    " ORDER BY l.count DESC, l.sort, l.key",
	[READ_YEARS] =
	    "SELECT substr(key, 1, 4) AS year, sum(count) FROM list"
	    " WHERE kind = 3 GROUP BY year ORDER BY year DESC",
	[READ_OWN_PAGE] =
	    "SELECT " PAGE_COLUMNS ", p.text FROM own_page p"
	    " WHERE p.name = ? ORDER BY p.path LIMIT 1",
	[READ_OWN_PAGES] =
	    "SELECT " PAGE_COLUMNS " FROM own_page p WHERE NOT EXISTS ("
	    " SELECT 1 FROM own_page q WHERE q.name = p.name"
	    "  AND q.path < p.path)"
	    /* 1: UNLISTED */
	    " AND NOT EXISTS (SELECT 1 FROM file f WHERE f.path = p.path"
	    "  AND f.visibility = 1) ORDER BY p.weight, p.sort, p.name",
	[READ_NOTICE] =
	    "SELECT text FROM notice WHERE since <= ?1 AND until > ?1"
	    " ORDER BY path LIMIT 1",
	[READ_CONF] = "SELECT conf FROM state WHERE conf IS NOT NULL",
	[READ_TOPIC_TEXT] = "SELECT text FROM topic_text WHERE path = ?",
	[READ_SEARCH] =
	    "SELECT t.id, t.row FROM search s"
	    " CROSS JOIN searched t ON t.row = s.rowid AND t.id <> 0"
	    " WHERE s.search MATCH ? ORDER BY s.rowid DESC",
	[READ_FOUND] =
	    "SELECT " ARTICLE_COLUMNS ", f.size, f.mtime, f.ctime, f.inode"
	    " FROM article a CROSS JOIN file f ON f.path = a.path"
	    " WHERE a.id = ?",
	[READ_NEXT_TERM] =
	    "SELECT term FROM vocabulary WHERE term >= ? LIMIT 1",
	[READ_PINNED] =
	    "SELECT " ARTICLE_CARD_COLUMNS " FROM article a"
	    " WHERE a.pinned > 0 AND a.pinned >= ? AND NOT a.unlisted"
	    " ORDER BY a.id DESC LIMIT ?",
	[READ_HIDDEN] = INDEX_HIDDEN_COUNT,
	[READ_HIDDEN_FILES] =
	    "SELECT path, visibility, due FROM file"
	    " WHERE visibility > 0 ORDER BY path",
	[READ_HEAVIEST_FILES] =
	    "SELECT path, size FROM file WHERE kind IN (?, ?)"
	    " ORDER BY size DESC, path LIMIT ?",
};
/* clang-format on */

/* ---- opening ------------------------------------------------------------- */

int
index_version(void)
{
	uint64_t h = hash_fnv(index_schema, strlen(index_schema), 0);

	return (int)((h + INDEX_VERSION) & INT32_MAX);
}

static int
version(sqlite3 *db)
{
	sqlite3_stmt *st = NULL;
	int v = -1;

	if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &st, NULL) ==
		SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		v = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return v;
}

/* Read `state`: inside a transaction its first reading, which fixes it. */
static int
read_state(struct index *ix)
{
	sqlite3_stmt *st =
	    sql_bind(&ix->sql, READ_STATE, "i", index_list_id(LIST_ALL, ""));

	if (sql_step(&ix->sql, st) != 1)
		return -1;
	ix->generation = sqlite3_column_int64(st, 0);
	ix->complete = sqlite3_column_int(st, 1) != 0;
	ix->items = (size_t)sqlite3_column_int(st, 2);
	(void)snprintf(ix->host, sizeof ix->host, "%s", sql_peek(st, 3));
	ix->kinds = (unsigned)sqlite3_column_int(st, 4);
	ix->articles = (size_t)sqlite3_column_int64(st, 5);
	sql_done(st);
	return 0;
}

/* Open what is at path now, whatever its state.  -1: not a usable index. */
static int
open_file(struct index *ix, const char *path, struct problem *why)
{
	struct stat st;

	if (stat(path, &st) == -1)
		return problem_errno(why, "there is no index yet");
	ix->dev = st.st_dev;
	ix->ino = st.st_ino;
	if (sql_open(&ix->sql, path, SQLITE_OPEN_READONLY, texts,
		READ_STATEMENTS, why) == -1)
		return -1;
	sqlite3_busy_timeout(ix->sql.db, 100);
	tokenizer_register(ix->sql.db);
	sql_exec(&ix->sql, "PRAGMA temp_store = memory;"
			   "PRAGMA cache_size = -2000");
	if (version(ix->sql.db) != index_version())
		return problem_set(why, 0,
		    "the index is damaged or of another version");
	if (read_state(ix) == -1)
		return sql_problem(&ix->sql, why, "cannot read the index");
	return 0;
}

const char *
index_path(struct arena *a, const char *folder, const char *name)
{
	return arena_printf(a, "%s/%s.db", folder, name);
}

const char *
index_path_in_state(struct arena *a, const char *state, const char *name)
{
	return index_path(a, arena_printf(a, "%s/" INDEX_FOLDER, state), name);
}

struct index *
index_open(const char *path, struct problem *why)
{
	struct index *ix = xcalloc(1, sizeof *ix);

	if (open_file(ix, path, why) == -1) {
		problem_in(why, path);
		index_close(ix);
		return NULL;
	}
	ix->path = xstrdup(path);
	ix->looked_ms = now_ms(CLOCK_MONOTONIC_COARSE);
	return ix;
}

void
index_close(struct index *ix)
{
	if (ix == NULL)
		return;
	sql_close(&ix->sql);
	free(ix->path);
	free(ix->memos);
	free(ix);
}

/* ---- one state of the index ---------------------------------------------- */

/*
 * Has a better file taken this one's place?  While the new one is still being
 * filled, the old one, if it is whole, knows more.
 */
static bool
replaced(struct index *ix)
{
	struct index other = { 0 };
	struct stat st;
	bool better;

	if (stat(ix->path, &st) == -1)
		return false; /* removed: its maker will notice too */
	if (st.st_dev == ix->dev && st.st_ino == ix->ino)
		return false;
	better = open_file(&other, ix->path, NULL) == 0 &&
		 (other.complete || !ix->complete);
	sql_close(&other.sql);
	return better;
}

int
index_begin(struct index *ix, struct problem *why)
{
	int64_t now = now_ms(CLOCK_MONOTONIC_COARSE);

	if (now - ix->looked_ms >= 250) {
		ix->looked_ms = now;
		if (replaced(ix))
			return problem_set(why, 0, "the index was replaced");
	}
	ix->sql.error = 0;
	if (sql_run(&ix->sql, READ_BEGIN, "") == 0 && read_state(ix) == 0)
		return 0;
	sql_problem(&ix->sql, why, "cannot read the index");
	index_end(ix);
	return problem_in(why, ix->path);
}

int
index_end(struct index *ix)
{
	int error = ix->sql.error;

	if (!sqlite3_get_autocommit(ix->sql.db))
		sql_run(&ix->sql, READ_END, "");
	return error == 0 ? 0 : -1;
}

/* Has anybody written since?  As SQLite's own cache of pages finds it out. */
static void
forget_old_memos(struct index *ix)
{
	unsigned version = 0;

	sqlite3_file_control(ix->sql.db, "main", SQLITE_FCNTL_DATA_VERSION,
	    &version);
	if (ix->memos == NULL || version != ix->memos_version) {
		free(ix->memos);
		ix->memos = xcalloc(MEMOS, sizeof *ix->memos);
	}
	ix->memos_version = version;
}

static bool
is_memo(const struct memo *m, int64_t id, uint64_t of)
{
	return m->id == id && m->of == of;
}

/* Two share a place, for nearly a quarter of 500 articles would meet in one. */
uint64_t *
index_memo(struct index *ix, int64_t id, uint64_t of)
{
	/* ids of one day differ in the bits above their rank alone */
	uint64_t mixed = (uint64_t)id * 0x9E3779B97F4A7C15u >> 32;
	struct memo *pair;

	forget_old_memos(ix);
	pair = &ix->memos[mixed % (MEMOS / 2) * 2];
	if (is_memo(&pair[1], id, of))
		return &pair[1].number;
	if (!is_memo(&pair[0], id, of)) {
		pair[1] = pair[0];
		pair[0] = (struct memo){ .id = id, .of = of };
	}
	return &pair[0].number;
}

int64_t
index_generation(struct index *ix)
{
	return ix->generation;
}

bool
index_complete(struct index *ix)
{
	return ix->complete;
}

size_t
index_count(struct index *ix)
{
	return ix->articles;
}

bool
index_has(const struct index *ix, enum list_kind kind)
{
	return (ix->kinds >> kind & 1) != 0;
}
