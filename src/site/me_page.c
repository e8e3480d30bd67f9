#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/address.h"
#include "capsule/front_matter.h"
#include "capsule/history.h"
#include "capsule/visibility.h"
#include "site/letters.h"
#include "site/pages.h"
#include "site/parts/editing.h"
#include "site/parts/page_end.h"
#include "text/line_diff.h"
#include "text/utf8_write.h"

/*
 * A visitor's own page: who the server takes him for, and for those who
 * publish what they can write.  The one page that depends on who asks.
 */

#define OWN_ARTICLES 30
#define DRAFTS       100

/* ---- who ----------------------------------------------------------------- */

static void
about_the_visitor(struct context *ctx)
{
	static const enum word roles[] = {
		[ROLE_AUTHOR] = WORD_ROLE_AUTHOR,
		[ROLE_EDITOR] = WORD_ROLE_EDITOR,
		[ROLE_ADMIN] = WORD_ROLE_ADMIN,
	};
	const struct identity *who = &ctx->req->identity;
	const char *name =
	    who->role != ROLE_NONE ? who->name : who->common_name;

	page_parts_begin_text(ctx, context_words(ctx, WORD_ME_TITLE));
	page_text(&ctx->r->page, context_words_with(ctx, WORD_ME_FINGERPRINT,
				     who->fingerprint, NULL));
	if (name[0] != '\0')
		page_parts_line(ctx,
		    context_words_with(ctx, WORD_ME_NAME, name, NULL));
	if (who->role != ROLE_NONE)
		page_parts_line(ctx,
		    context_words_with(ctx, WORD_ME_ROLE,
			context_words(ctx, roles[who->role]), NULL));
	else
		page_text(&ctx->r->page, context_words(ctx, WORD_ME_UNKNOWN));
}

/* ---- drafts -------------------------------------------------------------- */

static int
read_file(struct context *ctx, const char *path, struct buf *out)
{
	struct stat st;
	int fd = file_open_below(ctx->capsule->dir, path, false, &st);
	int result;

	if (fd == -1)
		return -1;
	result = buf_read_fd(out, fd, ctx->how->article_size, NULL);
	close(fd);
	return result;
}

/* A link to edit a file that no list shows, by its own path. */
static void
draft(struct context *ctx, struct link_group *ways, const char *path,
    enum visibility why)
{
	struct front_matter f;
	struct buf text = { 0 };
	const char *label;

	if (read_file(ctx, path, &text) == 0) {
		(void)front_matter_read(&f, buf_str(&text), text.len,
		    strchr(path, '/') + 1, NULL, NULL, NULL);
		label = arena_printf(ctx->arena, "%s (%s)", f.title,
		    visibility_name(why));
		if (editing_may(ctx, &f.authors))
			link_group_link(ways, LOOK_ALL,
			    editing_url(ctx,
				arena_printf(ctx->arena, "/%s", path), ";edit"),
			    context_words_with(ctx, WORD_EDIT, label, NULL));
		front_matter_free(&f);
	}
	buf_free(&text);
}

static void
drafts(struct context *ctx)
{
	const struct hidden_file *files;
	size_t n = index_hidden_files(ctx->index, ctx->arena, &files);
	struct link_group ways;

	if (n == 0)
		return;
	page_heading(&ctx->r->page, 2, context_words(ctx, WORD_DRAFTS));
	ways = link_group_below(&ctx->r->page);
	for (size_t i = 0; i < n && i < DRAFTS; i++)
		if (strchr(files[i].path, '/') != NULL)
			draft(ctx, &ways, files[i].path, files[i].why);
}

/* ---- own articles -------------------------------------------------------- */

static void
own_articles(struct context *ctx)
{
	struct link_group ways;
	struct list mine;
	const struct card *cards;
	char key[SLUG_SIZE];
	size_t n = 0;

	index_key(key, ctx->req->identity.name);
	if (index_list(ctx->index, ctx->arena, LIST_AUTHOR, key, &mine))
		n = index_list_newest(ctx->index, ctx->arena, &mine,
		    OWN_ARTICLES, &cards);
	if (n == 0)
		return;
	page_heading(&ctx->r->page, 2, context_words(ctx, WORD_YOUR_ARTICLES));
	ways = link_group_below(&ctx->r->page);
	for (size_t i = 0; i < n; i++)
		link_group_link(&ways, LOOK_ALL,
		    editing_url(ctx,
			address_of_article(ctx->arena, cards[i].slug), ";edit"),
		    context_words_with(ctx, WORD_EDIT, cards[i].title, NULL));
}

static void
show_me(struct context *ctx)
{
	struct link_group ways;

	about_the_visitor(ctx);
	if (ctx->req->identity.role != ROLE_NONE) {
		ways = link_group_begin(&ctx->r->page);
		link_group_link(&ways, LOOK_ALL,
		    editing_url(ctx, PATH_ARTICLES "new", ""),
		    context_words(ctx, WORD_NEW_ARTICLE));
		drafts(ctx);
		own_articles(ctx);
		letters_waiting(ctx);
	}
	page_end(ctx);
}

/* ---- differences --------------------------------------------------------- */

/* May who asks see what a file held: those who may edit it. */
static bool
may_compare(struct context *ctx, const struct buf *now)
{
	struct front_matter f;
	bool may;

	(void)front_matter_read(&f, now->data, now->len, "x.md", NULL, NULL,
	    NULL);
	may = editing_may(ctx, &f.authors);
	front_matter_free(&f);
	return may;
}

static void
clean_lines(struct buf *out, const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end) {
		const char *lf = memchr(s, '\n', (size_t)(end - s));
		const char *stop = lf != NULL ? lf : end;

		utf8_clean(out, s, (size_t)(stop - s));
		buf_addc(out, '\n');
		s = stop + 1;
	}
}

static void
show_diff(struct context *ctx, const char *path, const struct buf *then,
    const struct buf *now)
{
	struct buf diff = { 0 }, clean = { 0 };
	struct block *b;

	line_diff(&diff, buf_str((struct buf *)then), then->len,
	    buf_str((struct buf *)now), now->len);
	page_parts_begin_text(ctx,
	    context_words_with(ctx, WORD_DIFFERENCES, path, NULL));
	if (diff.len == 0) {
		page_text(&ctx->r->page,
		    context_words(ctx, WORD_NO_DIFFERENCES));
	} else {
		clean_lines(&clean, diff.data, diff.len);
		b = page_add(&ctx->r->page, BLOCK_CODE);
		b->opens = true;
		b->info = "diff";
		b->body.len = clean.len;
		b->body.text = buf_keep(&clean, ctx->arena);
	}
	page_end(ctx);
	buf_free(&diff);
}

/* "/me/articles/x.md@VERSION": what changed since the text was that. */
static void
differences(struct context *ctx)
{
	const char *at = strrchr(ctx->rest, '@');
	struct buf then = { 0 }, now = { 0 };
	const char *path;

	if (at == NULL)
		return;
	path = arena_strndup(ctx->arena, ctx->rest, (size_t)(at - ctx->rest));
	if (read_file(ctx, path, &now) == -1)
		return;
	if (!may_compare(ctx, &now))
		context_refuse(ctx, STATUS_CERTIFICATE_NOT_AUTHORISED,
		    WORD_UPLOAD_NOT_YOURS);
	else if (history_find_version(ctx->capsule->root, ctx->capsule->dir,
		     path, at + 1, ctx->how->article_size, &then))
		show_diff(ctx, path, &then, &now);
	buf_free(&then);
	buf_free(&now);
}

/* ---- the page ------------------------------------------------------------ */

void
me_page(struct context *ctx)
{
	const struct identity *who = &ctx->req->identity;

	if (!ctx->how->publishes || context_by_gopher(ctx))
		return;
	if (!identity_is_valid(who, ctx->capsule->language, (int64_t)time(NULL),
		ctx->r))
		return;
	if (ctx->rest[0] == '\0')
		show_me(ctx);
	else if (who->role == ROLE_NONE)
		context_refuse(ctx, STATUS_CERTIFICATE_NOT_AUTHORISED,
		    WORD_CERTIFICATE_UNKNOWN);
	else
		differences(ctx);
}
