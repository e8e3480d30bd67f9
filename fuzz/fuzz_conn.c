/*
 * Whole connections: bytes in, through the state machine, to bytes out.  The
 * first byte of an input says how they arrive; the rest is sent in pieces over
 * a socket pair, plain or through a TLS client of our own, who may be one that
 * publishes.  The publisher is here: it takes the body, and its answer is the
 * end of the input.
 */
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/file.h"
#include "index/scan.h"
#include "proto/titan.h"
#include "publish/handover.h"
#include "server/conn.h"
#include "server/respond.h"
#include "server/tls.h"
#include "tls/certificate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum how {
	GEMINI = 1,
	TLS = 2,
	TRUSTED = 4,
	HALF_CLOSE = 8,
	SMALL = 16,
	KNOWN = 32, /* with a publisher's certificate */
	GONE = 64   /* the publisher takes nothing, and gives no answer */
};

#define ANSWER_MOST 40

static struct conns conns;
static SSL_CTX *client, *known;
static int channel[2];

static char dir[] = "/tmp/chasqui-fuzz-XXXXXX", index_file[128];

static void
remove_capsule(void)
{
	static const char *const endings[] = { "", "-wal", "-shm" };
	char path[160];

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(path, sizeof path, "%s%s", index_file, endings[i]);
		unlink(path);
	}
	snprintf(path, sizeof path, "%s/static/x.txt", dir);
	unlink(path);
	snprintf(path, sizeof path, "%s/static", dir);
	rmdir(path);
	snprintf(path, sizeof path, "%s/.publishers", dir);
	unlink(path);
	rmdir(dir);
}

/* A client with a certificate, and the list of publishers that has it. */
static void
make_known(void)
{
	struct certificate c = { 0 };
	char path[128], line[128], hex[SHA256_HEX_SIZE];
	int len;

	if (certificate_make_client(&c, "Ana Torres", 30, NULL) == -1)
		abort();
	known = SSL_CTX_new(TLS_client_method());
	if (SSL_CTX_use_certificate(known, c.leaf) != 1 ||
	    SSL_CTX_use_PrivateKey(known, c.key) != 1)
		abort();
	len = snprintf(line, sizeof line, "admin %s Ana Torres\n",
	    certificate_fingerprint(c.leaf, hex));
	snprintf(path, sizeof path, "%s/.publishers", dir);
	if (file_write(path, line, (size_t)len, 0644, NULL) == -1)
		abort();
	certificate_free(&c);
}

/*
 * A capsule of one file, with an index: without one readers are asked to wait.
 * It lives as long as we do.
 */
static void
make_capsule(void)
{
	struct scan *scan;
	bool more = true;
	char path[128];

	if (mkdtemp(dir) == NULL)
		abort();
	atexit(remove_capsule);
	snprintf(path, sizeof path, "%s/static", dir);
	if (file_make_folder(path, 0755, NULL) == -1)
		abort();
	snprintf(path, sizeof path, "%s/static/x.txt", dir);
	if (file_write(path, "text\n", 5, 0644, NULL) == -1)
		abort();
	snprintf(index_file, sizeof index_file, "%s/index", dir);
	scan = scan_new(dir, index_file, 100000, NULL, NULL, NULL);
	while (more)
		if (scan == NULL || scan_all(scan, &more, NULL) == -1)
			abort();
	scan_free(scan);
}

static void
begin(void)
{
	static struct access_log *log;
	static struct counters counters;
	static struct limits limits;
	const char *index = index_file;
	char text[512];
	struct config *config;

	make_capsule();
	make_known();
	if (handover_channel(channel) == -1)
		abort();
	snprintf(text, sizeof text,
	    "state = \"/does/not/exist\" requests = \"/dev/null\"\n"
	    "limits { per_address = 0 }\n"
	    "proxy { trust = {\"::1\"} }\n"
	    "capsule \"localhost\" { root = \"%s\" zone \"/z/\" { }\n"
	    "publishers = \"%s/.publishers\" upload_size = 100000 }\n",
	    dir, dir);
	config = config_parse(text, "x.conf", "/", NULL);
	if (config == NULL)
		abort();
	log = access_log_open(config, NULL);
	limits = (struct limits){ .table = limits_table_new(1),
		.set = &config->limits };
	conns = (struct conns){ .base = event_base_new(),
		.config = config,
		.tls = tls_new(config, false, NULL, NULL),
		.answers = responder_new(config, &index, -1),
		.limits = &limits,
		.log = log,
		.channel = channel[0],
		.counters = &counters };
	conns_begin(&conns);
	signal(SIGPIPE, SIG_IGN); /* as the supervisor does */
	client = SSL_CTX_new(TLS_client_method());
}

static void
turn(void)
{
	event_base_loop(conns.base, EVLOOP_NONBLOCK);
}

/* ---- the publisher ------------------------------------------------------- */

/* What is under way, and what it will be answered. */
static struct {
	int fd; /* -1: nothing is */
	uint64_t got, size;
	const uint8_t *answer;
	size_t answer_len;
	bool gone;
} press = { .fd = -1 };

/* The line is judged already, and none that is bad is handed over. */
static void
receive(void)
{
	struct handover h;
	struct titan t;
	const char *why;

	press.fd = handover_receive(channel[1], &h);
	if (press.fd == -1)
		return;
	press.got = 0;
	if (titan_parse(h.line, h.line_len, true, &t, &why) != PARSE_OK ||
	    strcmp(h.capsule, "localhost") != 0 || h.who.fingerprint[0] == '\0')
		abort();
	press.size = t.edit ? 0 : t.size;
}

/* An end comes of itself when all is there; what is too long is cut off. */
static void
take_body(void)
{
	char in[4096];
	ssize_t n;

	while ((n = recv(press.fd, in, sizeof in, MSG_DONTWAIT)) > 0)
		press.got += (uint64_t)n;
	if (n != 0 && press.got <= press.size)
		return;
	if (press.got >= press.size)
		(void)!send(press.fd, press.answer, press.answer_len,
		    MSG_NOSIGNAL | MSG_DONTWAIT);
	close(press.fd);
	press.fd = -1;
}

static void
publish(void)
{
	if (press.fd == -1)
		receive();
	if (press.fd != -1 && press.gone) {
		close(press.fd);
		press.fd = -1;
	} else if (press.fd != -1) {
		take_body();
	}
}

/* ---- the reader ---------------------------------------------------------- */

/* Take what is answered, so that nobody waits for us. */
static void
take(int fd, SSL *ssl)
{
	char in[4096];

	if (ssl != NULL)
		while (SSL_read(ssl, in, sizeof in) > 0)
			;
	while (recv(fd, in, sizeof in, MSG_DONTWAIT) > 0)
		;
}

static SSL *
shake_hands(int fd, SSL_CTX *who)
{
	SSL *ssl = SSL_new(who);

	SSL_set_fd(ssl, fd);
	for (int i = 0; i < 20 && SSL_connect(ssl) != 1; i++)
		turn();
	return ssl;
}

static void
put(int fd, SSL *ssl, const uint8_t *data, size_t size)
{
	if (ssl != NULL)
		SSL_write(ssl, data, (int)size);
	else
		(void)!send(fd, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
	turn();
	publish();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sockaddr_in6 peer = { .sin6_family = AF_INET6 };
	struct sockaddr_storage from = { 0 };
	int how = size > 0 ? data[0] : 0, fd[2];
	size_t piece = how & SMALL ? 7 : 1000;
	SSL *ssl = NULL;

	if (client == NULL)
		begin();
	press.gone = (how & GONE) != 0;
	press.answer_len = size < ANSWER_MOST ? size : ANSWER_MOST;
	press.answer = data + size - press.answer_len;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fd) == -1)
		abort();
	peer.sin6_addr.s6_addr[15] = how & TRUSTED ? 1 : 2;
	memcpy(&from, &peer, sizeof peer);
	conn_start(&conns, fd[1], &from,
	    &conns.config->listen[how & GEMINI ? 0 : 1]);
	if ((how & TLS) && !(how & TRUSTED))
		ssl = shake_hands(fd[0], how & KNOWN ? known : client);
	for (size_t i = 1; i < size; i += piece)
		put(fd[0], ssl, data + i, size - i < piece ? size - i : piece);
	if (how & HALF_CLOSE)
		shutdown(fd[0], SHUT_WR);
	turn();
	publish();
	turn();
	take(fd[0], ssl);
	SSL_free(ssl);
	close(fd[0]);
	for (int i = 0; i < 20 && conns.crowd.open > 0; i++) {
		turn();
		publish();
	}
	if (conns.crowd.open > 0)
		abort(); /* the reader has gone, and we have not noticed */
	return 0;
}
