#include "server/config_keys.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/file.h"
#include "proto/gemini.h"
#include "server/address.h"
#include "server/config.h"

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

int
config_show(const char *word)
{
	for (size_t i = 0; i < sizeof shows / sizeof *shows; i++)
		if (strcmp(shows[i], word) == 0)
			return (int)i;
	return -1;
}

static int
check_show(cfg_t *cfg, cfg_opt_t *opt)
{
	if (config_show(latest(opt)) != -1)
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

bool
config_host_name(const char *s, char out[256])
{
	return gemini_host(out, s, strlen(s)) == 0 && strlen(out) < 254 &&
	       out[strspn(out, "abcdefghijklmnopqrstuvwxyz0123456789-._:")] ==
		   '\0';
}

static int
check_alias(cfg_t *cfg, cfg_opt_t *opt)
{
	char name[256];

	if (config_host_name(latest(opt), name))
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
	if (title == NULL || !config_host_name(title, name))
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

bool
config_fingerprint(const char *s, char out[65])
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

	if (config_fingerprint(latest(opt), out))
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

/* ---- the whole file
 * ------------------------------------------------------------ */

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

cfg_t *
config_keys_read(const char *text, const char *folder, size_t *gopher_capsule,
    struct problem *why)
{
	cfg_t *cfg = cfg_init(keys, CFGF_NONE);
	struct buf whole = { 0 };
	int status;

	reading.why = why;
	reading.folder = folder;
	reading.told = false;
	reading.gopher_capsule = 0;
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
	*gopher_capsule = reading.gopher_capsule;
	if (closed(cfg, text, why) == 0)
		return cfg;
	cfg_free(cfg);
	return NULL;
}
