/*
 * Load a server on loopback: so many requests, so many at once, each on a new
 * connection, and check that every answer is whole.
 *
 *     load gemini|gopher PORT CONNECTIONS REQUESTS REQUEST-LINE [resume]
 *
 * For "@FILE" the lines of a file are asked for in turn.  The server name of
 * TLS is that of the line's URL.
 *
 * Prints one line: answered, failed, bytes of one answer, seconds, then the
 * median, 99th percentile and longest time of a request in microseconds, and
 * how many sessions were resumed (each by a ticket of its own).  An answer
 * fails when it differs in length from the first of its line, is empty, or ends
 * without close_notify.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>
#include <openssl/ssl.h>

#include "base/alloc.h"
#include "base/array.h"

#define TICKETS_MOST 1024

/* What is asked for. */
struct line {
	char *text;    /* owned; CRLF included */
	char *host;    /* owned; of its URL */
	size_t answer; /* length of the first one */
};

struct load {
	struct event_base *base;
	SSL_CTX *tls;                      /* NULL: gopher */
	SSL_SESSION *ticket[TICKETS_MOST]; /* owned: not used yet */
	size_t ntickets;
	struct sockaddr_in to;
	struct line *lines; /* owned */
	size_t nlines;
	bool resume;
	size_t wanted, started, done, failed, resumed;
	uint64_t *took_us;
};

/* One request under way; freed in finish(). */
struct ask {
	struct load *load;
	struct line *line;
	struct bufferevent *bev;
	size_t got;
	uint64_t since_us;
};

static void start(struct load *l);

static uint64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void
die(const char *what)
{
	fprintf(stderr, "load: %s\n", what);
	exit(3);
}

static bool
is_whole(const struct ask *a)
{
	SSL *ssl = bufferevent_openssl_get_ssl(a->bev);

	if (a->got == 0 || a->got != a->line->answer)
		return false;
	return ssl == NULL ||
	       (SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN) != 0;
}

static void
finish(struct ask *a)
{
	struct load *l = a->load;
	SSL *ssl = bufferevent_openssl_get_ssl(a->bev);

	if (a->line->answer == 0)
		a->line->answer = a->got;
	if (!is_whole(a))
		l->failed++;
	if (ssl != NULL && SSL_session_reused(ssl))
		l->resumed++;
	l->took_us[l->done++] = now_us() - a->since_us;
	if (ssl != NULL)
		SSL_set_shutdown(ssl,
		    SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
	bufferevent_free(a->bev);
	free(a);
	if (l->started < l->wanted)
		start(l);
	else if (l->done == l->wanted)
		event_base_loopbreak(l->base);
}

static void
on_bytes(struct bufferevent *bev, void *ctx)
{
	struct ask *a = ctx;
	struct evbuffer *in = bufferevent_get_input(bev);

	a->got += evbuffer_get_length(in);
	evbuffer_drain(in, evbuffer_get_length(in));
}

static void
on_event(struct bufferevent *bev, short what, void *ctx)
{
	(void)bev;
	if (what & (BEV_EVENT_EOF | BEV_EVENT_ERROR | BEV_EVENT_TIMEOUT))
		finish(ctx);
}

static int
keep_session(SSL *ssl, SSL_SESSION *session)
{
	struct load *l = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	if (l->ntickets == TICKETS_MOST)
		return 0;
	l->ticket[l->ntickets++] = session;
	return 1;
}

static struct bufferevent *
connection(struct load *l, const struct line *line)
{
	SSL *ssl;

	if (l->tls == NULL)
		return bufferevent_socket_new(l->base, -1,
		    BEV_OPT_CLOSE_ON_FREE);
	ssl = SSL_new(l->tls);
	SSL_set_tlsext_host_name(ssl, line->host);
	/* As RFC 8446 wants it, appendix C.4: each ticket once. */
	if (l->resume && l->ntickets > 0) {
		SSL_SESSION *used = l->ticket[--l->ntickets];

		SSL_set_session(ssl, used);
		SSL_SESSION_free(used);
	}
	return bufferevent_openssl_socket_new(l->base, -1, ssl,
	    BUFFEREVENT_SSL_CONNECTING, BEV_OPT_CLOSE_ON_FREE);
}

static void
start(struct load *l)
{
	const struct timeval ten_seconds = { 10, 0 };
	struct ask *a = xcalloc(1, sizeof *a);

	a->load = l;
	a->line = &l->lines[l->started++ % l->nlines];
	a->since_us = now_us();
	a->bev = connection(l, a->line);
	bufferevent_setcb(a->bev, on_bytes, NULL, on_event, a);
	bufferevent_set_timeouts(a->bev, &ten_seconds, &ten_seconds);
	bufferevent_enable(a->bev, EV_READ | EV_WRITE);
	bufferevent_write(a->bev, a->line->text, strlen(a->line->text));
	if (bufferevent_socket_connect(a->bev, (struct sockaddr *)&l->to,
		(int)sizeof l->to) == -1)
		die("cannot connect");
}

static int
by_time(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static size_t
number(const char *s)
{
	char *end;
	unsigned long n = strtoul(s, &end, 10);

	if (*s == '\0' || *end != '\0' || n == 0)
		die("a number is wanted");
	return n;
}

static void
make_tls(struct load *l)
{
	l->tls = SSL_CTX_new(TLS_client_method());
	if (l->tls == NULL)
		die("no TLS");
	SSL_CTX_set_app_data(l->tls, l);
	SSL_CTX_set_session_cache_mode(l->tls,
	    SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
	SSL_CTX_sess_set_new_cb(l->tls, keep_session);
}

static void
add_line(struct load *l, const char *text)
{
	size_t size = strlen(text) + sizeof "\r\n";
	const char *host = strstr(text, "://");
	struct line *line;

	l->lines = array_room(l->lines, l->nlines, sizeof *l->lines);
	line = &l->lines[l->nlines++];
	host = host == NULL ? "localhost" : host + 3;
	*line = (struct line){ .text = xmalloc(size),
		.host = xstrndup(host, strcspn(host, ":/")) };
	snprintf(line->text, size, "%s\r\n", text);
}

static void
read_lines(struct load *l, const char *path)
{
	FILE *f = fopen(path, "r");
	char text[1024];

	if (f == NULL)
		die("no file of lines");
	while (fgets(text, sizeof text, f) != NULL) {
		text[strcspn(text, "\n")] = '\0';
		add_line(l, text);
	}
	fclose(f);
	if (l->nlines == 0)
		die("a file of lines is empty");
}

int
main(int argc, char **argv)
{
	struct load l = { .to = { .sin_family = AF_INET } };
	size_t at_once;
	uint64_t began;

	if (argc < 6)
		die("usage: load gemini|gopher PORT CONNECTIONS REQUESTS LINE "
		    "[resume]");
	signal(SIGPIPE, SIG_IGN);
	l.to.sin_port = htons((uint16_t)number(argv[2]));
	l.to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	at_once = number(argv[3]);
	l.wanted = number(argv[4]);
	l.took_us = xcalloc(l.wanted, sizeof *l.took_us);
	if (argv[5][0] == '@')
		read_lines(&l, argv[5] + 1);
	else
		add_line(&l, argv[5]);
	l.resume = argc > 6;
	if (strcmp(argv[1], "gemini") == 0)
		make_tls(&l);
	l.base = event_base_new();
	began = now_us();
	for (size_t i = 0; i < at_once && i < l.wanted; i++)
		start(&l);
	event_base_dispatch(l.base);
	began = now_us() - began;
	qsort(l.took_us, l.done, sizeof *l.took_us, by_time);
	printf("%zu %zu %zu %.3f %lu %lu %lu %zu\n", l.done, l.failed,
	    l.lines[0].answer, (double)began / 1e6,
	    (unsigned long)l.took_us[l.done / 2],
	    (unsigned long)l.took_us[l.done * 99 / 100],
	    (unsigned long)l.took_us[l.done - 1], l.resumed);
	return l.failed == 0 ? 0 : 1;
}
