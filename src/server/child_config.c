#include "server/child_config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "index/index.h"
#include "server/systemd.h"
#include "server/tls.h"

#define SOCKETS_MOST 64 /* that systemd may hand over */

static void
place_indexes(struct child_config *c, const char *folder)
{
	struct config *config = c->config;

	c->index_folder = xstrdup(folder);
	c->indexes =
	    arena_calloc(&config->arena, config->ncapsules, sizeof *c->indexes);
	for (size_t i = 0; i < config->ncapsules; i++)
		c->indexes[i] = index_path(&config->arena, folder,
		    config->capsules[i].name);
}

struct child_config *
child_config_new(struct config *config, const struct child_config *old,
    const struct child_shared *shared, bool *refused, struct problem *why)
{
	struct systemd_socket given[SOCKETS_MOST];
	size_t ngiven = systemd_sockets(given, SOCKETS_MOST);
	struct child_config *c = xcalloc(1, sizeof *c);

	c->config = config;
	c->limits = shared->limits;
	c->stats = shared->stats;
	c->channel = shared->channel;
	c->orders[0] = shared->orders[0];
	c->orders[1] = shared->orders[1];
	place_indexes(c, shared->index_folder);
	*refused = true;
	if (listeners_open(&c->listeners, config,
		old == NULL ? NULL : &old->listeners, given, ngiven, why) == -1)
		goto fail;
	c->log = access_log_open(config, why);
	if (c->log == NULL)
		goto fail;
	*refused = false;
	c->tls = tls_new(config, shared->writable,
	    old == NULL ? NULL : old->tls, why);
	if (c->tls == NULL)
		goto fail;
	return c;
fail:
	child_config_free(c);
	return NULL;
}

void
child_config_free(struct child_config *c)
{
	if (c == NULL)
		return;
	access_log_close(c->log);
	listeners_close(&c->listeners);
	tls_free(c->tls);
	config_free(c->config);
	free(c->index_folder);
	free(c);
}
