#include <string.h>
#include <time.h>

#include "index/slug_names.h"
#include "index/title_lines.h"
#include "index/writer.h"

struct touched_name {
	int64_t hash;
	const char *name; /* in the writer's arena */
};

/* An article whose slug is to be found; it may be the one that it has. */
struct renamed {
	int64_t id;
	const char *slug;
	struct renamed *next;
};

void
slugs_touch(struct index_writer *w, const struct article_row *row)
{
	char names[SLUG_NAMES][SLUG_NAME_SIZE];
	size_t n = slug_names(names, row);

	for (size_t i = 0; i < n; i++) {
		int64_t hash = index_hash(names[i], strlen(names[i]));
		struct touched_name *t;

		if (touched_find(&w->names, hash) != NULL)
			continue;
		t = arena_alloc(&w->arena, sizeof *t);
		t->hash = hash;
		t->name = arena_strdup(&w->arena, names[i]);
		touched_add(&w->names, t);
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

/* The shortest of its names that no other article has. */
static const char *
slug_of(struct index_writer *w, const struct article_row *row)
{
	char names[SLUG_NAMES][SLUG_NAME_SIZE];
	struct article_row owners[2];
	size_t n = slug_names(names, row);

	for (size_t i = 0; i < n; i++)
		if (slug_owners(&w->sql, WRITE_SLUG_OWNERS, &w->arena, names[i],
			owners, 2) == 1)
			return arena_strdup(&w->arena, names[i]);
	slug_name_last(names[0], row);
	return arena_strdup(&w->arena, names[0]);
}

static void
rename_one(struct index_writer *w, const struct article_row *row,
    struct touched_set *done, struct renamed **list)
{
	struct renamed *r;

	if (touched_find(done, row->art.card.id) != NULL)
		return;
	r = arena_alloc(&w->arena, sizeof *r);
	r->id = row->art.card.id;
	r->slug = slug_of(w, row);
	touched_add(done, r);
	if (strcmp(row->art.card.slug, r->slug) == 0)
		return;
	slugs_put_gone(w, row);
	r->next = *list;
	*list = r;
}

/*
 * Who has a touched name may be alone with it now, or not alone any more.  Of
 * three, none had it for itself, before or after; and each of them is found by
 * the longest of its names, which hardly two have.
 */
#define SHARED 16
static void
settle_name(struct index_writer *w, const char *name, struct touched_set *done,
    struct renamed **list)
{
	struct article_row owners[SHARED];
	size_t n = slug_owners(&w->sql, WRITE_SLUG_OWNERS, &w->arena, name,
	    owners, SHARED);

	for (size_t i = 0; i < n && n < SHARED; i++)
		rename_one(w, &owners[i], done, list);
}

void
slugs_settle(struct index_writer *w)
{
	struct touched_set done = { 0 }; /* struct renamed */
	struct renamed *list = NULL;
	const struct touched_name *t;
	size_t at = 0;

	while ((t = touched_next(&w->names, &at)) != NULL)
		settle_name(w, t->name, &done, &list);
	/* First all that they may collide with is taken away. */
	for (struct renamed *r = list; r != NULL; r = r->next)
		sql_run(&w->sql, WRITE_SET_SLUG, "si", NULL, r->id);
	for (struct renamed *r = list; r != NULL; r = r->next)
		sql_run(&w->sql, WRITE_SET_SLUG, "si", r->slug, r->id);
	touched_free(&done);
}
