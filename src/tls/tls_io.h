#ifndef TLS_TLS_IO_H
#define TLS_TLS_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <openssl/ssl.h>

#include "base/buf.h"

/*
 * The way of a TLS connection's bytes between OpenSSL and its socket.
 *
 * In: so many bytes a turn, then OpenSSL is told to wait.  Its own loop, which
 * goes on for as long as post-handshake messages come (KeyUpdate in TLS 1.3,
 * ClientHello in 1.2), would else hold the worker from everybody; and who sends
 * more than a few of them is cut off.
 *
 * Out: records are gathered, so that what belongs together (a ticket, the
 * answer, close_notify) leaves in one packet.
 */
struct tls_io {
	int fd;         /* borrowed */
	size_t budget;  /* bytes that may still be read in this turn */
	unsigned extra; /* handshake messages since the handshake */
	bool shaken;    /* the handshake is done: tls_io_shaken() */
	bool lost;      /* the socket is of no use any more */
	struct buf out; /* owned: not sent yet, from out_sent on */
	size_t out_sent;
	uint64_t sent; /* bytes that the socket took, in all */
	size_t piece;  /* bytes of a packet at most; 0: any number */
};

/* Let ssl read and write through io, whose fd is set.  0, or -1: no memory. */
int tls_io_attach(struct tls_io *io, SSL *ssl);
void tls_io_free(struct tls_io *io);

/* A turn begins: OpenSSL may read again. */
void tls_io_turn(struct tls_io *io);
/* From now on handshake messages are extra. */
void tls_io_shaken(struct tls_io *io, SSL *ssl);
/* Too many of them came. */
bool tls_io_flooded(const struct tls_io *io);

/*
 * Send what was gathered; last: the end of the stream follows, so let them
 * leave together.  1: all of it; 0: wait until the socket can be written; -1:
 * it is lost.
 */
int tls_io_flush(struct tls_io *io, bool last);

#endif
