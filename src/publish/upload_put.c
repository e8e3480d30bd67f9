#include "publish/upload_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/put.h"
#include "capsule/capsule.h"
#include "text/now.h"

/* The version that is replaced goes to the history first. */
static int
keep_old(const struct upload *u, const char *what, struct problem *why)
{
	struct history_by by = { what, u->who->name, u->who->fingerprint,
		u->from };
	struct put_source old = { .fd = -1 };
	struct stat st;
	int result = 0;

	old.fd = file_open_below(u->capsule->dir, u->file.path, false, &st);
	if (old.fd == -1)
		return errno == ENOENT ? 0
				       : problem_errno(why, "cannot be kept");
	if (u->target.kind != TARGET_NOTICE || st.st_size > 0)
		result = history_keep(u->capsule->dir, u->file.path, &old, &by,
		    now_ms(CLOCK_REALTIME), why);
	close(old.fd);
	return result;
}

/*
 * The notice stands in the capsule's own folder, which is out of reach: it is
 * written where it is, after room was made for it.
 */
static int
write_notice(const struct upload *u, const struct buf *text,
    struct problem *why)
{
	int fd = openat(u->capsule->dir, CAPSULE_NOTICE,
	    O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
	int result = -1;

	if (fd != -1 &&
	    (text->len == 0 || posix_fallocate(fd, 0, (off_t)text->len) == 0) &&
	    pwrite(fd, buf_str((struct buf *)text), text->len, 0) ==
		(ssize_t)text->len &&
	    ftruncate(fd, (off_t)text->len) == 0 && fsync(fd) == 0)
		result = 0;
	if (result == -1)
		problem_errno(why, "cannot be written");
	if (fd != -1)
		close(fd);
	return result;
}

static int
put_bytes(const struct upload *u, const struct buf *text, struct problem *why)
{
	struct put_source source = { .data = text != NULL ? text->data : NULL,
		.len = text != NULL ? text->len : 0,
		.fd = u->spool };

	if (u->target.kind == TARGET_NOTICE && text != NULL)
		return write_notice(u, text, why);
	return put_below(u->capsule->dir, u->file.path, &source, 0644, why);
}

/* text NULL: the spooled bytes as they are. */
int
upload_put(struct upload *u, const struct buf *text, struct reply *r)
{
	struct problem why = { 0 };

	if (keep_old(u, "replaced", &why) == -1 ||
	    put_bytes(u, text, &why) == -1)
		return upload_fail(u, r, &why);
	log_info("%s: %s by %s from %s", u->file.path,
	    u->file.exists ? "replaced" : "new", u->who->name, u->from);
	return 0;
}

int
upload_delete(struct upload *u, struct reply *r)
{
	static const struct buf nothing = { 0 };
	struct problem why = { 0 };
	bool notice = u->target.kind == TARGET_NOTICE;

	if (keep_old(u, "deleted", &why) == -1 ||
	    (notice ? write_notice(u, &nothing, &why)
		    : put_remove(u->capsule->dir, u->file.path, &why)) == -1)
		return upload_fail(u, r, &why);
	u->deleted = true;
	log_info("%s: deleted by %s from %s", u->file.path, u->who->name,
	    u->from);
	return 0;
}
