#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;
struct problem;

/*
 * Growing bytes.  `{ 0 }` is an empty buf that owns nothing.  After any
 * buf_add*() data[len] is a NUL that len does not count, so that a buf of
 * text can be given to functions that want a C string.
 */
struct buf {
	char *data; /* owned: buf_free(); NULL until something is added */
	size_t len; /* bytes in use */
	size_t cap;
};

void buf_reserve(struct buf *b, size_t more);
/* These three are here, since the conversion adds its text in small pieces. */
static inline void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (b->cap - b->len <= n)
		buf_reserve(b, n);
	if (n > 0)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}
static inline void
buf_addc(struct buf *b, char c)
{
	if (b->cap - b->len < 2)
		buf_reserve(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}
static inline void
buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}
/* A number in decimal. */
void buf_addu(struct buf *b, uint64_t number);
/* "1 article", "2 articles". */
void buf_add_count(struct buf *b, uint64_t n, const char *one,
    const char *many);
/* n times the byte c. */
void buf_fill(struct buf *b, char c, size_t n);
void buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Forget the content, keep the memory. */
void buf_clear(struct buf *b);
/* Shorten to len bytes; no effect when it is not longer. */
void buf_cut(struct buf *b, size_t len);
/* The text so far, "" when nothing was ever added; valid until the next add. */
const char *buf_str(struct buf *b);
/* The text as a string in the arena; b is an empty buf again. */
char *buf_keep(struct buf *b, struct arena *a);
/* Free the memory; b is an empty buf again.  Harmless on an empty one. */
void buf_free(struct buf *b);

/*
 * Append all that can be read from fd (until its end), at most max bytes.
 * Returns 0, or -1 with the reason: a read error, or more than max bytes.
 * What was read before an error stays in b.  fd is not closed.
 */
int buf_read_fd(struct buf *b, int fd, size_t max, struct problem *why);
/* The same for a file; a folder, fifo or device is refused, never waited for.
 */
int buf_read_file(struct buf *b, const char *path, size_t max,
    struct problem *why);

#endif
