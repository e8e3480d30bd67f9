#ifndef TESTS_ARCHIVE_FIXTURE_H
#define TESTS_ARCHIVE_FIXTURE_H

/*
 * A capsule's folder in a temporary place, for the tests of archive/.  Include
 * behind cmocka.h.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/problem.h"
#include "index/index.h"
#include "index/scan.h"

struct fixture {
	char base[64];  /* owns all below */
	char root[80];  /* the capsule */
	char index[80]; /* the index file */
	struct scan *scan;
	struct index *ix;
	struct arena arena;
	struct buf told; /* the sink's problems, a line each */
};

static inline void
fixture_told(void *ctx, const struct problem *found)
{
	struct fixture *f = ctx;
	char line[1100];

	buf_addf(&f->told, "%s\n", problem_str(found, line, sizeof line));
}

static inline void
fixture_begin(struct fixture *f)
{
	memset(f, 0, sizeof *f);
	snprintf(f->base, sizeof f->base, "%s/chasqui-test-XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	assert_non_null(mkdtemp(f->base));
	snprintf(f->root, sizeof f->root, "%s/capsule", f->base);
	snprintf(f->index, sizeof f->index, "%s/index.db", f->base);
	assert_int_equal(mkdir(f->root, 0755), 0);
}

static inline int
fixture_remove_one(const char *path, const struct stat *st, int type,
    struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	(void)type;
	return remove(path) == -1 && errno != ENOENT ? -1 : 0;
}

static inline void
fixture_remove(const char *path)
{
	nftw(path, fixture_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void
fixture_end(struct fixture *f)
{
	index_close(f->ix);
	scan_free(f->scan);
	arena_free(&f->arena);
	buf_free(&f->told);
	fixture_remove(f->base);
}

/* The full path of a name below the capsule; a static buffer. */
static inline const char *
fixture_path(const struct fixture *f, const char *name)
{
	static char path[4096];

	snprintf(path, sizeof path, "%s/%s", f->root, name);
	return path;
}

static inline void
fixture_make_folders(const struct fixture *f, const char *name)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", f->root, name);
	for (char *p = path + strlen(f->root) + 1; *p != '\0'; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(path, 0755) == -1)
			assert_int_equal(errno, EEXIST);
		*p = '/';
	}
}

static inline void
fixture_write_bytes(const struct fixture *f, const char *name, const void *data,
    size_t len)
{
	FILE *file;

	fixture_make_folders(f, name);
	file = fopen(fixture_path(f, name), "w");
	assert_non_null(file);
	assert_int_equal(fwrite(data, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static inline void
fixture_write(const struct fixture *f, const char *name, const char *text)
{
	fixture_write_bytes(f, name, text, strlen(text));
}

/* As if it had been written long ago. */
static inline void
fixture_age(const struct fixture *f, const char *name)
{
	struct timespec times[2] = { { .tv_sec = 1000000000 },
		{ .tv_sec = 1000000000 } };

	assert_int_equal(utimensat(AT_FDCWD, fixture_path(f, name), times, 0),
	    0);
}

static inline void
fixture_unlink(const struct fixture *f, const char *name)
{
	assert_int_equal(unlink(fixture_path(f, name)), 0);
}

static inline void
fixture_rename(const struct fixture *f, const char *from, const char *to)
{
	char old[4096];

	snprintf(old, sizeof old, "%s", fixture_path(f, from));
	fixture_make_folders(f, to);
	assert_int_equal(rename(old, fixture_path(f, to)), 0);
}

/* A scan of the capsule, opened when there is none yet. */
static inline void
fixture_open_scan(struct fixture *f)
{
	struct problem why = { 0 };

	if (f->scan == NULL)
		f->scan =
		    scan_new(f->root, f->index, 1048576, fixture_told, f, &why);
	if (f->scan == NULL)
		print_error("%s: %s\n", why.file, why.sentence);
	assert_non_null(f->scan);
}

static inline void
fixture_scan(struct fixture *f)
{
	struct problem why = { 0 };
	bool more = true;

	fixture_open_scan(f);
	while (more) {
		if (scan_all(f->scan, &more, &why) == -1)
			print_error("%s: %s\n", why.file, why.sentence);
		assert_string_equal(why.sentence, "");
	}
}

/* Look at one path, as when the watch told that it changed. */
static inline void
fixture_look(struct fixture *f, const char *path)
{
	struct problem why = { 0 };
	bool settled;

	if (scan_paths(f->scan, &path, 1, &settled, &why) == -1)
		print_error("%s: %s\n", why.file, why.sentence);
	assert_string_equal(why.sentence, "");
}

/* Begin reading what the index says now; ends what was read before. */
static inline struct index *
fixture_read(struct fixture *f)
{
	struct problem why = { 0 };

	if (f->ix != NULL)
		assert_int_equal(index_end(f->ix), 0);
	index_close(f->ix);
	f->ix = index_open(f->index, &why);
	if (f->ix == NULL)
		print_error("%s: %s\n", why.file, why.sentence);
	assert_non_null(f->ix);
	assert_int_equal(index_begin(f->ix, &why), 0);
	return f->ix;
}

/* The slugs of a list's articles, in order, a blank between. */
static inline const char *
fixture_slugs(struct fixture *f, enum list_kind kind, const char *key)
{
	const struct card *cards;
	struct list list;
	struct buf out = { 0 };
	const char *result;
	size_t n;

	if (index_list(f->ix, &f->arena, kind, key, &list) == 0)
		return "(no list)";
	n = index_list_newest(f->ix, &f->arena, &list, 1000, &cards);
	assert_int_equal(n, list.count);
	for (size_t i = 0; i < n; i++)
		buf_addf(&out, "%s%s", i > 0 ? " " : "", cards[i].slug);
	result = arena_strdup(&f->arena, buf_str(&out));
	buf_free(&out);
	return result;
}

#endif
