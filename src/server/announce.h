#ifndef SERVER_ANNOUNCE_H
#define SERVER_ANNOUNCE_H

#include "server/config.h"
#include "server/listener.h"
#include "server/tls.h"

/* What the log says of a server that begins. */

/* Every address that is listened on. */
void announce_addresses(const struct listeners *l);
/* Every capsule's certificate, as its readers will see it. */
void announce_certificates(const struct config *c, const struct tls *tls);
/* How a reader opens it, for whoever started it by hand. */
void announce_how(const struct config *c);

#endif
