#ifndef CAPSULE_WATCH_H
#define CAPSULE_WATCH_H

#include <stdbool.h>

#include "base/problem.h"

/*
 * inotify on a capsule's folders, to "these paths changed".  Half-written
 * files are settled: a path is reported when it was closed or renamed into
 * place, or when nothing was written to it for more than a second.
 */
struct watch;

/* NULL with the reason when inotify does not work here: then poll. */
struct watch *watch_new(const char *root, struct problem *why);
void watch_free(struct watch *w);
/* Readable when something happened, to this one or another: they share it. */
int watch_fd(const struct watch *w);

/* path is below the root; "" means: look at everything (an overflow). */
typedef void watch_changed(void *ctx, const char *path);
/*
 * Read what happened and report the paths that have settled, each once.
 * Returns in how many milliseconds to call again although nothing happened
 * (something is still settling), or -1: only when watch_fd() is readable.
 */
int watch_read(struct watch *w, watch_changed *changed, void *ctx);
/* Has something happened, to this one or another, since it was last read? */
bool watch_has_news(const struct watch *w);

#endif
