#ifndef INDEX_SCHEMA_H
#define INDEX_SCHEMA_H

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/sql.h"
#include "index/index.h"

/*
 * What the modules that read and write the index share, and nobody else
 * includes: the schema, its version, and the reader's statements.
 *
 * An article's id is its place in every list:
 *
 *   id = slot << 24 | hash << 4 | rank
 *
 * slot: seconds since the year 1, or negative by weight where undated; hash:
 * 20 bits of the path's hash; rank: among those of the same slot and hash, in
 * the order of their paths.  So an id follows from what the files say now, and
 * never from the order in which they came.
 *
 * A list has its articles in `member`, in the order of their ids, and every
 * INDEX_MARK articles, counted from the oldest, a row in `mark`: a page is
 * found from the mark before it.  A new article at the top moves none of them.
 */

#define INDEX_MARK  64         /* articles between two marks */
#define INDEX_RANKS 16         /* ids for one slot and hash */
#define INDEX_SLOT  (1L << 24) /* ids for one slot */

extern const char index_schema[];
/*
 * PRAGMA user_version: made from the schema's text, so that an index without a
 * column that is new is made anew.  What the schema does not show (another
 * meaning of a column) raises INDEX_VERSION.
 */
#define INDEX_VERSION 10
int index_version(void);

/* What the table `file` calls a file. */
enum file_kind {
	FILE_ARTICLE, /* served; its article's id stands beside it */
	FILE_HIDDEN,  /* an article or page: draft, scheduled or expired */
	FILE_PAGE,
	FILE_TOPIC,
	FILE_NOTICE,
	FILE_CONF,
	FILE_REFUSED, /* not readable, too large, not a file, a name taken */
};

int64_t index_hash(const char *s, size_t len);
int64_t index_list_id(enum list_kind kind, const char *key);
/* The first of the ids for this date (or weight, undated) and path. */
int64_t index_first_id(const struct date *d, int64_t weight, const char *path);

/*
 * Rows of the search table: a day's texts (or those of one weight) in the order
 * in which they came, day by day in the order of ids.  Search sorts a day's
 * hits anew.  (FTS5 writes the step from one row to the next for each word of
 * each text: by ids, which are sparse, it took twice the room.)
 */
#define SEARCH_DAY (1L << 20)
int64_t index_search_day(int64_t id); /* its first row */

/* For order by title: accents and case aside, as libraries sort. */
struct buf;
void index_sort_key(struct buf *out, const char *title);
/*
 * An old address (decoded) as it is looked up: one '/' in front and none
 * behind.  Empty when nothing is left.
 */
void index_address(struct buf *out, const char *path);
/* The host of a URL's authority, as compared: small letters, without "www.". */
void index_host(struct buf *out, const char *authority, size_t len);

/* The reader's statements; texts in index.c. */
enum read_sql {
	READ_BEGIN,
	READ_END,
	READ_STATE,
	READ_BY_SLUG,
	READ_CARD,
	READ_SLUG_OF_PATH,
	READ_SLUG_OWNERS,
	READ_SLUG_OWNERS_LAST = READ_SLUG_OWNERS + 2,
	READ_ALIAS,
	READ_GONE,
	READ_MOVED,
	READ_NAMESAKE,
	READ_LIST,
	READ_HAS_CHILD,
	READ_MARK,
	READ_STEP_UP,
	READ_PAGE,
	READ_OLDER,
	READ_NEWER,
	READ_AROUND,
	READ_AROUND_NAMES,
	READ_NAMES,
	READ_TOPICS,
	READ_CHILDREN,
	READ_AUTHORS,
	READ_MONTHS,
	READ_DAYS,
	READ_TOP_TOPICS,
	READ_YEARS,
	READ_OWN_PAGE,
	READ_OWN_PAGES,
	READ_NOTICE,
	READ_CONF,
	READ_TOPIC_TEXT,
	READ_SEARCH,
	READ_FOUND,
	READ_NEXT_TERM,
	READ_PINNED,
	READ_HIDDEN,
	READ_HIDDEN_FILES,
	READ_HEAVIEST_FILES,
	READ_STATEMENTS
};

struct memo {
	int64_t id;
	uint64_t of, number;
};

struct index {
	struct sql sql;
	char *path; /* owned */
	dev_t dev;  /* of the file that is open, */
	ino_t ino;
	int64_t looked_ms; /* and when it was last compared with path */

	/* The row of `state`, read by index_begin(). */
	int64_t generation;
	bool complete;
	size_t items, articles;
	unsigned kinds; /* of lists: 1 << enum list_kind */
	char host[256]; /* of the web original, or "" */

	struct memo *memos;     /* owned; NULL before the first one */
	unsigned memos_version; /* of the index that they are of */

	index_hider *hides; /* or NULL: there is nothing to hide */
	const void *hides_ctx;
};

/* ARTICLE_COLUMNS and the file's state, its topics and authors aside. */
void index_article_row(sqlite3_stmt *st, struct arena *a, struct article *out);
/* Is it one that index_hide() leaves out? */
bool index_hidden(const struct index *ix, struct arena *a, const char *slug);
/*
 * READ_AROUND: rows of kind and id.  0: a list, its title, its count and its
 * newest members; 1 and 2: the older and the newer article among all, 3 and 4:
 * in the first topic.
 */
#define AROUND_TOPICS 8  /* that are looked at for related articles, */
#define AROUND_EACH   24 /* and members of each: */
/*
 * list.recent of a topic, the newest first, so that a page need not look for
 * them: bytes of this machine, as the index is.
 */
struct recent {
	int64_t id, topics; /* how many its article has */
};

/* How many files are hidden, by the reason. */
#define INDEX_HIDDEN_COUNT                                                     \
	"SELECT visibility, count(*), min(due) FROM file"                      \
	" WHERE visibility > 0 GROUP BY visibility"
void index_hidden_rows(struct sql *q, sqlite3_stmt *st,
    struct hidden_count *out);

/* A date takes three columns: seconds, day (20210611), day_only. */
struct date index_date(sqlite3_stmt *st, int column);
int64_t index_day(const struct date *d);

#endif
