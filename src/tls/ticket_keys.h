#ifndef TLS_TICKET_KEYS_H
#define TLS_TICKET_KEYS_H

#include <stddef.h>

#include "base/problem.h"

/*
 * The keys of TLS session tickets: made before the fork, so that any worker
 * resumes any session; from a file that machines share, any machine.  The
 * first key makes new tickets, all of them open old ones.
 */
struct ticket_key {
	unsigned char name[16], mac[32], aes[32];
};

#define TICKET_KEYS 4

struct ticket_keys {
	struct ticket_key key[TICKET_KEYS];
	size_t n;
};

/* A file of one to four keys, 80 bytes each: `openssl rand 80`. */
int ticket_keys_read(struct ticket_keys *keys, const char *path,
    struct problem *why);
/* New ones, in memory. */
int ticket_keys_make(struct ticket_keys *keys, struct problem *why);
/*
 * Keys that the server keeps by itself: read, or made; when the file is older
 * than a day, a new key is put in front and the last one's tickets still open.
 * What cannot be written is only in memory: -1 with the reason, and usable
 * keys all the same (n is 0 only if there is no randomness).
 */
int ticket_keys_keep(struct ticket_keys *keys, const char *path,
    struct problem *why);

#endif
