#ifndef SERVER_PUBLISHER_H
#define SERVER_PUBLISHER_H

#include <stdbool.h>

struct child;
struct config;

/*
 * The process that alone may write to capsules: it takes what workers hand
 * over (publish/handover.h), and nothing else reaches it.
 */
int publisher_run(struct child *c);
/* Is there a capsule that takes uploads or letters? */
bool publisher_wanted(const struct config *config);

#endif
