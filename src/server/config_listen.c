#include "server/config_listen.h"

#include <string.h>

#include "server/config_check.h"
#include "text/url.h"

static void
add_listens(struct config *c, cfg_t *sec, const struct protocol *protocol,
    const struct config_capsule *capsule)
{
	struct config_listen *list;
	size_t n = cfg_size(sec, "listen");

	list = arena_calloc(&c->arena, c->nlisten + n, sizeof *list);
	if (c->nlisten > 0)
		memcpy(list, c->listen, c->nlisten * sizeof *list);
	c->listen = list;
	for (unsigned i = 0; i < n; i++) {
		struct config_listen *l = &list[c->nlisten++];

		(void)address_parse(&l->at, cfg_getnstr(sec, "listen", i),
		    NULL);
		l->protocol = protocol;
		l->capsule = capsule;
		l->tls = protocol->tls_first || c->gopher_tls;
	}
}

void
config_take_listens(struct config *c, cfg_t *cfg)
{
	for (size_t p = 0; p < PROTOCOLS; p++)
		add_listens(c, cfg_getsec(cfg, protocols[p]->name),
		    protocols[p], c->usual[p]);
	for (unsigned i = 0; i < c->ncapsules; i++)
		add_listens(c,
		    cfg_getsec(cfg_getnsec(cfg, "capsule", i), "gopher"),
		    protocols[PROTOCOL_GOPHER], &c->capsules[i]);
}

/* Two sockets on one port would share its readers between them. */
int
config_check_listens(const struct config *c, struct problem *why)
{
	char shown[ADDRESS_SIZE];

	for (size_t i = 0; i < c->nlisten; i++)
		for (size_t j = 0; j < i; j++)
			if (address_equal(&c->listen[i].at, &c->listen[j].at))
				return problem_set(why, 0,
				    "%s is listened on twice",
				    address_show(&c->listen[i].at, shown));
	return 0;
}

/* Where a capsule can be asked for by a protocol; NULL: nowhere. */
static const struct config_listen *
listened(const struct config *c, const struct protocol *protocol,
    const struct config_capsule *k)
{
	for (size_t i = 0; i < c->nlisten; i++) {
		const struct config_listen *l = &c->listen[i];

		if (l->protocol == protocol &&
		    (l->capsule == k || protocol->accepts != NULL))
			return l;
	}
	return NULL;
}

static void
publish(struct config *c, struct config_capsule *k, cfg_t *sec,
    const struct protocol *protocol)
{
	struct config_public *at = &k->public[protocol->row];
	const struct config_listen *l = listened(c, protocol, k);
	bool gemini = protocol->row == PROTOCOL_GEMINI;
	char name[256];

	at->host = k->name;
	at->url = "";
	at->port = 0;
	if (gemini && c->npublic_ports > 0)
		at->port = c->public_ports[0];
	if (!gemini && config_host_name(cfg_getstr(sec, "gopher_host"), name))
		at->host = arena_strdup(&c->arena, name);
	if (!gemini)
		at->port = (unsigned)cfg_getint(sec, "gopher_port");
	if (at->port == 0)
		at->port = l == NULL ? protocol->port : address_port(&l->at);
	if (l == NULL)
		return;
	at->tls = l->tls;
	at->url = url_root(&c->arena, protocol->name, at->host, at->port);
}

void
config_publish(struct config *c, cfg_t *cfg)
{
	for (unsigned i = 0; i < c->ncapsules; i++)
		for (size_t p = 0; p < PROTOCOLS; p++)
			publish(c, &c->capsules[i],
			    cfg_getnsec(cfg, "capsule", i), protocols[p]);
}
