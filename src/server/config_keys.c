#include "server/config_keys.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "capsule/publishers.h"
#include "index/scan.h"
#include "page/own_types.h"
#include "proto/gemini.h"
#include "server/address.h"
#include "text/ascii.h"

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

static const char *const shows[] = { "full", "prefix", "none" };
/* clang-format on */

/* libconfuse's callbacks have no argument of ours; nothing here is threaded. */
static struct {
	const char *folder;
	size_t gopher_capsule; /* the line that names it */
} reading;

/* ---- while libconfuse reads: each value at its line --------------------- */

static int
check_number(cfg_t *cfg, cfg_opt_t *opt)
{
	return conf_check_number(cfg, opt, numbers,
	    sizeof numbers / sizeof *numbers);
}

static int
check_listen(cfg_t *cfg, cfg_opt_t *opt)
{
	struct address a;
	struct problem why = { 0 };

	if (address_parse(&a, conf_latest(opt), &why) == 0)
		return 0;
	cfg_error(cfg, "%s", why.sentence);
	return -1;
}

static int
check_network(cfg_t *cfg, cfg_opt_t *opt)
{
	struct network n;
	struct problem why = { 0 };

	if (network_parse(&n, conf_latest(opt), &why) == 0)
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
	if (config_show(conf_latest(opt)) != -1)
		return 0;
	cfg_error(cfg, "%s is \"%s\": want full, prefix or none", opt->name,
	    conf_latest(opt));
	return -1;
}

/* The pairs have no lines of their own: the section's end is named. */
static int
check_types(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_t *sec = cfg_opt_getnsec(opt, 0);

	(void)cfg;
	for (unsigned i = 0; i < cfg_num(sec); i++) {
		cfg_opt_t *pair = cfg_getnopt(sec, i);
		const char *key = cfg_opt_name(pair);
		const char *value = cfg_opt_getnstr(pair, 0);
		const char *wrong = own_types_wrong(key, value);

		if (wrong == NULL || strcmp(key, CONF_LAST_KEY) == 0)
			continue;
		cfg_error(sec, "types: \"%s\" = \"%s\" %s", key, value, wrong);
		return -1;
	}
	return 0;
}

static int
check_root(cfg_t *cfg, cfg_opt_t *opt)
{
	char path[4096];
	struct stat st;

	if (conf_latest(opt)[0] == '\0' ||
	    file_join(path, sizeof path, reading.folder, conf_latest(opt)) ==
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

/* A part between dots: RFC 1035, section 2.3.1, and the '_' of some. */
static bool
is_label(const char *s, size_t len)
{
	if (len == 0 || len > 63 || s[0] == '-' || s[len - 1] == '-')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_lower(s[i]) && !is_digit(s[i]) && s[i] != '-' &&
		    s[i] != '_')
			return false;
	return true;
}

static bool
is_dns_name(const char *s)
{
	if (strlen(s) > 253)
		return false;
	for (;;) {
		size_t len = strcspn(s, ".");

		if (!is_label(s, len))
			return false;
		if (s[len] == '\0')
			return true;
		s += len + 1;
	}
}

bool
config_host_name(const char *s, char out[256])
{
	struct in6_addr address;

	if (gemini_host(out, s, strlen(s)) == -1)
		return false;
	return is_dns_name(out) || inet_pton(AF_INET6, out, &address) == 1;
}

static int
check_alias(cfg_t *cfg, cfg_opt_t *opt)
{
	char name[256];

	if (config_host_name(conf_latest(opt), name))
		return 0;
	cfg_error(cfg, "\"%s\" is not a host name", conf_latest(opt));
	return -1;
}

/* Menus print it: a blank or a TAB would break them. */
static int
check_gopher_host(cfg_t *cfg, cfg_opt_t *opt)
{
	return conf_latest(opt)[0] == '\0' ? 0 : check_alias(cfg, opt);
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

static int
check_fingerprint(cfg_t *cfg, cfg_opt_t *opt)
{
	char out[65];

	if (publisher_fingerprint(conf_latest(opt), out))
		return 0;
	cfg_error(cfg,
	    "'%s' is not a SHA-256 fingerprint (64 hexadecimal digits)",
	    conf_latest(opt));
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
	{ "limits|files_most", check_number },
	{ "limits|rate", check_number },
	{ "limits|burst", check_number },
	{ "proxy|trust", check_network },
	{ "types", check_types },
	{ "capsule", check_capsule },
	{ "capsule|root", check_root },
	{ "capsule|aliases", check_alias },
	{ "capsule|gopher_host", check_gopher_host },
	{ "capsule|gopher_port", check_number },
	{ "capsule|upload_size", check_number },
	{ "capsule|upload_timeout", check_number },
	{ "capsule|history_days", check_number },
	{ "capsule|history_size", check_number },
	{ "capsule|gopher|listen", check_listen },
	{ "capsule|zone", check_zone },
	{ "capsule|zone|fingerprints", check_fingerprint },
};

/* ---- the whole file ------------------------------------------------------ */

cfg_t *
config_keys_read(const char *text, const char *folder, size_t *gopher_capsule,
    struct problem *why)
{
	cfg_t *cfg;

	reading.folder = folder;
	reading.gopher_capsule = 0;
	cfg = conf_parse(keys, checks, sizeof checks / sizeof *checks, text,
	    strlen(text), why);
	*gopher_capsule = reading.gopher_capsule;
	return cfg;
}

size_t
config_keys_mistakes(const char *text, const char *folder, problem_sink *sink,
    void *ctx)
{
	reading.folder = folder;
	return conf_mistakes(keys, checks, sizeof checks / sizeof *checks, text,
	    strlen(text), sink, ctx);
}
