#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/file.h"
#include "index/scan.h"
#include "server/conn.h"
#include "server/respond.h"
#include "server/tls.h"

/*
 * Connections over a socket pair, without a server: what a reader sends and
 * sees, with the event loop turned by hand.  Time is up when a test says so.
 */

static char dir[64], index_file[128];
static struct config *config;
static struct conns conns;
static struct counters counters;
static struct limits limits;
static SSL_CTX *client;

static void
put(const char *path, const char *text)
{
	char full[256], *name;

	snprintf(full, sizeof full, "%s/%s", dir, path);
	name = strrchr(full, '/');
	*name = '\0';
	assert_int_equal(file_make_folder(full, 0755, NULL), 0);
	*name = '/';
	assert_int_equal(file_write(full, text, strlen(text), 0644, NULL), 0);
}

static void
make_index(void)
{
	struct scan *scan = scan_new(dir, index_file, 100000, NULL, NULL, NULL);
	bool more = true;

	assert_non_null(scan);
	while (more)
		assert_int_equal(scan_all(scan, &more, NULL), 0);
	scan_free(scan);
}

static int
set_up(void **state)
{
	const char *index = index_file;
	char text[1024];

	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-conn-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(index_file, sizeof index_file, "%s/.index", dir);
	put("static/x.txt", "text\n");
	make_index();
	snprintf(text, sizeof text,
	    "state = \"/does/not/exist\" requests = \"/dev/null\"\n"
	    "limits { per_address = 2 rate = 1 burst = 50 }\n"
	    "proxy { trust = {\"192.0.2.1\"} }\n"
	    "capsule \"localhost\" { root = \"%s\" }\n",
	    dir);
	config = config_parse(text, "x.conf", "/", NULL);
	assert_non_null(config);
	limits = (struct limits){ .table = limits_table_new(1),
		.set = &config->limits };
	memset(&counters, 0, sizeof counters);
	conns = (struct conns){ .base = event_base_new(),
		.config = config,
		.tls = tls_new(config, false, NULL, NULL),
		.answers = responder_new(config, &index, -1),
		.limits = &limits,
		.log = access_log_open(config, NULL),
		.counters = &counters,
		.channel = -1 };
	conns_begin(&conns);
	signal(SIGPIPE, SIG_IGN);
	client = SSL_CTX_new(TLS_client_method());
	return 0;
}

static int
tear_down(void **state)
{
	char command[128];

	(void)state;
	conns_end(&conns);
	assert_int_equal(conns.crowd.open, 0);
	assert_int_equal(conns.files, 0);
	SSL_CTX_free(client);
	access_log_close(conns.log);
	responder_free(conns.answers);
	tls_free((struct tls *)(uintptr_t)conns.tls);
	event_base_free(conns.base);
	limits_table_free(limits.table);
	config_free(config);
	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	return system(command);
}

enum { GEMINI, GOPHER };

static void
turn(void)
{
	for (int i = 0; i < 5; i++)
		event_base_loop(conns.base, EVLOOP_NONBLOCK);
}

/* A reader comes from an address; his end of the connection. */
static int
come(size_t port, const char *from)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	struct sockaddr_storage peer = { 0 };
	int fd[2];

	assert_int_equal(inet_pton(AF_INET, from, &at.sin_addr), 1);
	memcpy(&peer, &at, sizeof at);
	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fd), 0);
	conn_start(&conns, fd[1], &peer, &config->listen[port]);
	return fd[0];
}

static void
say(int fd, const char *text)
{
	assert_int_equal(send(fd, text, strlen(text), 0), strlen(text));
	turn();
}

/* What has come so far; "" when nothing, NULL when the other side has closed
 * without a word. */
static const char *
hear(int fd)
{
	static char in[65536];
	size_t len = 0;
	ssize_t n;

	turn();
	while ((n = recv(fd, in + len, sizeof in - 1 - len, 0)) > 0)
		len += (size_t)n;
	in[len] = '\0';
	return n == 0 && len == 0 ? NULL : in;
}

static void
leave(int fd)
{
	close(fd);
	turn();
}

/* Whoever waits longest for this has waited for too long. */
static void
time_is_up(enum crowd_wait wait)
{
	struct deadline *d = conns.crowd.waits[wait].first;

	assert_non_null(d);
	deadline_clear(d);
	conns.crowd.late((struct member *)(void *)d);
	turn();
}

static void
a_line_is_answered_and_the_readers_end_waited_for(void **state)
{
	int fd = come(GOPHER, "192.0.2.7");

	(void)state;
	say(fd, "/static/x.txt\r\n");
	assert_string_equal(hear(fd), "text\n");
	assert_null(hear(fd));
	assert_int_equal(conns.crowd.open, 1);
	assert_non_null(conns.crowd.waits[CROWD_LINGER].first);
	leave(fd);
	assert_int_equal(conns.crowd.open, 0);
	assert_int_equal(counters.status[PROTOCOL_GOPHER][20], 1);
}

static void
a_line_may_come_in_any_pieces(void **state)
{
	static const char line[] = "/static/x.txt\r\n";
	int fd = come(GOPHER, "192.0.2.7");

	(void)state;
	for (size_t i = 0; line[i] != '\0'; i++) {
		assert_string_equal(hear(fd), "");
		assert_int_equal(send(fd, line + i, 1, 0), 1);
	}
	assert_string_equal(hear(fd), "text\n");
	leave(fd);
}

/* The half-close of netcat ends a Gopher line, and cancels no answer. */
static void
the_end_of_what_a_reader_sends_ends_his_line(void **state)
{
	int fd = come(GOPHER, "192.0.2.7");

	(void)state;
	say(fd, "/static/x.txt");
	assert_string_equal(hear(fd), "");
	shutdown(fd, SHUT_WR);
	assert_string_equal(hear(fd), "text\n");
	leave(fd);
}

/* F4 */
static void
who_does_not_ask_in_time_is_closed_and_who_began_is_told(void **state)
{
	int silent = come(GOPHER, "192.0.2.7");
	int slow;

	(void)state;
	turn();
	time_is_up(CROWD_REQUEST);
	assert_null(hear(silent));
	slow = come(GOPHER, "192.0.2.7");
	say(slow, "/sta");
	time_is_up(CROWD_REQUEST);
	assert_int_equal(hear(slow)[0], '3');
	assert_int_equal(counters.count[COUNTER_LATE_REQUESTS], 2);
	leave(slow);
	leave(silent);
}

static void
who_never_closes_is_closed_when_he_has_his_answer(void **state)
{
	int fd = come(GOPHER, "192.0.2.7");

	(void)state;
	say(fd, "/static/x.txt\r\n");
	assert_string_equal(hear(fd), "text\n");
	time_is_up(CROWD_LINGER);
	assert_int_equal(conns.crowd.open, 0);
	close(fd);
}

/* For the first whose answer is under way. */
static void
pass_a_tenth_of_write_timeout(void)
{
	struct member *m =
	    (struct member *)(void *)conns.crowd.waits[CROWD_WRITE].first;

	m->read -= config->limits.write_timeout * 100UL;
	m->looked -= config->limits.write_timeout * 100UL;
}

/* F6 */
static void
a_reader_who_takes_nothing_is_dropped_after_some_looks(void **state)
{
	static char large[2000001];
	int fd = come(GOPHER, "192.0.2.7"), looks = 0;

	(void)state;
	memset(large, 'x', sizeof large - 1);
	put("static/large.txt", large);
	say(fd, "/static/large.txt\r\n");
	assert_int_equal(conns.files, 1);
	while (conns.crowd.open > 0 && looks++ < 100) {
		pass_a_tenth_of_write_timeout();
		time_is_up(CROWD_WRITE);
	}
	assert_in_range(looks, 9, 12);
	assert_int_equal(counters.count[COUNTER_LATE_WRITES], 1);
	assert_int_equal(conns.files, 0);
	close(fd);
}

static void
a_reader_has_two_connections_until_one_is_closed(void **state)
{
	int one = come(GOPHER, "192.0.2.7"), two = come(GOPHER, "192.0.2.7");
	int three = come(GOPHER, "192.0.2.7");
	int other = come(GOPHER, "192.0.2.8");

	(void)state;
	say(other, "/static/x.txt\r\n");
	assert_string_equal(hear(other), "text\n");
	say(three, "/static/x.txt\r\n");
	assert_string_equal(hear(three), "");
	leave(one);
	/* he is looked at again, if his time was not up by itself, and comes in
	 */
	if (conns.crowd.waits[CROWD_SOON].first != NULL)
		time_is_up(CROWD_SOON);
	assert_string_equal(hear(three), "text\n");
	leave(three);
	three = come(GOPHER, "192.0.2.7");
	one = come(GOPHER, "192.0.2.7");
	for (int i = 0; i < 60 && conns.crowd.waits[CROWD_SOON].first; i++)
		time_is_up(CROWD_SOON);
	assert_null(hear(one));
	assert_int_equal(counters.count[COUNTER_REFUSED], 1);
	leave(one);
	leave(two);
	leave(three);
	leave(other);
}

static void
a_trusted_proxy_says_who_is_there(void **state)
{
	int one = come(GOPHER, "192.0.2.1"), two = come(GOPHER, "192.0.2.1");
	int three = come(GOPHER, "192.0.2.1"), bad;

	(void)state;
	say(one, "PROXY TCP4 198.51.100.1 192.0.2.1 4711 70\r\n/static/x");
	say(two, "PROXY TCP4 198.51.100.1 192.0.2.1 4712 70\r\n/static/x");
	say(three, "PROXY TCP4 198.51.100.2 192.0.2.1 4713 70\r\n");
	say(three, "/static/x.txt\r\n");
	assert_string_equal(hear(three), "text\n");
	assert_null(conns.crowd.waits[CROWD_SOON].first);
	bad = come(GOPHER, "192.0.2.1");
	say(bad, "/static/x.txt\r\n");
	assert_null(hear(bad));
	leave(one);
	leave(two);
	leave(three);
	leave(bad);
}

static void
who_asks_too_often_is_told_to_slow_down(void **state)
{
	int fd, slowed = 0;

	(void)state;
	for (int i = 0; i < 60; i++) {
		fd = come(GOPHER, "192.0.2.7");
		say(fd, "/static/x.txt\r\n");
		slowed += hear(fd)[0] == '3';
		leave(fd);
	}
	assert_true(slowed >= 5);
	assert_int_equal(counters.count[COUNTER_SLOWED], slowed);
}

/* ---- through TLS -------------------------------------------------------- */

static SSL *
shake_hands(int fd)
{
	SSL *ssl = SSL_new(client);

	SSL_set_fd(ssl, fd);
	SSL_set_tlsext_host_name(ssl, "localhost");
	for (int i = 0; i < 20 && SSL_connect(ssl) != 1; i++)
		turn();
	assert_true(SSL_is_init_finished(ssl));
	return ssl;
}

static const char *
ask(SSL *ssl, const char *line)
{
	static char in[1000];
	int n;

	assert_true(SSL_write(ssl, line, (int)strlen(line)) > 0);
	turn();
	n = SSL_read(ssl, in, sizeof in - 1);
	in[n > 0 ? n : 0] = '\0';
	return in;
}

static void
a_request_through_tls_ends_in_close_notify(void **state)
{
	int fd = come(GEMINI, "192.0.2.7");
	SSL *ssl = shake_hands(fd);
	char c;

	(void)state;
	assert_non_null(strstr(ask(ssl, "gemini://localhost/static/x.txt\r\n"),
	    "20 text/plain"));
	assert_int_equal(SSL_read(ssl, &c, 1), 0);
	assert_int_equal(SSL_get_error(ssl, 0), SSL_ERROR_ZERO_RETURN);
	assert_int_equal(counters.count[COUNTER_HANDSHAKES], 1);
	SSL_free(ssl);
	leave(fd);
}

/* G46 */
static void
a_gopher_port_takes_both(void **state)
{
	int plain = come(GOPHER, "192.0.2.7");
	int tls = come(GOPHER, "192.0.2.7");
	SSL *ssl = shake_hands(tls);

	(void)state;
	assert_string_equal(ask(ssl, "/static/x.txt\r\n"), "text\n");
	say(plain, "/static/x.txt\r\n");
	assert_string_equal(hear(plain), "text\n");
	SSL_free(ssl);
	leave(plain);
	leave(tls);
}

/* F9 */
static void
what_is_not_tls_is_turned_away_from_a_tls_port(void **state)
{
	int fd = come(GEMINI, "192.0.2.7");

	(void)state;
	say(fd, "gemini://localhost/\r\n");
	assert_null(hear(fd));
	assert_int_equal(counters.count[COUNTER_NOT_TLS], 1);
	leave(fd);
}

static void
who_changes_keys_again_and_again_is_cut(void **state)
{
	int fd = come(GEMINI, "192.0.2.7");
	SSL *ssl = shake_hands(fd);

	(void)state;
	for (int i = 0; i < 20; i++) {
		SSL_key_update(ssl, SSL_KEY_UPDATE_NOT_REQUESTED);
		(void)SSL_do_handshake(ssl);
	}
	turn();
	assert_int_equal(conns.crowd.open, 0);
	assert_int_equal(counters.count[COUNTER_FLOODS], 1);
	SSL_free(ssl);
	close(fd);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_is_answered_and_the_readers_end_waited_for),
		TEST(a_line_may_come_in_any_pieces),
		TEST(the_end_of_what_a_reader_sends_ends_his_line),
		TEST(who_does_not_ask_in_time_is_closed_and_who_began_is_told),
		TEST(who_never_closes_is_closed_when_he_has_his_answer),
		TEST(a_reader_who_takes_nothing_is_dropped_after_some_looks),
		TEST(a_reader_has_two_connections_until_one_is_closed),
		TEST(a_trusted_proxy_says_who_is_there),
		TEST(who_asks_too_often_is_told_to_slow_down),
		TEST(a_request_through_tls_ends_in_close_notify),
		TEST(a_gopher_port_takes_both),
		TEST(what_is_not_tls_is_turned_away_from_a_tls_port),
		TEST(who_changes_keys_again_and_again_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
