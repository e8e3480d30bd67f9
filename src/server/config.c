#include "server/config.h"

#include <confuse.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/file.h"
#include "proto/gemini.h"

#define CONFIG_MAX (1 << 20) /* bytes of a configuration file */

/* Stands behind the last line of every file: see closed(). */
#define SENTINEL "end_of_the_file"

/* Defaults of lists: libconfuse wants to be given them writable. */
static char none[] = "{}";
static char gemini_listen[] = "{\"[::]:1965\"}";
static char gopher_listen[] = "{\"[::]:70\"}";

/* clang-format off */
static cfg_opt_t zone_keys[] = {
	CFG_STR_LIST("fingerprints", none, CFGF_NONE),
	CFG_END()
};

static cfg_opt_t capsule_keys[] = {
	CFG_STR("root", "", CFGF_NONE),
	CFG_STR_LIST("aliases", none, CFGF_NONE),
	CFG_STR("certificate", "", CFGF_NONE),
	CFG_STR("key", "", CFGF_NONE),
	CFG_STR("gopher_host", "", CFGF_NONE),
	CFG_INT("gopher_port", 0, CFGF_NONE),
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
	CFG_SEC("capsule", capsule_keys,
	    CFGF_TITLE | CFGF_MULTI | CFGF_NO_TITLE_DUPES),
	CFG_BOOL(SENTINEL, cfg_false, CFGF_NONE),
	CFG_END()
};

/* Between what a number may be; the port 0 means "as listened on". */
static const struct {
	const char *key;
	long least, most;
} numbers[] = {
	{ "workers", 0, 256 },
	{ "gopher_port", 0, 65535 },
	{ "public_ports", 1, 65535 },
	{ "connections", 1, 1000000 },
	{ "per_address", 0, 1000000 },
	{ "request_timeout", 1, 3600 },
	{ "write_timeout", 1, 3600 },
	{ "article_size", 1024, 16777216 },
	{ "rate", 0, 100000 },
	{ "burst", 0, 100000 },
};

static const char *const shows[] = { "full", "prefix", "none" };
/* clang-format on */

/* libconfuse's callbacks have no argument of ours; nothing here is threaded. */
static struct {
	struct problem *why;
	const char *folder;
	bool told;
	size_t gopher_capsule; /* the line that names it */
} reading;

/* ---- while libconfuse reads: each value at its line --------------------- */

/* The first complaint is the one that a person can use. */
static void
complain(cfg_t *cfg, const char *fmt, va_list ap)
{
	char sentence[400];

	if (reading.told)
		return;
	reading.told = true;
	(void)vsnprintf(sentence, sizeof sentence, fmt, ap);
	problem_set(reading.why, (size_t)cfg->line, "%s", sentence);
}

/* The value that was read last. */
static const char *
latest(cfg_opt_t *opt)
{
	unsigned n = cfg_opt_size(opt);
	const char *s = n == 0 ? NULL : cfg_opt_getnstr(opt, n - 1);

	return s == NULL ? "" : s;
}

static int
check_number(cfg_t *cfg, cfg_opt_t *opt)
{
	long n = cfg_opt_getnint(opt, cfg_opt_size(opt) - 1);

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		if (strcmp(numbers[i].key, opt->name) != 0)
			continue;
		if (n >= numbers[i].least && n <= numbers[i].most)
			return 0;
		cfg_error(cfg, "%s is %ld: want %ld to %ld", opt->name, n,
		    numbers[i].least, numbers[i].most);
		return -1;
	}
	return 0;
}

static int
check_listen(cfg_t *cfg, cfg_opt_t *opt)
{
	struct address a;
	struct problem why = { 0 };

	if (address_parse(&a, latest(opt), &why) == 0)
		return 0;
	cfg_error(cfg, "%s", why.sentence);
	return -1;
}

static int
check_network(cfg_t *cfg, cfg_opt_t *opt)
{
	struct network n;
	struct problem why = { 0 };

	if (network_parse(&n, latest(opt), &why) == 0)
		return 0;
	cfg_error(cfg, "%s", why.sentence);
	return -1;
}

static int
check_show(cfg_t *cfg, cfg_opt_t *opt)
{
	for (size_t i = 0; i < sizeof shows / sizeof *shows; i++)
		if (strcmp(shows[i], latest(opt)) == 0)
			return 0;
	cfg_error(cfg, "%s is \"%s\": want full, prefix or none", opt->name,
	    latest(opt));
	return -1;
}

static int
check_root(cfg_t *cfg, cfg_opt_t *opt)
{
	char path[4096];
	struct stat st;

	if (latest(opt)[0] == '\0' ||
	    file_join(path, sizeof path, reading.folder, latest(opt)) == NULL)
		cfg_error(cfg, "root is not a path");
	else if (stat(path, &st) == -1)
		cfg_error(cfg, "root \"%s\": %s", path, strerror(errno));
	else if (!S_ISDIR(st.st_mode))
		cfg_error(cfg, "root \"%s\" is not a folder", path);
	else
		return 0;
	return -1;
}

/* The form in which requests are compared; false when it is no host name. */
static bool
host_name(const char *s, char out[256])
{
	return gemini_host(out, s, strlen(s)) == 0 && strlen(out) < 254 &&
	       out[strspn(out, "abcdefghijklmnopqrstuvwxyz0123456789-._:")] ==
		   '\0';
}

static int
check_alias(cfg_t *cfg, cfg_opt_t *opt)
{
	char name[256];

	if (host_name(latest(opt), name))
		return 0;
	cfg_error(cfg, "\"%s\" is not a host name", latest(opt));
	return -1;
}

/* Menus print it: a blank or a TAB would break them. */
static int
check_gopher_host(cfg_t *cfg, cfg_opt_t *opt)
{
	return latest(opt)[0] == '\0' ? 0 : check_alias(cfg, opt);
}

/* The section that was read last is complete now. */
static int
check_capsule(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_t *sec = cfg_opt_getnsec(opt, cfg_opt_size(opt) - 1);
	const char *title = cfg_title(sec);
	char name[256];

	(void)cfg;
	if (title == NULL || !host_name(title, name))
		cfg_error(sec, "capsule \"%s\" is not named by a host name",
		    title == NULL ? "" : title);
	else if (cfg_getstr(sec, "root")[0] == '\0')
		cfg_error(sec, "capsule \"%s\" has no root", title);
	else if ((cfg_getstr(sec, "certificate")[0] == '\0') !=
		 (cfg_getstr(sec, "key")[0] == '\0'))
		cfg_error(sec,
		    "capsule \"%s\" wants both certificate and key, or neither",
		    title);
	else
		return 0;
	return -1;
}

static int
check_zone(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_t *sec = cfg_opt_getnsec(opt, cfg_opt_size(opt) - 1);
	const char *title = cfg_title(sec);

	(void)cfg;
	if (title != NULL && title[0] == '/')
		return 0;
	cfg_error(sec, "a zone is a path that begins with '/', not \"%s\"",
	    title == NULL ? "" : title);
	return -1;
}

/* "AB:CD…", "SHA256:ab cd…" to 64 lower-case hex digits; false: it is not. */
static bool
fingerprint(const char *s, char out[65])
{
	size_t n = 0;

	if (strncasecmp(s, "sha256:", 7) == 0)
		s += 7;
	for (; *s != '\0'; s++) {
		if (*s == ':' || *s == ' ')
			continue;
		if (n == 64 || hex_value(*s) < 0)
			return false;
		out[n++] = to_lower(*s);
	}
	out[n] = '\0';
	return n == 64;
}

static int
check_fingerprint(cfg_t *cfg, cfg_opt_t *opt)
{
	char out[65];

	if (fingerprint(latest(opt), out))
		return 0;
	cfg_error(cfg,
	    "'%s' is not a SHA-256 fingerprint (64 hexadecimal digits)",
	    latest(opt));
	return -1;
}

static int
note_gopher_capsule(cfg_t *cfg, cfg_opt_t *opt)
{
	(void)opt;
	reading.gopher_capsule = (size_t)cfg->line;
	return 0;
}

static const struct {
	const char *key;
	cfg_validate_callback_t check;
} checks[] = {
	{ "workers", check_number },
	{ "log_addresses", check_show },
	{ "gemini|listen", check_listen },
	{ "gemini|public_ports", check_number },
	{ "gopher|listen", check_listen },
	{ "gopher|capsule", note_gopher_capsule },
	{ "limits|connections", check_number },
	{ "limits|per_address", check_number },
	{ "limits|request_timeout", check_number },
	{ "limits|write_timeout", check_number },
	{ "limits|article_size", check_number },
	{ "limits|rate", check_number },
	{ "limits|burst", check_number },
	{ "proxy|trust", check_network },
	{ "capsule", check_capsule },
	{ "capsule|root", check_root },
	{ "capsule|aliases", check_alias },
	{ "capsule|gopher_host", check_gopher_host },
	{ "capsule|gopher_port", check_number },
	{ "capsule|zone", check_zone },
	{ "capsule|zone|fingerprints", check_fingerprint },
};

/* ---- from libconfuse's tree to ours ------------------------------------- */

/* A path of the file, absolute; "" stays "". */
static const char *
path_of(struct config *c, const char *path)
{
	char full[4096];

	if (path[0] == '\0')
		return "";
	if (file_join(full, sizeof full, reading.folder, path) == NULL)
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

static const struct address *
addresses(struct config *c, cfg_t *sec, size_t *n)
{
	struct address *a;

	*n = cfg_size(sec, "listen");
	a = arena_calloc(&c->arena, *n, sizeof *a);
	for (unsigned i = 0; i < *n; i++)
		(void)address_parse(&a[i], cfg_getnstr(sec, "listen", i), NULL);
	return a;
}

static const char *const *
aliases(struct config *c, cfg_t *sec, size_t *n)
{
	const char **list;
	char name[256];

	*n = cfg_size(sec, "aliases");
	list = arena_calloc(&c->arena, *n, sizeof *list);
	for (unsigned i = 0; i < *n; i++) {
		(void)host_name(cfg_getnstr(sec, "aliases", i), name);
		list[i] = arena_strdup(&c->arena, name);
	}
	return list;
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
		(void)fingerprint(cfg_getnstr(sec, "fingerprints", i), print);
		list[i] = arena_strdup(&c->arena, print);
	}
	zone->fingerprints = list;
}

static void
take_capsule(struct config *c, struct config_capsule *k, cfg_t *sec)
{
	struct config_zone *zones;
	char name[256];

	(void)host_name(cfg_title(sec), name);
	k->name = arena_strdup(&c->arena, name);
	k->root = path_of(c, cfg_getstr(sec, "root"));
	k->aliases = aliases(c, sec, &k->naliases);
	k->index = state_file(c, "index", name, ".db");
	k->made = cfg_getstr(sec, "certificate")[0] == '\0';
	if (k->made) {
		k->certificate = state_file(c, "certificates", name, ".crt");
		k->key = state_file(c, "certificates", name, ".key");
	} else {
		k->certificate = path_of(c, cfg_getstr(sec, "certificate"));
		k->key = path_of(c, cfg_getstr(sec, "key"));
	}
	k->gopher_host = k->name;
	if (host_name(cfg_getstr(sec, "gopher_host"), name))
		k->gopher_host = arena_strdup(&c->arena, name);
	k->gopher_port = (unsigned)cfg_getint(sec, "gopher_port");
	if (k->gopher_port == 0)
		k->gopher_port =
		    c->ngopher == 0 ? 70 : address_port(&c->gopher[0]);
	k->nzones = cfg_size(sec, "zone");
	zones = arena_calloc(&c->arena, k->nzones, sizeof *zones);
	for (unsigned i = 0; i < k->nzones; i++)
		take_zone(c, &zones[i], cfg_getnsec(sec, "zone", i));
	k->zones = zones;
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

	c->gemini = addresses(c, gemini, &c->ngemini);
	c->npublic_ports = cfg_size(gemini, "public_ports");
	ports = arena_calloc(&c->arena, c->npublic_ports, sizeof *ports);
	for (unsigned i = 0; i < c->npublic_ports; i++)
		ports[i] = (unsigned)cfg_getnint(gemini, "public_ports", i);
	c->public_ports = ports;
	c->gemini_port = 1965;
	if (c->npublic_ports > 0)
		c->gemini_port = ports[0];
	else if (c->ngemini > 0)
		c->gemini_port = address_port(&c->gemini[0]);
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

/* "stderr", "syslog", "log" and "none" are words, all else is a file. */
static const char *
log_of(struct config *c, const char *to)
{
	static const char *const words[] = { "stderr", "syslog", "log",
		"none" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(to, words[i]) == 0)
			return words[i];
	return path_of(c, to);
}

static void
take(struct config *c, cfg_t *cfg)
{
	cfg_t *gopher = cfg_getsec(cfg, "gopher");
	const char *show = cfg_getstr(cfg, "log_addresses");

	c->state = path_of(c, cfg_getstr(cfg, "state"));
	c->workers = (unsigned)cfg_getint(cfg, "workers");
	if (c->workers == 0)
		c->workers = cores();
	c->user = arena_strdup(&c->arena, cfg_getstr(cfg, "user"));
	c->log = log_of(c, cfg_getstr(cfg, "log"));
	c->requests = log_of(c, cfg_getstr(cfg, "requests"));
	while (strcmp(shows[c->log_addresses], show) != 0)
		c->log_addresses++;
	c->sandbox = cfg_getbool(cfg, "sandbox");
	c->ticket_keys = path_of(c, cfg_getstr(cfg, "ticket_keys"));
	c->metrics = path_of(c, cfg_getstr(cfg, "metrics"));
	take_ports(c, cfg_getsec(cfg, "gemini"));
	c->gopher = addresses(c, gopher, &c->ngopher);
	c->gopher_tls = cfg_getbool(gopher, "tls");
	take_limits(&c->limits, cfg_getsec(cfg, "limits"));
	take_trust(c, cfg_getsec(cfg, "proxy"));
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

static const struct address *
listened(const struct config *c, size_t i)
{
	return i < c->ngemini ? &c->gemini[i] : &c->gopher[i - c->ngemini];
}

/* Two sockets on one port would share its readers between them. */
static int
check_addresses(const struct config *c, struct problem *why)
{
	char shown[ADDRESS_SIZE];

	for (size_t i = 0; i < c->ngemini + c->ngopher; i++)
		for (size_t j = 0; j < i; j++)
			if (address_equal(listened(c, i), listened(c, j)))
				return problem_set(why, 0,
				    "%s is listened on twice",
				    address_show(listened(c, i), shown));
	return 0;
}

/* The capsule that the Gopher ports show: named, or the first. */
static int
find_gopher_capsule(struct config *c, const char *named, struct problem *why)
{
	char name[256];

	c->gopher_capsule = &c->capsules[0];
	if (named[0] == '\0')
		return 0;
	c->gopher_capsule =
	    host_name(named, name) ? config_capsule_of(c, name) : NULL;
	if (c->gopher_capsule == NULL)
		return problem_set(why, reading.gopher_capsule,
		    "no capsule is named \"%s\"", named);
	return 0;
}

static int
check_whole(struct config *c, cfg_t *cfg, struct problem *why)
{
	if (c->state[0] == '\0')
		return problem_set(why, 0, "state is not a path");
	if (c->ncapsules == 0)
		return problem_set(why, 0, "no capsule is configured");
	if (c->ngemini + c->ngopher == 0)
		return problem_set(why, 0, "nothing to listen on");
	if (check_names(c, why) == -1 || check_addresses(c, why) == -1)
		return -1;
	return find_gopher_capsule(c,
	    cfg_getstr(cfg_getsec(cfg, "gopher"), "capsule"), why);
}

/* ---- reading ------------------------------------------------------------ */

/*
 * libconfuse takes the end of the file for the end of every open section, so
 * a last key is read behind the file's end: it must be found at the top.
 */
static int
closed(cfg_t *cfg, const char *text, struct problem *why)
{
	size_t len = strlen(text);
	size_t lines = len > 0 && text[len - 1] != '\n';

	if (!reading.told && cfg_getbool(cfg, SENTINEL))
		return 0;
	for (const char *s = text; (s = strchr(s, '\n')) != NULL; s++)
		lines++;
	if (reading.told && why->line <= lines)
		return -1;
	return problem_set(why, lines,
	    "the file ends inside a section, a list or a string");
}

static int
parse(cfg_t *cfg, const char *text, struct problem *why)
{
	struct buf whole = { 0 };
	int status;

	cfg_set_error_function(cfg, complain);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		cfg_set_validate_func(cfg, checks[i].key, checks[i].check);
	buf_adds(&whole, text);
	buf_adds(&whole, "\n" SENTINEL " = true\n");
	status = cfg_parse_buf(cfg, buf_str(&whole));
	buf_free(&whole);
	if (status != CFG_SUCCESS && !reading.told) {
		reading.told = true;
		problem_set(why, (size_t)cfg->line, "cannot be read");
	}
	return closed(cfg, text, why);
}

struct config *
config_parse(const char *text, const char *path, const char *folder,
    struct problem *why)
{
	struct problem unseen = { 0 };
	struct config *c = NULL;
	cfg_t *cfg = cfg_init(keys, CFGF_NONE);

	if (why == NULL)
		why = &unseen;
	reading.why = why;
	reading.folder = folder;
	reading.told = false;
	reading.gopher_capsule = 0;
	if (parse(cfg, text, why) == 0) {
		c = xcalloc(1, sizeof *c);
		c->file = arena_strdup(&c->arena, path);
		take(c, cfg);
		if (check_whole(c, cfg, why) == -1) {
			config_free(c);
			c = NULL;
		}
	}
	cfg_free(cfg);
	if (c == NULL)
		problem_in(why, path);
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

static const char *
without_bom(const char *text)
{
	return strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? text + 3 : text;
}

struct config *
config_read(const char *path, struct problem *why)
{
	struct config *c = NULL;
	struct buf text = { 0 };
	char *folder = folder_of(path);

	if (buf_read_file(&text, path, CONFIG_MAX, why) == -1)
		problem_in(why, path);
	else if (folder == NULL || memchr(buf_str(&text), '\0', text.len))
		problem_in(why, (problem_set(why, 0, "is not a text"), path));
	else
		c = config_parse(without_bom(buf_str(&text)), path, folder,
		    why);
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
config_zone_has(const struct config_zone *zone, const char *path)
{
	size_t len = strlen(zone->path);

	if (len > 0 && zone->path[len - 1] == '/')
		len--;
	return strncmp(zone->path, path, len) == 0 &&
	       (path[len] == '\0' || path[len] == '/' || path[len] == '.');
}
