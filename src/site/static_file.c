#include "site/static_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "capsule/address.h"
#include "capsule/picture.h"
#include "page/item_type.h"
#include "site/pages.h"
#include "site/parts/page_end.h"
#include "site/parts/page_parts.h"
#include "text/size.h"
#include "text/url.h"

/* What a folder shows itself by (X8). */
static const char *const indexes[] = { "index.gmi", "index.gemini" };

/* The media type of a file; for texts with what is said of their folder. */
static const char *
media_of(struct context *ctx, const char *path)
{
	const struct own_types *own = ctx->how->types;
	const char *type = item_type_media(path, own);
	const char *more = own_types_parameters(own, ctx->path);

	if (more == NULL || strncasecmp(type, "text/", 5) != 0)
		return type;
	return arena_printf(ctx->arena, "%s; %s", type, more);
}

/*
 * May it be served by this path?  Where there are zones a link leads into none
 * of them, nor out of static/: an article's text may be in one.
 */
static bool
may_serve(const struct context *ctx, const char *path, int fd)
{
	static const char top[] = "static/";
	char place[PATH_MAX];

	if (ctx->how->hides == NULL)
		return true;
	if (!file_place_below(ctx->capsule->dir, fd, place, sizeof place))
		return false;
	return strcmp(place, path) == 0 ||
	       (strncmp(place, top, strlen(top)) == 0 &&
		   !ctx->how->hides(ctx->how->hides_ctx,
		       arena_printf(ctx->arena, "/%s", place)));
}

/* Hand an open file over to the reply. */
static void
hand_over(struct context *ctx, const char *path, int fd, const struct stat *st)
{
	struct reply *r = ctx->r;

	r->status = STATUS_SUCCESS;
	r->type = media_of(ctx, path);
	r->fd = fd;
	r->size = (uint64_t)st->st_size;
	if (strncmp(r->type, "text/gemini", strlen("text/gemini")) == 0)
		page_parts_language(ctx, "");
}

/* One of the capsule's, if it may be served. */
static void
send_open(struct context *ctx, const char *path, int fd, const struct stat *st)
{
	if (may_serve(ctx, path, fd))
		hand_over(ctx, path, fd, st);
	else
		close(fd);
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

static bool
is_folder(struct context *ctx, const char *path)
{
	struct stat st;
	int fd = file_open_below(ctx->capsule->dir, path, true, &st);

	if (fd != -1)
		close(fd);
	return fd != -1 && S_ISDIR(st.st_mode);
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

/* ---- folders without an index -------------------------------------------- */

#define LISTED_MOST 1000 /* names of a folder on one page */

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted, without hidden ones. */
static size_t
names_in(struct context *ctx, int fd, const char **names)
{
	DIR *dir = fdopendir(fd);
	const struct dirent *e;
	size_t n = 0;

	if (dir == NULL) {
		close(fd);
		return 0;
	}
	while (n < LISTED_MOST && (e = readdir(dir)) != NULL)
		if (e->d_name[0] != '.' &&
		    utf8_valid(e->d_name, strlen(e->d_name)))
			names[n++] = arena_strdup(ctx->arena, e->d_name);
	closedir(dir);
	qsort(names, n, sizeof *names, by_name);
	return n;
}

/* "map.png [41 kB]", "older/"; nothing for what is no file of ours. */
static void
list_name(struct context *ctx, struct link_group *ways, const char *name)
{
	const char *path =
	    arena_printf(ctx->arena, "%s/%s", ctx->path + 1, name);
	struct buf url = { 0 };
	char size[SIZE_SHOWN];
	struct stat st;
	int fd = file_open_below(ctx->capsule->dir, path, true, &st);
	bool folder = fd != -1 && S_ISDIR(st.st_mode);

	if (fd == -1)
		return;
	close(fd);
	url_encode(&url, ctx->path, strlen(ctx->path));
	buf_addc(&url, '/');
	url_encode_segment(&url, name, strlen(name));
	if (folder)
		buf_addc(&url, '/');
	link_group_link(ways, LOOK_ALL, buf_keep(&url, ctx->arena),
	    folder ? arena_printf(ctx->arena, "%s/", name)
		   : arena_printf(ctx->arena, "%s [%s]", name,
			 size_show((uint64_t)st.st_size, size)));
}

static void
list_folder(struct context *ctx)
{
	const char **names;
	struct link_group ways;
	struct stat st;
	int fd = file_open_below(ctx->capsule->dir, ctx->path + 1, true, &st);
	size_t n;

	if (fd == -1)
		return;
	if (!may_serve(ctx, ctx->path + 1, fd)) {
		close(fd);
		return;
	}
	names = arena_calloc(ctx->arena, LISTED_MOST, sizeof *names);
	n = names_in(ctx, fd, names);
	page_parts_begin_list(ctx, file_name(ctx->path));
	/* a folder's item is a text's on Gopher, as its index.gmi is */
	ctx->r->plain = context_by_gopher(ctx);
	ways = link_group_begin(&ctx->r->page);
	for (size_t i = 0; i < n; i++)
		list_name(ctx, &ways, names[i]);
	page_end(ctx);
}

/* ---- addresses ----------------------------------------------------------- */

/* The one folder with a dot that is served (RFC 8615). */
static void
send_known(struct context *ctx)
{
	struct stat st;
	int files = file_open_below(ctx->capsule->dir, "static", true, &st);
	int known = files == -1
			? -1
			: openat(files, ".well-known",
			      O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int fd =
	    known == -1 ? -1 : file_open_below(known, ctx->rest, false, &st);

	if (files != -1)
		close(files);
	if (known != -1)
		close(known);
	if (fd != -1)
		send_open(ctx, ctx->rest, fd, &st);
}

/*
 * A folder's page has relative links, so its address must end in a slash: one
 * without is led there.
 */
void
static_file(struct context *ctx)
{
	bool listed = ctx->capsule->listing;

	if (strncmp(ctx->path, PATH_KNOWN, strlen(PATH_KNOWN)) == 0) {
		send_known(ctx);
		return;
	}
	if (ctx->rest[0] == '\0' && !listed)
		return;
	if (ctx->slash) {
		send_index(ctx, ctx->path + 1);
		if (listed && ctx->r->status == STATUS_NOT_FOUND)
			list_folder(ctx);
		return;
	}
	static_file_send(ctx, ctx->path + 1);
	if (ctx->r->status != STATUS_SUCCESS &&
	    (listed ? is_folder(ctx, ctx->path + 1)
		    : has_index(ctx, ctx->path + 1)))
		reply_say(ctx->r, STATUS_REDIRECT_PERMANENT, "%s/", ctx->path);
}

/*
 * A small form never changes: its name is made of what is in it.  It lies in
 * the server's own folder, where no link leads into a zone.
 */
void
small_picture(struct context *ctx)
{
	struct stat st;
	int fd;

	if (!picture_is_small_name(ctx->rest) || ctx->pictures == -1)
		return;
	fd = file_open_below(ctx->pictures, ctx->rest, false, &st);
	if (fd != -1)
		hand_over(ctx, ctx->rest, fd, &st);
}
