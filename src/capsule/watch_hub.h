#ifndef CAPSULE_WATCH_HUB_H
#define CAPSULE_WATCH_HUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/inotify.h>

/*
 * The process's one inotify instance, which the watches of all capsules share:
 * the system gives a user no more than 128 of them, and a folder that two
 * capsules have costs one watch.
 */
struct watch;

/* Take part; returns the descriptor, or -1 with errno. */
int hub_join(struct watch *w);
/* Forget all of its folders, and it. */
void hub_leave(struct watch *w);

/*
 * Watch the folder that stands at `where` as w's `path` (copied).  *known: the
 * path under which w watches it already, or NULL.  Returns 0, or -1 with errno;
 * ENOSPC also when the process watches HUB_MOST folders.
 */
#define HUB_MOST 200000 /* some 200 bytes here, a kB in the kernel */
int hub_add(struct watch *w, const char *where, const char *path,
    uint32_t events, const char **known);
/* Forget w's folders at and below path. */
void hub_forget(struct watch *w, const char *path);
/* A file system that others may write without our kernel knowing. */
bool hub_is_blind_to(const char *root);
/* How many folders are watched. */
size_t hub_count(void);

/* folder: w's path of the one where it happened; NULL: events were lost. */
typedef void hub_happened(struct watch *w, const char *folder,
    const struct inotify_event *e);
/* Tell whoever is concerned of all that has happened. */
void hub_read(hub_happened *happened);

#endif
