#ifndef SERVER_INDEXER_H
#define SERVER_INDEXER_H

#include "server/child.h"

/*
 * The indexer: walks and watches every capsule's folder and keeps its index.
 * The only process that writes one.
 */
int indexer_run(struct child *c);

#endif
