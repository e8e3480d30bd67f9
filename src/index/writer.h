#ifndef INDEX_WRITER_H
#define INDEX_WRITER_H

#include "index/article_row.h"
#include "index/index_write.h"
#include "index/touched.h"

/*
 * Inside the index's writer: what a transaction has touched, and is settled
 * when it commits.  Only index_write.c, index_members.c and index_slugs.c
 * include this.
 */

/* A list whose members changed. */
struct touched {
	int64_t id;
	enum list_kind kind;
	const char *key;      /* in the writer's arena */
	int64_t delta;        /* members more */
	int64_t low;          /* the lowest id that came or went; INT64_MAX */
	int64_t gained, lost; /* the newest `updated` that came, that went */
};

/* An article's file that was dropped; perhaps it was but moved. */
struct dropped {
	int64_t inode;
	int64_t size, mtime_ns;
	const char *path; /* in the writer's arena */
};

/* A text for the search table, in the writer's arena. */
struct search_row {
	int64_t id;
	const char *title, *words, *topics, *authors, *keys;
	size_t nwords;
};

enum write_sql {
	WRITE_BEGIN,
	WRITE_COMMIT,
	WRITE_ROLLBACK,
	WRITE_ATTACH,
	WRITE_STATE,
	WRITE_SET_STATE,
	WRITE_FIGURES,
	WRITE_HIDDEN,
	WRITE_PROBLEMS,
	WRITE_SET_CONF,
	WRITE_CONF,
	WRITE_SET_DATES,
	WRITE_SET_STALE,
	WRITE_FILE,
	WRITE_FILE_COUNT,
	WRITE_FILE_AFTER,
	WRITE_FILE_BELOW,
	WRITE_FILE_TWINS,
	WRITE_FILE_DUE,
	WRITE_NEXT_DUE,
	WRITE_PUT_FILE,
	WRITE_MOVE_FILE,
	WRITE_PUT_PROBLEM,
	WRITE_DROP_PROBLEMS,
	WRITE_DROP_FILE,
	WRITE_ARTICLE,
	WRITE_ARTICLES_AT,
	WRITE_PUT_ARTICLE,
	WRITE_MOVE_ARTICLE,
	WRITE_DROP_ARTICLE,
	WRITE_PUT_ALIAS,
	WRITE_MOVE_ALIAS,
	WRITE_DROP_ALIAS,
	WRITE_PUT_GONE,
	WRITE_MOVE_GONE,
	WRITE_TRIM_GONE,
	WRITE_PAGE_OWNER,
	WRITE_PUT_PAGE,
	WRITE_DROP_PAGE,
	WRITE_TOPIC_KEY,
	WRITE_TOPIC_TEXT,
	WRITE_PUT_TOPIC,
	WRITE_DROP_TOPIC,
	WRITE_PUT_NOTICE,
	WRITE_DROP_NOTICE,
	WRITE_LAST_SEARCHED,
	WRITE_PUT_SEARCHED,
	WRITE_MOVE_SEARCHED,
	WRITE_ADD_SEARCH,
	/* index_members.c */
	WRITE_PUT_MEMBER,
	WRITE_SET_MEMBER,
	WRITE_DROP_MEMBER,
	WRITE_LIST,
	WRITE_PUT_LIST,
	WRITE_DROP_LIST,
	WRITE_OLDEST,
	WRITE_NEWEST,
	WRITE_RECENT,
	WRITE_MAX_UPDATED,
	WRITE_MARKS,
	WRITE_PUT_MARK,
	WRITE_DROP_MARKS,
	WRITE_STEP_UP,
	/* index_slugs.c */
	WRITE_SLUG_OWNERS,
	WRITE_SLUG_OWNERS_LAST = WRITE_SLUG_OWNERS + 2,
	WRITE_SET_SLUG,
	WRITE_STATEMENTS
};

struct index_writer {
	struct sql sql;
	char *path; /* owned */
	dev_t dev;
	ino_t ino;
	bool complete; /* state.complete */
	int64_t
	    stale; /* state.stale: rows of the search table that have gone */

	/* Of the transaction under way. */
	struct arena arena;
	struct touched_set lists;   /* struct touched, in the arena */
	struct touched_set names;   /* struct touched_name, in the arena */
	struct touched_set dropped; /* struct dropped, in the arena */
	struct search_row *rows;    /* owned: free() */
	size_t nrows;
	size_t weight;
	bool changed, generation, completed;
	size_t items; /* of state, */
	char host[256];
	char dates[INDEX_DATES_SIZE];
};

/* index_files.c: as index_file_get(), with the article's id. */
int files_get(struct index_writer *w, const char *path, struct index_file *out,
    int64_t *article);
void files_put(struct index_writer *w, const char *path,
    const struct index_file *f, int64_t article);

/* index_articles.c: old_id: the article that this file held, or 0. */
void articles_put(struct index_writer *w, const char *path,
    struct index_file *f, const struct index_article_text *text,
    int64_t old_id);
void articles_drop(struct index_writer *w, int64_t id, bool forget);

/*
 * search_rows.c: the texts that search looks through.  FTS5 is given words and
 * keeps none, so it cannot be told to forget them: what has changed is put
 * there anew, under another row, and what no article names any more is passed
 * over by search, until so much has come together that the index is made anew.
 * (To keep the texts a second time, or their words for deletion, took as much
 * as all of the rest.)
 */
void search_rows_put(struct index_writer *w, const struct article_row *row,
    const struct index_article_text *text);
/* The row of this article is another's; 0: nobody's. */
void search_rows_move(struct index_writer *w, int64_t from, int64_t to);
/* Before the commit. */
void search_rows_settle(struct index_writer *w);

/*
 * index_members.c: an article moves from one set of lists to another; NULL:
 * from nowhere, or to nowhere.
 */
void members_place(struct index_writer *w, const struct article_row *from,
    const struct article_row *to);
/* A topic's text changed: its list's title may. */
void members_touch_topic(struct index_writer *w, const char *key);
/* Before the commit: counts, titles, marks of all lists that were touched. */
void members_settle(struct index_writer *w);

/* index_slugs.c: an article with these names came, went or moved. */
void slugs_touch(struct index_writer *w, const struct article_row *row);
/* Remember the slug of an article that had it until now. */
void slugs_put_gone(struct index_writer *w, const struct article_row *row);
/* Before the commit. */
void slugs_settle(struct index_writer *w);

#endif
