#include "base/sql.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

int
sql_open(struct sql *q, const char *path, int flags, const char *const *text,
    size_t n, struct problem *why)
{
	memset(q, 0, sizeof *q);
	q->text = text;
	q->n = n;
	q->prepared = xcalloc(n, sizeof *q->prepared);
	if (sqlite3_open_v2(path, &q->db, flags | SQLITE_OPEN_NOMUTEX, NULL) !=
	    SQLITE_OK) {
		sql_problem(q, why, "cannot open the index");
		sql_close(q);
		return -1;
	}
	sqlite3_extended_result_codes(q->db, 1);
	return 0;
}

void
sql_close(struct sql *q)
{
	for (size_t i = 0; i < q->n; i++)
		sqlite3_finalize(q->prepared[i]);
	free(q->prepared);
	sqlite3_close(q->db);
	memset(q, 0, sizeof *q);
}

static int
fail(struct sql *q, int error)
{
	if (q->error == 0)
		q->error = error;
	return -1;
}

int
sql_exec(struct sql *q, const char *text)
{
	int rc = sqlite3_exec(q->db, text, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : fail(q, rc);
}

/* The statement, reset; NULL (which SQLite bears) when it does not parse. */
static sqlite3_stmt *
prepare(struct sql *q, size_t which)
{
	sqlite3_stmt **st = &q->prepared[which];
	int rc;

	if (*st != NULL) {
		sqlite3_reset(*st);
		return *st;
	}
	rc = sqlite3_prepare_v3(q->db, q->text[which], -1,
	    SQLITE_PREPARE_PERSISTENT, st, NULL);
	if (rc != SQLITE_OK)
		fail(q, rc);
	return *st;
}

static void
bind(sqlite3_stmt *st, const char *types, va_list args)
{
	const char *s;
	size_t len;
	int64_t number;

	for (int i = 1; *types != '\0'; types++, i++) {
		switch (*types) {
		case 'i':
		case 'd':
			number = va_arg(args, int64_t);
			if (*types == 'd' && number == INT64_MAX)
				sqlite3_bind_null(st, i);
			else
				sqlite3_bind_int64(st, i, number);
			break;
		case 's':
			s = va_arg(args, const char *);
			sqlite3_bind_text(st, i, s, -1, SQLITE_STATIC);
			break;
		case 't':
			s = va_arg(args, const char *);
			len = va_arg(args, size_t);
			sqlite3_bind_text64(st, i, s, len, SQLITE_STATIC,
			    SQLITE_UTF8);
			break;
		case 'b':
			s = va_arg(args, const void *);
			len = va_arg(args, size_t);
			sqlite3_bind_blob64(st, i, s, len, SQLITE_STATIC);
			break;
		default:
			abort(); /* sql.h knows no such letter */
		}
	}
}

sqlite3_stmt *
sql_bind(struct sql *q, size_t which, const char *types, ...)
{
	sqlite3_stmt *st = prepare(q, which);
	va_list args;

	if (st == NULL)
		return NULL;
	va_start(args, types);
	bind(st, types, args);
	va_end(args);
	return st;
}

int
sql_step(struct sql *q, sqlite3_stmt *st)
{
	int rc = st == NULL ? SQLITE_MISUSE : sqlite3_step(st);

	if (rc == SQLITE_ROW)
		return 1;
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? 0 : fail(q, rc);
}

int
sql_run(struct sql *q, size_t which, const char *types, ...)
{
	sqlite3_stmt *st = prepare(q, which);
	va_list args;

	if (st == NULL)
		return -1;
	va_start(args, types);
	bind(st, types, args);
	va_end(args);
	return sql_step(q, st) == -1 ? -1 : 0;
}

void
sql_done(sqlite3_stmt *st)
{
	sqlite3_reset(st);
}

int
sql_problem(struct sql *q, struct problem *why, const char *doing)
{
	int error = q->error != 0 ? q->error : sqlite3_errcode(q->db);

	return problem_set(why, 0, "%s: %s", doing, sqlite3_errstr(error));
}

bool
sql_damaged(int error)
{
	int base = error & 0xff;

	return base == SQLITE_CORRUPT || base == SQLITE_NOTADB ||
	       base == SQLITE_FORMAT || base == SQLITE_ERROR ||
	       base == SQLITE_SCHEMA || error == SQLITE_IOERR_SHORT_READ;
}

const char *
sql_text(sqlite3_stmt *st, int column, struct arena *a)
{
	const char *s = (const char *)sqlite3_column_text(st, column);

	if (s == NULL)
		return "";
	return arena_strndup(a, s, (size_t)sqlite3_column_bytes(st, column));
}

const char *
sql_peek(sqlite3_stmt *st, int column)
{
	const char *s = (const char *)sqlite3_column_text(st, column);

	return s == NULL ? "" : s;
}
