#ifndef BASE_TEMPFILE_H
#define BASE_TEMPFILE_H

struct problem;

/*
 * A file without a name, gone when it is closed: open for reading and
 * writing, close-on-exec, and none of the three standard descriptors.
 * -1 with the reason.
 */
int tempfile_open(struct problem *why);
/*
 * Make a folder for this user alone, below $TMPDIR or /tmp; out is its path.
 * 0, or -1 with the reason, and out is "".
 */
#define TEMPFILE_FOLDER_SIZE 256
int tempfile_folder(char out[TEMPFILE_FOLDER_SIZE], struct problem *why);
/*
 * Remove a file, or a folder with all in it; links are removed, not followed.
 * 0, or -1 with errno.
 */
int tempfile_remove(const char *path);

#endif
