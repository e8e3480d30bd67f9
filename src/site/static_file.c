#include "site/static_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "capsule/picture.h"
#include "page/item_type.h"
#include "site/page_parts.h"
#include "site/pages.h"

/* What a folder shows itself by (X8). */
static const char *const indexes[] = { "index.gmi", "index.gemini" };

/* Hand an open file over to the reply. */
static void
send_open(struct context *ctx, const char *path, int fd, const struct stat *st)
{
	struct reply *r = ctx->r;

	r->status = STATUS_SUCCESS;
	r->type = item_type_media(path);
	r->fd = fd;
	r->size = (uint64_t)st->st_size;
	if (strcmp(r->type, "text/gemini") == 0)
		page_parts_language(ctx, "");
}

void
static_file_send(struct context *ctx, const char *path)
{
	struct stat st;
	int fd = file_open_below(ctx->capsule->dir, path, false, &st);

	if (fd != -1)
		send_open(ctx, path, fd, &st);
	else if (errno != ENOENT) /* there, and something is wrong with it */
		context_refuse(ctx, STATUS_TEMPORARY_FAILURE, WORD_UNREADABLE);
}

/* Is there something to show for this folder? */
static bool
has_index(struct context *ctx, const char *folder)
{
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
		struct stat st;
		int fd = file_open_below(ctx->capsule->dir,
		    arena_printf(ctx->arena, "%s/%s", folder, indexes[i]),
		    false, &st);

		if (fd != -1) {
			close(fd);
			return true;
		}
	}
	return false;
}

static void
send_index(struct context *ctx, const char *folder)
{
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
		static_file_send(ctx,
		    arena_printf(ctx->arena, "%s/%s", folder, indexes[i]));
		if (ctx->r->status == STATUS_SUCCESS)
			return;
	}
}

/*
 * A folder's page has relative links, so its address must end in a slash: one
 * without is led there.
 */
void
static_file(struct context *ctx)
{
	if (ctx->rest[0] == '\0')
		return;
	if (ctx->slash) {
		send_index(ctx, ctx->path + 1);
		return;
	}
	static_file_send(ctx, ctx->path + 1);
	if (ctx->r->status != STATUS_SUCCESS && has_index(ctx, ctx->path + 1))
		reply_say(ctx->r, STATUS_REDIRECT_PERMANENT, "%s/", ctx->path);
}

/* A small form never changes: its name is made of what is in it. */
void
small_picture(struct context *ctx)
{
	struct stat st;
	int fd;

	if (!picture_is_small_name(ctx->rest) || ctx->pictures == -1)
		return;
	fd = file_open_below(ctx->pictures, ctx->rest, false, &st);
	if (fd != -1)
		send_open(ctx, ctx->rest, fd, &st);
}
