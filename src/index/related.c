#include <stdlib.h>
#include <string.h>

#include "index/article_row.h"
#include "index/schema.h"
#include "index/title_lines.h"

/*
 * Articles with topics in common.  Each topic gives its newest articles, as
 * many as are worth looking at, and each of them a share that is the larger
 * the rarer the topic.  Of the largest sums the closest are those of articles
 * with few topics besides: one round-up with twenty tags shares something with
 * everything, and would be everybody's neighbour.
 */

#define MOST_TOPICS 8       /* that are looked at, */
#define MOST_EACH   24      /* and articles of each; */
#define MOST_CLOSE  24      /* so many of them are looked at again */
#define WHOLE       1000000 /* the share of a topic that one article has */

struct candidate {
	int64_t id, closeness;
};

struct candidates {
	struct candidate c[MOST_TOPICS * MOST_EACH];
	size_t n;
};

static void
add(struct candidates *all, int64_t id, int64_t closeness)
{
	size_t i = 0;

	while (i < all->n && all->c[i].id != id)
		i++;
	if (i == all->n) {
		all->c[all->n].id = id;
		all->c[all->n++].closeness = 0;
	}
	all->c[i].closeness += closeness;
}

static void
add_members(struct index *ix, struct candidates *all, const struct list *topic,
    int64_t but)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_MEMBERS, "ii", topic->id,
	    (int64_t)MOST_EACH);
	int64_t id;

	while (sql_step(&ix->sql, st) == 1) {
		id = sqlite3_column_int64(st, 0);
		if (id != but)
			add(all, id, WHOLE / (int64_t)topic->count + 1);
	}
}

/* The topics of an article, as its row has them; "" when it is not there. */
static const char *
topic_lines(struct index *ix, struct arena *a, int64_t id)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_CARD, "i", id);
	const char *lines;

	if (sql_step(&ix->sql, st) != 1)
		return "";
	lines = sql_text(st, article_row_card(st, a, &(struct card){ 0 }), a);
	sql_done(st);
	return lines;
}

static size_t
topics_of(struct index *ix, struct arena *a, int64_t id, struct list *out)
{
	const char *lines = topic_lines(ix, a, id);
	struct title_line line;
	size_t n = 0;

	while (n < MOST_TOPICS && title_lines_next(&lines, &line))
		if (index_list(ix, a, LIST_TOPIC,
			arena_strndup(a, line.key, line.key_len), &out[n]) == 1)
			n++;
	return n;
}

/* The closest first; of those alike, the newest. */
static int
by_closeness(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;

	if (a->closeness != b->closeness)
		return a->closeness > b->closeness ? -1 : 1;
	return a->id > b->id ? -1 : a->id < b->id;
}

/* As the cosine of two lists of topics has it, squared: sum * sum / topics. */
static void
weigh(struct index *ix, struct arena *a, struct candidate *c)
{
	const char *lines = topic_lines(ix, a, c->id);
	struct title_line line;
	int64_t topics = 0;

	while (title_lines_next(&lines, &line))
		topics++;
	c->closeness = topics > 0 ? c->closeness * c->closeness / topics : 0;
}

size_t
index_related(struct index *ix, struct arena *a, int64_t id, size_t n,
    const struct card **cards)
{
	struct candidates all = { 0 };
	struct list topics[MOST_TOPICS];
	size_t ntopics = topics_of(ix, a, id, topics), found = 0;
	struct card *out;

	for (size_t i = 0; i < ntopics; i++)
		add_members(ix, &all, &topics[i], id);
	qsort(all.c, all.n, sizeof *all.c, by_closeness);
	all.n = all.n < MOST_CLOSE ? all.n : MOST_CLOSE;
	for (size_t i = 0; i < all.n; i++)
		weigh(ix, a, &all.c[i]);
	qsort(all.c, all.n, sizeof *all.c, by_closeness);
	n = n < all.n ? n : all.n;
	out = arena_calloc(a, n + 1, sizeof *out);
	while (found < n && index_card(ix, a, all.c[found].id, &out[found]))
		found++;
	*cards = out;
	return found;
}
