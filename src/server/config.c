#include "server/config.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "server/config_keys.h"
#include "server/config_listen.h"

#define CONFIG_MAX (1 << 20) /* bytes of a configuration file */

/* ---- from libconfuse's tree to ours ------------------------------------- */

/* A path of the file, absolute; "" stays "". */
static const char *
path_of(struct config *c, const char *path)
{
	char full[4096];

	if (path[0] == '\0')
		return "";
	if (file_join(full, sizeof full, c->folder, path) == NULL)
		return arena_strdup(&c->arena, path);
	return arena_strdup(&c->arena, full);
}

static const char *
state_file(struct config *c, const char *folder, const char *name,
    const char *ending)
{
	return arena_printf(&c->arena, "%s/%s/%s%s", c->state, folder, name,
	    ending);
}

/* The capsule's name, and the others that it has. */
static void
take_names(struct config *c, struct config_capsule *k, cfg_t *sec)
{
	const char **list;
	char name[256];

	k->naliases = cfg_size(sec, "aliases");
	list = arena_calloc(&c->arena, 1 + k->naliases, sizeof *list);
	(void)config_host_name(cfg_title(sec), name);
	list[0] = arena_strdup(&c->arena, name);
	for (unsigned i = 0; i < k->naliases; i++) {
		(void)config_host_name(cfg_getnstr(sec, "aliases", i), name);
		list[1 + i] = arena_strdup(&c->arena, name);
	}
	k->names = list;
	k->name = list[0];
	k->aliases = list + 1;
}

static void
take_zone(struct config *c, struct config_zone *zone, cfg_t *sec)
{
	const char **list;
	char print[65];

	zone->path = arena_strdup(&c->arena, cfg_title(sec));
	zone->nfingerprints = cfg_size(sec, "fingerprints");
	list = arena_calloc(&c->arena, zone->nfingerprints, sizeof *list);
	for (unsigned i = 0; i < zone->nfingerprints; i++) {
		(void)publisher_fingerprint(cfg_getnstr(sec, "fingerprints", i),
		    print);
		list[i] = arena_strdup(&c->arena, print);
	}
	zone->fingerprints = list;
}

static void
take_uploads(struct config *c, struct config_uploads *u, cfg_t *sec)
{
	u->publishers = arena_calloc(&c->arena, 1, sizeof *u->publishers);
	u->file = path_of(c, cfg_getstr(sec, "publishers"));
	u->timeout = (unsigned)cfg_getint(sec, "upload_timeout");
	u->rules = (struct publish_rules){
		.publishers = u->publishers,
		.token =
		    arena_strdup(&c->arena, cfg_getstr(sec, "upload_token")),
		.size = (size_t)cfg_getint(sec, "upload_size"),
		.article_size = c->limits.article_size,
		.keep_days = (unsigned)cfg_getint(sec, "history_days"),
		.keep_size = (size_t)cfg_getint(sec, "history_size"),
		.letters = cfg_getbool(sec, "letters"),
	};
}

static void
take_capsule(struct config *c, struct config_capsule *k, cfg_t *sec)
{
	struct config_zone *zones;

	take_names(c, k, sec);
	k->allow_private = cfg_getbool(sec, "allow_private");
	k->root = path_of(c, cfg_getstr(sec, "root"));
	k->made = cfg_getstr(sec, "certificate")[0] == '\0';
	if (k->made) {
		k->certificate = state_file(c, "certificates", k->name, ".crt");
		k->key = state_file(c, "certificates", k->name, ".key");
	} else {
		k->certificate = path_of(c, cfg_getstr(sec, "certificate"));
		k->key = path_of(c, cfg_getstr(sec, "key"));
	}
	k->nzones = cfg_size(sec, "zone");
	zones = arena_calloc(&c->arena, k->nzones, sizeof *zones);
	for (unsigned i = 0; i < k->nzones; i++)
		take_zone(c, &zones[i], cfg_getnsec(sec, "zone", i));
	k->zones = zones;
	take_uploads(c, &k->uploads, sec);
}

/* One for each core that this process may run on. */
static unsigned
cores(void)
{
	cpu_set_t set;
	int n = 1;

	if (sched_getaffinity(0, sizeof set, &set) == 0)
		n = CPU_COUNT(&set);
	return n < 1 ? 1 : (unsigned)n;
}

static void
take_ports(struct config *c, cfg_t *gemini)
{
	unsigned *ports;

	c->npublic_ports = cfg_size(gemini, "public_ports");
	ports = arena_calloc(&c->arena, c->npublic_ports, sizeof *ports);
	for (unsigned i = 0; i < c->npublic_ports; i++)
		ports[i] = (unsigned)cfg_getnint(gemini, "public_ports", i);
	c->public_ports = ports;
	c->answer_addresses = cfg_getbool(gemini, "answer_addresses");
}

static void
take_limits(struct config_limits *l, cfg_t *sec)
{
	l->connections = (unsigned)cfg_getint(sec, "connections");
	l->per_address = (unsigned)cfg_getint(sec, "per_address");
	l->request_timeout = (unsigned)cfg_getint(sec, "request_timeout");
	l->write_timeout = (unsigned)cfg_getint(sec, "write_timeout");
	l->article_size = (size_t)cfg_getint(sec, "article_size");
	l->files_most = (size_t)cfg_getint(sec, "files_most");
	l->rate = (unsigned)cfg_getint(sec, "rate");
	l->burst = (unsigned)cfg_getint(sec, "burst");
	if (l->burst == 0)
		l->burst = 2 * l->rate;
}

static void
take_trust(struct config *c, cfg_t *proxy)
{
	struct network *nets;

	c->ntrust = cfg_size(proxy, "trust");
	nets = arena_calloc(&c->arena, c->ntrust, sizeof *nets);
	for (unsigned i = 0; i < c->ntrust; i++)
		(void)network_parse(&nets[i], cfg_getnstr(proxy, "trust", i),
		    NULL);
	c->trust = nets;
}

static void
take_capsules(struct config *c, cfg_t *cfg)
{
	struct config_capsule *list;

	c->ncapsules = cfg_size(cfg, "capsule");
	list = arena_calloc(&c->arena, c->ncapsules, sizeof *list);
	for (unsigned i = 0; i < c->ncapsules; i++)
		take_capsule(c, &list[i], cfg_getnsec(cfg, "capsule", i));
	c->capsules = list;
}

static void
take_types(struct config *c, cfg_t *sec)
{
	struct own_type *list;

	c->types.n = cfg_num(sec);
	list = arena_calloc(&c->arena, c->types.n, sizeof *list);
	for (unsigned i = 0; i < c->types.n; i++) {
		cfg_opt_t *opt = cfg_getnopt(sec, i);

		list[i].key = arena_strdup(&c->arena, cfg_opt_name(opt));
		list[i].value =
		    arena_strdup(&c->arena, cfg_opt_getnstr(opt, 0));
	}
	c->types.list = list;
}

/* Where a log goes: one of two words, or else a file. */
static const char *
log_of(struct config *c, const char *to, const char *one, const char *other)
{
	if (strcmp(to, one) == 0)
		return one;
	return strcmp(to, other) == 0 ? other : path_of(c, to);
}

static void
take(struct config *c, cfg_t *cfg)
{
	c->state = path_of(c, cfg_getstr(cfg, "state"));
	c->workers = (unsigned)cfg_getint(cfg, "workers");
	if (c->workers == 0)
		c->workers = cores();
	c->user = arena_strdup(&c->arena, cfg_getstr(cfg, "user"));
	c->log = log_of(c, cfg_getstr(cfg, "log"), "stderr", "syslog");
	c->requests = log_of(c, cfg_getstr(cfg, "requests"), "log", "none");
	c->log_addresses =
	    (enum ip_show)config_show(cfg_getstr(cfg, "log_addresses"));
	c->sandbox = cfg_getbool(cfg, "sandbox");
	c->ticket_keys = path_of(c, cfg_getstr(cfg, "ticket_keys"));
	c->metrics = path_of(c, cfg_getstr(cfg, "metrics"));
	take_ports(c, cfg_getsec(cfg, "gemini"));
	c->gopher_tls = cfg_getbool(cfg_getsec(cfg, "gopher"), "tls");
	take_limits(&c->limits, cfg_getsec(cfg, "limits"));
	take_trust(c, cfg_getsec(cfg, "proxy"));
	take_types(c, cfg_getsec(cfg, "types"));
	take_capsules(c, cfg);
}

/* ---- what only the whole can show --------------------------------------- */

/* Does a capsule before this one have the name already? */
static bool
taken(const struct config *c, size_t before, const char *name)
{
	for (size_t i = 0; i < before; i++) {
		const struct config_capsule *k = &c->capsules[i];

		if (strcmp(k->name, name) == 0)
			return true;
		for (size_t j = 0; j < k->naliases; j++)
			if (strcmp(k->aliases[j], name) == 0)
				return true;
	}
	return false;
}

static int
check_names(const struct config *c, struct problem *why)
{
	for (size_t i = 0; i < c->ncapsules; i++) {
		const struct config_capsule *k = &c->capsules[i];
		const char *twice = taken(c, i, k->name) ? k->name : NULL;

		for (size_t j = 0; twice == NULL && j < k->naliases; j++)
			if (taken(c, i, k->aliases[j]))
				twice = k->aliases[j];
		if (twice != NULL)
			return problem_set(why, 0,
			    "'%s' is the name of two capsules", twice);
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
	config_take_listens(c, cfg);
	if (c->nlisten == 0)
		return problem_set(why, 0, "nothing to listen on");
	if (config_check_listens(c, why) == -1)
		return -1;
	config_publish(c, cfg);
	return 0;
}

/* ---- reading ------------------------------------------------------------ */

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
	c = xcalloc(1, sizeof *c);
	c->file = arena_strdup(&c->arena, path);
	c->folder = arena_strdup(&c->arena, folder);
	take(c, cfg);
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
};

static void
tell_named(void *ctx, const struct problem *found)
{
	const struct named_sink *to = ctx;
	struct problem named = *found;

	problem_in(&named, to->path);
	to->sink(to->ctx, &named);
}

void
config_mistakes(const char *path, problem_sink *sink, void *ctx)
{
	struct named_sink to = { path, sink, ctx };
	struct problem why = { 0 };
	struct buf text = { 0 };
	char *folder;
	size_t n = 0;

	if (read_text(path, &text, &folder, &why) == 0)
		n = config_keys_mistakes(buf_str(&text), folder, tell_named,
		    &to);
	if (n == 0) {
		/* it cannot be read, or only the whole shows what is wrong */
		config_free(config_read(path, &why));
		sink(ctx, &why);
	}
	free(folder);
	buf_free(&text);
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
	for (size_t i = 0; i < c->ncapsules; i++) {
		const struct config_capsule *k = &c->capsules[i];

		if (strcmp(k->name, host) == 0)
			return k;
		for (size_t j = 0; j < k->naliases; j++)
			if (strcmp(k->aliases[j], host) == 0)
				return k;
	}
	return NULL;
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
