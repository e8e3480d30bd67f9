#include "import/core/gunzip.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "base/alloc.h"

#define PIECE     (64u * 1024)     /* bytes that are read at a time */
#define GZIP_ONLY (16 + MAX_WBITS) /* zlib's way of saying so */

struct gunzip {
	int fd;
	z_stream z;
	bool between; /* two members: the next may begin, or the file ends */
	unsigned char packed[PIECE];
};

bool
gunzip_is(const char *head, size_t len)
{
	return len > 3 && memcmp(head, "\x1F\x8B\x08", 3) == 0;
}

struct gunzip *
gunzip_new(int fd, const char *head, size_t len)
{
	struct gunzip *g = xcalloc(1, sizeof *g);

	g->fd = fd;
	if (inflateInit2(&g->z, GZIP_ONLY) != Z_OK)
		abort(); /* memory ran out */
	memcpy(g->packed, head, len < PIECE ? len : PIECE);
	g->z.next_in = g->packed;
	g->z.avail_in = (uInt)(len < PIECE ? len : PIECE);
	return g;
}

void
gunzip_free(struct gunzip *g)
{
	if (g == NULL)
		return;
	inflateEnd(&g->z);
	free(g);
}

/* Have packed bytes at hand: 1, 0 at the end, -1 with errno. */
static int
fill(struct gunzip *g)
{
	ssize_t n;

	if (g->z.avail_in > 0)
		return 1;
	do
		n = read(g->fd, g->packed, PIECE);
	while (n == -1 && errno == EINTR);
	g->z.next_in = g->packed;
	g->z.avail_in = n > 0 ? (uInt)n : 0;
	return n > 0 ? 1 : (int)n;
}

long
gunzip_read(struct gunzip *g, void *out, size_t len)
{
	g->z.next_out = out;
	g->z.avail_out = (uInt)(len < PIECE ? len : PIECE);
	len = g->z.avail_out;
	while (g->z.avail_out == len) {
		int more = fill(g), rc;

		if (more == 0 && g->between)
			return 0;
		if (more <= 0) {
			errno = more == 0 ? EBADMSG : errno;
			return -1;
		}
		if (g->between)
			inflateReset(&g->z);
		g->between = false;
		rc = inflate(&g->z, Z_NO_FLUSH);
		if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR) {
			errno = EBADMSG;
			return -1;
		}
		g->between = rc == Z_STREAM_END;
	}
	return (long)(len - g->z.avail_out);
}
