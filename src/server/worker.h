#ifndef SERVER_WORKER_H
#define SERVER_WORKER_H

#include "server/child.h"

/*
 * A worker: accepts connections on its sockets and answers them.  SIGQUIT: take
 * no more and finish what there is, however long; SIGTERM: within seconds.
 */
int worker_run(struct child *c);

#endif
