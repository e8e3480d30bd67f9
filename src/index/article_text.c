#include "index/article_text.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "capsule/dirwalk.h"
#include "text/now.h"

/* The file as the index took it in. */
static bool
as_indexed(const struct stat *st, const struct article *art)
{
	return (int64_t)st->st_size == art->size &&
	       stamp_ns(&st->st_mtim) == art->mtime_ns &&
	       stamp_ns(&st->st_ctim) == art->ctime_ns &&
	       (uint64_t)st->st_ino == art->inode;
}

/* ctime aside: it changes when another file is renamed over this one. */
static bool
unchanged(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size &&
	       stamp_ns(&a->st_mtim) == stamp_ns(&b->st_mtim);
}

/*
 * Is an unknown state of a file a finished one?  Another inode that was
 * renamed (its ctime is younger than its mtime) was written beside; anything
 * else is finished when nothing was written to it for a while.
 */
static bool
finished(const struct stat *st, const struct article *art)
{
	int64_t mtime = stamp_ns(&st->st_mtim), age;

	if ((uint64_t)st->st_ino != art->inode &&
	    stamp_ns(&st->st_ctim) != mtime)
		return true;
	age = now_ns(CLOCK_REALTIME) - mtime;
	return age < 0 || age > DIRWALK_SETTLE_MS * INT64_C(1000000);
}

/* In one read, as the size is known: short of it, the file was cut meanwhile.
 */
static bool
read_whole(int fd, const struct stat *st, size_t max, struct buf *src)
{
	size_t size = (size_t)st->st_size, start = src->len;
	ssize_t n = 1;

	if (st->st_size < 0 || size > max)
		return false;
	buf_reserve(src, size + 1);
	while (n > 0 && src->len - start < size) {
		n = read(fd, src->data + src->len, size - (src->len - start));
		if (n > 0)
			src->len += (size_t)n;
		else if (n == -1 && errno == EINTR)
			n = 1;
	}
	src->data[src->len] = '\0';
	return n != -1;
}

enum article_text
article_text_read(const struct capsule *c, const struct article *art,
    size_t max, struct buf *src)
{
	struct stat before, after;
	size_t start = src->len;
	enum article_text what = TEXT_GONE;
	int fd = file_open_below(c->dir, art->path, false, &before);

	if (fd == -1)
		return TEXT_GONE;
	if (as_indexed(&before, art))
		what = TEXT_SAME;
	else
		what = finished(&before, art) ? TEXT_NEWER : TEXT_WRITING;
	if (what != TEXT_WRITING && !read_whole(fd, &before, max, src))
		what = TEXT_GONE;
	else if (fstat(fd, &after) == 0 && !unchanged(&before, &after))
		what = TEXT_WRITING;
	close(fd);
	if (what == TEXT_GONE || what == TEXT_WRITING)
		buf_cut(src, start);
	return what;
}
