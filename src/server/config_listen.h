#ifndef SERVER_CONFIG_LISTEN_H
#define SERVER_CONFIG_LISTEN_H

#include "base/conf.h"
#include "server/config.h"

/* Where a configuration listens, and where readers find its capsules. */

/*
 * What the sections of the protocols say, then those of the capsules; the
 * capsules and what is usual are known.
 */
void config_take_listens(struct config *c, cfg_t *cfg);
/* Two sockets on one port would share its readers between them: -1. */
int config_check_listens(const struct config *c, struct problem *why);
/* Each capsule's host, port and address by each protocol. */
void config_publish(struct config *c, cfg_t *cfg);

#endif
