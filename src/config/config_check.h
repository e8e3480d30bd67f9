#ifndef CONFIG_CONFIG_CHECK_H
#define CONFIG_CONFIG_CHECK_H

#include <stdbool.h>

#include "base/conf.h"

/*
 * Is the value that libconfuse read last right?  Callbacks for the table of
 * checks in config_keys.c: 0, or -1 with the mistake told at its line.
 */
int config_check_address(cfg_t *cfg, cfg_opt_t *opt);
int config_check_network(cfg_t *cfg, cfg_opt_t *opt);
int config_check_show(cfg_t *cfg, cfg_opt_t *opt);
int config_check_alias(cfg_t *cfg, cfg_opt_t *opt);
int config_check_gopher_host(cfg_t *cfg, cfg_opt_t *opt);
int config_check_capsule(cfg_t *cfg, cfg_opt_t *opt);
int config_check_zone(cfg_t *cfg, cfg_opt_t *opt);
int config_check_fingerprint(cfg_t *cfg, cfg_opt_t *opt);
int config_check_types(cfg_t *cfg, cfg_opt_t *opt);

/* The form in which requests are compared; false when it is no host name. */
bool config_host_name(const char *s, char out[256]);
/* A word of log_addresses as its enum; -1: it is none. */
int config_show(const char *word);

#endif
