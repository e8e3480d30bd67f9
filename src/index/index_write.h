#ifndef INDEX_INDEX_WRITE_H
#define INDEX_INDEX_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/problem.h"
#include "capsule/front_matter.h"
#include "index/schema.h"

/*
 * The index as the indexer writes it: files in, files out.  It reads no
 * file; scan.c does.  What the rows say follows from the files alone, not from
 * the order in which they came in: a rebuild gives the same rows (`gone`,
 * which remembers removed articles, and `state` aside).
 */
struct index_writer;

/*
 * Open the index file, or make it.  *made: it is new (and empty), as there was
 * none, or what there was is damaged or of another version: then the new one
 * was renamed over it, and readers keep the old one for a while.  NULL with
 * the reason when the folder cannot be written.
 */
struct index_writer *index_writer_open(const char *path, bool *made,
    struct problem *why);
void index_writer_close(struct index_writer *w);
/* Is the open file still the one that stands at its path? */
bool index_writer_in_place(struct index_writer *w);

/*
 * All changes are made between begin and commit, and are seen at once by
 * commit.  A failed change makes the commit fail; it then rolls back, and
 * *damaged tells whether the file has to be made anew (else the disk may be
 * full: try again later).  Without a change, a commit writes nothing.
 */
int index_writer_begin(struct index_writer *w, struct problem *why);
int index_writer_commit(struct index_writer *w, bool *damaged,
    struct problem *why);
/*
 * Has so much changed that the search table holds more old texts than valid
 * ones?  Then index_writer_renew() begins an empty one in the index's place
 * (what was removed stays remembered); readers keep the old one until the new
 * one is complete.
 */
bool index_writer_worn(struct index_writer *w);
int index_writer_renew(struct index_writer *w, struct problem *why);
/* Bytes of text that wait for the commit. */
size_t index_writer_weight(const struct index_writer *w);

/* What the index holds, for the status. */
struct scan_figures {
	uint64_t articles, problems;
	int64_t changed_at; /* when the newest change was taken in */
	struct hidden_count hidden;
};
void index_writer_figures(struct index_writer *w, struct scan_figures *out);
/* The first n problems of files, by path; how many were found. */
size_t index_writer_problems(struct index_writer *w, struct problem *list,
    size_t n);

/* A file as the index knows it: what stat said, and what became of it. */
struct index_file {
	enum file_kind kind;
	int64_t size, mtime_ns, ctime_ns;
	uint64_t inode;
	int64_t due; /* in seconds: look at it again then; INT64_MAX: never */
	enum visibility visibility; /* of an article or page */
};

size_t index_file_count(struct index_writer *w);
/* 1 known, 0 not, -1 an error. */
int index_file_get(struct index_writer *w, const char *path,
    struct index_file *out);
/* The same for the first path behind `after`, in the order of bytes. */
int index_file_after(struct index_writer *w, const char *after,
    struct buf *path, struct index_file *out);
/*
 * The first path behind `after` that is known with the inode, size and mtime
 * of f: 1 or 0.  One that is not there any more was moved.
 */
int index_file_twin(struct index_writer *w, const struct index_file *f,
    const char *after, struct buf *path);
/* Is any path below this folder known?  (Without the '/' behind.) */
bool index_folder_known(struct index_writer *w, const char *folder);
/* The first file that is due by `now`: 1 or 0; and when the next one is. */
int index_file_due(struct index_writer *w, int64_t now, struct buf *path);
int64_t index_next_due(struct index_writer *w);

/* What is wrong with a file, until it is looked at again. */
void index_put_problem(struct index_writer *w, const char *path,
    const struct problem *found);
void index_drop_problems(struct index_writer *w, const char *path);

/* What is served of an article, besides its file. */
struct index_article_text {
	const struct front_matter *front;
	const char *name;    /* of the file, as a key */
	const char *summary; /* plain text of one line */
	const char *words;   /* all its words, for search */
	size_t nwords;       /* bytes of it */
	bool bundle;
};

/*
 * Take a file in: what the index held of the same path goes.  f->kind is set
 * by the call, but for index_put_file(): FILE_HIDDEN, FILE_CONF, FILE_REFUSED.
 * Failures show at the commit.
 */
void index_put_file(struct index_writer *w, const char *path,
    const struct index_file *f);
void index_put_article(struct index_writer *w, const char *path,
    struct index_file *f, const struct index_article_text *text);
/*
 * text: the whole file.  0, or -1 when another file has this name too: the
 * first by its path is served.
 */
int index_put_page(struct index_writer *w, const char *path,
    struct index_file *f, const char *name, const struct front_matter *front,
    const char *text, size_t len);
struct index_topic_says {
	const char *title, *description, *parent;
	const char *text; /* Markdown */
	size_t len;
};
void index_put_topic(struct index_writer *w, const char *path,
    struct index_file *f, const char *key, const struct index_topic_says *says);
/* since, until: INT64_MIN and INT64_MAX where unknown. */
void index_put_notice(struct index_writer *w, const char *path,
    struct index_file *f, const char *text, size_t len, int64_t since,
    int64_t until);
/*
 * capsule.conf says: articles on a page, and the host of the web original.
 * text: all of it.
 */
void index_set_conf(struct index_writer *w, size_t items, const char *host,
    const char *text, size_t len);
/* The capsule.conf that was set last; "" when there was none. */
const char *index_writer_conf(struct index_writer *w, struct arena *a);
/*
 * What the rows' days follow from (a zone's name and more).  True when it was
 * another until now: then each file but capsule.conf is to be read again, and
 * is known as of another size.
 */
#define INDEX_DATES_SIZE 128
bool index_follow_dates(struct index_writer *w, const char *dates);
/*
 * A file is no more.  forget: as if it had never been; else an article's
 * address is remembered as removed.
 */
void index_drop(struct index_writer *w, const char *path, bool forget);

/* The first look is done: from now on what goes is remembered as removed. */
void index_set_complete(struct index_writer *w);

#endif
