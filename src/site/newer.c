#include "site/newer.h"

#include <time.h>

#include "archive/front_matter.h"
#include "base/arena.h"
#include "base/buf.h"

/* As the index has them: "A. One, B. Two". */
static const char *
joined(struct arena *a, const struct names *names)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < names->n; i++)
		buf_addf(&list, "%s%s", i > 0 ? ", " : "", names->name[i]);
	return buf_keep(&list, a);
}

/* The topics of a front matter, with the titles that the index knows. */
static void
take_topics(struct visit *v, struct article *art, const struct names *names)
{
	struct list_name *topics =
	    arena_calloc(v->arena, names->n, sizeof *topics);
	char key[SLUG_SIZE];

	art->topics = topics;
	art->ntopics = names->n;
	for (size_t i = 0; i < names->n; i++) {
		struct list known;

		index_key(key, names->name[i]);
		topics[i].key = arena_strdup(v->arena, key);
		topics[i].title = arena_strdup(v->arena, names->name[i]);
		if (index_list(v->index, v->arena, LIST_TOPIC, key, &known))
			topics[i].title = known.title;
	}
}

/* The same rule that the librarian follows. */
static bool
is_shown(const struct front *f)
{
	time_t now = time(NULL);

	return !f->draft && !(f->date.known && f->date.seconds > now) &&
	       !(f->due.known && f->due.seconds > now) &&
	       !(f->expires.known && f->expires.seconds <= now);
}

bool
newer_take(struct visit *v, struct article *art, const struct buf *src)
{
	struct arena *a = v->arena;
	struct front f;
	bool shown;

	front_matter_read(&f, src->data, src->len, art->path, NULL, NULL, NULL);
	shown = is_shown(&f);
	art->card.title = arena_strdup(a, f.title);
	art->card.authors = joined(a, &f.authors);
	art->card.lang = arena_strdup(a, f.lang);
	art->card.date = f.date;
	art->card.updated = f.updated.known ? f.updated : f.date;
	art->card.partial = f.partial;
	art->source = arena_strdup(a, f.source);
	art->image = arena_strdup(a, f.image);
	art->image_alt = arena_strdup(a, f.image_alt);
	art->license = arena_strdup(a, f.license);
	art->notice = arena_strdup(a, f.notice);
	take_topics(v, art, &f.topics);
	front_free(&f);
	return shown;
}
