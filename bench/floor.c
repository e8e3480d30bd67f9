/*
 * The floor: a server that answers every request with the same bytes, made of
 * the same parts as Chasqui (libevent, OpenSSL, P-256, one ticket).  What
 * Chasqui costs more than this is its own work.
 *
 *     floor gemini|gopher PORT ANSWER-FILE [-c CERT -k KEY] [[-p] -a FOLDER]
 *
 * With -a it opens and reads on each request the article that is asked for
 * ("/a/NAME" or "/a/NAME.txt": NAME.md in that folder) and answers what cmark
 * makes of it, as HTML.  With -p as well it only parses it, and answers the
 * fixed bytes.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
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
	struct buf answer;
	int folder; /* -1: the same answer each time */
	bool parse; /* no more than that */
} server;

static void
die(const char *what)
{
	fprintf(stderr, "floor: %s\n", what);
	exit(3);
}

/* Behind the front matter, which cmark does not know. */
static const char *
body_of(const struct buf *article)
{
	const char *end = strstr(article->data, "\n---\n");

	return end == NULL ? article->data : end + 5;
}

/* The article whose name stands behind the last '/' of a request. */
static void
read_article(struct buf *article, const char *line)
{
	struct problem why = { 0 };
	const char *name = strrchr(line, '/');
	char file[256];
	int fd;

	name = name == NULL ? line : name + 1;
	snprintf(file, sizeof file, "%.*s.md", (int)strcspn(name, ".\r"), name);
	fd = openat(server.folder, file, O_RDONLY | O_CLOEXEC);
	if (fd == -1 || buf_read_fd(article, fd, 1 << 20, &why) == -1)
		die("no such article");
	close(fd);
}

static void
free_bytes(const void *bytes, size_t len, void *ctx)
{
	(void)len, (void)ctx;
	free((void *)(uintptr_t)bytes);
}

static void
answer(struct evbuffer *out, const char *line)
{
	struct buf article = { 0 };
	cmark_node *document;
	const char *body;
	char *html;

	if (server.folder != -1) {
		read_article(&article, line);
		body = body_of(&article);
		document =
		    cmark_parse_document(body, strlen(body), CMARK_OPT_DEFAULT);
		html = server.parse
			   ? NULL
			   : cmark_render_html(document, CMARK_OPT_DEFAULT);
		cmark_node_free(document);
		buf_free(&article);
		if (html != NULL) {
			evbuffer_add_reference(out, html, strlen(html),
			    free_bytes, NULL);
			return;
		}
	}
	evbuffer_add_reference(out, server.answer.data, server.answer.len, NULL,
	    NULL);
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
	char *line = evbuffer_readln(bufferevent_get_input(bev), NULL,
	    EVBUFFER_EOL_CRLF);

	(void)ctx;
	if (line == NULL)
		return;
	bufferevent_disable(bev, EV_READ);
	bufferevent_setcb(bev, NULL, on_drained, on_end, NULL);
	answer(bufferevent_get_output(bev), line);
	free(line);
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

static int
folder_or_die(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1)
		die("no such folder");
	return fd;
}

int
main(int argc, char **argv)
{
	struct sockaddr_in sin = { .sin_family = AF_INET };
	const char *cert = NULL, *key = NULL;
	int opt;

	if (argc < 4)
		die("usage: floor gemini|gopher PORT ANSWER [-c CERT -k KEY] "
		    "[-p] [-a FOLDER]");
	server.folder = -1;
	read_or_die(&server.answer, argv[3]);
	optind = 4;
	while ((opt = getopt(argc, argv, "c:k:a:p")) != -1) {
		if (opt == 'c')
			cert = optarg;
		else if (opt == 'k')
			key = optarg;
		else if (opt == 'a')
			server.folder = folder_or_die(optarg);
		else if (opt == 'p')
			server.parse = true;
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
