#ifndef INDEX_SCAN_H
#define INDEX_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

/*
 * The indexer's work on one capsule: bring the index up to what the files
 * say.  No event loop in here: server/indexer.c calls it.
 *
 * A call that fails (the disk is full, the index damaged) has changed nothing;
 * what it would have done is caught up with by scan_due(), call by call.
 */
struct scan;
struct scan_figures; /* index_write.h */

/*
 * Open the index file for writing, or make it; a damaged one or one of another
 * version is made anew and renamed over it, and the sink is told.  The sink is
 * told each problem of a file once, and again only after the file changed.
 * max: the largest article in bytes.
 *
 * NULL with the reason when the capsule's folder cannot be opened or the state
 * folder cannot be written.
 */
struct scan *scan_new(const char *root, const char *index_path, size_t max,
    problem_sink *sink, void *ctx, struct problem *why);
void scan_free(struct scan *s);
/*
 * How many files there may be in all; SCAN_FILES_MOST at first.  Those found
 * when there are as many are left out, and the sink is told once.
 */
#define SCAN_FILES_MOST 2000000
void scan_limit_files(struct scan *s, size_t most);

/*
 * News: has something happened that scan_paths() was not told yet?  It is asked
 * before what is gone is dropped, which may have been moved to where nobody has
 * looked since; then what is known comes first.
 */
typedef bool scan_news(void *ctx);
void scan_ask_news(struct scan *s, scan_news *news, void *ctx);

/*
 * Look at the whole capsule; unchanged files (size, mtime, ctime, inode) are
 * not read.  Works in transactions of at most some 200 ms, so that what was
 * found so far is served; *more is set while there is more to do (call again).
 */
int scan_all(struct scan *s, bool *more, struct problem *why);
/*
 * Look at these paths (below the root; files or folders, there or gone) in
 * one transaction.  "" stands for all: scan_due() then looks at it.  *settled
 * is false when there are news: what is gone is still there, and the paths are
 * to be told again, together with those.
 */
int scan_paths(struct scan *s, const char *const *paths, size_t n,
    bool *settled, struct problem *why);
/*
 * Take in what became due (scheduled, expired, the notice, what was being
 * written when last looked at, what is left of a look at everything), and say
 * when next something will: seconds since the epoch, INT64_MAX for never, 0 for
 * at once (a look at everything is under way).
 */
int scan_due(struct scan *s, int64_t *next, struct problem *why);

/*
 * Close the index until there is something to do: of a thousand capsules few
 * have, and each open one costs a MB.  Nothing is done while a look at
 * everything is under way.
 */
void scan_rest(struct scan *s);
/* What the index holds now. */
void scan_figures(struct scan *s, struct scan_figures *out);
/* The first n problems that files have now, by path; how many there are. */
size_t scan_problems(struct scan *s, struct problem *list, size_t n);
/* Where a look at everything is: a path, or "". */
const char *scan_at(struct scan *s);
/* By what its days go: of the capsule.conf that parsed last. */
struct date_rules;
const struct date_rules *scan_dates(const struct scan *s);

#endif
