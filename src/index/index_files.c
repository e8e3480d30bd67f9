#include "index/index_write.h"

#include <stdio.h>
#include <string.h>

#include "index/writer.h"

static void
read_file_row(sqlite3_stmt *st, struct index_file *out)
{
	out->kind = (enum file_kind)sqlite3_column_int(st, 0);
	out->size = sqlite3_column_int64(st, 1);
	out->mtime_ns = sqlite3_column_int64(st, 2);
	out->ctime_ns = sqlite3_column_int64(st, 3);
	out->inode = (uint64_t)sqlite3_column_int64(st, 4);
	out->due = sqlite3_column_type(st, 5) == SQLITE_NULL
		       ? INT64_MAX
		       : sqlite3_column_int64(st, 5);
}

/* As index_file_get(), with the article's id. */
int
files_get(struct index_writer *w, const char *path, struct index_file *out,
    int64_t *article)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_FILE, "s", path);
	int found = sql_step(&w->sql, st);

	if (found != 1)
		return found;
	read_file_row(st, out);
	*article = sqlite3_column_int64(st, 6);
	sql_done(st);
	return 1;
}

int
index_file_get(struct index_writer *w, const char *path, struct index_file *out)
{
	int64_t article;

	return files_get(w, path, out, &article);
}

size_t
index_file_count(struct index_writer *w)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_FILE_COUNT, "");
	size_t n = 0;

	if (sql_step(&w->sql, st) == 1)
		n = (size_t)sqlite3_column_int64(st, 0);
	sql_done(st);
	return n;
}

int
index_file_after(struct index_writer *w, const char *after, struct buf *path,
    struct index_file *out)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_FILE_AFTER, "s", after);
	int found = sql_step(&w->sql, st);

	if (found != 1)
		return found;
	read_file_row(st, out);
	buf_clear(path);
	buf_adds(path, sql_peek(st, 7));
	sql_done(st);
	return 1;
}

/* The path that a statement's first row begins with: 1, or 0 for no row. */
static int
path_of_row(struct index_writer *w, sqlite3_stmt *st, struct buf *path)
{
	if (sql_step(&w->sql, st) != 1)
		return 0;
	buf_clear(path);
	buf_adds(path, sql_peek(st, 0));
	sql_done(st);
	return 1;
}

int
index_file_twin(struct index_writer *w, const struct index_file *f,
    const char *after, struct buf *path)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_FILE_TWINS, "iiis",
	    (int64_t)f->inode, f->size, f->mtime_ns, after);

	return path_of_row(w, st, path);
}

bool
index_folder_known(struct index_writer *w, const char *folder)
{
	sqlite3_stmt *st =
	    sql_bind(&w->sql, WRITE_FILE_BELOW, "ss", folder, folder);
	bool found = sql_step(&w->sql, st) == 1;

	sql_done(st);
	return found;
}

int
index_file_due(struct index_writer *w, int64_t now, struct buf *path)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_FILE_DUE, "i", now);

	return path_of_row(w, st, path);
}

int64_t
index_next_due(struct index_writer *w)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_NEXT_DUE, "");
	int64_t next = INT64_MAX;

	if (sql_step(&w->sql, st) != 1)
		return next;
	if (sqlite3_column_type(st, 0) != SQLITE_NULL)
		next = sqlite3_column_int64(st, 0);
	sql_done(st);
	return next;
}

void
files_put(struct index_writer *w, const char *path, const struct index_file *f,
    int64_t article)
{
	w->changed = true;
	sql_run(&w->sql, WRITE_PUT_FILE, "siiiiidii", path, (int64_t)f->kind,
	    f->size, f->mtime_ns, f->ctime_ns, (int64_t)f->inode, f->due,
	    article, (int64_t)f->visibility);
}

void
index_put_problem(struct index_writer *w, const char *path,
    const struct problem *found)
{
	w->changed = true;
	sql_run(&w->sql, WRITE_PUT_PROBLEM, "sis", path, (int64_t)found->line,
	    found->sentence);
}

void
index_drop_problems(struct index_writer *w, const char *path)
{
	sql_run(&w->sql, WRITE_DROP_PROBLEMS, "s", path);
}
