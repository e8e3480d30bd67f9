#include "server/child.h"

#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "capsule/capsule.h"
#include "capsule/picture.h"
#include "publish/writable.h"
#include "site/book_page.h"

const char *
child_name(const struct child_kind *kind, unsigned number,
    char out[CHILD_NAME_SIZE])
{
	if (kind->serves)
		(void)snprintf(out, CHILD_NAME_SIZE, "%s %u", kind->name,
		    number);
	else
		(void)snprintf(out, CHILD_NAME_SIZE, "%s", kind->name);
	return out;
}

/* ---- what it may reach --------------------------------------------------- */

struct grants {
	struct sandbox *box;
	const char **read, **write; /* box's, in the arena */
	struct arena arena;
};

static void
may_read(struct grants *g, const char *path)
{
	g->read =
	    arena_room(&g->arena, g->read, g->box->nread, sizeof *g->read);
	g->read[g->box->nread++] = path;
}

static void
may_write(struct grants *g, const char *path)
{
	g->write =
	    arena_room(&g->arena, g->write, g->box->nwrite, sizeof *g->write);
	g->write[g->box->nwrite++] = path;
}

static void
grant(struct grants *g, enum child_access access, const char *folder)
{
	if (access == ACCESS_READ || access == ACCESS_PUBLISH)
		may_read(g, folder);
	else if (access == ACCESS_WRITE)
		may_write(g, folder);
}

/* Of a capsule: the folders of uploads, and the notice's file. */
static void
grant_publishing(struct grants *g, const char *root)
{
	for (size_t i = 0; writable_folders[i] != NULL; i++)
		may_write(g, arena_printf(&g->arena, "%s/%s", root,
				 writable_folders[i]));
	may_write(g, arena_printf(&g->arena, "%s/" CAPSULE_NOTICE, root));
}

void
child_confine(const struct child *c)
{
	const struct child_config *cc = c->config;
	const struct config *config = cc->config;
	enum child_access access = c->kind->capsules;
	struct sandbox box = { .role = c->kind->role,
		.connections = config->limits.connections };
	struct grants g = { .box = &box };

	for (size_t i = 0; i < config->ncapsules; i++) {
		const struct config_capsule *k = &config->capsules[i];

		if (access == ACCESS_PUBLISH && !config_publishes(k))
			continue;
		grant(&g, access, k->root);
		if (access == ACCESS_PUBLISH)
			grant_publishing(&g, k->root);
	}
	grant(&g, c->kind->indexes, cc->index_folder);
	grant(&g, c->kind->made, picture_folder(&g.arena, config->state));
	grant(&g, c->kind->made, book_folder(&g.arena, config->state));
	if (c->kind->made == ACCESS_WRITE) /* by `chasqui export` */
		grant(&g, ACCESS_READ, config->file);
	box.read = g.read;
	box.write = g.write;
	if (config->sandbox)
		sandbox_enter(&box);
	arena_free(&g.arena);
}

/* ---- ready --------------------------------------------------------------- */

void
child_ready(struct child *c)
{
	unsigned char place[2] = { (unsigned char)c->place,
		(unsigned char)(c->place >> 8) };

	if (c->ready != -1) {
		(void)!write(c->ready, place, sizeof place);
		close(c->ready);
	}
	c->ready = -1;
}

int
child_ready_place(int fd)
{
	unsigned char place[2];

	if (read(fd, place, sizeof place) != sizeof place)
		return -1;
	return place[0] | place[1] << 8;
}
