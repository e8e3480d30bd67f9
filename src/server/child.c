#include "server/child.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "capsule/picture.h"

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

static void
grant(struct sandbox *box, const char **read, const char **write,
    enum child_access access, const char *folder)
{
	if (access == ACCESS_READ)
		read[box->nread++] = folder;
	else if (access == ACCESS_WRITE)
		write[box->nwrite++] = folder;
}

void
child_confine(const struct child *c)
{
	const struct child_config *cc = c->config;
	const struct config *config = cc->config;
	size_t most = config->ncapsules + 2;
	const char **read = xcalloc(most, sizeof *read);
	const char **write = xcalloc(most, sizeof *write);
	struct sandbox box = { .role = c->kind->role,
		.read = read,
		.write = write,
		.connections = config->limits.connections };
	struct arena arena = { 0 };

	if (config->sandbox) {
		for (size_t i = 0; i < config->ncapsules; i++)
			grant(&box, read, write, c->kind->capsules,
			    config->capsules[i].root);
		grant(&box, read, write, c->kind->indexes, cc->index_folder);
		grant(&box, read, write, c->kind->pictures,
		    picture_folder(&arena, config->state));
		sandbox_enter(&box);
	}
	free(read);
	free(write);
	arena_free(&arena);
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
