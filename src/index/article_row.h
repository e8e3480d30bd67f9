#ifndef INDEX_ARTICLE_ROW_H
#define INDEX_ARTICLE_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "base/sql.h"
#include "index/index.h"

struct front_matter;

/*
 * A row of `article`.  Its columns are written down here and nowhere else: the
 * schema, the statements, their reader and their writer are made of this list.
 * A new column is a row here and a field of struct article.
 */
struct article_row {
	struct article art; /* its card first: a card is the row's beginning */
	const char *name;   /* of its file: index_identity() */
	const char *base;   /* slug_names.h: what the slug is made from, */
	int64_t number;     /* and what tells it from others of that day */
	const char *topics, *authors; /* title_lines.h */
	bool unlisted;                /* in no list, and in no search */
	int64_t pinned;               /* front_matter.h */
};

/*
 * X(type, from, column, field of struct article_row).  SLUG: text, NULL until
 * it is given.  A DATE takes four columns: seconds, day (20210611, 0:
 * unknown), day_only, zone (of its writer, seconds east of Greenwich).  FRONT:
 * the front matter's field of the column's name; OWN: set by the writer.
 */
#define ARTICLE_CARD(X)                                                        \
	X(SLUG, OWN, slug, art.card.slug)                                      \
	X(TEXT, FRONT, title, art.card.title)                                  \
	X(TEXT, OWN, summary, art.card.summary)                                \
	X(TEXT, OWN, byline, art.card.authors)                                 \
	X(TEXT, FRONT, lang, art.card.lang)                                    \
	X(FLAG, FRONT, partial, art.card.partial)                              \
	X(DATE, FRONT, date, art.card.date)                                    \
	X(DATE, FRONT, updated, art.card.updated)
#define ARTICLE_REST(X)                                                        \
	X(TEXT, OWN, path, art.path)                                           \
	X(FLAG, OWN, bundle, art.bundle)                                       \
	X(TEXT, FRONT, source, art.source)                                     \
	X(TEXT, FRONT, image, art.image)                                       \
	X(TEXT, FRONT, image_alt, art.image_alt)                               \
	X(TEXT, FRONT, license, art.license)                                   \
	X(TEXT, FRONT, atom_id, art.atom_id)                                   \
	X(TEXT, FRONT, notice, art.notice)                                     \
	X(NUMBER, OWN, words, art.words)                                       \
	X(FLAG, FRONT, unlisted, unlisted)                                     \
	X(NUMBER, FRONT, pinned, pinned)                                       \
	X(TEXT, OWN, name, name)                                               \
	X(TEXT, OWN, base, base)                                               \
	X(NUMBER, OWN, number, number)                                         \
	X(TEXT, OWN, topics, topics)                                           \
	X(TEXT, OWN, authors, authors)

/* For statements; `a` is article. */
#define ARTICLE_SELECT(type, from, column, field) ARTICLE_SELECT_##type(column)
#define ARTICLE_SELECT_SLUG(column)               ", a." #column
#define ARTICLE_SELECT_TEXT(column)               ", a." #column
#define ARTICLE_SELECT_FLAG(column)               ", a." #column
#define ARTICLE_SELECT_NUMBER(column)             ", a." #column
#define ARTICLE_SELECT_DATE(column)                                            \
	", a." #column ", a." #column "_day, a." #column "_day_only"           \
	", a." #column "_zone"
#define ARTICLE_CARD_COLUMNS "a.id" ARTICLE_CARD(ARTICLE_SELECT)
#define ARTICLE_COLUMNS      ARTICLE_CARD_COLUMNS ARTICLE_REST(ARTICLE_SELECT)

#define ARTICLE_SCHEMA_(type, from, column, field) ARTICLE_SCHEMA_##type(column)
#define ARTICLE_SCHEMA_SLUG(column)                ", " #column " TEXT UNIQUE"
#define ARTICLE_SCHEMA_TEXT(column)                ", " #column " TEXT"
#define ARTICLE_SCHEMA_FLAG(column)                ", " #column
#define ARTICLE_SCHEMA_NUMBER(column)              ", " #column
#define ARTICLE_SCHEMA_DATE(column)                                            \
	", " #column ", " #column "_day, " #column "_day_only, " #column "_zo" \
	"ne"
#define ARTICLE_SCHEMA                                                         \
	"id INTEGER PRIMARY KEY" ARTICLE_CARD(ARTICLE_SCHEMA_)                 \
	    ARTICLE_REST(ARTICLE_SCHEMA_)

#define ARTICLE_PLACE(type, from, column, field) ARTICLE_PLACE_##type
#define ARTICLE_PLACE_SLUG                       ", ?"
#define ARTICLE_PLACE_TEXT                       ", ?"
#define ARTICLE_PLACE_FLAG                       ", ?"
#define ARTICLE_PLACE_NUMBER                     ", ?"
#define ARTICLE_PLACE_DATE                       ", ?, ?, ?, ?"
#define ARTICLE_PUT                                                            \
	"INSERT OR REPLACE INTO article VALUES(?" ARTICLE_CARD(ARTICLE_PLACE)  \
	    ARTICLE_REST(ARTICLE_PLACE) ")"

/*
 * Read what ARTICLE_CARD_COLUMNS or ARTICLE_COLUMNS selected; returns the
 * column behind them.  `updated` is the date where nothing was said.
 */
int article_row_card(sqlite3_stmt *st, struct arena *a, struct card *out);
int article_row_read(sqlite3_stmt *st, struct arena *a,
    struct article_row *out);
/* Bind a row to ARTICLE_PUT. */
void article_row_bind(sqlite3_stmt *st, const struct article_row *row);
/* Take what the front matter says; borrowed from it.  The rest is as it was. */
void article_row_take(struct article_row *row, const struct front_matter *f);
/* When it was changed last, for the lists it is in: INT64_MIN: unknown. */
int64_t article_row_updated(const struct article_row *row);

#endif
