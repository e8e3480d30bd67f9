#ifndef TLS_PACE_H
#define TLS_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * How much of a long answer may leave now, so that it can be seen whether its
 * reader reads.
 *
 * His machine acknowledges what it holds for him, read or not; what he reads
 * shows only by the window that it offers, and by that only while it is neither
 * closed nor filled with packets so large that none is read to its end.  So a
 * reader who is not known to be quick gets small pieces, and never fills his
 * window.  The figures are told in docs/decisions.md.
 */
struct pace {
	bool paced;      /* else whatever can be sent may be */
	bool room_soon;  /* reads much: he soon has room for more */
	uint64_t edge;   /* bytes until which he lets us go */
	uint64_t looked; /* edge, at the last look */
	uint32_t widest; /* the largest window he has offered */
	uint32_t packet;
	uint64_t known; /* edge, when widest was thought of anew */
	unsigned still; /* looks in a row at which he had not read */
};

/* What the kernel knows of a connection; all of it counts from its begin. */
struct pace_seen {
	uint64_t sent;   /* bytes that were given to it, or are about to be */
	uint64_t acked;  /* of them, by the other side */
	uint32_t window; /* bytes that are taken beyond acked */
	uint32_t packet; /* bytes of the largest packet */
};

/* An answer of so many bytes begins. */
void pace_begin(struct pace *p, const struct pace_seen *seen, uint64_t bytes);
/*
 * Bytes that may leave now, with so many around them (a TLS record's);
 * SIZE_MAX: he is quick, and not paced any more.
 */
size_t pace_room(struct pace *p, const struct pace_seen *seen, size_t around);
/* Bytes that may leave as one packet; 0: any number. */
size_t pace_piece(const struct pace *p);
/* Bytes that he gets to read at once, as a TLS record is. */
size_t pace_portion(const struct pace *p);
#define PACE_LOOKS 16 /* in one `write_timeout` */
/* A look: has he read since the last? */
bool pace_look(struct pace *p, const struct pace_seen *seen);

/* send(), but a packet has so many bytes at most; 0: any number. */
ssize_t pace_send(int fd, const void *p, size_t len, size_t piece, int flags);

#endif
