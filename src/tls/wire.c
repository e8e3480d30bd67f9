#include "tls/wire.h"

#include <errno.h>
#include <limits.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/err.h>

#define FULL_RECORD 16384
/* Around a record's bytes: header, nonce, tag and type, and something over. */
#define AROUND_RECORD 40
/* Records that are gathered before they leave, of a reader who is paced. */
#define GATHERED (8 * 1024)
/* An answer that anybody's window takes as a whole. */
#define SHORT_ANSWER 2048

/* What a failed system call on the socket means; wait: what it waits for. */
static enum wire_state
failed(enum wire_state wait)
{
	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return wait;
	return WIRE_LOST;
}

static ssize_t
receive(int fd, void *out, size_t size, int flags)
{
	ssize_t n;

	do
		n = recv(fd, out, size, flags);
	while (n == -1 && errno == EINTR);
	return n;
}

enum wire_state
wire_peek(struct wire *w, void *out, size_t size, size_t *n)
{
	ssize_t got = receive(w->fd, out, size, MSG_PEEK);

	*n = got < 0 ? 0 : (size_t)got;
	if (got < 0)
		return failed(WIRE_WANT_READ);
	return got == 0 ? WIRE_ENDED : WIRE_DONE;
}

bool
wire_await(struct wire *w, size_t bytes)
{
	int want = bytes > INT_MAX ? INT_MAX : (int)bytes;

	if (w->awaited >= want)
		return false;
	w->awaited = want;
	setsockopt(w->fd, SOL_SOCKET, SO_RCVLOWAT, &want, sizeof want);
	return true;
}

/* From now on every byte wakes us. */
static void
await_any(struct wire *w)
{
	int one = 1;

	if (w->awaited > 1)
		setsockopt(w->fd, SOL_SOCKET, SO_RCVLOWAT, &one, sizeof one);
	w->awaited = 0;
}

void
wire_skip(struct wire *w, size_t bytes)
{
	char junk[1024];

	while (bytes > 0) {
		size_t part = bytes < sizeof junk ? bytes : sizeof junk;
		ssize_t n = receive(w->fd, junk, part, 0);

		if (n <= 0)
			break;
		bytes -= (size_t)n;
	}
	await_any(w);
}

/* Can these first bytes of a record be those of a ClientHello? */
static bool
is_hello(const unsigned char *b, size_t n)
{
	/* type 22, version 3.x, 4 to 16384 bytes of type 1 */
	if (b[0] != 22 || (n > 1 && b[1] != 3) || (n > 5 && b[5] != 1))
		return false;
	if (n > 4) {
		unsigned len = (unsigned)b[3] << 8 | b[4];

		return len >= 4 && len <= 16384;
	}
	return true;
}

enum wire_state
wire_hello(struct wire *w)
{
	unsigned char b[2048];
	size_t n, want = 5;
	enum wire_state state = wire_peek(w, b, sizeof b, &n);

	if (state != WIRE_DONE)
		return state;
	if (!is_hello(b, n))
		return WIRE_LOST;
	if (n >= 5)
		want += (size_t)b[3] << 8 | b[4];
	if (want > sizeof b)
		want = sizeof b;
	if (n < want && wire_await(w, want))
		return WIRE_WANT_READ;
	await_any(w);
	return n < 5 ? WIRE_LOST : WIRE_DONE;
}

/* What OpenSSL's answer to the last call means. */
static enum wire_state
tls_state(const struct wire *w, int result)
{
	switch (SSL_get_error(w->ssl, result)) {
	case SSL_ERROR_NONE:
		return WIRE_DONE;
	case SSL_ERROR_WANT_READ:
		return WIRE_WANT_READ;
	case SSL_ERROR_WANT_WRITE:
		return WIRE_WANT_WRITE;
	case SSL_ERROR_ZERO_RETURN:
		return WIRE_ENDED;
	default:
		ERR_clear_error();
		return WIRE_LOST;
	}
}

int
wire_secure(struct wire *w, SSL *ssl)
{
	w->ssl = ssl;
	w->io.fd = w->fd;
	return ssl == NULL ? -1 : tls_io_attach(&w->io, ssl);
}

/* What was gathered leaves, now or when it can. */
static enum wire_state
flush(struct wire *w)
{
	int flushed = w->ssl == NULL ? 1 : tls_io_flush(&w->io, false);

	if (flushed == 0)
		return WIRE_WANT_WRITE;
	return flushed == 1 ? WIRE_DONE : WIRE_LOST;
}

/* Before the client is waited for, it has to have what it waits for. */
static enum wire_state
flush_first(struct wire *w, enum wire_state state)
{
	enum wire_state flushed =
	    state == WIRE_WANT_READ ? flush(w) : WIRE_DONE;

	return flushed == WIRE_DONE ? state : flushed;
}

enum wire_state
wire_handshake(struct wire *w)
{
	enum wire_state state;

	ERR_clear_error();
	tls_io_turn(&w->io);
	state = tls_state(w, SSL_accept(w->ssl));
	if (state == WIRE_DONE)
		tls_io_shaken(&w->io, w->ssl);
	return flush_first(w, state);
}

enum wire_state
wire_read(struct wire *w, void *out, size_t size, size_t *n)
{
	ssize_t got;

	*n = 0;
	if (w->ssl != NULL) {
		ERR_clear_error();
		tls_io_turn(&w->io);
		return flush_first(w,
		    tls_state(w, SSL_read_ex(w->ssl, out, size, n)));
	}
	got = receive(w->fd, out, size, 0);
	if (got < 0)
		return failed(WIRE_WANT_READ);
	*n = (size_t)got;
	return got == 0 ? WIRE_ENDED : WIRE_DONE;
}

bool
wire_flooded(const struct wire *w)
{
	return tls_io_flooded(&w->io);
}

/* What the kernel knows; false: little, for it is old or this no TCP. */
static bool
see(const struct wire *w, struct pace_seen *seen)
{
	struct tcp_info info = { 0 };
	socklen_t len = sizeof info;
	size_t needed =
	    offsetof(struct tcp_info, tcpi_snd_wnd) + sizeof info.tcpi_snd_wnd;

	*seen = (struct pace_seen){ .sent = w->sent + w->io.sent };
	if (getsockopt(w->fd, IPPROTO_TCP, TCP_INFO, &info, &len) == -1 ||
	    len < needed) {
		seen->acked = wire_taken(w);
		return false;
	}
	seen->acked = info.tcpi_bytes_acked;
	seen->window = info.tcpi_snd_wnd;
	seen->packet = info.tcpi_pmtu;
	return true;
}

/*
 * A small packet does not wait until the last is acknowledged; and where none
 * is under way, each second one that has no bytes asks for the window.
 */
static const struct {
	int level, name, value;
} paced[] = {
	{ IPPROTO_TCP, TCP_NODELAY, 1 },
	{ IPPROTO_TCP, TCP_KEEPIDLE, 1 },
	{ IPPROTO_TCP, TCP_KEEPINTVL, 1 },
	{ IPPROTO_TCP, TCP_KEEPCNT, 127 },
	{ SOL_SOCKET, SO_KEEPALIVE, 1 },
};

void
wire_expect(struct wire *w, uint64_t bytes)
{
	struct pace_seen seen;

	if (bytes <= SHORT_ANSWER || !see(w, &seen))
		return;
	pace_begin(&w->pace, &seen, bytes);
	if (!w->pace.paced)
		return;
	for (size_t i = 0; i < sizeof paced / sizeof *paced; i++)
		setsockopt(w->fd, paced[i].level, paced[i].name,
		    &paced[i].value, sizeof paced[i].value);
}

bool
wire_look(struct wire *w)
{
	struct pace_seen seen;
	bool known = see(w, &seen);
	bool moved = pace_look(&w->pace, &seen);

	w->pace.paced &= known;
	return moved;
}

bool
wire_room_soon(const struct wire *w)
{
	return w->pace.room_soon;
}

static enum wire_state
write_plain(struct wire *w, const char *p, size_t len, size_t *n)
{
	while (*n < len) {
		ssize_t put =
		    pace_send(w->fd, p + *n, len - *n, pace_piece(&w->pace), 0);

		if (put >= 0) {
			*n += (size_t)put;
			w->sent += (size_t)put;
		} else if (errno != EINTR) {
			return failed(WIRE_WANT_WRITE);
		}
	}
	return WIRE_DONE;
}

static enum wire_state
write_tls(struct wire *w, const char *p, size_t len, size_t *n)
{
	enum wire_state state = WIRE_DONE;

	ERR_clear_error();
	while (*n < len && state == WIRE_DONE) {
		size_t put = 0;
		int r = SSL_write_ex(w->ssl, p + *n, len - *n, &put);

		*n += put;
		state = tls_state(w, r);
	}
	w->begun = state == WIRE_WANT_WRITE;
	return state;
}

static void
size_records(struct wire *w)
{
	long size = w->pace.paced ? (long)pace_portion(&w->pace) : FULL_RECORD;

	SSL_set_max_send_fragment(w->ssl, size);
	/* OpenSSL 3.2 goes by this one, which the other lowers alone. */
	SSL_set_split_send_fragment(w->ssl, size);
	w->io.piece = pace_piece(&w->pace);
}

static enum wire_state
write_all(struct wire *w, const char *p, size_t len, size_t *n)
{
	if (w->ssl == NULL)
		return write_plain(w, p, len, n);
	size_records(w);
	return write_tls(w, p, len, n);
}

static size_t
room(struct wire *w)
{
	struct pace_seen seen;
	size_t n;

	(void)see(w, &seen);
	if (w->ssl == NULL)
		return pace_room(&w->pace, &seen, 0);
	n = pace_room(&w->pace, &seen, AROUND_RECORD);
	return n > GATHERED && w->pace.paced ? GATHERED : n;
}

/* While time is waited for, no event tells of it. */
static bool
is_reset(struct wire *w)
{
	char next;
	size_t n;

	return wire_peek(w, &next, 1, &n) == WIRE_LOST;
}

/* As much as the reader may have now, if he is paced. */
static enum wire_state
write_some(struct wire *w, const char *p, size_t len, size_t *n)
{
	size_t most = len, put = 0;
	enum wire_state state;

	if (w->begun) { /* OpenSSL has to be given the same record again */
		most = FULL_RECORD;
	} else if (w->pace.paced) {
		state = flush(w); /* first: SSL_write() asks for as much */
		if (state != WIRE_DONE)
			return state;
		most = room(w);
		if (most == 0)
			return is_reset(w) ? WIRE_LOST : WIRE_WANT_TIME;
	}
	state = write_all(w, p, most < len ? most : len, &put);
	*n += put;
	return state == WIRE_DONE && w->pace.paced ? flush(w) : state;
}

enum wire_state
wire_write(struct wire *w, const void *p, size_t len, size_t *n)
{
	enum wire_state state = WIRE_DONE;

	*n = 0;
	while (*n < len && state == WIRE_DONE)
		state = write_some(w, (const char *)p + *n, len - *n, n);
	return state;
}

/* close_notify, once; behind what was gathered before it. */
static enum wire_state
notify_close(struct wire *w)
{
	int r;

	if (!SSL_is_init_finished(w->ssl) ||
	    (SSL_get_shutdown(w->ssl) & SSL_SENT_SHUTDOWN))
		return WIRE_DONE;
	ERR_clear_error();
	r = SSL_shutdown(w->ssl);
	if (r < 0 && tls_state(w, r) == WIRE_WANT_WRITE)
		return WIRE_WANT_WRITE;
	return WIRE_DONE;
}

enum wire_state
wire_finish(struct wire *w)
{
	if (w->ssl != NULL) {
		if (notify_close(w) == WIRE_WANT_WRITE ||
		    tls_io_flush(&w->io, true) == 0)
			return WIRE_WANT_WRITE;
		SSL_free(w->ssl);
		w->ssl = NULL;
		tls_io_free(&w->io);
	}
	return shutdown(w->fd, SHUT_WR) == 0 ? WIRE_DONE : WIRE_LOST;
}

enum wire_state
wire_drain(struct wire *w)
{
	char junk[8192];

	for (int i = 0; i < 16; i++) {
		ssize_t n = receive(w->fd, junk, sizeof junk, 0);

		if (n == 0)
			return WIRE_ENDED;
		if (n < 0)
			return failed(WIRE_WANT_READ);
	}
	return WIRE_WANT_READ;
}

size_t
wire_unsent(const struct wire *w)
{
	int n = 0;

	return ioctl(w->fd, SIOCOUTQ, &n) == 0 && n > 0 ? (size_t)n : 0;
}

uint64_t
wire_taken(const struct wire *w)
{
	uint64_t sent = w->sent + w->io.sent;
	size_t unsent = wire_unsent(w); /* the end of the stream counts as 1 */

	return sent < unsent ? 0 : sent - unsent;
}

void
wire_abort(struct wire *w)
{
	struct linger at_once = { .l_onoff = 1 };

	setsockopt(w->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void
wire_close(struct wire *w)
{
	SSL_free(w->ssl);
	w->ssl = NULL;
	tls_io_free(&w->io);
	if (w->fd != -1)
		close(w->fd);
	w->fd = -1;
}
