#include "index/ingest_read.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "capsule/dirwalk.h"
#include "text/now.h"

/* ---- problems ------------------------------------------------------------ */

void
ingest_tell(void *ctx, const struct problem *found)
{
	const struct about *about = ctx;
	struct problem named = *found;

	index_put_problem(about->t->index, about->path, found);
	if (about->t->sink == NULL)
		return;
	problem_in(&named, about->path);
	about->t->sink(about->t->ctx, &named);
}

static void
complain_of_line(struct ingest *t, const char *path, size_t line,
    const char *sentence)
{
	struct about about = { t, path };
	struct problem why = { 0 };

	problem_set(&why, line, "%s", sentence);
	ingest_tell(&about, &why);
}

void
ingest_complain(struct ingest *t, const char *path, const char *sentence)
{
	complain_of_line(t, path, 0, sentence);
}

struct index_file
ingest_state(const struct stat *st)
{
	struct index_file f = { 0 };

	f.kind = FILE_REFUSED;
	f.size = (int64_t)st->st_size;
	f.mtime_ns = stamp_ns(&st->st_mtim);
	f.ctime_ns = stamp_ns(&st->st_ctim);
	f.inode = (uint64_t)st->st_ino;
	f.due = INT64_MAX;
	return f;
}

void
ingest_refused(struct ingest *t, const char *path, const struct stat *st,
    const char *why)
{
	struct index_file f = ingest_state(st);

	index_drop_problems(t->index, path);
	index_put_file(t->index, path, &f);
	ingest_complain(t, path, why);
}

/* A file that cannot be opened: gone, refused, or to be tried again. */
static enum reading
cannot_open(struct ingest *t, const char *path, int error)
{
	struct stat st;

	if (dirwalk_may_pass(error))
		return NOT_NOW;
	if (fstatat(t->dir, path, &st, 0) == -1)
		return NOT_THERE;
	ingest_refused(t, path, &st, strerror(error));
	return NOT_TO_BE_READ;
}

/* Has somebody begun to write since?  Then the bytes may be half of it. */
static bool
was_touched(int fd, const struct index_file *then)
{
	struct index_file now;
	struct stat st;

	if (fstat(fd, &st) == -1)
		return false;
	now = ingest_state(&st);
	return now.size != then->size || now.mtime_ns != then->mtime_ns;
}

enum reading
ingest_read(struct ingest *t, const char *path, const struct index_file *seen,
    struct index_file *f)
{
	struct problem why = { 0 };
	struct stat st;
	int fd = file_open_below(t->dir, path, false, &st);
	bool ok, touched;

	if (fd == -1)
		return cannot_open(t, path, errno);
	*f = ingest_state(&st);
	buf_clear(&t->src);
	ok = buf_read_fd(&t->src, fd, t->max, &why) == 0;
	touched = was_touched(fd, seen != NULL ? seen : f);
	close(fd);
	if (touched)
		return NOT_NOW;
	if (ok)
		return READ;
	if (t->src.len < t->max)
		return NOT_NOW;
	ingest_refused(t, path, &st, why.sentence);
	return NOT_TO_BE_READ;
}

void
ingest_name_oddities(struct ingest *t, const char *path)
{
	const char *src = buf_str(&t->src), *nul;
	size_t len = t->src.len, valid;

	if (!utf8_valid(path, strlen(path)))
		ingest_complain(t, path, "its name is not UTF-8");
	for (const char *p = path; *p != '\0'; p++) {
		if ((unsigned char)*p >= ' ' && *p != 0x7f)
			continue;
		ingest_complain(t, path, "its name holds a control byte");
		break;
	}
	nul = memchr(src, '\0', len);
	valid = utf8_valid_run(src, len);
	if (nul != NULL)
		complain_of_line(t, path,
		    problem_line(src, (size_t)(nul - src)),
		    "it holds a NUL byte: is it a text?");
	else if (valid < len)
		complain_of_line(t, path, problem_line(src, valid),
		    "it is not UTF-8 throughout");
}
