#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/address.h"
#include "capsule/redirects.h"
#include "site/pages.h"
#include "site/parts/page_end.h"
#include "site/parts/page_parts.h"

/* What is left of a removed article: a sentence and its topic (G33). */
static void
removed(struct context *ctx, const struct list_name *topic)
{
	context_refuse(ctx, STATUS_GONE, WORD_REMOVED);
	if (topic->key[0] != '\0')
		reply_onward(ctx->r, address_of_topic(ctx->arena, topic->key),
		    context_words_with(ctx, WORD_TOPIC_IS, topic->title, NULL));
}

/* Several articles have this name: none of them stands for the others. */
static void
shared(struct context *ctx, const struct old *old)
{
	page_parts_begin_list(ctx, context_words(ctx, WORD_SHARED_NAME));
	for (size_t i = 0; i < old->ncards; i++)
		page_parts_entry(ctx, &old->cards[i]);
	page_end(ctx);
}

/* Another protocol cannot be led to from Gopher. */
void
redirected(struct context *ctx)
{
	struct buf text = { 0 };
	struct problem why = { 0 };
	struct stat st;
	const char *to;
	size_t len;
	int fd = file_open_below(ctx->capsule->dir, REDIRECTS_FILE, false, &st);

	if (fd == -1)
		return;
	if (buf_read_fd(&text, fd, REDIRECTS_MAX, &why) == 0 &&
	    redirects_find(buf_str(&text), text.len, ctx->req->path, &to,
		&len) &&
	    (*to == '/' || !context_by_gopher(ctx)))
		reply_say(ctx->r, STATUS_REDIRECT_PERMANENT, "%.*s", (int)len,
		    to);
	close(fd);
	buf_free(&text);
}

/*
 * WordPress's plain links ("/?p=12") are the front page with a query, so the
 * front page asks here too.
 */
void
alias(struct context *ctx)
{
	const struct request *req = ctx->req;
	const char *path = ctx->path, *form = "";
	struct old old = { 0 };
	enum old_address found;

	if (strcmp(path, "/") == 0)
		path = arena_printf(ctx->arena, "/?%s", req->query);
	found = index_old_address(ctx->index, ctx->arena, path, &old);
	if (found == OLD_UNKNOWN && ctx->r->plain) { /* "/a/x.txt" is /a/x */
		form = ".txt";
		found = index_old_address(ctx->index, ctx->arena,
		    arena_strndup(ctx->arena, path, strlen(path) - 4), &old);
	}
	switch (found) {
	case OLD_MOVED:
		reply_say(ctx->r, STATUS_REDIRECT_PERMANENT,
		    PATH_ARTICLES "%s%s", old.slug, form);
		break;
	case OLD_SHARED:
		shared(ctx, &old);
		break;
	case OLD_REMOVED:
		removed(ctx, &old.topic);
		break;
	case OLD_UNKNOWN:
		break;
	}
}
