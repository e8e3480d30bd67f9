#ifndef BASE_SQL_H
#define BASE_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"

/*
 * A connection to the index file with its statements, each prepared when it
 * is first used and then kept.  `{ 0 }` is a closed one.
 */
struct sql {
	sqlite3 *db;             /* owned */
	sqlite3_stmt **prepared; /* owned, n of them; NULL until used */
	const char *const *text; /* static, n of them */
	size_t n;
	int error; /* the first error since it was last cleared: a code of
		      SQLite's; answers since then may be incomplete */
};

/* flags: SQLITE_OPEN_*.  0, or -1 with the reason and q closed. */
int sql_open(struct sql *q, const char *path, int flags,
    const char *const *text, size_t n, struct problem *why);
void sql_close(struct sql *q);

/* Run statements that give no rows.  0, or -1. */
int sql_exec(struct sql *q, const char *text);

/*
 * The statement `which`, from its beginning, with the arguments bound: one for
 * each letter of types:
 *   i  int64_t    s  const char * (NULL is NULL)
 *   t  const char *, size_t (text that is not ended by a NUL)
 *   b  const void *, size_t (bytes)
 *   d  int64_t, NULL when it is INT64_MAX (a time that never comes)
 * Strings are borrowed until the statement is asked for again.
 */
sqlite3_stmt *sql_bind(struct sql *q, size_t which, const char *types, ...);
/* 1: a row; 0: no more; -1: an error, kept in q->error. */
int sql_step(struct sql *q, sqlite3_stmt *st);
/* Bind and run a statement that gives no rows: 0, or -1. */
int sql_run(struct sql *q, size_t which, const char *types, ...);
/* Forget the borrowed strings and the read position of a statement. */
void sql_done(sqlite3_stmt *st);

/* Fill why with what went wrong last and return -1. */
int sql_problem(struct sql *q, struct problem *why, const char *doing);
/* Is the file damaged, so that only making it anew helps? */
bool sql_damaged(int error);

/* A column's text in the arena, "" for NULL. */
const char *sql_text(sqlite3_stmt *st, int column, struct arena *a);
/* The text where it lies, until the next step; "" for NULL. */
const char *sql_peek(sqlite3_stmt *st, int column);

#endif
