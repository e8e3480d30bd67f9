#include "capsule/watch_hub.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/file.h"

#define BUCKETS 4096

/* A watched folder of one capsule. */
struct folder {
	struct folder *next; /* in its bucket */
	struct watch *owner;
	int wd;
	char path[]; /* below the owner's root; "" is the root */
};

static struct {
	int fd;
	struct watch **owners; /* owned */
	size_t nowners;
	struct folder *bucket[BUCKETS]; /* owned, by wd */
	size_t n;
} hub = { .fd = -1 };

static struct folder **
bucket_of(int wd)
{
	return &hub.bucket[(unsigned)wd % BUCKETS];
}

int
hub_join(struct watch *w)
{
	if (hub.nowners == 0)
		hub.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (hub.fd == -1)
		return -1;
	hub.owners = array_room(hub.owners, hub.nowners, sizeof *hub.owners);
	hub.owners[hub.nowners++] = w;
	return hub.fd;
}

void
hub_leave(struct watch *w)
{
	size_t i = 0;

	hub_forget(w, "");
	while (i < hub.nowners && hub.owners[i] != w)
		i++;
	if (i == hub.nowners)
		return;
	hub.owners[i] = hub.owners[--hub.nowners];
	if (hub.nowners > 0)
		return;
	free(hub.owners);
	hub.owners = NULL;
	close(hub.fd);
	hub.fd = -1;
}

/* ---- folders ------------------------------------------------------------- */

static struct folder *
find(const struct watch *w, int wd)
{
	struct folder *f = *bucket_of(wd);

	while (f != NULL && (f->wd != wd || f->owner != w))
		f = f->next;
	return f;
}

int
hub_add(struct watch *w, const char *where, const char *path, uint32_t events,
    const char **known)
{
	size_t len = strlen(path);
	struct folder *f;
	int wd;

	*known = NULL;
	if (hub.n >= HUB_MOST) {
		errno = ENOSPC;
		return -1;
	}
	wd = inotify_add_watch(hub.fd, where, events);
	if (wd == -1)
		return -1;
	f = find(w, wd);
	if (f != NULL) {
		*known = f->path;
		return 0;
	}
	f = xmalloc(sizeof *f + len + 1);
	f->wd = wd;
	f->owner = w;
	memcpy(f->path, path, len + 1);
	f->next = *bucket_of(wd);
	*bucket_of(wd) = f;
	hub.n++;
	return 0;
}

static bool
is_watched(int wd)
{
	const struct folder *f = *bucket_of(wd);

	while (f != NULL && f->wd != wd)
		f = f->next;
	return f != NULL;
}

/* Take it out of its list; returns what follows. */
static void
drop(struct folder **at)
{
	struct folder *f = *at;

	*at = f->next;
	free(f);
	hub.n--;
}

void
hub_forget(struct watch *w, const char *path)
{
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct folder **at = &hub.bucket[i]; *at != NULL;) {
			int wd = (*at)->wd;

			if ((*at)->owner != w ||
			    !file_is_at_or_below((*at)->path, path)) {
				at = &(*at)->next;
				continue;
			}
			drop(at);
			if (!is_watched(wd))
				inotify_rm_watch(hub.fd, wd);
		}
}

size_t
hub_count(void)
{
	return hub.n;
}

/* ---- events -------------------------------------------------------------- */

/* The system ended this watch by itself. */
static void
ended(int wd)
{
	for (struct folder **at = bucket_of(wd); *at != NULL;)
		if ((*at)->wd == wd)
			drop(at);
		else
			at = &(*at)->next;
}

/* What is told may forget folders and add some, so each is looked for anew. */
static void
tell(const struct inotify_event *e, hub_happened *happened)
{
	struct folder *f;

	for (size_t i = 0; i < hub.nowners; i++)
		if (e->mask & IN_Q_OVERFLOW)
			happened(hub.owners[i], NULL, e);
		else if ((f = find(hub.owners[i], e->wd)) != NULL)
			happened(f->owner, f->path, e);
}

void
hub_read(hub_happened *happened)
{
	_Alignas(struct inotify_event) char bytes[16384];
	const struct inotify_event *e;
	ssize_t n;

	while (hub.fd != -1 && (n = read(hub.fd, bytes, sizeof bytes)) > 0)
		for (char *p = bytes; p < bytes + n; p += sizeof *e + e->len) {
			e = (const struct inotify_event *)p;
			if (e->mask & IN_IGNORED)
				ended(e->wd);
			else
				tell(e, happened);
		}
}

bool
hub_is_blind_to(const char *root)
{
	static const unsigned long remote[] = { 0x6969, /* NFS */
		0x517B, 0xFF534D42, 0xFE534D42,         /* SMB */
		0x65735546,                             /* FUSE */
		0x01021997,                             /* 9P */
		0x00C36400 };                           /* Ceph */
	struct statfs fs;

	if (statfs(root, &fs) == -1)
		return false;
	for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
		if (((unsigned long)fs.f_type & 0xFFFFFFFF) == remote[i])
			return true;
	return false;
}
