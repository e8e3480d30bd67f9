#include "import/feed/wxr_notes.h"

#include <stdio.h>
#include <stdlib.h>

#include <sqlite3.h>

#include "base/alloc.h"
#include "base/buf.h"

#define PARENTS_MAX 10 /* pages above a page; more is a loop */

/* One table for all: (what, key) leads to two texts. */
enum what { ATTACHMENT, PAGE, AUTHOR, CATEGORY, BELONGS, CAPTION, BLOCK };

struct wxr_notes {
	sqlite3 *db;
	sqlite3_stmt *put, *get, *list;
};

struct wxr_notes *
wxr_notes_new(void)
{
	struct wxr_notes *n = xcalloc(1, sizeof *n);

	/* an empty name: a temporary file, used when memory is not enough */
	if (sqlite3_open("", &n->db) != SQLITE_OK ||
	    sqlite3_exec(n->db,
		"CREATE TABLE note (what INT, key TEXT, a TEXT, b TEXT,"
		" PRIMARY KEY (what, key)) WITHOUT ROWID; BEGIN",
		NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(n->db,
		"INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?)", -1, &n->put,
		NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(n->db,
		"SELECT a, b FROM note WHERE what = ? AND key = ?", -1, &n->get,
		NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(n->db,
		"SELECT a FROM note WHERE what = ?1 AND key > ?2 || '/'"
		" AND key < ?2 || '0' ORDER BY key", /* '0' follows '/' */
		-1, &n->list, NULL) != SQLITE_OK) {
		wxr_notes_free(n);
		return NULL;
	}
	return n;
}

void
wxr_notes_free(struct wxr_notes *n)
{
	if (n == NULL)
		return;
	sqlite3_finalize(n->put);
	sqlite3_finalize(n->get);
	sqlite3_finalize(n->list);
	sqlite3_close(n->db);
	free(n);
}

static void
put(struct wxr_notes *n, enum what what, const char *key, const char *a,
    const char *b)
{
	sqlite3_bind_int(n->put, 1, (int)what);
	sqlite3_bind_text(n->put, 2, key, -1, SQLITE_STATIC);
	sqlite3_bind_text(n->put, 3, a, -1, SQLITE_STATIC);
	sqlite3_bind_text(n->put, 4, b, -1, SQLITE_STATIC);
	sqlite3_step(n->put);
	sqlite3_reset(n->put);
}

static void
add_column(sqlite3_stmt *st, int column, struct buf *out)
{
	const char *s = (const char *)sqlite3_column_text(st, column);

	if (s != NULL && out != NULL)
		buf_adds(out, s);
}

static bool
get(struct wxr_notes *n, enum what what, const char *key, struct buf *a,
    struct buf *b)
{
	bool found;

	sqlite3_bind_int(n->get, 1, (int)what);
	sqlite3_bind_text(n->get, 2, key, -1, SQLITE_STATIC);
	found = sqlite3_step(n->get) == SQLITE_ROW;
	if (found) {
		add_column(n->get, 0, a);
		add_column(n->get, 1, b);
	}
	sqlite3_reset(n->get);
	return found;
}

void
wxr_notes_attachment(struct wxr_notes *n, const char *id, const char *url,
    const char *alt)
{
	put(n, ATTACHMENT, id, url, alt);
}

void
wxr_notes_caption(struct wxr_notes *n, const char *id, const char *caption)
{
	put(n, CAPTION, id, caption, "");
}

bool
wxr_notes_find_caption(struct wxr_notes *n, const char *id, struct buf *caption)
{
	return get(n, CAPTION, id, caption, NULL);
}

void
wxr_notes_belongs(struct wxr_notes *n, const char *id, const char *post,
    long order)
{
	struct buf key = { 0 };

	if (order < 0 || order > 999999)
		order = 999999;
	buf_addf(&key, "%s/%06ld/%20s", post, order, id);
	put(n, BELONGS, buf_str(&key), id, "");
	buf_free(&key);
}

void
wxr_notes_attachments(struct wxr_notes *n, const char *post, struct buf *ids)
{
	sqlite3_bind_int(n->list, 1, (int)BELONGS);
	sqlite3_bind_text(n->list, 2, post, -1, SQLITE_STATIC);
	while (sqlite3_step(n->list) == SQLITE_ROW) {
		add_column(n->list, 0, ids);
		buf_addc(ids, ',');
	}
	sqlite3_reset(n->list);
}

void
wxr_notes_page(struct wxr_notes *n, const char *id, const char *slug,
    const char *parent)
{
	put(n, PAGE, id, slug, parent);
}

void
wxr_notes_author(struct wxr_notes *n, const char *login, const char *name)
{
	put(n, AUTHOR, login, name, "");
}

void
wxr_notes_block(struct wxr_notes *n, const char *id, const char *content)
{
	put(n, BLOCK, id, content, "");
}

bool
wxr_notes_find_block(struct wxr_notes *n, const char *id, struct buf *content)
{
	return get(n, BLOCK, id, content, NULL);
}

void
wxr_notes_category(struct wxr_notes *n, const char *slug, const char *title)
{
	put(n, CATEGORY, slug, title, "");
}

bool
wxr_notes_find_attachment(struct wxr_notes *n, const char *id, struct buf *url,
    struct buf *alt)
{
	return get(n, ATTACHMENT, id, url, alt);
}

bool
wxr_notes_find_author(struct wxr_notes *n, const char *login, struct buf *name)
{
	return get(n, AUTHOR, login, name, NULL);
}

bool
wxr_notes_find_category(struct wxr_notes *n, const char *slug,
    struct buf *title)
{
	return get(n, CATEGORY, slug, title, NULL);
}

void
wxr_notes_path(struct wxr_notes *n, const char *parent, struct buf *out)
{
	char id[32];
	struct buf path = { 0 };

	(void)snprintf(id, sizeof id, "%s", parent);
	for (int i = 0; i < PARENTS_MAX; i++) {
		struct buf slug = { 0 }, above = { 0 }, longer = { 0 };
		bool found = get(n, PAGE, id, &slug, &above);

		if (found) {
			buf_addf(&longer, "%s/%s", buf_str(&slug),
			    buf_str(&path));
			buf_clear(&path);
			buf_adds(&path, buf_str(&longer));
			(void)snprintf(id, sizeof id, "%s", buf_str(&above));
		}
		buf_free(&slug);
		buf_free(&above);
		buf_free(&longer);
		if (!found)
			break;
	}
	buf_adds(out, buf_str(&path));
	buf_free(&path);
}
