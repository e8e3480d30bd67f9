#include "server/statedir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/tempfile.h"
#include "capsule/picture.h"
#include "index/index.h"
#include "site/book_page.h"

static char *
joined(const char *folder, const char *name)
{
	struct buf b = { 0 };

	buf_addf(&b, "%s/%s", folder, name);
	return b.data;
}

/* Who the children will be; false: who we are. */
static bool
new_owner(const struct config *config, uid_t *uid, gid_t *gid)
{
	const struct passwd *pw;

	if (geteuid() != 0 || config->user[0] == '\0')
		return false;
	pw = getpwnam(config->user);
	if (pw == NULL)
		return false;
	*uid = pw->pw_uid;
	*gid = pw->pw_gid;
	return true;
}

/* The folder and what is in it become the user's. */
static void
give(const char *folder, const struct config *config)
{
	uid_t uid;
	gid_t gid;
	int fd, failed;
	DIR *dir;
	const struct dirent *e;

	if (!new_owner(config, &uid, &gid))
		return;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	dir = fd == -1 ? NULL : fdopendir(fd);
	if (dir == NULL) {
		if (fd != -1)
			close(fd);
		return;
	}
	failed = fchown(fd, uid, gid);
	while ((e = readdir(dir)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			failed |= fchownat(fd, e->d_name, uid, gid,
			    AT_SYMLINK_NOFOLLOW);
	if (failed != 0)
		log_warning("%s cannot be given to %s: %s", folder,
		    config->user, strerror(errno));
	closedir(dir);
}

/*
 * Can a file be written there?  Permissions do not say: root has all of them,
 * and a read-only or full file system has none.
 */
static int
try_writing(const char *folder, struct problem *why)
{
	char *path = joined(folder, ".try");
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int status = 0;

	if (fd == -1 || write(fd, "", 1) != 1)
		status = problem_errno(why, "cannot be written");
	if (fd != -1) {
		close(fd);
		unlink(path);
	}
	free(path);
	return status;
}

/*
 * A lock that dies with us and that no child inherits.  1: another process
 * has it, *pid.
 */
static int
take_lock(struct statedir *s, long *pid)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	char *path = joined(s->path, "lock");
	int status = 0;

	s->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (s->lock == -1) {
		/* Read-only: nobody else can have locked it for writing. */
		free(path);
		return 0;
	}
	if (fcntl(s->lock, F_SETLK, &lock) == -1) {
		status = errno == EACCES || errno == EAGAIN;
		if (status == 1 && fcntl(s->lock, F_GETLK, &lock) == 0)
			*pid = lock.l_pid;
		close(s->lock);
		s->lock = -1;
	}
	free(path);
	return status;
}

/* A new state folder is for the user's group, who has to pass through it. */
static int
make_top(const char *path, const struct config *config, struct problem *why)
{
	bool fresh = access(path, F_OK) == -1;
	uid_t uid;
	gid_t gid;

	if (file_make_folder(path, 0750, why) == -1)
		return -1;
	if (fresh && new_owner(config, &uid, &gid) &&
	    chown(path, (uid_t)-1, gid) == -1)
		return problem_errno(why, "cannot be given to the user");
	return 0;
}

static int
make_folders(struct statedir *s, const struct config *config,
    struct problem *why)
{
	char *certificates = joined(s->path, CONFIG_CERTIFICATES);
	int status = -1;

	if (make_top(s->path, config, why) == 0 &&
	    file_make_folder(s->index_folder, 0750, why) == 0 &&
	    file_make_folder(s->pictures, 0750, why) == 0 &&
	    file_make_folder(s->books, 0750, why) == 0 &&
	    file_make_folder(certificates, 0700, why) == 0)
		status = 0;
	free(certificates);
	if (status == 0) {
		give(s->index_folder, config);
		give(s->pictures, config);
		give(s->books, config);
	}
	return status;
}

/* A folder in memory for the index of this run. */
static int
make_own_folder(struct statedir *s, const struct config *config,
    struct problem *why)
{
	static const char *const places[] = { "/dev/shm", "/tmp" };

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		char *path = joined(places[i], "chasqui-XXXXXX");

		if (mkdtemp(path) != NULL && try_writing(path, NULL) == 0) {
			free(s->index_folder);
			s->index_folder = path;
			s->own_folder = true;
			give(path, config);
			return 0;
		}
		free(path);
	}
	return problem_set(why, 0, "there is no place for the index");
}

int
statedir_open(struct statedir *s, const struct config *config, long *pid,
    struct problem *why)
{
	struct problem reason = { 0 };

	*s = (struct statedir){ .path = xstrdup(config->state),
		.lock = -1,
		.index_folder = joined(config->state, INDEX_FOLDER) };
	s->pictures = picture_folder(&s->arena, config->state);
	s->books = book_folder(&s->arena, config->state);
	*pid = 0;
	s->writable = make_folders(s, config, &reason) == 0;
	if (access(s->path, F_OK) == 0 && take_lock(s, pid) == 1) {
		statedir_close(s);
		return problem_set(why, 0,
		    "another server (process %ld) runs with the state folder "
		    "%s",
		    *pid, config->state);
	}
	if (s->writable)
		s->writable = try_writing(s->path, &reason) == 0 &&
			      try_writing(s->index_folder, &reason) == 0;
	if (s->writable)
		return 0;
	problem_in(&reason, config->state);
	log_problem(NULL, &reason);
	log_warning("the index is held in memory until the next start");
	if (make_own_folder(s, config, why) == 0)
		return 0;
	statedir_close(s);
	return -1;
}

/* A lock on a file that was removed keeps nobody out. */
static void
lock_again(struct statedir *s)
{
	char *path = joined(s->path, "lock");
	struct stat now, held;
	long pid;

	if (s->lock != -1 &&
	    (stat(path, &now) == -1 || fstat(s->lock, &held) == -1 ||
		now.st_dev != held.st_dev || now.st_ino != held.st_ino)) {
		close(s->lock);
		s->lock = -1;
		(void)take_lock(s, &pid);
	}
	free(path);
}

int
statedir_mend(struct statedir *s, const struct config *config,
    struct problem *why)
{
	if (file_make_folder(s->index_folder, 0750, why) == -1 ||
	    file_make_folder(s->pictures, 0750, why) == -1 ||
	    file_make_folder(s->books, 0750, why) == -1)
		return -1;
	give(s->index_folder, config);
	give(s->pictures, config);
	give(s->books, config);
	lock_again(s);
	return 0;
}

void
statedir_close(struct statedir *s)
{
	if (s->own_folder)
		(void)tempfile_remove(s->index_folder);
	if (s->lock != -1)
		close(s->lock);
	free(s->path);
	free(s->index_folder);
	arena_free(&s->arena);
	*s = (struct statedir){ .lock = -1 };
}
