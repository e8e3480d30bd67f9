#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "index/article_row.h"
#include "index/schema.h"

/* What a row of READ_AROUND is; schema.h has the columns. */
enum { NAME, OLDER, NEWER, OLDER_IN_TOPIC, NEWER_IN_TOPIC, MEMBER };

/* ---- the closest --------------------------------------------------------- */

/*
 * Articles with topics in common.  Each topic gives its newest articles, as
 * many as are worth looking at, and each of them a share that is the larger
 * the rarer the topic.  Of the largest sums the closest are those of articles
 * with few topics besides: one round-up with twenty tags shares something with
 * everything, and would be everybody's neighbour.
 */
#define WHOLE 1000000 /* the share of a topic that one article has */

struct candidate {
	int64_t id, closeness, topics;
};

struct candidates {
	struct candidate c[AROUND_TOPICS * AROUND_EACH];
	size_t n;
};

static void
add(struct candidates *all, int64_t id, int64_t topics, int64_t share)
{
	size_t i = 0;

	while (i < all->n && all->c[i].id != id)
		i++;
	if (i == all->n)
		all->c[all->n++] = (struct candidate){ id, 0, topics };
	all->c[i].closeness += share;
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
weigh(struct candidates *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct candidate *c = &all->c[i];

		c->closeness =
		    c->topics > 0 ? c->closeness * c->closeness / c->topics : 0;
	}
	if (all->n > 0)
		qsort(all->c, all->n, sizeof *all->c, by_closeness);
}

/* ---- the lists of an article --------------------------------------------- */

static void
add_ids(struct buf *out, enum list_kind kind, const struct list_name *names,
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addf(out, "%c%" PRId64, out->len == 0 ? '[' : ',',
		    index_list_id(kind, names[i].key));
}

/* Their ids, as json_each() reads them, in the arena. */
static const char *
list_ids(struct arena *a, const struct article *art)
{
	struct buf out = { 0 };

	add_ids(&out, LIST_TOPIC, art->topics, art->ntopics);
	add_ids(&out, LIST_AUTHOR, art->authors, art->nauthors);
	buf_adds(&out, out.len == 0 ? "[]" : "]");
	return buf_keep(&out, a);
}

/* The topic or author whose list has this id, or NULL. */
static struct list_name *
name_of(const struct article *art, int64_t list)
{
	for (size_t i = 0; i < art->ntopics; i++)
		if (index_list_id(LIST_TOPIC, art->topics[i].key) == list)
			return &art->topics[i];
	for (size_t i = 0; i < art->nauthors; i++)
		if (index_list_id(LIST_AUTHOR, art->authors[i].key) == list)
			return &art->authors[i];
	return NULL;
}

/* A row "list, title, count" from this column on. */
static void
take_name(sqlite3_stmt *st, int at, struct arena *a, const struct article *art)
{
	struct list_name *name = name_of(art, sqlite3_column_int64(st, at));

	if (name == NULL)
		return;
	name->title = sql_text(st, at + 1, a);
	name->count = (size_t)sqlite3_column_int64(st, at + 2);
}

void
index_article_names(struct index *ix, struct arena *a, struct article *art)
{
	sqlite3_stmt *st =
	    sql_bind(&ix->sql, READ_NAMES, "s", list_ids(a, art));

	while (sql_step(&ix->sql, st) == 1)
		take_name(st, 0, a, art);
}

/* ---- all around an article ----------------------------------------------- */

/* Ids of articles that are to be shown, some more than there is room for. */
#define SPARE 12 /* that a zone may hide */

struct wanted {
	int64_t next[4]; /* by OLDER to NEWER_IN_TOPIC; 0: none */
	struct candidates related;
};

/* Its topics' lists from ?4 on; 0, where there is none, has no members. */
static void
bind_topics(sqlite3_stmt *st, const struct article *art)
{
	for (int i = 0; i < AROUND_TOPICS; i++)
		sqlite3_bind_int64(st, 4 + i,
		    (size_t)i < art->ntopics
			? index_list_id(LIST_TOPIC, art->topics[i].key)
			: 0);
}

static void
take_row(sqlite3_stmt *st, struct arena *a, const struct article *art,
    struct wanted *w)
{
	int kind = sqlite3_column_int(st, 0);
	int64_t id = sqlite3_column_int64(st, 1);
	const struct list_name *topic;

	if (kind == NAME) {
		take_name(st, 1, a, art);
	} else if (kind != MEMBER) {
		w->next[kind - OLDER] = id;
	} else if (id != art->card.id) {
		topic = name_of(art, sqlite3_column_int64(st, 3));
		if (topic != NULL && topic->count > 0)
			add(&w->related, id, sqlite3_column_int64(st, 2),
			    WHOLE / (int64_t)topic->count + 1);
	}
}

static void
find_wanted(struct index *ix, struct arena *a, const struct article *art,
    struct wanted *w)
{
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_AROUND, "sii",
	    list_ids(a, art), art->card.id, index_list_id(LIST_ALL, ""));

	bind_topics(st, art);
	while (sql_step(&ix->sql, st) == 1)
		take_row(st, a, art, w);
	weigh(&w->related);
}

/* The cards of all that are wanted, but for those that readers may not see. */
static size_t
read_wanted(struct index *ix, struct arena *a, const struct wanted *w,
    struct card *cards)
{
	struct buf ids = { 0 };
	sqlite3_stmt *st;
	size_t n = 0;

	for (size_t i = 0; i < 4; i++)
		buf_addf(&ids, "%c%" PRId64, i == 0 ? '[' : ',', w->next[i]);
	for (size_t i = 0; i < w->related.n && i < SPARE; i++)
		buf_addf(&ids, ",%" PRId64, w->related.c[i].id);
	buf_addc(&ids, ']');
	st = sql_bind(&ix->sql, READ_AROUND_CARDS, "s", ids.data);
	while (n < SPARE + 4 && sql_step(&ix->sql, st) == 1) {
		article_row_card(st, a, &cards[n]);
		n += !index_hidden(ix, a, &cards[n]);
	}
	sql_done(st);
	buf_free(&ids);
	return n;
}

static const struct card *
card_of(const struct card *cards, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (id != 0 && cards[i].id == id)
			return &cards[i];
	return NULL;
}

static bool
is_next(const struct wanted *w, int64_t id)
{
	for (size_t i = 0; i < 4; i++)
		if (w->next[i] == id)
			return true;
	return false;
}

typedef int next_article(struct index *ix, struct arena *a,
    const struct list *list, int64_t id, struct card *out);

/* The neighbour, or the next one where it is hidden; topic "": of all. */
static const struct card *
neighbour(struct index *ix, struct arena *a, const struct card *found,
    int64_t id, next_article *next, const char *topic)
{
	enum list_kind kind = topic[0] != '\0' ? LIST_TOPIC : LIST_ALL;
	struct card *card = arena_calloc(a, 1, sizeof *card);
	struct list list;

	if (found != NULL || id == 0)
		return found;
	return index_list(ix, a, kind, topic, &list) &&
		       next(ix, a, &list, id, card)
		   ? card
		   : NULL;
}

void
index_around(struct index *ix, struct arena *a, struct article *art,
    struct around *out)
{
	struct wanted *w = arena_calloc(a, 1, sizeof *w);
	struct card *cards = arena_calloc(a, SPARE + 5, sizeof *cards);
	const struct card *card;
	const char *topic;
	size_t n;

	find_wanted(ix, a, art, w);
	n = read_wanted(ix, a, w, cards);
	topic = art->ntopics > 0 ? art->topics[0].key : "";
	*out = (struct around){
		.older = neighbour(ix, a, card_of(cards, n, w->next[0]),
		    w->next[0], index_older, ""),
		.newer = neighbour(ix, a, card_of(cards, n, w->next[1]),
		    w->next[1], index_newer, ""),
		.older_in_topic =
		    neighbour(ix, a, card_of(cards, n, w->next[2]), w->next[2],
			index_older, topic),
		.newer_in_topic =
		    neighbour(ix, a, card_of(cards, n, w->next[3]), w->next[3],
			index_newer, topic),
	};
	for (size_t i = 0; i < w->related.n && i < SPARE; i++) {
		card = card_of(cards, n, w->related.c[i].id);
		if (card != NULL && !is_next(w, card->id) &&
		    out->nrelated < AROUND_RELATED)
			out->related[out->nrelated++] = card;
	}
}
