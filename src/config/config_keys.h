#ifndef CONFIG_CONFIG_KEYS_H
#define CONFIG_CONFIG_KEYS_H

#include <stddef.h>

#include "base/conf.h"
#include "config/config.h"

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

/*
 * Take what was read over into c, whose file and folder are set: a new key is
 * its row in config_keys.c, a line there, and its field in config.h.
 */
void config_keys_take(struct config *c, cfg_t *cfg);

/* Tell the sink every mistake of them; what is left: conf_mistakes(). */
cfg_t *config_keys_mistakes(const char *text, const char *folder,
    problem_sink *sink, void *ctx);

#endif
