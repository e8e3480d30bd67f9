#include "import/notes.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/sql.h"
#include "import/core/own_folder.h"

#define WAIT_MS 10000 /* for another import that is at its end */

struct notes {
	struct sql sql; /* owned */
};

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS imported ("
    " identity TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE,"
    " written TEXT NOT NULL, beside TEXT NOT NULL) WITHOUT ROWID;"
    "PRAGMA temp_store = FILE;"
    "CREATE TEMP TABLE met (identity TEXT PRIMARY KEY, item TEXT NOT NULL)"
    " WITHOUT ROWID;"
    "BEGIN IMMEDIATE;";

enum { FIND, HAS_PATH, WRITE, RENAME, MEET, MET, FORGET, STATEMENTS };

static const char *const statements[STATEMENTS] = {
	[FIND] =
	    "SELECT path, written, beside FROM imported WHERE identity = ?",
	[HAS_PATH] = "SELECT 1 FROM imported WHERE path = ?",
	[WRITE] =
	    "INSERT INTO imported VALUES (?, ?, ?, ?) ON CONFLICT (identity)"
	    " DO UPDATE SET path = excluded.path, written = excluded.written,"
	    " beside = excluded.beside",
	[RENAME] =
	    "UPDATE OR IGNORE imported SET identity = ? WHERE identity = ?",
	[MEET] = "INSERT OR IGNORE INTO met VALUES (?, ?)",
	[MET] = "SELECT item FROM met WHERE identity = ?",
	[FORGET] = "DELETE FROM met",
};

static int
fail(struct notes *n, struct problem *why)
{
	return sql_problem(&n->sql, why, "the notes of earlier imports");
}

/* A dry run works on a copy in memory, so that it sees its own notes. */
static int
copy_to_memory(struct notes *n, const char *path)
{
	sqlite3 *file = NULL;
	sqlite3_backup *copy;
	int rc = sqlite3_open_v2(path, &file, SQLITE_OPEN_READONLY, NULL);

	if (rc == SQLITE_OK) {
		copy = sqlite3_backup_init(n->sql.db, "main", file, "main");
		if (copy != NULL) {
			sqlite3_backup_step(copy, -1);
			sqlite3_backup_finish(copy);
		}
		rc = sqlite3_errcode(n->sql.db);
	}
	sqlite3_close(file);
	return rc == SQLITE_OK ? 0 : -1;
}

struct notes *
notes_open(const char *root, bool dry, struct problem *why)
{
	struct notes *n = xcalloc(1, sizeof *n);
	char path[PATH_MAX];

	if (own_folder_path(root, "imported", !dry, path, why) == -1 ||
	    sql_open(&n->sql, dry ? ":memory:" : path,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, statements,
		STATEMENTS, why) == -1) {
		free(n);
		return NULL;
	}
	sqlite3_busy_timeout(n->sql.db, WAIT_MS);
	if ((!dry || access(path, F_OK) == -1 ||
		copy_to_memory(n, path) == 0) &&
	    sql_exec(&n->sql, schema) == 0)
		return n;
	fail(n, why);
	sql_close(&n->sql);
	free(n);
	return NULL;
}

int
notes_close(struct notes *n, struct problem *why)
{
	int rc = 0;

	if (n == NULL)
		return 0;
	if (sql_exec(&n->sql, "COMMIT") == -1)
		rc = fail(n, why);
	sql_close(&n->sql);
	free(n);
	return rc;
}

/* ---- items ---- */

/* Is it a file that an import writes? */
static bool
is_ours(const char *path)
{
	static const char *const folders[] = { "articles/", "pages/",
		"topics/" };

	if (strcmp(path, "notice.md") == 0)
		return true;
	if (strcmp(file_extension(path), "md") != 0 ||
	    strstr(path, "/.") != NULL || strstr(path, "//") != NULL)
		return false;
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
		if (strncmp(path, folders[i], strlen(folders[i])) == 0)
			return true;
	return false;
}

static void
copy_column(sqlite3_stmt *st, int column, char *out, size_t size)
{
	(void)snprintf(out, size, "%s", sql_peek(st, column));
}

bool
notes_find(struct notes *n, const char *identity, struct noted *noted)
{
	sqlite3_stmt *st = sql_bind(&n->sql, FIND, "s", identity);
	bool found = sql_step(&n->sql, st) == 1;

	*noted = (struct noted){ .path = "" };
	if (!found)
		return false;
	copy_column(st, 0, noted->path, sizeof noted->path);
	copy_column(st, 1, noted->written, sizeof noted->written);
	copy_column(st, 2, noted->beside, sizeof noted->beside);
	sql_done(st);
	if (!is_ours(noted->path))
		*noted = (struct noted){ .path = "" };
	return noted->path[0] != '\0';
}

bool
notes_has_path(struct notes *n, const char *path)
{
	sqlite3_stmt *st = sql_bind(&n->sql, HAS_PATH, "s", path);
	bool found = sql_step(&n->sql, st) == 1;

	if (found)
		sql_done(st);
	return found;
}

int
notes_write(struct notes *n, const char *identity, const struct noted *noted,
    struct problem *why)
{
	return sql_run(&n->sql, WRITE, "ssss", identity, noted->path,
		   noted->written, noted->beside) == -1
		   ? fail(n, why)
		   : 0;
}

void
notes_rename(struct notes *n, const char *from, const char *to)
{
	(void)sql_run(&n->sql, RENAME, "ss", to, from);
}

void
notes_begin(struct notes *n)
{
	(void)sql_run(&n->sql, FORGET, "");
}

void
notes_meet(struct notes *n, const char *identity, const char *itself,
    struct buf *unique)
{
	sqlite3_stmt *st = sql_bind(&n->sql, MET, "s", identity);
	bool met = sql_step(&n->sql, st) == 1;

	buf_adds(unique, identity);
	if (met && strcmp(sql_peek(st, 0), itself) != 0)
		buf_addf(unique, " %s", itself);
	if (met)
		sql_done(st);
	else
		(void)sql_run(&n->sql, MEET, "ss", identity, itself);
}
