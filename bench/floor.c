/*
 * The floor: a server that answers every request with the same bytes, made of
 * the same parts as Chasqui (libevent, OpenSSL, P-256, one ticket).  With an
 * article it also parses and walks it on each request, and still answers the
 * fixed bytes.  What Chasqui costs more than this is its own work.
 *
 *     floor gemini|gopher PORT ANSWER-FILE [-c CERT -k KEY] [-a ARTICLE.md]
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmark.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <openssl/ssl.h>

#include "base/buf.h"
#include "base/problem.h"

static struct {
	struct event_base *base;
	SSL_CTX *tls; /* NULL: gopher */
	struct buf answer, article;
} server;

static void
die(const char *what)
{
	fprintf(stderr, "floor: %s\n", what);
	exit(3);
}

static size_t
walk(const struct buf *src)
{
	cmark_node *doc =
	    cmark_parse_document(src->data, src->len, CMARK_OPT_DEFAULT);
	cmark_iter *it = cmark_iter_new(doc);
	size_t seen = 0;

	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		const char *s = cmark_node_get_literal(cmark_iter_get_node(it));

		seen += s != NULL ? strlen(s) : 1;
	}
	cmark_iter_free(it);
	cmark_node_free(doc);
	return seen;
}

static void
on_end(struct bufferevent *bev, short what, void *ctx)
{
	(void)ctx;
	if (what & (BEV_EVENT_EOF | BEV_EVENT_ERROR | BEV_EVENT_TIMEOUT))
		bufferevent_free(bev);
}

static void
on_rest(struct bufferevent *bev, void *ctx)
{
	struct evbuffer *in = bufferevent_get_input(bev);

	(void)ctx;
	evbuffer_drain(in, evbuffer_get_length(in));
}

/* All is written: say goodbye, and wait for the client to close. */
static void
on_drained(struct bufferevent *bev, void *ctx)
{
	SSL *ssl = bufferevent_openssl_get_ssl(bev);
	const struct timeval two_seconds = { 2, 0 };

	(void)ctx;
	if (ssl != NULL)
		SSL_shutdown(ssl);
	shutdown(bufferevent_getfd(bev), SHUT_WR);
	bufferevent_setcb(bev, on_rest, NULL, on_end, NULL);
	bufferevent_set_timeouts(bev, &two_seconds, NULL);
	bufferevent_enable(bev, EV_READ);
}

static void
on_request(struct bufferevent *bev, void *ctx)
{
	struct evbuffer *in = bufferevent_get_input(bev);

	(void)ctx;
	if (evbuffer_search_eol(in, NULL, NULL, EVBUFFER_EOL_LF).pos == -1)
		return;
	evbuffer_drain(in, evbuffer_get_length(in));
	if (server.article.len > 0 && walk(&server.article) == 0)
		die("an empty article");
	bufferevent_disable(bev, EV_READ);
	bufferevent_setcb(bev, NULL, on_drained, on_end, NULL);
	evbuffer_add_reference(bufferevent_get_output(bev), server.answer.data,
	    server.answer.len, NULL, NULL);
}

static void
on_accept(struct evconnlistener *l, evutil_socket_t fd, struct sockaddr *sa,
    int len, void *ctx)
{
	struct bufferevent *bev;

	(void)l, (void)sa, (void)len, (void)ctx;
	if (server.tls != NULL)
		bev = bufferevent_openssl_socket_new(server.base, fd,
		    SSL_new(server.tls), BUFFEREVENT_SSL_ACCEPTING,
		    BEV_OPT_CLOSE_ON_FREE);
	else
		bev = bufferevent_socket_new(server.base, fd,
		    BEV_OPT_CLOSE_ON_FREE);
	if (bev == NULL)
		die("no bufferevent");
	bufferevent_setcb(bev, on_request, NULL, on_end, NULL);
	bufferevent_enable(bev, EV_READ | EV_WRITE);
}

static SSL_CTX *
tls_new(const char *cert, const char *key)
{
	SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());

	if (ctx == NULL || cert == NULL || key == NULL ||
	    SSL_CTX_use_certificate_chain_file(ctx, cert) != 1 ||
	    SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM) != 1)
		die("gemini wants -c CERT -k KEY");
	SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
	SSL_CTX_set_num_tickets(ctx, 1);
	SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);
	return ctx;
}

static void
read_or_die(struct buf *b, const char *path)
{
	struct problem why = { 0 };

	if (buf_read_file(b, path, 1 << 20, &why) == -1)
		die(why.sentence);
}

int
main(int argc, char **argv)
{
	struct sockaddr_in sin = { .sin_family = AF_INET };
	const char *cert = NULL, *key = NULL;
	int opt;

	if (argc < 4)
		die("usage: floor gemini|gopher PORT ANSWER [-c CERT -k KEY] "
		    "[-a ARTICLE]");
	read_or_die(&server.answer, argv[3]);
	optind = 4;
	while ((opt = getopt(argc, argv, "c:k:a:")) != -1) {
		if (opt == 'c')
			cert = optarg;
		else if (opt == 'k')
			key = optarg;
		else if (opt == 'a')
			read_or_die(&server.article, optarg);
		else
			die("unknown option");
	}
	if (strcmp(argv[1], "gemini") == 0)
		server.tls = tls_new(cert, key);
	signal(SIGPIPE, SIG_IGN);
	sin.sin_port = htons((uint16_t)strtoul(argv[2], NULL, 10));
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server.base = event_base_new();
	if (evconnlistener_new_bind(server.base, on_accept, NULL,
		LEV_OPT_CLOSE_ON_FREE | LEV_OPT_REUSEABLE, -1,
		(struct sockaddr *)&sin, (int)sizeof sin) == NULL)
		die("cannot listen there");
	return event_base_dispatch(server.base) == 0 ? 0 : 3;
}
