#include <stdio.h>
#include <string.h>
#include <time.h>

#include "index/title_lines.h"
#include "index/writer.h"

/*
 * Slugs are unique: of the articles with the same base, by date, the first is
 * called by it and the others base-2, base-3; a number is passed over when it
 * is some other article's base.  So an article's slug follows from what stands
 * in the index, whatever the order it came in.
 */

struct touched_base {
	int64_t hash;
	const char *base; /* in the writer's arena */
};

/* A slug to be given when all that it may collide with are taken away. */
struct renamed {
	int64_t id;
	const char *slug;
	bool had; /* another one until now */
	struct renamed *next;
};

/* "x" of "x-2", or NULL. */
static const char *
counted_from(struct index_writer *w, const char *base)
{
	const char *dash = strrchr(base, '-');
	size_t digits;

	if (dash == NULL || dash == base || dash[1] == '0')
		return NULL;
	digits = strspn(dash + 1, "0123456789");
	if (digits == 0 || dash[1 + digits] != '\0' || strcmp(dash, "-1") == 0)
		return NULL;
	return arena_strndup(&w->arena, base, (size_t)(dash - base));
}

void
slugs_touch(struct index_writer *w, const char *base)
{
	struct touched_base *t;

	for (; base != NULL; base = counted_from(w, base)) {
		int64_t hash = index_hash(base, strlen(base));

		if (touched_find(&w->bases, hash) != NULL)
			return;
		t = arena_alloc(&w->arena, sizeof *t);
		t->hash = hash;
		t->base = arena_strdup(&w->arena, base);
		touched_add(&w->bases, t);
	}
}

void
slugs_put_gone(struct index_writer *w, const struct article_row *row)
{
	const char *slug = row->art.card.slug, *topics = row->topics;
	struct title_line first = { "", "", 0, 0 };

	if (!w->complete || slug[0] == '\0')
		return;
	title_lines_next(&topics, &first);
	sql_run(&w->sql, WRITE_PUT_GONE, "sstti", slug, row->art.path,
	    first.key, first.key_len, first.title, first.title_len,
	    (int64_t)time(NULL));
}

static bool
is_base(struct index_writer *w, const char *slug)
{
	sqlite3_stmt *st = sql_bind(&w->sql, WRITE_BASE_KNOWN, "s", slug);
	bool known = sql_step(&w->sql, st) == 1;

	sql_done(st);
	return known;
}

/* The next slug of a base; number is the last one given. */
static void
next_slug(struct index_writer *w, const char *base, long *number, char *out,
    size_t size)
{
	if (++*number == 1) {
		(void)snprintf(out, size, "%s", base);
		return;
	}
	(void)snprintf(out, size, "%s-%ld", base, *number);
	while (is_base(w, out))
		(void)snprintf(out, size, "%s-%ld", base, ++*number);
}

static struct renamed *
settle_some(struct index_writer *w, enum write_sql which, const char *base,
    long *number, struct renamed *list)
{
	sqlite3_stmt *st = sql_bind(&w->sql, which, "s", base);
	char slug[SLUG_SIZE + 24];

	while (sql_step(&w->sql, st) == 1) {
		struct article_row row;
		struct renamed *r;

		next_slug(w, base, number, slug, sizeof slug);
		if (strcmp(sql_peek(st, 1), slug) == 0)
			continue;
		article_row_read(st, &w->arena, &row);
		slugs_put_gone(w, &row);
		r = arena_alloc(&w->arena, sizeof *r);
		r->id = row.art.card.id;
		r->had = row.art.card.slug[0] != '\0';
		r->slug = arena_strdup(&w->arena, slug);
		r->next = list;
		list = r;
	}
	return list;
}

static struct renamed *
settle_base(struct index_writer *w, const char *base, struct renamed *list)
{
	long number = 0;

	list = settle_some(w, WRITE_BASE_DATED, base, &number, list);
	return settle_some(w, WRITE_BASE_UNDATED, base, &number, list);
}

void
slugs_settle(struct index_writer *w)
{
	struct renamed *list = NULL;
	const struct touched_base *t;
	size_t at = 0;

	while ((t = touched_next(&w->bases, &at)) != NULL)
		list = settle_base(w, t->base, list);
	for (struct renamed *r = list; r != NULL; r = r->next)
		if (r->had)
			sql_run(&w->sql, WRITE_SET_SLUG, "si", NULL, r->id);
	for (struct renamed *r = list; r != NULL; r = r->next)
		sql_run(&w->sql, WRITE_SET_SLUG, "si", r->slug, r->id);
}
