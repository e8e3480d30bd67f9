#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "capsule/visibility.h"
#include "text/date.h"
#include "text/slug.h"

/*
 * The index: a cache in SQLite (WAL) of what the capsule's files say.  The
 * indexer alone writes it (index_write.h, scan.h); workers read it through
 * this header.  Never fork with an open index.
 *
 * All strings that a call returns live in the arena that it was given; ""
 * where there is nothing.  Every list is newest first, undated articles last
 * by their weight, and costs O(what is returned), wherever its page starts.
 */
struct index;

/*
 * The index file of the capsule `name` in the folder of indexes, which is
 * called so below the state folder; in the arena.
 */
#define INDEX_FOLDER "index"
const char *index_path(struct arena *a, const char *folder, const char *name);
/* The same, where the server usually has it: below its state folder. */
const char *index_path_in_state(struct arena *a, const char *state,
    const char *name);

/*
 * Open for reading only; the file may be written by another user's process.
 * NULL with the reason when there is none yet, or of another version.
 */
struct index *index_open(const char *path, struct problem *why);
void index_close(struct index *ix);

/*
 * Between begin and end all answers are of one state of the index.  -1 with
 * the reason when the index cannot be read: damaged, replaced or removed
 * (close it and open it again).
 */
int index_begin(struct index *ix, struct problem *why);
/*
 * 0, or -1 when something asked since index_begin() could not be read: the
 * answers are then incomplete, and "not found" may be wrong.
 */
int index_end(struct index *ix);
/*
 * False while the first look at the capsule is still under way: what is not
 * found may come yet.
 */
bool index_complete(struct index *ix);
/*
 * Changes whenever capsule.conf, the notice or a topic's text was taken in:
 * what a worker keeps of them is to be read again.  Also when it was rebuilt.
 */
int64_t index_generation(struct index *ix);
size_t index_count(struct index *ix); /* articles served */

/*
 * Leave articles out of every answer but index_article()'s: those whose path
 * ("/a/SLUG") is in a zone, where a title is a leak.  What counts articles
 * counts them all the same.
 */
typedef bool index_hider(const void *ctx, const char *path);
void index_hide(struct index *ix, index_hider *hides, const void *ctx);

/* ---- articles ------------------------------------------------------------ */

/* An article as lists show it. */
struct card {
	int64_t id; /* in the order of lists */
	const char *slug, *title, *summary;
	const char *authors; /* "A. One, B. Two" */
	const char *lang;
	struct date date, updated; /* updated is date where nothing was said */
	bool partial;
};

/* The key of a list and what to call it. */
struct list_name {
	const char *key, *title;
	size_t count; /* articles in it */
};

/* What an article's page needs besides its text. */
struct article {
	struct card card;
	const char *path; /* of its file, below the capsule's root */
	bool bundle;      /* x/index.md: its folder's files are its own */
	const char *source, *image, *image_alt, *license, *notice;
	const char *atom_id; /* as its file says, or "" */
	int64_t words;       /* how many its text has */
	struct list_name *topics, *authors;
	size_t ntopics, nauthors;
	/* The file as it was taken in: article_text.h compares. */
	int64_t size, mtime_ns, ctime_ns;
	uint64_t inode;
};

/*
 * 1 found, 0 no such slug.  Its topics and authors are called as its file calls
 * them, and their counts are 0, until index_article_names() or index_around().
 */
int index_article(struct index *ix, struct arena *a, const char *slug,
    struct article *out);
/*
 * What newer front matter says of an article stands for what the index said
 * (but for its topics and authors, which are lists); texts go into the arena.
 */
struct front_matter;
void index_article_take(struct article *art, struct arena *a,
    const struct front_matter *f);
/*
 * A number about an article, and whatever else is told by `of`, that the reader
 * may keep for as long as nothing in the index changes; 0 at first, and again
 * when its place was taken by another one's.
 */
uint64_t *index_memo(struct index *ix, int64_t id, uint64_t of);
/* The titles of its topics' and authors' lists, and how many are in them. */
void index_article_names(struct index *ix, struct arena *a,
    struct article *art);
/* By its file's path below the root ("articles/x.md"), for links between files.
 */
int index_slug_of_path(struct index *ix, struct arena *a, const char *path,
    const char **slug);

/*
 * An old address (a path with its leading '/', of `aliases` or the path of a
 * `source` on the capsule's web site), another name of an article
 * (slug_names.h), or the slug's address of one that was removed.
 */
enum old_address { OLD_UNKNOWN, OLD_MOVED, OLD_SHARED, OLD_REMOVED };
struct old {
	const char *slug; /* OLD_MOVED: where it is now */
	/* OLD_SHARED: several have this name; the newest first, 100 at most */
	const struct card *cards;
	size_t ncards;
	struct list_name
	    topic; /* OLD_REMOVED: its first topic; key may be "" */
};
enum old_address index_old_address(struct index *ix, struct arena *a,
    const char *path, struct old *out);

/*
 * What tells an article from all others, for feeds: "2021-05-08:weekly", its
 * day and the name of its file, and not the slug, which it may share.  Of those
 * alike in both, all but the first by its path have a number behind.  In the
 * arena.
 */
const char *index_identity(struct index *ix, struct arena *a,
    const struct article *art);

/*
 * Addresses that articles had before their slugs were changed: they lead on
 * for as long as the index remembers.  By the files' paths, at most n.
 */
struct moved {
	const char *path; /* of the article's file, below the root */
	const char *was;  /* the slug that it had */
};
size_t index_moved(struct index *ix, struct arena *a, size_t n,
    const struct moved **moved);

/* ---- lists --------------------------------------------------------------- */

enum list_kind {
	LIST_ALL,    /* key "" */
	LIST_TOPIC,  /* key: the topic's slug */
	LIST_AUTHOR, /* key: the author's slug */
	LIST_MONTH,  /* key "2021-06" */
	LIST_DAY,    /* key "2021-06-11" */
};

struct list {
	int64_t id;
	enum list_kind kind;
	const char *key, *title;
	size_t count;
	struct date newest;  /* date of its newest article */
	struct date updated; /* the newest `updated` in it */
	/* Topics: topics/KEY.md or _index.md, else "". */
	const char *description; /* plain text for lists */
	const char *text_path;   /* the file of index_topic_text() */
	const char *parent;      /* key of the parent topic */
};

/* Is there a list of this kind (but LIST_ALL) that has articles? */
bool index_has(const struct index *ix, enum list_kind kind);

/* The key of a topic or author: its slug, else (no Latin letter) a hash. */
void index_key(char out[SLUG_SIZE], const char *title);

/*
 * 1 found, 0 there is no such list (or it is empty).  A topic that is the
 * parent of others is found without articles of its own: count 0.
 */
int index_list(struct index *ix, struct arena *a, enum list_kind kind,
    const char *key, struct list *out);
/*
 * The articles of page (counted from 1) with capsule.items on each.  Returns
 * how many were put into *cards (an array in the arena); 0 beyond the end.
 */
size_t index_list_page(struct index *ix, struct arena *a,
    const struct list *list, size_t page, const struct card **cards);
/* The newest n of a list, for front pages and feeds. */
size_t index_list_newest(struct index *ix, struct arena *a,
    const struct list *list, size_t n, const struct card **cards);
/* The same with `per_page` on each. */
size_t index_list_titles(struct index *ix, struct arena *a,
    const struct list *list, size_t page, size_t per_page,
    const struct card **cards);

/*
 * Lists of a kind: topics and authors by title (as libraries sort: accents
 * and case aside), months and days newest first.  under: for months a year
 * ("2021"), for days a month or year, for topics a parent's key, else NULL
 * for all.  At most max; *lists is an array in the arena.
 */
size_t index_lists(struct index *ix, struct arena *a, enum list_kind kind,
    const char *under, size_t max, const struct list **lists);
/* The topics with the most articles, these first; alike by title. */
size_t index_top_topics(struct index *ix, struct arena *a, size_t n,
    const struct list **lists);
/* Years that have articles, newest first: key "2021". */
size_t index_years(struct index *ix, struct arena *a,
    const struct list_name **years);

/* The next older and newer article of a list; 1 found, 0 there is none. */
int index_older(struct index *ix, struct arena *a, const struct list *list,
    int64_t id, struct card *out);
int index_newer(struct index *ix, struct arena *a, const struct list *list,
    int64_t id, struct card *out);
/*
 * What an article's page names besides: its neighbours in its first topic and
 * among all (NULL: there is none), and articles with topics in common that are
 * none of these: the rarer those topics, and the fewer others the article has,
 * the closer.  Names its topics and authors, too.
 */
#define AROUND_RELATED 3
struct article_name {
	int64_t id;
	const char *slug, *title;
};
struct around {
	const struct article_name *older, *newer;
	const struct article_name *older_in_topic, *newer_in_topic;
	const struct article_name *related[AROUND_RELATED];
	size_t nrelated;
};
void index_around(struct index *ix, struct arena *a, struct article *art,
    struct around *out);

/* Up to n pinned articles, newest first: to lead the front page now. */
size_t index_pinned(struct index *ix, struct arena *a, int64_t now, size_t n,
    const struct card **cards);

/* ---- what is not shown, and what is wrong -------------------------------- */

/* A file that no list shows. */
struct hidden_file {
	const char *path; /* below the capsule's root */
	enum visibility why;
	int64_t due; /* HIDDEN_SCHEDULED: when it comes */
};

void index_hidden_count(struct index *ix, struct hidden_count *out);
/* By path. */
size_t index_hidden_files(struct index *ix, struct arena *a,
    const struct hidden_file **files);

/* A file of an article or page that is served. */
struct heavy_file {
	const char *path; /* below the capsule's root */
	uint64_t bytes;
};
/* The n largest, largest first: how many there are. */
size_t index_heaviest_files(struct index *ix, struct arena *a, size_t n,
    const struct heavy_file **files);

/* ---- own pages and the notice ---------------------------------------------
 */

struct own_page {
	const char
	    *name; /* "about", or "help/reading" for pages/help/reading.md */
	const char *path; /* of its file, below the capsule's root */
	const char *title, *lang;
	long weight; /* their order on the front page */
	/* The whole file as it was taken in; of index_own_page() alone. */
	const char *text;
	size_t len;
};

int index_own_page(struct index *ix, struct arena *a, const char *name,
    struct own_page *out);
/* By weight, then title. */
size_t index_own_pages(struct index *ix, struct arena *a,
    const struct own_page **pages);
/* The Markdown that stands above a topic's list; "" when there is none. */
const char *index_topic_text(struct index *ix, struct arena *a,
    const struct list *topic);
/*
 * The capsule.conf that was taken in last and parses ("" when there is none):
 * 1, or 0 while it was not looked at yet.
 */
int index_conf(struct index *ix, struct arena *a, const char **text);
/*
 * Make c's settings those of that capsule.conf, once for each generation:
 * seen is the last one, 0 at first.  False: they stay as they were.
 */
struct capsule;
bool index_follow_conf(struct index *ix, struct capsule *c, int64_t *seen);
/* 1 when notice.md is to be shown now; *text is its Markdown. */
int index_notice(struct index *ix, struct arena *a, const char **text);

#endif
