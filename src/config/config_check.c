#include "config/config_check.h"

#include <arpa/inet.h>
#include <string.h>

#include "capsule/publishers.h"
#include "config/address.h"
#include "page/own_types.h"
#include "proto/gemini.h"
#include "text/ascii.h"

static const char *const shows[] = { "full", "prefix", "none" };

int
config_check_address(cfg_t *cfg, cfg_opt_t *opt)
{
	struct address a;
	struct problem why = { 0 };

	if (address_parse(&a, conf_latest(opt), &why) == 0)
		return 0;
	cfg_error(cfg, "%s", why.sentence);
	return -1;
}

int
config_check_network(cfg_t *cfg, cfg_opt_t *opt)
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

int
config_check_show(cfg_t *cfg, cfg_opt_t *opt)
{
	if (config_show(conf_latest(opt)) != -1)
		return 0;
	cfg_error(cfg, "%s is \"%s\": want full, prefix or none", opt->name,
	    conf_latest(opt));
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

int
config_check_alias(cfg_t *cfg, cfg_opt_t *opt)
{
	char name[256];

	if (config_host_name(conf_latest(opt), name))
		return 0;
	cfg_error(cfg, "\"%s\" is not a host name", conf_latest(opt));
	return -1;
}

/* Menus print it: a blank or a TAB would break them. */
int
config_check_gopher_host(cfg_t *cfg, cfg_opt_t *opt)
{
	return conf_latest(opt)[0] == '\0' ? 0 : config_check_alias(cfg, opt);
}

/* The section that was read last is complete now. */
int
config_check_capsule(cfg_t *cfg, cfg_opt_t *opt)
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

int
config_check_zone(cfg_t *cfg, cfg_opt_t *opt)
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

int
config_check_fingerprint(cfg_t *cfg, cfg_opt_t *opt)
{
	char out[65];

	if (publisher_fingerprint(conf_latest(opt), out))
		return 0;
	cfg_error(cfg,
	    "'%s' is not a SHA-256 fingerprint (64 hexadecimal digits)",
	    conf_latest(opt));
	return -1;
}

/* The pairs have no lines of their own: the section's end is named. */
int
config_check_types(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_t *sec = cfg_opt_getnsec(opt, 0);

	(void)cfg;
	for (unsigned i = 0; i < cfg_num(sec); i++) {
		cfg_opt_t *pair = cfg_getnopt(sec, i);
		const char *key = cfg_opt_name(pair);
		const char *value = conf_latest(pair);
		const char *wrong = own_types_wrong(key, value);

		if (wrong == NULL || strcmp(key, CONF_LAST_KEY) == 0)
			continue;
		cfg_error(sec, "types: \"%s\" = \"%s\" %s", key, value, wrong);
		return -1;
	}
	return 0;
}
