#ifndef SERVER_STATUS_SOCKET_H
#define SERVER_STATUS_SOCKET_H

#include "base/buf.h"
#include "base/problem.h"
#include "server/stats.h"

/* Where `chasqui status` asks the supervisor. */

/* What stands between the two on the status socket. */
#define STATS_SEPARATOR "\f\n"
#define STATS_SOCKET    "status.sock" /* in the state folder */
/* Listen in the state folder, or -1 with the reason. */
int stats_listen(const char *state, struct problem *why);
/* Tell all who have connected. */
void stats_tell(int socket, const struct stats *b);
/* Ask the server that runs with this state folder; 0 or -1 with the reason. */
int stats_ask(const char *state, struct buf *out, struct problem *why);

#endif
