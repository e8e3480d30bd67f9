#include "site/parts/newer.h"

#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/front_matter.h"
#include "capsule/visibility.h"

/* As the index has them: "A. One, B. Two". */
static const char *
joined(struct arena *a, const struct fm_names *names)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < names->n; i++)
		buf_addf(&list, "%s%s", i > 0 ? ", " : "", names->name[i]);
	return buf_keep(&list, a);
}

/* Topics or authors, as a front matter calls them. */
static struct list_name *
named_lists(struct arena *a, const struct fm_names *names)
{
	struct list_name *lists = arena_calloc(a, names->n, sizeof *lists);
	char key[SLUG_SIZE];

	for (size_t i = 0; i < names->n; i++) {
		index_key(key, names->name[i]);
		lists[i].key = arena_strdup(a, key);
		lists[i].title = arena_strdup(a, names->name[i]);
	}
	return lists;
}

bool
newer_take(struct context *ctx, struct article *art, const struct buf *src)
{
	struct arena *a = ctx->arena;
	const struct front_matter_how how = { .path = art->path,
		.dates = &ctx->capsule->dates };
	struct front_matter f;
	int64_t changes;
	bool served;

	front_matter_read_by(&f, src->data, src->len, &how, NULL);
	served =
	    visibility_served(visibility_at(&f, (int64_t)time(NULL), &changes));
	index_article_take(art, a, &f);
	art->card.authors = joined(a, &f.authors);
	art->topics = named_lists(a, &f.topics);
	art->ntopics = f.topics.n;
	art->authors = named_lists(a, &f.authors);
	art->nauthors = f.authors.n;
	front_matter_free(&f);
	return served;
}
