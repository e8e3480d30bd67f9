#include "tls/tls_io.h"

#include <errno.h>
#include <sys/socket.h>

#include "tls/pace.h"

/*
 * A turn's bytes: the largest record there can be, and the handshake messages
 * that may stand in front of it.
 */
#define TURN_BYTES (18 * 1024)

/*
 * What is read ahead until the handshake is done: a flight and what is behind
 * it, but not many of the messages that tls_io_flooded() is about.
 */
#define READ_MOST 2048

/*
 * A client has no reason to change its keys within one request; 1.2 clients
 * may try to renegotiate once and take no for an answer.
 */
#define EXTRA_MOST 4

/* One full record and what is small beside it are gathered at most. */
#define GATHER_MOST (17 * 1024)

/* ---- in ------------------------------------------------------------------ */

static int
bio_read(BIO *bio, char *out, size_t size, size_t *got)
{
	struct tls_io *io = BIO_get_data(bio);
	ssize_t n;

	*got = 0;
	BIO_clear_retry_flags(bio);
	if (tls_io_flooded(io))
		return -1;
	if (!io->shaken && size > READ_MOST)
		size = READ_MOST;
	if (size > io->budget)
		size = io->budget;
	if (size == 0) {
		BIO_set_retry_read(bio);
		return -1;
	}
	do
		n = recv(io->fd, out, size, 0);
	while (n == -1 && errno == EINTR);
	if (n > 0) {
		io->budget -= (size_t)n;
		*got = (size_t)n;
		return 1;
	}
	if (n == 0)
		BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
	else if (errno == EAGAIN || errno == EWOULDBLOCK)
		BIO_set_retry_read(bio);
	return n == 0 ? 0 : -1;
}

/* A record's header and its body are one message here. */
static void
note_message(int write, int version, int type, const void *bytes, size_t len,
    SSL *ssl, void *ctx)
{
	struct tls_io *io = ctx;

	(void)version;
	(void)bytes;
	(void)len;
	(void)ssl;
	if (!write && type == SSL3_RT_HANDSHAKE && io->shaken)
		io->extra++;
}

/* ---- out ----------------------------------------------------------------- */

int
tls_io_flush(struct tls_io *io, bool last)
{
	while (io->out_sent < io->out.len) {
		ssize_t n = pace_send(io->fd, io->out.data + io->out_sent,
		    io->out.len - io->out_sent, io->piece, last ? MSG_MORE : 0);

		if (n >= 0) {
			io->out_sent += (size_t)n;
			io->sent += (size_t)n;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			return 0;
		} else if (errno != EINTR) {
			io->lost = true;
			return -1;
		}
	}
	io->out_sent = 0;
	buf_clear(&io->out);
	return 1;
}

static int
bio_write(BIO *bio, const char *p, size_t len, size_t *put)
{
	struct tls_io *io = BIO_get_data(bio);

	*put = 0;
	BIO_clear_retry_flags(bio);
	if (io->lost)
		return -1;
	if (io->out.len > 0 && io->out.len + len > GATHER_MOST) {
		int flushed = tls_io_flush(io, false);

		if (flushed == 0)
			BIO_set_retry_write(bio);
		if (flushed != 1)
			return -1;
	}
	buf_add(&io->out, p, len);
	*put = len;
	return 1;
}

/* ---- the BIO ------------------------------------------------------------- */

static long
bio_ctrl(BIO *bio, int what, long n, void *p)
{
	(void)n;
	(void)p;
	if (what == BIO_CTRL_EOF)
		return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
	/* When to flush is the wire's decision; to OpenSSL all has left. */
	return what == BIO_CTRL_FLUSH;
}

/* Made once, before the fork or by the first connection of a test. */
static const BIO_METHOD *
method(void)
{
	static BIO_METHOD *made;

	if (made != NULL)
		return made;
	made = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "wire");
	if (made == NULL)
		return NULL;
	BIO_meth_set_read_ex(made, bio_read);
	BIO_meth_set_write_ex(made, bio_write);
	BIO_meth_set_ctrl(made, bio_ctrl);
	return made;
}

int
tls_io_attach(struct tls_io *io, SSL *ssl)
{
	const BIO_METHOD *how = method();
	BIO *bio = how == NULL ? NULL : BIO_new(how);

	if (bio == NULL)
		return -1;
	BIO_set_data(bio, io);
	BIO_set_init(bio, 1);
	SSL_set_bio(ssl, bio, bio);
	/* Else each record is two reads. */
	SSL_set_read_ahead(ssl, 1);
	SSL_set_msg_callback(ssl, note_message);
	SSL_set_msg_callback_arg(ssl, io);
	tls_io_turn(io);
	return 0;
}

void
tls_io_free(struct tls_io *io)
{
	buf_free(&io->out);
}

void
tls_io_turn(struct tls_io *io)
{
	io->budget = TURN_BYTES;
}

void
tls_io_shaken(struct tls_io *io, SSL *ssl)
{
	SSL_set_read_ahead(ssl, 0);
	io->shaken = true;
}

bool
tls_io_flooded(const struct tls_io *io)
{
	return io->extra > EXTRA_MOST;
}
