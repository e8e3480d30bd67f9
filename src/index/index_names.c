#include "index/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "capsule/address.h"
#include "index/article_row.h"
#include "index/schema.h"
#include "index/slug_names.h"

/* ---- where an address leads ---------------------------------------------- */

static bool
find_alias(struct index *ix, struct arena *a, const char *path, struct old *out)
{
	sqlite3_stmt *st;
	struct buf address = { 0 };
	bool found;

	index_address(&address, path);
	st = sql_bind(&ix->sql, READ_ALIAS, "ss", buf_str(&address), ix->host);
	found = sql_step(&ix->sql, st) == 1;
	if (found) {
		out->slug = sql_text(st, 0, a);
		sql_done(st);
	}
	buf_free(&address);
	return found;
}

#define MOST_SHARED 100

static int
newest_first(const void *a, const void *b)
{
	int64_t x = ((const struct card *)a)->id;
	int64_t y = ((const struct card *)b)->id;

	return (x < y) - (x > y);
}

/*
 * One is where the name leads (unless by its own address, as when its file
 * became a draft just now); several are a list, of those that lists show.
 */
static enum old_address
tell_owners(struct arena *a, const char *name, const struct article_row *rows,
    size_t n, struct old *out)
{
	struct card *cards;

	if (n == 0 || strcmp(rows[0].art.card.slug, name) == 0)
		return OLD_UNKNOWN;
	if (n == 1) {
		out->slug = rows[0].art.card.slug;
		return OLD_MOVED;
	}
	cards = arena_calloc(a, n, sizeof *cards);
	for (size_t i = 0; i < n; i++)
		if (!rows[i].unlisted)
			cards[out->ncards++] = rows[i].art.card;
	qsort(cards, out->ncards, sizeof *cards, newest_first);
	out->cards = cards;
	return OLD_SHARED;
}

/*
 * Versions before 1.0 numbered those of one name: "weekly-3" was an address of
 * one of them, and nobody knows of which.
 */
static size_t
numbered(struct index *ix, struct arena *a, const char *name,
    struct article_row *rows)
{
	size_t len = strlen(name), digits = 0, n;

	while (digits < len && digits < 4 && name[len - digits - 1] >= '0' &&
	       name[len - digits - 1] <= '9')
		digits++;
	if (digits == 0 || len < digits + 2 || name[len - digits - 1] != '-')
		return 0;
	n = slug_owners_of_base(&ix->sql, READ_SLUG_OWNERS, a,
	    arena_strndup(a, name, len - digits - 1), rows, MOST_SHARED);
	return n > 1 ? n : 0;
}

static enum old_address
find_gone(struct index *ix, struct arena *a, const char *name, struct old *out)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_GONE, "s", name);

	if (sql_step(&ix->sql, st) != 1)
		return OLD_UNKNOWN;
	out->slug = sql_text(st, 0, a);
	if (out->slug[0] == '\0') {
		out->topic.key = sql_text(st, 1, a);
		out->topic.title = sql_text(st, 2, a);
		out->topic.count = (size_t)sqlite3_column_int64(st, 3);
	}
	sql_done(st);
	return out->slug[0] == '\0' ? OLD_REMOVED : OLD_MOVED;
}

enum old_address
index_old_address(struct index *ix, struct arena *a, const char *path,
    struct old *out)
{
	struct article_row *rows;
	enum old_address found;
	const char *name;
	size_t len = strlen(path);

	*out = (struct old){ .slug = "", .topic = { "", "", 0 } };
	if (find_alias(ix, a, path, out))
		return OLD_MOVED;
	if (strncmp(path, PATH_ARTICLES, 3) != 0)
		return OLD_UNKNOWN;
	while (len > 3 && path[len - 1] == '/')
		len--;
	name = arena_strndup(a, path + 3, len - 3);
	rows = arena_calloc(a, MOST_SHARED, sizeof *rows);
	found = tell_owners(a, name, rows,
	    slug_owners(&ix->sql, READ_SLUG_OWNERS, a, name, rows, MOST_SHARED),
	    out);
	if (found == OLD_UNKNOWN)
		found = find_gone(ix, a, name, out);
	if (found == OLD_UNKNOWN)
		found = tell_owners(a, name, rows, numbered(ix, a, name, rows),
		    out);
	return found;
}

const char *
index_identity(struct index *ix, struct arena *a, const struct article *art)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_NAMESAKE, "i", art->card.id);
	char day[DATE_SIZE] = "2000"; /* an identity needs some date */
	const char *name = "";

	if (art->card.date.known)
		date_day(&art->card.date, day);
	if (sql_step(&ix->sql, st) == 1) {
		name = sql_text(st, 0, a);
		if (sqlite3_column_int(st, 1) != 0)
			name = arena_printf(a, "%s-%d", name,
			    (int)slug_number(art->path));
	}
	sql_done(st);
	return arena_printf(a, "%s:%s", day, name);
}

/* May an old slug lead there although the index forgets it? */
static bool
leads_anyway(struct index *ix, const char *slug)
{
	struct arena a = { 0 };
	struct old old;
	struct article_row row;
	bool leads =
	    find_alias(ix, &a, address_of_article(&a, slug), &old) ||
	    slug_owners(&ix->sql, READ_SLUG_OWNERS, &a, slug, &row, 1) > 0;

	arena_free(&a);
	return leads;
}

size_t
index_moved(struct index *ix, struct arena *a, size_t max,
    const struct moved **moved)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_MOVED, "i", (int64_t)max);
	struct moved *all = NULL;
	size_t n = 0;

	while (sql_step(&ix->sql, st) == 1) {
		if (leads_anyway(ix, sql_peek(st, 1)))
			continue;
		all = arena_room(a, all, n, sizeof *all);
		all[n].path = sql_text(st, 0, a);
		all[n++].was = sql_text(st, 1, a);
	}
	*moved = all;
	return n;
}
