#include "client/client.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "base/file.h"
#include "client/header.h"
#include "client/known_hosts.h"
#include "text/url.h"
#include "tls/certificate.h"
#include "tls/tls_problem.h"

#define HEADER_MAX     1029 /* "20 ", 1,024 bytes of META, CRLF */
#define MOST_REDIRECTS 5
#define CHUNK          16384

/* An open connection: plain, or TLS. */
struct link {
	int fd; /* owned */
	SSL_CTX *ctx;
	SSL *ssl; /* owned; NULL: plain */
};

/* ---- connecting ---------------------------------------------------------- */

static void
link_close(struct link *l)
{
	SSL_free(l->ssl);
	SSL_CTX_free(l->ctx);
	if (l->fd != -1)
		close(l->fd);
}

static int
connect_in_time(int fd, const struct addrinfo *to, unsigned timeout_s)
{
	struct pollfd p = { fd, POLLOUT, 0 };
	socklen_t len = sizeof errno;
	int error = 0, flags = fcntl(fd, F_GETFL);

	fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	if (connect(fd, to->ai_addr, to->ai_addrlen) == -1 &&
	    errno != EINPROGRESS)
		return -1;
	if (poll(&p, 1, (int)timeout_s * 1000) != 1) {
		errno = ETIMEDOUT;
		return -1;
	}
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) == -1)
		return -1;
	fcntl(fd, F_SETFL, flags);
	errno = error;
	return error == 0 ? 0 : -1;
}

static int
connect_to(const struct remote *r, unsigned timeout_s, struct problem *why)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list = NULL;
	struct timeval tv = { (time_t)timeout_s, 0 };
	char port[8];
	int fd = -1, error;

	(void)snprintf(port, sizeof port, "%u", r->port);
	error = getaddrinfo(r->host, port, &hints, &list);
	if (error != 0)
		return problem_set(why, 0, "%s: %s", r->host,
		    gai_strerror(error));
	for (struct addrinfo *i = list; i != NULL && fd == -1; i = i->ai_next) {
		fd = socket(i->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (fd == -1)
			continue;
		if (connect_in_time(fd, i, timeout_s) == -1) {
			problem_errno(why, "%s port %u", r->host, r->port);
			close(fd);
			fd = -1;
		}
	}
	freeaddrinfo(list);
	if (fd == -1)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof tv);
	return fd;
}

/* ---- TLS ----------------------------------------------------------------- */

/* The key is in the same file, or in NAME.key beside NAME.crt. */
static int
use_certificate(SSL_CTX *ctx, const char *file, struct problem *why)
{
	size_t len = strlen(file) - strlen(file_extension(file));
	struct buf key = { 0 };
	int result = 0;

	buf_add(&key, file, len);
	buf_adds(&key, "key");
	if (access(key.data, R_OK) == -1) {
		buf_clear(&key);
		buf_adds(&key, file);
	}
	if (SSL_CTX_use_certificate_chain_file(ctx, file) != 1 ||
	    SSL_CTX_use_PrivateKey_file(ctx, key.data, SSL_FILETYPE_PEM) != 1) {
		tls_problem(why, "certificate or key cannot be read");
		result = problem_in(why, file);
	}
	buf_free(&key);
	return result;
}

/* Is it the certificate that this server is known by? */
static int
check_server(const struct link *l, const struct remote *r, const char *file,
    struct problem *why)
{
	const X509 *leaf = SSL_get0_peer_certificate(l->ssl);
	char print[65];
	struct server_key key = { .host = r->host, .port = r->port };
	enum trust trust;

	if (file == NULL)
		return 0;
	if (leaf == NULL)
		return problem_set(why, 0, "%s shows no certificate", r->host);
	key.fingerprint = certificate_fingerprint(leaf, print);
	key.until = certificate_not_after(leaf);
	if (known_hosts_check(file, &key, (int64_t)time(NULL), &trust, why) ==
	    -1)
		return -1;
	if (trust != TRUST_CHANGED)
		return 0;
	return problem_set(why, 0,
	    "%s port %u has another certificate than the one that is known "
	    "(now %s): if that is right, remove its line from %s",
	    r->host, r->port, print, file);
}

static int
begin_tls(struct link *l, const struct remote *r, const struct client_how *how,
    struct problem *why)
{
	l->ctx = SSL_CTX_new(TLS_client_method());
	if (l->ctx == NULL)
		return tls_problem(why, "no TLS");
	SSL_CTX_set_min_proto_version(l->ctx, TLS1_2_VERSION);
	if (how->certificate != NULL &&
	    use_certificate(l->ctx, how->certificate, why) == -1)
		return -1;
	l->ssl = SSL_new(l->ctx);
	if (l->ssl == NULL || SSL_set_fd(l->ssl, l->fd) != 1)
		return tls_problem(why, "no TLS");
	/* an address is no name: RFC 6066 */
	if (strchr(r->host, ':') == NULL &&
	    r->host[strspn(r->host, "0123456789.")] != '\0')
		SSL_set_tlsext_host_name(l->ssl, r->host);
	if (SSL_connect(l->ssl) != 1)
		return ERR_peek_error() != 0
			   ? tls_problem(why, "%s", r->host)
			   : problem_set(why, 0, "%s: no answer", r->host);
	return check_server(l, r, how->known_hosts, why);
}

static int
link_open(struct link *l, const struct remote *r, const struct client_how *how,
    struct problem *why)
{
	l->fd = connect_to(r, how->timeout_s, why);
	if (l->fd == -1)
		return -1;
	return r->scheme == REMOTE_GOPHER ? 0 : begin_tls(l, r, how, why);
}

static bool
link_write(struct link *l, const char *p, size_t len)
{
	while (len > 0) {
		int n = l->ssl != NULL ? SSL_write(l->ssl, p, (int)len)
				       : (int)send(l->fd, p, len, MSG_NOSIGNAL);

		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

/* Bytes read; 0 at the end, -1 when it is none. */
static int
link_read(struct link *l, char *p, size_t size)
{
	int n;

	if (l->ssl == NULL)
		return (int)recv(l->fd, p, size, 0);
	n = SSL_read(l->ssl, p, (int)size);
	if (n > 0)
		return n;
	/* servers that close without close_notify are many */
	switch (SSL_get_error(l->ssl, n)) {
	case SSL_ERROR_ZERO_RETURN:
		return 0;
	case SSL_ERROR_SSL:
		ERR_clear_error();
		return 0;
	default:
		return errno == EAGAIN ? -1 : 0;
	}
}

/* ---- asking -------------------------------------------------------------- */

/* A server that has had enough answers before all is sent: that is no error. */
static void
send_body(struct link *l, int fd)
{
	char bytes[CHUNK];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, bytes, sizeof bytes, at)) > 0) {
		if (!link_write(l, bytes, (size_t)n))
			return;
		at += n;
	}
}

static int
receive(struct link *l, size_t max, struct buf *all, struct problem *why)
{
	char bytes[CHUNK];
	int n;

	while ((n = link_read(l, bytes, sizeof bytes)) > 0) {
		if (all->len + (size_t)n > max)
			return problem_set(why, 0, "more than %zu bytes came",
			    max);
		buf_add(all, bytes, (size_t)n);
	}
	if (n < 0)
		return problem_set(why, 0, "no answer in time");
	return 0;
}

/* Status and META leave the body. */
static int
take_header(struct client_reply *reply, struct problem *why)
{
	struct buf body = { 0 };
	struct header h;

	if (header_parse(&h, buf_str(&reply->body), reply->body.len, why) == -1)
		return -1;
	reply->status = h.status;
	memcpy(reply->meta, h.meta, sizeof h.meta);
	buf_add(&body, reply->body.data + h.body, reply->body.len - h.body);
	buf_free(&reply->body);
	reply->body = body;
	return 0;
}

/* An error is a menu whose first line is of type 3. */
static void
judge_gopher(const struct remote *r, struct client_reply *reply)
{
	bool menu = r->item == '1' || r->item == '7';

	reply->status =
	    menu && reply->body.len > 0 && reply->body.data[0] == '3' ? 51 : 20;
	if (reply->status == 51)
		(void)snprintf(reply->meta, sizeof reply->meta, "%.*s",
		    (int)strcspn(reply->body.data + 1, "\t\r\n"),
		    reply->body.data + 1);
}

int
client_ask(struct arena *a, const struct client_request *request,
    const struct client_how *how, struct client_reply *reply,
    struct problem *why)
{
	struct link l = { .fd = -1 };
	struct remote r;
	const char *line;
	int result = remote_parse(&r, a, request->url, why);

	*reply = (struct client_reply){ .url = request->url };
	if (result == 0)
		result = link_open(&l, &r, how, why);
	if (result == 0) {
		line =
		    r.scheme == REMOTE_GOPHER
			? arena_printf(a, "%s\r\n", r.selector)
			: arena_printf(a, "%s%s\r\n", r.url, request->params);
		if (!link_write(&l, line, strlen(line)))
			result = problem_set(why, 0, "nothing can be sent");
		else if (request->body != -1)
			send_body(&l, request->body);
	}
	if (result == 0)
		result = receive(&l, how->max + HEADER_MAX, &reply->body, why);
	if (result == 0 && r.scheme == REMOTE_GOPHER)
		judge_gopher(&r, reply);
	else if (result == 0)
		result = take_header(reply, why);
	link_close(&l);
	if (result == -1)
		buf_free(&reply->body);
	return result;
}

int
client_fetch(struct arena *a, const struct client_request *request,
    const struct client_how *how, struct client_reply *reply,
    struct problem *why)
{
	struct client_request next = *request;

	for (int hops = 0;; hops++) {
		const char *to;

		if (client_ask(a, &next, how, reply, why) == -1)
			return -1;
		if (reply->status / 10 != 3)
			return 0;
		to = url_resolve(a, next.url, reply->meta);
		if (hops == MOST_REDIRECTS) {
			buf_free(&reply->body);
			return problem_set(why, 0,
			    "more than %d redirects, the last to %s",
			    MOST_REDIRECTS, to);
		}
		if (strncmp(to, next.url, strcspn(next.url, ":") + 1) != 0)
			return 0;
		buf_free(&reply->body);
		next = (struct client_request){ to, "", -1 };
	}
}
