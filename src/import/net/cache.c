#include "import/net/cache.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "import/core/own_folder.h"

/* A change of any table changes this, and the memory is begun anew. */
#define VERSION 2

enum {
	FIND_FETCHED,
	PUT_FETCHED,
	FIND_PICTURE,
	PUT_PICTURE,
	FIND_ROBOTS,
	PUT_ROBOTS,
	FIND_HOST,
	PUT_HOST,
	FIND_MOVED,
	PUT_MOVED,
	STATEMENTS
};

static const char *const statements[STATEMENTS] = {
	[FIND_FETCHED] =
	    "SELECT version, etag, modified, size, whole, tries FROM fetched"
	    " WHERE source = ? AND identity = ?",
	[PUT_FETCHED] =
	    "INSERT OR REPLACE INTO fetched (source, identity, version, etag,"
	    " modified, size, whole, tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[FIND_PICTURE] = "SELECT path, size FROM picture WHERE url = ?",
	[PUT_PICTURE] = "INSERT OR REPLACE INTO picture (url, path, size)"
			" VALUES (?, ?, ?)",
	[FIND_ROBOTS] = "SELECT text, read_at FROM robots WHERE origin = ?",
	[PUT_ROBOTS] = "INSERT OR REPLACE INTO robots (origin, text, read_at)"
		       " VALUES (?, ?, ?)",
	[FIND_HOST] = "SELECT not_before, ready_ms FROM host WHERE origin = ?",
	[PUT_HOST] =
	    "INSERT OR REPLACE INTO host (origin, not_before, ready_ms)"
	    " VALUES (?, ?, ?)",
	[FIND_MOVED] =
	    "SELECT target FROM moved WHERE url = ? AND target <> ''",
	[PUT_MOVED] =
	    "INSERT OR REPLACE INTO moved (url, target) VALUES (?, ?)",
};

/*
 * A run that ends in the middle leaves it whole; what a power cut breaks is
 * begun anew.  So nothing waits for the disk.
 */
static const char schema[] =
    "PRAGMA synchronous = OFF; BEGIN;"
    "CREATE TABLE IF NOT EXISTS fetched (source TEXT, identity TEXT,"
    " version TEXT, etag TEXT, modified TEXT, size INTEGER, whole INTEGER,"
    " tries INTEGER, PRIMARY KEY (source, identity)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS picture (url TEXT PRIMARY KEY, path TEXT,"
    " size INTEGER) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS robots (origin TEXT PRIMARY KEY, text BLOB,"
    " read_at INTEGER) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS host (origin TEXT PRIMARY KEY,"
    " not_before INTEGER, ready_ms INTEGER) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS moved (url TEXT PRIMARY KEY, target TEXT)"
    " WITHOUT ROWID; COMMIT;";

struct cache {
	sqlite3 *db; /* owned, as are the statements */
	sqlite3_stmt *st[STATEMENTS];
	bool dry;
};

/* ---- open and close ---- */

static int
schema_version(sqlite3 *db)
{
	sqlite3_stmt *st = NULL;
	int version = -1;

	if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &st, NULL) ==
		SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		version = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return version;
}

static bool
is_sound(sqlite3 *db)
{
	sqlite3_stmt *st = NULL;
	bool sound = false;

	if (sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &st, NULL) ==
		SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		sound =
		    strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0;
	sqlite3_finalize(st);
	return sound;
}

/* SQLITE_OK when all tables are there and sound enough to be asked. */
static int
prepare(struct cache *m)
{
	char version[64];
	int rc, found = schema_version(m->db);

	if (found != 0 && found != VERSION)
		return SQLITE_MISMATCH;
	if (found == VERSION && !is_sound(m->db))
		return SQLITE_CORRUPT;
	rc = sqlite3_exec(m->db, schema, NULL, NULL, NULL);
	(void)snprintf(version, sizeof version, "PRAGMA user_version = %d",
	    VERSION);
	if (rc == SQLITE_OK && found == 0)
		rc = sqlite3_exec(m->db, version, NULL, NULL, NULL);
	for (int i = 0; rc == SQLITE_OK && i < STATEMENTS; i++)
		rc = sqlite3_prepare_v2(m->db, statements[i], -1, &m->st[i],
		    NULL);
	return rc;
}

static void
let_go(struct cache *m)
{
	for (int i = 0; i < STATEMENTS; i++) {
		sqlite3_finalize(m->st[i]);
		m->st[i] = NULL;
	}
	sqlite3_close(m->db);
	m->db = NULL;
}

static int
open_file(struct cache *m, const char *path)
{
	int rc = sqlite3_open(path, &m->db);

	if (rc != SQLITE_OK)
		return rc;
	sqlite3_busy_timeout(m->db, 10000);
	return prepare(m);
}

/* A dry run remembers nothing, and learns from what is there. */
static int
open_copy(struct cache *m, const char *path)
{
	sqlite3 *file = NULL;
	sqlite3_backup *copy;

	sqlite3_open(":memory:", &m->db);
	if (sqlite3_open_v2(path, &file, SQLITE_OPEN_READONLY, NULL) ==
	    SQLITE_OK) {
		copy = sqlite3_backup_init(m->db, "main", file, "main");
		if (copy != NULL) {
			sqlite3_backup_step(copy, -1);
			sqlite3_backup_finish(copy);
		}
	}
	sqlite3_close(file);
	return prepare(m);
}

/* Open it, once more from nothing when it is damaged or of another make. */
static int
open_sound(struct cache *m, const char *path)
{
	int rc = m->dry ? open_copy(m, path) : open_file(m, path);

	if (rc != SQLITE_CORRUPT && rc != SQLITE_NOTADB &&
	    rc != SQLITE_MISMATCH && rc != SQLITE_ERROR)
		return rc;
	let_go(m);
	if (m->dry)
		return open_file(m, ":memory:");
	unlink(path);
	return open_file(m, path);
}

struct cache *
cache_open(const char *root, bool dry, struct problem *why)
{
	struct cache *m = xcalloc(1, sizeof *m);
	char path[PATH_MAX], notes[PATH_MAX];
	int rc;

	m->dry = dry;
	if (own_folder_path(root, "imported", !dry, notes, why) == -1 ||
	    own_folder_path(root, "fetched", false, path, why) == -1) {
		cache_close(m);
		return NULL;
	}
	rc = open_sound(m, path);
	/* what was fetched is here no more; what hosts asked for still holds */
	if (rc == SQLITE_OK && !dry && access(notes, F_OK) == -1)
		rc = sqlite3_exec(m->db,
		    "DELETE FROM fetched; DELETE FROM picture", NULL, NULL,
		    NULL);
	if (rc == SQLITE_OK)
		return m;
	problem_set(why, 0, "what is known of earlier fetches: %s",
	    sqlite3_errstr(rc));
	problem_in(why, path);
	cache_close(m);
	return NULL;
}

void
cache_close(struct cache *m)
{
	if (m == NULL)
		return;
	let_go(m);
	free(m);
}

/* ---- asking and telling ---- */

/* A statement with its first text bound; reset it when done. */
static sqlite3_stmt *
ask(struct cache *m, int which, const char *key)
{
	sqlite3_bind_text(m->st[which], 1, key, -1, SQLITE_STATIC);
	return m->st[which];
}

static void
bind_text(sqlite3_stmt *st, int at, const char *text)
{
	sqlite3_bind_text(st, at, text, -1, SQLITE_STATIC);
}

static void
bind_number(sqlite3_stmt *st, int at, uint64_t number)
{
	sqlite3_bind_int64(st, at, (sqlite3_int64)(number & INT64_MAX));
}

/* What is not remembered costs a fetch, no more: errors are let pass. */
static void
done(sqlite3_stmt *st)
{
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
}

static void
tell(sqlite3_stmt *st)
{
	sqlite3_step(st);
	done(st);
}

static void
copy_text(sqlite3_stmt *st, int column, char *out, size_t size)
{
	const unsigned char *text = sqlite3_column_text(st, column);

	(void)snprintf(out, size, "%s", text != NULL ? (const char *)text : "");
}

bool
cache_fetched(struct cache *m, const char *source, const char *identity,
    struct cache_fetch *f)
{
	sqlite3_stmt *st = ask(m, FIND_FETCHED, source);
	bool found;

	*f = (struct cache_fetch){ .version = "" };
	bind_text(st, 2, identity);
	found = sqlite3_step(st) == SQLITE_ROW;
	if (found) {
		copy_text(st, 0, f->version, sizeof f->version);
		copy_text(st, 1, f->etag, sizeof f->etag);
		copy_text(st, 2, f->modified, sizeof f->modified);
		f->size = (uint64_t)sqlite3_column_int64(st, 3);
		f->whole = sqlite3_column_int(st, 4) != 0;
		f->tries = (unsigned)sqlite3_column_int(st, 5);
	}
	done(st);
	return found;
}

void
cache_fetched_put(struct cache *m, const char *source, const char *identity,
    const struct cache_fetch *f)
{
	sqlite3_stmt *st = ask(m, PUT_FETCHED, source);

	bind_text(st, 2, identity);
	bind_text(st, 3, f->version);
	bind_text(st, 4, f->etag);
	bind_text(st, 5, f->modified);
	bind_number(st, 6, f->size);
	bind_number(st, 7, f->whole);
	bind_number(st, 8, f->tries);
	tell(st);
}

bool
cache_picture(struct cache *m, const char *url, struct cache_picture *p)
{
	sqlite3_stmt *st = ask(m, FIND_PICTURE, url);
	bool found = sqlite3_step(st) == SQLITE_ROW;

	*p = (struct cache_picture){ .path = "" };
	if (found) {
		copy_text(st, 0, p->path, sizeof p->path);
		p->size = (uint64_t)sqlite3_column_int64(st, 1);
	}
	done(st);
	return found;
}

void
cache_picture_put(struct cache *m, const char *url,
    const struct cache_picture *p)
{
	sqlite3_stmt *st = ask(m, PUT_PICTURE, url);

	bind_text(st, 2, p->path);
	bind_number(st, 3, p->size);
	tell(st);
}

bool
cache_robots(struct cache *m, const char *origin, struct buf *text,
    int64_t *read_at)
{
	sqlite3_stmt *st = ask(m, FIND_ROBOTS, origin);
	bool found = sqlite3_step(st) == SQLITE_ROW;

	if (found) {
		const void *bytes = sqlite3_column_blob(st, 0);
		int len = sqlite3_column_bytes(st, 0);

		buf_add(text, bytes, len > 0 ? (size_t)len : 0);
		*read_at = sqlite3_column_int64(st, 1);
	}
	done(st);
	return found;
}

void
cache_robots_put(struct cache *m, const char *origin, const char *text,
    size_t len, int64_t read_at)
{
	sqlite3_stmt *st = ask(m, PUT_ROBOTS, origin);

	sqlite3_bind_blob64(st, 2, text, len, SQLITE_STATIC);
	sqlite3_bind_int64(st, 3, read_at);
	tell(st);
}

bool
cache_host(struct cache *m, const char *origin, struct cache_host *h)
{
	sqlite3_stmt *st = ask(m, FIND_HOST, origin);
	bool found = sqlite3_step(st) == SQLITE_ROW;

	*h = (struct cache_host){ 0 };
	if (found) {
		h->not_before = sqlite3_column_int64(st, 0);
		h->ready_ms = sqlite3_column_int64(st, 1);
	}
	done(st);
	return found;
}

void
cache_host_put(struct cache *m, const char *origin, const struct cache_host *h)
{
	sqlite3_stmt *st = ask(m, PUT_HOST, origin);

	sqlite3_bind_int64(st, 2, h->not_before);
	sqlite3_bind_int64(st, 3, h->ready_ms);
	tell(st);
}

bool
cache_moved(struct cache *m, const char *url, struct buf *target)
{
	sqlite3_stmt *st = ask(m, FIND_MOVED, url);
	bool found = sqlite3_step(st) == SQLITE_ROW;

	if (found)
		buf_adds(target, (const char *)sqlite3_column_text(st, 0));
	done(st);
	return found;
}

void
cache_moved_put(struct cache *m, const char *url, const char *target)
{
	sqlite3_stmt *st = ask(m, PUT_MOVED, url);

	bind_text(st, 2, target);
	tell(st);
}
