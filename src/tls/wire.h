#ifndef TLS_WIRE_H
#define TLS_WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include <openssl/ssl.h>

#include "tls/pace.h"
#include "tls/tls_io.h"

/*
 * The bytes of one connection, plain or through TLS.  Non-blocking: what
 * cannot be done now says what to wait for.  Knows no event loop.
 */
struct wire {
	int fd;        /* owned: wire_close() */
	SSL *ssl;      /* owned, and freed by wire_finish(); NULL: plain */
	int awaited;   /* SO_RCVLOWAT as it was set; 0: never */
	bool begun;    /* a record that the socket did not take */
	uint64_t sent; /* plain bytes that the socket took */
	struct pace pace;
	struct tls_io io;
};

enum wire_state {
	WIRE_DONE,
	WIRE_WANT_READ,
	WIRE_WANT_WRITE,
	WIRE_WANT_TIME, /* the reader has enough for now: try again by and by */
	WIRE_ENDED,     /* the other side will send no more */
	WIRE_LOST,
};

/*
 * Look at what has arrived, without taking it: *n bytes of it in out.  After
 * WIRE_WANT_READ for more than *n bytes see wire_await().
 */
enum wire_state wire_peek(struct wire *w, void *out, size_t size, size_t *n);
/*
 * Bytes that are only looked at keep a socket readable: let it wake us when
 * this many are there, or the other side has ended.  Returns false when that
 * was asked before and fewer came, so no more will.
 */
bool wire_await(struct wire *w, size_t bytes);
/* Take bytes that were looked at. */
void wire_skip(struct wire *w, size_t bytes);

/*
 * The first record of a TLS connection.  WIRE_DONE when all of it is there:
 * OpenSSL's memory is not spent on somebody who sends half of one.  WIRE_LOST
 * when it cannot be a ClientHello.
 */
enum wire_state wire_hello(struct wire *w);
/*
 * Go on through TLS: ssl is taken over, whatever comes.  0, or -1: no memory.
 */
int wire_secure(struct wire *w, SSL *ssl);
/* Go on with the handshake; only when ssl is set. */
enum wire_state wire_handshake(struct wire *w);
/*
 * Read up to size bytes; WIRE_DONE sets *n, which is then not 0.  A turn reads
 * no more than a record or so from the socket, whatever is in it.
 */
enum wire_state wire_read(struct wire *w, void *out, size_t size, size_t *n);
/* Did the client send handshake after handshake, and no request? */
bool wire_flooded(const struct wire *w);
/*
 * An answer of so many bytes follows, or more than can be told.  Who takes a
 * long one gets it at his pace: wire_write() may want time.
 */
void wire_expect(struct wire *w, uint64_t bytes);
/*
 * Write what can be: *n is what was taken, whatever the state.  Through TLS
 * some of it may wait here for what comes next, or wire_finish().
 */
enum wire_state wire_write(struct wire *w, const void *p, size_t len,
    size_t *n);
/*
 * Say that this was all: close_notify (unless the handshake failed), then the
 * end of our half.  After WIRE_DONE only wire_drain() and wire_close() follow.
 */
enum wire_state wire_finish(struct wire *w);
/*
 * Throw away what still arrives: WIRE_ENDED when the other side has closed.
 * Closing with bytes unread would be a reset, and the end of the answer lost.
 */
enum wire_state wire_drain(struct wire *w);
/* Bytes that the kernel holds and the other side has not acknowledged yet. */
size_t wire_unsent(const struct wire *w);
/* Bytes that the other side has acknowledged, in all. */
uint64_t wire_taken(const struct wire *w);
/*
 * Several times within `write_timeout` while an answer leaves: has the reader
 * read of it since the last call?
 */
bool wire_look(struct wire *w);
/* After WIRE_WANT_TIME: will it be soon?  Else not before the next look. */
bool wire_room_soon(const struct wire *w);
/*
 * For wire_close() to drop what the other side has not taken: else the kernel
 * keeps it for minutes.
 */
void wire_abort(struct wire *w);
/* Free the TLS state and close the socket. */
void wire_close(struct wire *w);

#endif
