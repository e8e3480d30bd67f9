#include <string.h>

#include "base/arena.h"
#include "site/pages.h"

/* What is left of a removed article: a sentence and its topic (G33). */
static void
removed(struct visit *v, const struct list_name *topic)
{
	visit_refuse(v, 52, WORD_REMOVED);
	if (topic->key[0] != '\0')
		reply_onward(v->r, arena_printf(v->arena, "/t/%s/", topic->key),
		    visit_words_with(v, WORD_TOPIC_IS, topic->title, NULL));
}

/*
 * WordPress's plain links ("/?p=12") are the front page with a query, so the
 * front page asks here too.
 */
void
alias(struct visit *v)
{
	const struct request *req = v->req;
	const char *path = v->path, *form = "";
	struct old old = { 0 };
	enum old_address found;

	if (strcmp(path, "/") == 0)
		path = arena_printf(v->arena, "/?%s", req->query);
	found = index_old_address(v->index, v->arena, path, &old);
	if (found == OLD_UNKNOWN && v->r->plain) { /* "/a/x.txt" is /a/x */
		form = ".txt";
		found = index_old_address(v->index, v->arena,
		    arena_strndup(v->arena, path, strlen(path) - 4), &old);
	}
	switch (found) {
	case OLD_MOVED:
		reply_say(v->r, 31, "/a/%s%s", old.slug, form);
		break;
	case OLD_REMOVED:
		removed(v, &old.topic);
		break;
	case OLD_UNKNOWN:
		break;
	}
}
