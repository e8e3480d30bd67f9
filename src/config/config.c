#include "config/config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "config/config_check.h"
#include "config/config_keys.h"
#include "text/url.h"

#define CONFIG_MAX (1 << 20) /* bytes of a configuration file */

/* ---- what is listened on, and where it is seen --------------------------- */

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

/* What the sections of the protocols say, then those of the capsules. */
static void
take_listens(struct config *c, cfg_t *cfg)
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
static int
check_listens(const struct config *c, struct problem *why)
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
	bool gopher = protocol->row == PROTOCOL_GOPHER;
	char name[256];

	at->host = k->name;
	at->url = "";
	at->port = 0;
	if (gemini && c->npublic_ports > 0)
		at->port = c->public_ports[0];
	if (gopher && config_host_name(cfg_getstr(sec, "gopher_host"), name))
		at->host = arena_strdup(&c->arena, name);
	if (gopher)
		at->port = (unsigned)cfg_getint(sec, "gopher_port");
	if (at->port == 0)
		at->port = l == NULL ? protocol->port : address_port(&l->at);
	if (l == NULL)
		return;
	at->tls = l->tls;
	at->url = url_root(&c->arena, protocol->name, at->host, at->port);
}

/* Each capsule's host, port and address by each protocol. */
static void
publish_all(struct config *c, cfg_t *cfg)
{
	for (unsigned i = 0; i < c->ncapsules; i++)
		for (size_t p = 0; p < PROTOCOLS; p++)
			publish(c, &c->capsules[i],
			    cfg_getnsec(cfg, "capsule", i), protocols[p]);
}

/* ---- what only the whole can show --------------------------------------- */

/* The capsule of this name among the first n, or NULL. */
static const struct config_capsule *
capsule_of(const struct config *c, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		const struct config_capsule *k = &c->capsules[i];

		for (size_t j = 0; j < 1 + k->naliases; j++)
			if (strcmp(k->names[j], name) == 0)
				return k;
	}
	return NULL;
}

static int
check_names(const struct config *c, struct problem *why)
{
	for (size_t i = 0; i < c->ncapsules; i++) {
		const struct config_capsule *k = &c->capsules[i];

		for (size_t j = 0; j < 1 + k->naliases; j++)
			if (capsule_of(c, i, k->names[j]) != NULL)
				return problem_set(why, 0,
				    "'%s' is the name of two capsules",
				    k->names[j]);
	}
	return 0;
}

/* The capsule that the Gopher ports show: named, or the first. */
static int
find_usual(struct config *c, const char *named, size_t line,
    struct problem *why)
{
	char name[256];

	for (size_t p = 0; p < PROTOCOLS; p++)
		c->usual[p] = &c->capsules[0];
	if (named[0] == '\0')
		return 0;
	c->usual[PROTOCOL_GOPHER] =
	    config_host_name(named, name) ? config_capsule_of(c, name) : NULL;
	if (c->usual[PROTOCOL_GOPHER] == NULL)
		return problem_set(why, line, "no capsule is named \"%s\"",
		    named);
	return 0;
}

/* Who may publish stands in files of their own. */
static int
read_publishers(struct config *c, struct problem *why)
{
	for (size_t i = 0; i < c->ncapsules; i++) {
		const struct config_uploads *u = &c->capsules[i].uploads;

		if (u->file[0] != '\0' && publishers_read(u->publishers,
					      &c->arena, u->file, why) == -1)
			return -1;
	}
	return 0;
}

/* What only the whole can show; gopher_capsule: the line that names it. */
static int
take_whole(struct config *c, cfg_t *cfg, size_t gopher_capsule,
    struct problem *why)
{
	if (c->state[0] == '\0')
		return problem_set(why, 0, "state is not a path");
	if (c->ncapsules == 0)
		return problem_set(why, 0, "no capsule is configured");
	if (check_names(c, why) == -1 ||
	    find_usual(c, cfg_getstr(cfg_getsec(cfg, "gopher"), "capsule"),
		gopher_capsule, why) == -1 ||
	    read_publishers(c, why) == -1)
		return -1;
	take_listens(c, cfg);
	if (c->nlisten == 0)
		return problem_set(why, 0, "nothing to listen on");
	if (check_listens(c, why) == -1)
		return -1;
	publish_all(c, cfg);
	return 0;
}

/* ---- reading ------------------------------------------------------------ */

static struct config *
config_new(const char *path, const char *folder, cfg_t *cfg)
{
	struct config *c = xcalloc(1, sizeof *c);

	c->file = arena_strdup(&c->arena, path);
	c->folder = arena_strdup(&c->arena, folder);
	config_keys_take(c, cfg);
	return c;
}

struct config *
config_parse(const char *text, const char *path, const char *folder,
    struct problem *why)
{
	struct problem unseen = { 0 };
	struct config *c;
	size_t gopher_capsule;
	cfg_t *cfg;

	if (why == NULL)
		why = &unseen;
	cfg = config_keys_read(text, folder, &gopher_capsule, why);
	if (cfg == NULL) {
		problem_in(why, path);
		return NULL;
	}
	c = config_new(path, folder, cfg);
	if (take_whole(c, cfg, gopher_capsule, why) == -1) {
		problem_in(why, path);
		config_free(c);
		c = NULL;
	}
	cfg_free(cfg);
	return c;
}

/* The absolute folder of a file, NULL when there is none. */
static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == NULL
			   ? xstrdup(".")
			   : xstrndup(path, (size_t)(slash - path) + 1);
	char *full = realpath(folder, NULL);

	free(folder);
	return full;
}

/* The text of a file, and its folder, which the caller frees.  0, or -1. */
static int
read_text(const char *path, struct buf *text, char **folder,
    struct problem *why)
{
	*folder = folder_of(path);
	if (buf_read_file(text, path, CONFIG_MAX, why) == -1)
		return problem_in(why, path);
	if (*folder != NULL && !memchr(buf_str(text), '\0', text->len))
		return 0;
	problem_set(why, 0, "is not a text");
	return problem_in(why, path);
}

struct config *
config_read(const char *path, struct problem *why)
{
	struct config *c = NULL;
	struct buf text = { 0 };
	char *folder;

	if (read_text(path, &text, &folder, why) == 0)
		c = config_parse(buf_str(&text), path, folder, why);
	free(folder);
	buf_free(&text);
	return c;
}

/* The keys know the line of a mistake, this the file. */
struct named_sink {
	const char *path;
	problem_sink *sink;
	void *ctx;
	size_t told;
};

static void
tell_named(void *ctx, const struct problem *found)
{
	struct named_sink *to = ctx;
	struct problem named = *found;

	problem_in(&named, to->path);
	to->sink(to->ctx, &named);
	to->told++;
}

struct config *
config_parse_mistakes(const char *text, const char *path, const char *folder,
    problem_sink *sink, void *ctx)
{
	struct named_sink to = { path, sink, ctx, 0 };
	struct problem why = { 0 };
	struct config *c;
	cfg_t *cfg = config_keys_mistakes(text, folder, tell_named, &to);

	if (to.told == 0) { /* only the whole shows what is wrong */
		config_free(config_parse(text, path, folder, &why));
		sink(ctx, &why);
	}
	if (cfg == NULL)
		return NULL;
	c = config_new(path, folder, cfg);
	take_listens(c, cfg);
	cfg_free(cfg);
	if (to.told > 0 && read_publishers(c, &why) == -1)
		tell_named(&to, &why);
	return c;
}

struct config *
config_mistakes(const char *path, problem_sink *sink, void *ctx)
{
	struct problem why = { 0 };
	struct buf text = { 0 };
	struct config *c = NULL;
	char *folder;

	if (read_text(path, &text, &folder, &why) == 0)
		c = config_parse_mistakes(buf_str(&text), path, folder, sink,
		    ctx);
	else
		sink(ctx, &why);
	free(folder);
	buf_free(&text);
	return c;
}

void
config_free(struct config *c)
{
	if (c == NULL)
		return;
	arena_free(&c->arena);
	free(c);
}

const struct config_capsule *
config_capsule_of(const struct config *c, const char *host)
{
	return capsule_of(c, c->ncapsules, host);
}

bool
config_publishes(const struct config_capsule *k)
{
	return k->uploads.publishers->n > 0 || k->uploads.rules.letters;
}

bool
config_zone_has(const struct config_zone *zone, const char *path)
{
	size_t len = strlen(zone->path);

	if (len > 0 && zone->path[len - 1] == '/')
		len--;
	return strncmp(zone->path, path, len) == 0 &&
	       (path[len] == '\0' || path[len] == '/' || path[len] == '.');
}

bool
config_asks_who(const struct config_capsule *k)
{
	return k->nzones > 0 || config_publishes(k);
}

bool
config_in_zone(const void *capsule, const char *path)
{
	const struct config_capsule *k = capsule;

	for (size_t i = 0; i < k->nzones; i++)
		if (config_zone_has(&k->zones[i], path))
			return true;
	return false;
}

bool
config_uses_tls(const struct config *c)
{
	for (size_t i = 0; i < c->nlisten; i++)
		if (c->listen[i].tls)
			return true;
	return false;
}
