#ifndef SERVER_ANNOUNCE_H
#define SERVER_ANNOUNCE_H

#include "config/config.h"
#include "server/listener.h"
#include "server/stats.h"
#include "server/tls.h"

/* What the log says of a server that begins. */

/* Every address that is listened on. */
void announce_addresses(const struct listeners *l);
/*
 * Every capsule's certificate, as its readers will see it, and what is to be
 * said against it; the stats show that, too.
 */
void announce_certificates(const struct config *c, const struct tls *tls,
    struct stats *stats);
/* Whose end has come nearer (60, 30, 7 days) between two moments. */
void announce_expiries(const struct config *c, const struct tls *tls,
    int64_t since, int64_t now, struct stats *stats);
/* How a reader opens it, for whoever started it by hand. */
void announce_how(const struct config *c);

#endif
