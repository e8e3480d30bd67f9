#ifndef SERVER_CONFIG_KEYS_H
#define SERVER_CONFIG_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/conf.h"

/*
 * What stands in chasqui.conf, as libconfuse sees it: the keys with their
 * defaults, and whether each value is right, told at the line where it stands.
 */

/*
 * Read text; a root that is relative is looked for below folder.  NULL: why
 * says what is wrong first.  Else the caller frees it (cfg_free), and
 * *gopher_capsule is the line that names the capsule of Gopher, 0 for none.
 */
cfg_t *config_keys_read(const char *text, const char *folder,
    size_t *gopher_capsule, struct problem *why);

/* Tell the sink every mistake of them; how many there are. */
size_t config_keys_mistakes(const char *text, const char *folder,
    problem_sink *sink, void *ctx);

/* The form in which requests are compared; false when it is no host name. */
bool config_host_name(const char *s, char out[256]);
/* A word of log_addresses as its enum; -1: it is none. */
int config_show(const char *word);

#endif
