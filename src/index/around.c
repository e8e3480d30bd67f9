#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "index/article_row.h"
#include "index/schema.h"

/* What a row of READ_AROUND is; schema.h has the columns. */
enum { LIST, OLDER, NEWER, OLDER_IN_TOPIC, NEWER_IN_TOPIC };

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

/* Of those that are as close, the newest. */
static bool
is_closer(const struct candidate *a, const struct candidate *b)
{
	return a->closeness != b->closeness ? a->closeness > b->closeness
					    : a->id > b->id;
}

/* Take the closest of those that are left; n > 0. */
static int64_t
take_closest(struct candidates *all)
{
	struct candidate *best = all->c;
	int64_t id;

	for (size_t i = 1; i < all->n; i++)
		if (is_closer(&all->c[i], best))
			best = &all->c[i];
	id = best->id;
	*best = all->c[--all->n];
	return id;
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
}

/* ---- the lists of an article --------------------------------------------- */

/* Ids are asked for all at once, as json_each() reads them: "[1,-2". */
static void
add_id(struct buf *out, int64_t id)
{
	buf_addc(out, out->len == 0 ? '[' : ',');
	if (id < 0)
		buf_addc(out, '-');
	buf_addu(out, id < 0 ? 0 - (uint64_t)id : (uint64_t)id);
}

/* "[1,-2]", in the arena. */
static const char *
end_ids(struct buf *out, struct arena *a)
{
	buf_adds(out, out->len == 0 ? "[]" : "]");
	return buf_keep(out, a);
}

static void
add_lists(struct buf *out, enum list_kind kind, const struct list_name *names,
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_id(out, index_list_id(kind, names[i].key));
}

static const char *
list_ids(struct arena *a, const struct article *art)
{
	struct buf out = { 0 };

	add_lists(&out, LIST_TOPIC, art->topics, art->ntopics);
	add_lists(&out, LIST_AUTHOR, art->authors, art->nauthors);
	return end_ids(&out, a);
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

#define NEXT  4  /* neighbours */
#define NAMES 16 /* articles that are asked for at once, at most */

struct wanted {
	int64_t next[NEXT]; /* by OLDER to NEWER_IN_TOPIC; 0: none */
	struct candidates related;
};

/* The newest members of one of its first topics. */
static void
take_members(sqlite3_stmt *st, const struct article *art, struct wanted *w)
{
	const struct list_name *topic =
	    name_of(art, sqlite3_column_int64(st, 1));
	size_t n = (size_t)sqlite3_column_bytes(st, 4) / sizeof(struct recent);
	const char *members = sqlite3_column_blob(st, 4);
	struct recent r;

	if (topic == NULL || topic->count == 0 || topic < art->topics ||
	    topic >= art->topics + art->ntopics ||
	    topic - art->topics >= AROUND_TOPICS)
		return;
	for (size_t i = 0; i < n && i < AROUND_EACH; i++) {
		memcpy(&r, members + i * sizeof r, sizeof r);
		if (r.id != art->card.id)
			add(&w->related, r.id, r.topics,
			    WHOLE / (int64_t)topic->count + 1);
	}
}

static void
find_wanted(struct index *ix, struct arena *a, const struct article *art,
    struct wanted *w)
{
	int64_t topic = art->ntopics > 0
			    ? index_list_id(LIST_TOPIC, art->topics[0].key)
			    : 0; /* a list without members */
	sqlite3_stmt *st = sql_bind(&ix->sql, READ_AROUND, "siii",
	    list_ids(a, art), art->card.id, index_list_id(LIST_ALL, ""), topic);

	memset(w->next, 0, sizeof w->next);
	w->related.n = 0;
	while (sql_step(&ix->sql, st) == 1) {
		int kind = sqlite3_column_int(st, 0);

		if (kind != LIST) {
			w->next[kind - OLDER] = sqlite3_column_int64(st, 1);
			continue;
		}
		take_name(st, 1, a, art);
		take_members(st, art, w);
	}
	weigh(&w->related);
}

static bool
is_next(const struct wanted *w, int64_t id)
{
	for (size_t i = 0; i < NEXT; i++)
		if (w->next[i] == id)
			return true;
	return false;
}

/* The closest that are no neighbours; more, where a zone may hide some. */
static size_t
closest(const struct index *ix, struct wanted *w, int64_t *ids)
{
	size_t most = ix->hides == NULL ? AROUND_RELATED : NAMES - NEXT, n = 0;

	while (w->related.n > 0 && n < most) {
		ids[n] = take_closest(&w->related);
		n += !is_next(w, ids[n]);
	}
	return n;
}

/* The names of these articles, but for those that readers may not see. */
static size_t
read_names(struct index *ix, struct arena *a, const int64_t ids[NAMES],
    struct article_name *names)
{
	struct buf wanted = { 0 };
	sqlite3_stmt *st;
	size_t n = 0;

	for (size_t i = 0; i < NAMES; i++)
		if (ids[i] != 0)
			add_id(&wanted, ids[i]);
	st = sql_bind(&ix->sql, READ_AROUND_NAMES, "s", end_ids(&wanted, a));
	while (n < NAMES && sql_step(&ix->sql, st) == 1) {
		names[n] = (struct article_name){
			.id = sqlite3_column_int64(st, 0),
			.slug = sql_text(st, 1, a),
			.title = sql_text(st, 2, a),
		};
		n += !index_hidden(ix, a, names[n].slug);
	}
	sql_done(st);
	return n;
}

static const struct article_name *
name_with(const struct article_name *names, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (id != 0 && names[i].id == id)
			return &names[i];
	return NULL;
}

typedef int next_article(struct index *ix, struct arena *a,
    const struct list *list, int64_t id, struct card *out);

/* The next one behind a neighbour that is hidden; topic "": of all. */
static const struct article_name *
next_but_one(struct index *ix, struct arena *a, int64_t id, next_article *next,
    const char *topic)
{
	enum list_kind kind = topic[0] != '\0' ? LIST_TOPIC : LIST_ALL;
	struct article_name *name = arena_alloc(a, sizeof *name);
	struct card card;
	struct list list;

	if (!index_list(ix, a, kind, topic, &list) ||
	    !next(ix, a, &list, id, &card))
		return NULL;
	*name = (struct article_name){ card.id, card.slug, card.title };
	return name;
}

void
index_around(struct index *ix, struct arena *a, struct article *art,
    struct around *out)
{
	const char *topic = art->ntopics > 0 ? art->topics[0].key : "";
	const struct {
		const struct article_name **name;
		next_article *next;
		const char *topic;
	} ways[NEXT] = {
		{ &out->older, index_older, "" },
		{ &out->newer, index_newer, "" },
		{ &out->older_in_topic, index_older, topic },
		{ &out->newer_in_topic, index_newer, topic },
	};
	struct article_name *names = arena_alloc(a, NAMES * sizeof *names);
	struct wanted w;
	int64_t ids[NAMES] = { 0 };
	size_t n, nclosest;

	*out = (struct around){ .nrelated = 0 };
	find_wanted(ix, a, art, &w);
	memcpy(ids, w.next, sizeof w.next);
	nclosest = closest(ix, &w, ids + NEXT);
	n = read_names(ix, a, ids, names);
	for (size_t i = 0; i < NEXT; i++) {
		*ways[i].name = name_with(names, n, ids[i]);
		if (ids[i] != 0 && *ways[i].name == NULL)
			*ways[i].name = next_but_one(ix, a, ids[i],
			    ways[i].next, ways[i].topic);
	}
	for (size_t i = 0; i < nclosest && out->nrelated < AROUND_RELATED;
	     i++) {
		out->related[out->nrelated] =
		    name_with(names, n, ids[NEXT + i]);
		out->nrelated += out->related[out->nrelated] != NULL;
	}
}
