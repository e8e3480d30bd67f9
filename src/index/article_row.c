#include "index/article_row.h"

#include <string.h>

#include "capsule/front_matter.h"
#include "index/schema.h"

enum type { SLUG, TEXT, FLAG, NUMBER, DATE };

#define OWN SIZE_MAX

struct column {
	enum type type;
	size_t field; /* offset in struct article_row */
	size_t front; /* and in struct front_matter, or OWN */
};

#define FROM_OWN(column)   OWN
#define FROM_FRONT(column) offsetof(struct front_matter, column)
#define COLUMN(type, from, column, field)                                      \
	{ type, offsetof(struct article_row, field), FROM_##from(column) },

/* clang-format off */
static const struct column card[] = { ARTICLE_CARD(COLUMN) };
static const struct column rest[] = { ARTICLE_REST(COLUMN) };
/* clang-format on */
#define LENGTH(table) (sizeof(table) / sizeof *(table))

_Static_assert(offsetof(struct article_row, art.card) == 0,
    "a card is read as the beginning of a row");

/* ---- reading ------------------------------------------------------------- */

/* From column `at` on, into row; returns the column behind. */
static int
read_columns(sqlite3_stmt *st, int at, struct arena *a, char *row,
    const struct column *columns, size_t n)
{
	for (const struct column *c = columns; c < columns + n; c++) {
		void *field = row + c->field;

		switch (c->type) {
		case SLUG:
		case TEXT:
			*(const char **)field = sql_text(st, at++, a);
			break;
		case FLAG:
			*(bool *)field = sqlite3_column_int(st, at++) != 0;
			break;
		case NUMBER:
			*(int64_t *)field = sqlite3_column_int64(st, at++);
			break;
		case DATE:
			*(struct date *)field = index_date(st, at);
			((struct date *)field)->zone_s =
			    sqlite3_column_int(st, at + 3);
			at += 4;
			break;
		}
	}
	return at;
}

int
article_row_card(sqlite3_stmt *st, struct arena *a, struct card *out)
{
	int at = read_columns(st, 1, a, (char *)out, card, LENGTH(card));

	out->id = sqlite3_column_int64(st, 0);
	if (!out->updated.known)
		out->updated = out->date;
	return at;
}

int
article_row_read(sqlite3_stmt *st, struct arena *a, struct article_row *out)
{
	int at;

	memset(out, 0, sizeof *out);
	at = article_row_card(st, a, &out->art.card);
	return read_columns(st, at, a, (char *)out, rest, LENGTH(rest));
}

/* ---- writing ------------------------------------------------------------- */

static int
bind_columns(sqlite3_stmt *st, int at, const char *row,
    const struct column *columns, size_t n)
{
	for (const struct column *c = columns; c < columns + n; c++) {
		const void *field = row + c->field;
		const struct date *date = field;
		const char *text;

		switch (c->type) {
		case SLUG:
		case TEXT:
			text = *(const char *const *)field;
			if (c->type == SLUG && text[0] == '\0')
				text = NULL;
			sqlite3_bind_text(st, at++, text, -1, SQLITE_STATIC);
			break;
		case FLAG:
			sqlite3_bind_int(st, at++, *(const bool *)field);
			break;
		case NUMBER:
			sqlite3_bind_int64(st, at++, *(const int64_t *)field);
			break;
		case DATE:
			sqlite3_bind_int64(st, at++, date->seconds);
			sqlite3_bind_int64(st, at++, index_day(date));
			sqlite3_bind_int(st, at++, date->day_only);
			sqlite3_bind_int(st, at++, date->zone_s);
			break;
		}
	}
	return at;
}

void
article_row_bind(sqlite3_stmt *st, const struct article_row *row)
{
	int at;

	sqlite3_bind_int64(st, 1, row->art.card.id);
	at = bind_columns(st, 2, (const char *)row, card, LENGTH(card));
	bind_columns(st, at, (const char *)row, rest, LENGTH(rest));
}

static void
take_columns(char *row, const char *front, const struct column *columns,
    size_t n)
{
	static const size_t size[] = { [TEXT] = sizeof(const char *),
		[FLAG] = sizeof(bool),
		[NUMBER] = sizeof(int64_t),
		[DATE] = sizeof(struct date) };

	for (const struct column *c = columns; c < columns + n; c++)
		if (c->front != OWN)
			memcpy(row + c->field, front + c->front, size[c->type]);
}

void
article_row_take(struct article_row *row, const struct front_matter *f)
{
	take_columns((char *)row, (const char *)f, card, LENGTH(card));
	take_columns((char *)row, (const char *)f, rest, LENGTH(rest));
}

static void
keep_texts(char *row, struct arena *a, const struct column *columns, size_t n)
{
	for (const struct column *c = columns; c < columns + n; c++) {
		const char **text = (const char **)(void *)(row + c->field);

		if (c->front != OWN && c->type == TEXT)
			*text = arena_strdup(a, *text);
	}
}

void
index_article_take(struct article *art, struct arena *a,
    const struct front_matter *f)
{
	struct article_row row = { .art = *art };

	article_row_take(&row, f);
	keep_texts((char *)&row, a, card, LENGTH(card));
	keep_texts((char *)&row, a, rest, LENGTH(rest));
	*art = row.art;
	if (!art->card.updated.known)
		art->card.updated = art->card.date;
}

int64_t
article_row_updated(const struct article_row *row)
{
	const struct card *c = &row->art.card;

	return c->updated.known ? c->updated.seconds
	       : c->date.known  ? c->date.seconds
				: INT64_MIN;
}
