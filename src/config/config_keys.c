#include "config/config_keys.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "capsule/capsule.h"
#include "capsule/publishers.h"
#include "config/address.h"
#include "config/config_check.h"
#include "index/scan.h"

/* Defaults of lists: libconfuse wants to be given them writable. */
static char none[] = "{}";
static char gemini_listen[] = "{\"[::]:1965\"}";
static char gopher_listen[] = "{\"[::]:70\"}";

/* clang-format off */
static cfg_opt_t zone_keys[] = {
	CFG_STR_LIST("fingerprints", none, CFGF_NONE),
	CFG_END()
};

/* A capsule's own ports; what else is said of Gopher is said for all. */
static cfg_opt_t capsule_gopher_keys[] = {
	CFG_STR_LIST("listen", none, CFGF_NONE),
	CFG_END()
};

static cfg_opt_t capsule_keys[] = {
	CFG_STR("root", "", CFGF_NONE),
	CFG_STR_LIST("aliases", none, CFGF_NONE),
	CFG_STR("certificate", "", CFGF_NONE),
	CFG_STR("key", "", CFGF_NONE),
	CFG_STR("gopher_host", "", CFGF_NONE),
	CFG_INT("gopher_port", 0, CFGF_NONE),
	CFG_SEC("gopher", capsule_gopher_keys, CFGF_NONE),
	CFG_STR("publishers", "", CFGF_NONE),
	CFG_STR("upload_token", "", CFGF_NONE),
	CFG_INT("upload_size", 10485760, CFGF_NONE),
	CFG_INT("upload_timeout", 300, CFGF_NONE),
	CFG_INT("history_days", 365, CFGF_NONE),
	CFG_INT("history_size", 104857600, CFGF_NONE),
	CFG_BOOL("letters", cfg_false, CFGF_NONE),
	CFG_BOOL("allow_private", cfg_false, CFGF_NONE),
	CFG_SEC("zone", zone_keys,
	    CFGF_TITLE | CFGF_MULTI | CFGF_NO_TITLE_DUPES),
	CFG_END()
};

static cfg_opt_t gemini_keys[] = {
	CFG_STR_LIST("listen", gemini_listen, CFGF_NONE),
	CFG_INT_LIST("public_ports", none, CFGF_NONE),
	CFG_BOOL("answer_addresses", cfg_false, CFGF_NONE),
	CFG_END()
};

static cfg_opt_t gopher_keys[] = {
	CFG_STR_LIST("listen", gopher_listen, CFGF_NONE),
	CFG_BOOL("tls", cfg_true, CFGF_NONE),
	CFG_STR("capsule", "", CFGF_NONE),
	CFG_END()
};

static cfg_opt_t limits_keys[] = {
	CFG_INT("connections", 8192, CFGF_NONE),
	CFG_INT("per_address", 64, CFGF_NONE),
	CFG_INT("request_timeout", 10, CFGF_NONE),
	CFG_INT("write_timeout", 30, CFGF_NONE),
	CFG_INT("article_size", 1048576, CFGF_NONE),
	CFG_INT("files_most", SCAN_FILES_MOST, CFGF_NONE),
	CFG_INT("rate", 0, CFGF_NONE),
	CFG_INT("burst", 0, CFGF_NONE),
	CFG_END()
};

static cfg_opt_t proxy_keys[] = {
	CFG_STR_LIST("trust", none, CFGF_NONE),
	CFG_END()
};

static cfg_opt_t keys[] = {
	CFG_STR("state", CHASQUI_STATE, CFGF_NONE),
	CFG_INT("workers", 0, CFGF_NONE),
	CFG_STR("user", "", CFGF_NONE),
	CFG_STR("log", "stderr", CFGF_NONE),
	CFG_STR("requests", "log", CFGF_NONE),
	CFG_STR("log_addresses", "full", CFGF_NONE),
	CFG_BOOL("sandbox", cfg_true, CFGF_NONE),
	CFG_STR("ticket_keys", "", CFGF_NONE),
	CFG_STR("metrics", "", CFGF_NONE),
	CFG_SEC("gemini", gemini_keys, CFGF_NONE),
	CFG_SEC("gopher", gopher_keys, CFGF_NONE),
	CFG_SEC("limits", limits_keys, CFGF_NONE),
	CFG_SEC("proxy", proxy_keys, CFGF_NONE),
	CONF_PAIRS("types"),
	CFG_SEC("capsule", capsule_keys,
	    CFGF_TITLE | CFGF_MULTI | CFGF_NO_TITLE_DUPES),
	CONF_END
};

/* Between what a number may be; the port 0 means "as listened on". */
static const struct conf_number numbers[] = {
	{ "workers", 0, 256 },
	{ "gopher_port", 0, 65535 },
	{ "public_ports", 1, 65535 },
	{ "connections", 1, 1000000 },
	{ "per_address", 0, 1000000 },
	{ "request_timeout", 1, 3600 },
	{ "write_timeout", 1, 3600 },
	{ "article_size", 1024, 16777216 },
	{ "files_most", 1, 100000000 },
	{ "rate", 0, 100000 },
	{ "burst", 0, 100000 },
	{ "upload_size", 1024, 1073741824 },
	{ "upload_timeout", 1, 86400 },
	{ "history_days", 0, 36500 },
	{ "history_size", 0, 1099511627776 },
};
/* clang-format on */

/* libconfuse's callbacks have no argument of ours; nothing here is threaded. */
static struct {
	const char *folder;
	size_t gopher_capsule; /* the line that names it */
} reading;

/*
 * A path of the file, absolute; NULL: too long.  "../capsule" is not left to
 * the system, since commands print these paths: the folder's own has no links
 * in it, so that its last name can be taken off.
 */
static const char *
absolute(char *out, size_t size, const char *folder, const char *path)
{
	char from[4096];
	char *slash;
	size_t dots, len;

	if (strlen(folder) >= sizeof from)
		return NULL;
	memcpy(from, folder, strlen(folder) + 1);
	while ((dots = strspn(path, ".")) > 0 && dots <= 2 &&
	       path[dots] == '/' && (slash = strrchr(from, '/')) != NULL) {
		if (dots == 2)
			slash[slash == from] = '\0';
		path += dots + strspn(path + dots, "/");
	}
	if (file_join(out, size, from, path) == NULL)
		return NULL;
	for (len = strlen(out); len > 1 && out[len - 1] == '/'; len--)
		out[len - 1] = '\0';
	return out;
}

/* ---- while libconfuse reads: each value at its line --------------------- */

static int
check_number(cfg_t *cfg, cfg_opt_t *opt)
{
	return conf_check_number(cfg, opt, numbers,
	    sizeof numbers / sizeof *numbers);
}

static int
check_root(cfg_t *cfg, cfg_opt_t *opt)
{
	char path[4096];
	struct stat st;

	if (conf_latest(opt)[0] == '\0' ||
	    absolute(path, sizeof path, reading.folder, conf_latest(opt)) ==
		NULL)
		cfg_error(cfg, "root is not a path");
	else if (stat(path, &st) == -1)
		cfg_error(cfg, "root \"%s\": %s", path, strerror(errno));
	else if (!S_ISDIR(st.st_mode))
		cfg_error(cfg, "root \"%s\" is not a folder", path);
	else
		return 0;
	return -1;
}

static int
note_gopher_capsule(cfg_t *cfg, cfg_opt_t *opt)
{
	(void)opt;
	reading.gopher_capsule = (size_t)cfg->line;
	return 0;
}

static const struct conf_check checks[] = {
	{ "workers", check_number },
	{ "log_addresses", config_check_show },
	{ "gemini|listen", config_check_address },
	{ "gemini|public_ports", check_number },
	{ "gopher|listen", config_check_address },
	{ "gopher|capsule", note_gopher_capsule },
	{ "limits|connections", check_number },
	{ "limits|per_address", check_number },
	{ "limits|request_timeout", check_number },
	{ "limits|write_timeout", check_number },
	{ "limits|article_size", check_number },
	{ "limits|files_most", check_number },
	{ "limits|rate", check_number },
	{ "limits|burst", check_number },
	{ "proxy|trust", config_check_network },
	{ "types", config_check_types },
	{ "capsule", config_check_capsule },
	{ "capsule|root", check_root },
	{ "capsule|aliases", config_check_alias },
	{ "capsule|gopher_host", config_check_gopher_host },
	{ "capsule|gopher_port", check_number },
	{ "capsule|upload_size", check_number },
	{ "capsule|upload_timeout", check_number },
	{ "capsule|history_days", check_number },
	{ "capsule|history_size", check_number },
	{ "capsule|gopher|listen", config_check_address },
	{ "capsule|zone", config_check_zone },
	{ "capsule|zone|fingerprints", config_check_fingerprint },
};

/* ---- the whole file ------------------------------------------------------ */

static const struct conf_syntax syntax = { .keys = keys,
	.checks = checks,
	.nchecks = sizeof checks / sizeof *checks,
	.other = &capsule_syntax };

cfg_t *
config_keys_read(const char *text, const char *folder, size_t *gopher_capsule,
    struct problem *why)
{
	cfg_t *cfg;

	reading.folder = folder;
	reading.gopher_capsule = 0;
	cfg = conf_parse(&syntax, text, strlen(text), why);
	*gopher_capsule = reading.gopher_capsule;
	return cfg;
}

cfg_t *
config_keys_mistakes(const char *text, const char *folder, problem_sink *sink,
    void *ctx)
{
	reading.folder = folder;
	return conf_mistakes(&syntax, text, strlen(text), sink, ctx);
}

/* ---- from libconfuse's tree to ours ------------------------------------- */

/* A path of the file, absolute; "" stays "". */
static const char *
path_of(struct config *c, const char *path)
{
	char full[4096];

	if (path[0] == '\0')
		return "";
	if (absolute(full, sizeof full, c->folder, path) == NULL)
		return arena_strdup(&c->arena, path);
	return arena_strdup(&c->arena, full);
}

static const char *
made_certificate(struct config *c, const char *name, const char *ending)
{
	return arena_printf(&c->arena, "%s/" CONFIG_CERTIFICATES "/%s%s",
	    c->state, name, ending);
}

/* The capsule's name, and the others that it has. */
static void
take_names(struct config *c, struct config_capsule *k, cfg_t *sec)
{
	const char **list;
	char name[256] = "";

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
	char print[65] = "";

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
		k->certificate = made_certificate(c, k->name, ".crt");
		k->key = made_certificate(c, k->name, ".key");
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
		list[i].value = arena_strdup(&c->arena, conf_latest(opt));
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

void
config_keys_take(struct config *c, cfg_t *cfg)
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
