#ifndef IMPORT_CORE_SOURCE_H
#define IMPORT_CORE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/problem.h"

/*
 * Where an import reads from: a file, standard input, or what a fetch brought.
 * What gzip has packed is read as what it holds.  Read as a stream, so that an
 * export of any size costs the same memory; the first bytes can be looked at
 * before.
 */
struct source {
	const char *name; /* as the user gave it, for messages; borrowed */
	const char *path; /* of the file, or ""; borrowed */
	const char *url;  /* what relative links start from, or ""; borrowed */
	const char *charset;   /* that came with it, or ""; borrowed */
	int fd;                /* owned unless it is standard input; -1: none */
	struct buf head;       /* owned: read already, not yet handed out */
	struct gunzip *gunzip; /* owned; NULL: it is not packed */
	bool begun;            /* it is known whether it is */
	size_t given;          /* bytes of head handed out */
	uint64_t size;         /* of the file, 0 when not known: for progress */
	uint64_t read;         /* bytes handed out so far */
};

/* name: a file, or "-".  0, or -1 with the reason. */
int source_open(struct source *s, const char *name, struct problem *why);
/* Bytes that are in memory already; taken over (body is empty afterwards). */
void source_of_buf(struct source *s, const char *name, const char *url,
    struct buf *body);
/* An open file of that size, at its start; taken over. */
void source_of_fd(struct source *s, const char *name, const char *url, int fd,
    uint64_t size);
void source_close(struct source *s);

/* The first bytes (up to 64 KB), still to be read afterwards. */
const char *source_head(struct source *s, size_t *len);
/* Up to len bytes into out; 0 at the end, -1 with errno. */
long source_read(struct source *s, void *out, size_t len);
/*
 * Go back to the beginning; standard input is spooled to a temporary file
 * before it is read, so call this once before the first read.  0, or -1.
 */
int source_rewind(struct source *s, struct problem *why);
/* All that is left, at most max bytes.  0, or -1 with the reason. */
int source_slurp(struct source *s, struct buf *out, size_t max,
    struct problem *why);

#endif
