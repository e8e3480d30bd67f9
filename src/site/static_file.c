#include "site/static_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "page/item.h"
#include "site/furniture.h"
#include "site/pages.h"

/* What a folder shows itself by (X8). */
static const char *const indexes[] = { "index.gmi", "index.gemini" };

/* Hand an open file over to the reply. */
static void
send_open(struct visit *v, const char *path, int fd, const struct stat *st)
{
	struct reply *r = v->r;

	r->status = 20;
	r->type = item_media_type(path);
	r->fd = fd;
	r->size = (uint64_t)st->st_size;
	if (strcmp(r->type, "text/gemini") == 0)
		furniture_language(v, "");
}

void
static_file_send(struct visit *v, const char *path)
{
	struct stat st;
	int fd = file_open_below(v->capsule->dir, path, false, &st);

	if (fd != -1)
		send_open(v, path, fd, &st);
	else if (errno != ENOENT) /* there, and something is wrong with it */
		visit_refuse(v, 40, WORD_UNREADABLE);
}

/* Is there something to show for this folder? */
static bool
has_index(struct visit *v, const char *folder)
{
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
		struct stat st;
		int fd = file_open_below(v->capsule->dir,
		    arena_printf(v->arena, "%s/%s", folder, indexes[i]), false,
		    &st);

		if (fd != -1) {
			close(fd);
			return true;
		}
	}
	return false;
}

static void
send_index(struct visit *v, const char *folder)
{
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
		static_file_send(v,
		    arena_printf(v->arena, "%s/%s", folder, indexes[i]));
		if (v->r->status == 20)
			return;
	}
}

/*
 * A folder's page has relative links, so its address must end in a slash: one
 * without is led there.
 */
void
static_file(struct visit *v)
{
	if (v->rest[0] == '\0')
		return;
	if (v->slash) {
		send_index(v, v->path + 1);
		return;
	}
	static_file_send(v, v->path + 1);
	if (v->r->status != 20 && has_index(v, v->path + 1))
		reply_say(v->r, 31, "%s/", v->path);
}
