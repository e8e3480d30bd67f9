#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

struct problem;

/*
 * Write a file beside its name (".NAME.tmpXXXXXX"), flush it to the disk, give
 * it the mode and rename it into place: a reader sees the old content or the
 * new, never a part.  Returns 0, or -1 with the reason and nothing changed.
 *
 * What root writes or makes here and below belongs to the folder's owner.
 */
int file_write(const char *path, const void *data, size_t len, mode_t mode,
    struct problem *why);
/* write() until all is written: 0, or -1 with errno. */
int file_write_all(int fd, const void *data, size_t len);
/* mkdir -p.  0, or -1 with the reason.  An existing folder is fine. */
int file_make_folder(const char *path, mode_t mode, struct problem *why);

/*
 * Open a file for reading somewhere below the folder dirfd, and never outside:
 * path is relative, and "..", an absolute link or a link that leads out fail
 * (openat2 with RESOLVE_BENEATH; where the kernel lacks it, component by
 * component without following links).  A component that begins with a dot
 * fails.  Only regular files (and folders, when folder is set) are opened; a
 * fifo is never waited for.  Returns a descriptor (close-on-exec) with st
 * filled, or -1 with errno: ENOENT for all that is not to be found or seen,
 * else what the system said.
 */
int file_open_below(int dirfd, const char *path, bool folder, struct stat *st);
/*
 * Where an open file stands below the folder dirfd, whatever links have led to
 * it: its path into out.  False: not below it, or the system does not say
 * (there is no /proc).
 */
bool file_place_below(int dirfd, int fd, char *out, size_t size);

/*
 * dir + "/" + name into out; name alone when it is absolute or dir is "".
 * Returns out, or NULL when it does not fit.
 */
const char *file_join(char *out, size_t size, const char *dir,
    const char *name);
/* Is the path that of the folder, or of anything in it?  "" holds all. */
bool file_is_at_or_below(const char *path, const char *folder);
/* What follows the last '/', and what follows the last '.' of that ("" if
 * none). */
const char *file_name(const char *path);
const char *file_extension(const char *path);

#endif
