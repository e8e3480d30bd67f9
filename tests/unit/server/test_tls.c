#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/rsa.h>

#include "config/config.h"
#include "server/tls.h"
#include "tls/certificate.h"
#include "tls/wire.h"

/*
 * Three capsules, whose certificates live in memory alone; the third has a part
 * that is for some readers only.
 */
static struct config *config;
static struct tls *tls;

static int
set_up(void **state)
{
	(void)state;
	config = config_parse("state = \"/does/not/exist\"\n"
			      "capsule \"a.example\" { root = \"/\" }\n"
			      "capsule \"b.example\" { root = \"/\"\n"
			      "aliases = {\"www.b.example\"} }\n"
			      "capsule \"c.example\" { root = \"/\"\n"
			      "zone \"/members/\" { } }\n",
	    "x.conf", "/", NULL);
	assert_non_null(config);
	tls = tls_new(config, false, NULL, NULL);
	assert_non_null(tls);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	tls_free(tls);
	config_free(config);
	return 0;
}

/* A client and a server with a socket between them. */
struct pair {
	SSL_CTX *ctx;
	SSL *client;
	struct wire server;
	int fd;
};

/* In its place: OpenSSL's way to the socket leads through the wire. */
static void
pair_open_at(struct pair *p, const struct tls *t, size_t at)
{
	int fd[2];

	*p = (struct pair){ 0 };
	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fd), 0);
	p->ctx = SSL_CTX_new(TLS_client_method());
	SSL_CTX_set_security_level(p->ctx, 0);
	p->client = SSL_new(p->ctx);
	SSL_set_fd(p->client, fd[0]);
	p->fd = fd[0];
	p->server.fd = fd[1];
	assert_int_equal(
	    wire_secure(&p->server, tls_open(t, &config->listen[at])), 0);
}

static void
pair_open(struct pair *p, const struct tls *t)
{
	pair_open_at(p, t, 0);
}

static void
pair_close(struct pair *p)
{
	wire_close(&p->server);
	SSL_free(p->client);
	SSL_CTX_free(p->ctx);
	close(p->fd);
}

/* What the server has written leaves before it waits. */
static void
flush(struct pair *p)
{
	size_t n;
	char c;

	assert_int_equal(wire_read(&p->server, &c, 1, &n), WIRE_WANT_READ);
}

/* Hand the bytes to and fro until both are done or one gives up. */
static bool
shake_hands(struct pair *p)
{
	enum wire_state server = WIRE_WANT_READ;
	int client = 0;

	for (int i = 0; i < 20; i++) {
		if (client != 1)
			client = SSL_connect(p->client);
		if (server != WIRE_DONE)
			server = wire_handshake(&p->server);
		if (server == WIRE_LOST)
			return false;
		if (server == WIRE_DONE)
			flush(p);
		if (client == 1 && server == WIRE_DONE)
			return true;
	}
	return false;
}

/* Read what the server has to say, so that the client sees its ticket. */
static void
exchange_a_byte(struct pair *p)
{
	size_t n;
	char c;

	assert_int_equal(wire_write(&p->server, "x", 1, &n), WIRE_DONE);
	flush(p);
	assert_int_equal(SSL_read(p->client, &c, 1), 1);
}

/* K1, M22 */
static void
the_name_in_the_hello_chooses_the_certificate(void **state)
{
	static const struct {
		const char *sni, *served;
	} cases[] = {
		{ "a.example", "a.example" }, { "b.example", "b.example" },
		{ "WWW.B.example", "www.b.example" },
		{ "b.example.", "b.example" },
		{ "unknown.example", "a.example" },
		{ NULL, "a.example" }, /* M5 */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct pair p;

		pair_open(&p, tls);
		if (cases[i].sni != NULL)
			SSL_set_tlsext_host_name(p.client, cases[i].sni);
		assert_true(shake_hands(&p));
		assert_true(certificate_names(
		    SSL_get0_peer_certificate(p.client), cases[i].served));
		pair_close(&p);
	}
}

/* M22 */
static void
tls_1_2_and_1_3_are_spoken_and_nothing_older(void **state)
{
	(void)state;
	for (int version = TLS1_VERSION; version <= TLS1_3_VERSION; version++) {
		struct pair p;

		pair_open(&p, tls);
		SSL_set_min_proto_version(p.client, version);
		SSL_set_max_proto_version(p.client, version);
		assert_int_equal(shake_hands(&p), version >= TLS1_2_VERSION);
		pair_close(&p);
	}
}

/*
 * Shake hands with the session of an earlier visit (NULL: none), and take
 * the one for the next; was it resumed?
 */
static bool
visit(const struct tls *t, int version, const char *name, SSL_SESSION **session)
{
	struct pair p;
	bool resumed;

	pair_open(&p, t);
	SSL_set_max_proto_version(p.client, version);
	SSL_set_tlsext_host_name(p.client, name);
	if (*session != NULL)
		SSL_set_session(p.client, *session);
	assert_true(shake_hands(&p));
	exchange_a_byte(&p);
	resumed = SSL_session_reused(p.client);
	SSL_SESSION_free(*session);
	*session = SSL_get1_session(p.client);
	SSL_shutdown(p.client);
	pair_close(&p);
	return resumed;
}

static void
a_session_is_resumed_after_a_reload(void **state)
{
	SSL_SESSION *session = NULL;
	struct tls *next = tls_new(config, false, tls, NULL);

	(void)state;
	assert_non_null(next);
	assert_false(visit(tls, TLS1_3_VERSION, "a.example", &session));
	assert_true(visit(next, TLS1_3_VERSION, "a.example", &session));
	tls_free(next);
	SSL_SESSION_free(session);
}

static void
what_could_not_be_kept_is_said_to_be_temporary(void **state)
{
	struct tls *next = tls_new(config, false, tls, NULL);

	(void)state;
	assert_string_equal(tls_temporary(tls), "a.example");
	/* a reload has nothing to add: the server runs with it */
	assert_null(tls_temporary(next));
	tls_free(next);
}

/* M25 */
static void
a_ticket_from_before_a_change_of_certificates_fails_softly(void **state)
{
	SSL_SESSION *session = NULL;
	struct tls *other = tls_new(config, false, NULL, NULL);

	(void)state;
	assert_false(visit(tls, TLS1_3_VERSION, "a.example", &session));
	assert_false(visit(other, TLS1_3_VERSION, "a.example", &session));
	tls_free(other);
	SSL_SESSION_free(session);
}

/* RFC 8446, appendix C.4: a client of 1.3 drops a ticket that it has used. */
static void
every_visit_brings_a_ticket_for_the_next(void **state)
{
	static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

	(void)state;
	for (size_t v = 0; v < 2; v++) {
		SSL_SESSION *session = NULL;
		const unsigned char *ticket;
		unsigned char last[2048] = { 0 };
		size_t len, last_len = 0;

		assert_false(visit(tls, versions[v], "a.example", &session));
		for (int i = 0; i < 10; i++) {
			assert_true(
			    visit(tls, versions[v], "a.example", &session));
			SSL_SESSION_get0_ticket(session, &ticket, &len);
			assert_true(len > 0 && len <= sizeof last);
			if (versions[v] == TLS1_3_VERSION)
				assert_true(len != last_len ||
					    memcmp(ticket, last, len) != 0);
			memcpy(last, ticket, len);
			last_len = len;
		}
		SSL_SESSION_free(session);
	}
}

/* Else a reader with a certificate would come in without it. */
static void
a_session_is_of_use_at_its_own_capsule_only(void **state)
{
	SSL_SESSION *session = NULL;

	(void)state;
	assert_false(visit(tls, TLS1_3_VERSION, "a.example", &session));
	assert_false(visit(tls, TLS1_3_VERSION, "c.example", &session));
	assert_true(visit(tls, TLS1_3_VERSION, "c.example", &session));
	assert_false(visit(tls, TLS1_2_VERSION, "b.example", &session));
	SSL_SESSION_free(session);
}

/* ---- certificates of clients -------------------------------------------- */

static int times_asked;

static int
note_asking(SSL *ssl, X509 **leaf, EVP_PKEY **key)
{
	(void)ssl;
	(void)leaf;
	(void)key;
	times_asked++;
	return 0;
}

static int
asked(const char *name, size_t at)
{
	struct pair p;

	pair_open_at(&p, tls, at);
	SSL_CTX_set_client_cert_cb(p.ctx, note_asking);
	SSL_set_tlsext_host_name(p.client, name);
	times_asked = 0;
	assert_true(shake_hands(&p));
	pair_close(&p);
	return times_asked;
}

/* It costs both sides two messages.  Over Gopher zones are not served. */
static void
a_certificate_is_asked_for_only_where_one_can_matter(void **state)
{
	(void)state;
	assert_ptr_equal(config->listen[1].protocol, &gopher_protocol);
	assert_int_equal(asked("a.example", 0), 0);
	assert_int_equal(asked("www.b.example", 0), 0);
	assert_int_equal(asked("c.example", 0), 1);
	assert_int_equal(asked("c.example", 1), 0);
}

/* Is the certificate taken by the capsule that asks for one? */
static bool
taken(const struct certificate *mine, struct identity *who)
{
	struct pair p;
	bool yes;

	pair_open(&p, tls);
	SSL_set_tlsext_host_name(p.client, "c.example");
	assert_int_equal(SSL_use_certificate(p.client, mine->leaf), 1);
	assert_int_equal(SSL_use_PrivateKey(p.client, mine->key), 1);
	yes = shake_hands(&p);
	if (yes)
		tls_identity(p.server.ssl, who);
	pair_close(&p);
	return yes;
}

/* M24 */
static void
a_client_certificate_of_any_kind_is_taken(void **state)
{
	struct certificate mine = { 0 };
	EVP_PKEY *weak = EVP_RSA_gen(1024);
	const char *name = "reader";
	struct pair p;
	struct identity who;
	char print[65];

	(void)state;
	assert_int_equal(certificate_make(&mine, &name, 1, weak, NULL), 0);
	X509_gmtime_adj(X509_getm_notAfter(mine.leaf), -100);
	X509_sign(mine.leaf, mine.key, EVP_sha1());
	assert_true(taken(&mine, &who));
	assert_string_equal(who.fingerprint,
	    certificate_fingerprint(mine.leaf, print));
	assert_true(who.not_after > who.not_before);
	certificate_free(&mine);
	EVP_PKEY_free(weak);

	pair_open(&p, tls);
	assert_true(shake_hands(&p));
	tls_identity(p.server.ssl, &who);
	assert_string_equal(who.fingerprint, "");
	pair_close(&p);
}

static EVP_PKEY *
rsa_with_exponent(const char *hex)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	EVP_PKEY *key = NULL;
	BIGNUM *e = NULL;

	BN_hex2bn(&e, hex);
	assert_int_equal(EVP_PKEY_keygen_init(ctx), 1);
	EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 2048);
	EVP_PKEY_CTX_set1_rsa_keygen_pubexp(ctx, e);
	assert_int_equal(EVP_PKEY_generate(ctx, &key), 1);
	EVP_PKEY_CTX_free(ctx);
	BN_free(e);
	return key;
}

static void
a_key_whose_numbers_cost_us_time_is_not(void **state)
{
	static const struct {
		const char *exponent;
		bool taken;
	} cases[] = {
		{ "3", true },
		{ "10001", true },
		{ "10000000000000000000000000000000F", false },
	};
	const char *name = "reader";

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct certificate mine = { 0 };
		EVP_PKEY *key = rsa_with_exponent(cases[i].exponent);
		struct identity who;

		assert_int_equal(certificate_make(&mine, &name, 1, key, NULL),
		    0);
		assert_int_equal(taken(&mine, &who), cases[i].taken);
		certificate_free(&mine);
		EVP_PKEY_free(key);
	}
}

static void
nor_is_a_certificate_of_more_than_a_few_kilobytes(void **state)
{
	struct certificate mine = { 0 };
	struct identity who;
	unsigned char unit[65];

	(void)state;
	memset(unit, 'x', sizeof unit);
	assert_int_equal(certificate_make_client(&mine, "reader", 10, NULL), 0);
	for (int i = 0; i < 150; i++)
		X509_NAME_add_entry_by_txt(X509_get_subject_name(mine.leaf),
		    "OU", MBSTRING_ASC, unit, 64, -1, 0);
	X509_sign(mine.leaf, mine.key, EVP_sha256());
	assert_false(taken(&mine, &who));
	certificate_free(&mine);
}

/* M23 */
static void
the_end_is_a_close_notify_and_then_the_end_of_the_bytes(void **state)
{
	struct pair p;
	size_t n;
	char in[16];

	pair_open(&p, tls);
	(void)state;
	SSL_set_options(p.client, 0);
	assert_true(shake_hands(&p));
	assert_int_equal(wire_write(&p.server, "20 x\r\n", 6, &n), WIRE_DONE);
	assert_int_equal(wire_finish(&p.server), WIRE_DONE);
	assert_null(p.server.ssl);
	assert_int_equal(SSL_read(p.client, in, sizeof in), 6);
	assert_int_equal(SSL_read(p.client, in, sizeof in), 0);
	assert_int_equal(SSL_get_error(p.client, 0), SSL_ERROR_ZERO_RETURN);
	assert_int_equal(recv(p.fd, in, sizeof in, 0), 0);
	assert_int_equal(wire_drain(&p.server), WIRE_WANT_READ);
	pair_close(&p);
}

static void
a_missing_file_of_ticket_keys_is_named(void **state)
{
	struct problem why = { 0 };
	struct config *c = config_parse("ticket_keys = \"/does/not/exist\"\n"
					"capsule \"a\" { root = \"/\" }\n",
	    "x.conf", "/", NULL);

	(void)state;
	assert_null(tls_new(c, false, NULL, &why));
	assert_string_equal(why.file, "/does/not/exist");
	config_free(c);
}

/* M27: what the first bytes must be for OpenSSL to see them. */
static enum wire_state
hello(const char *bytes, size_t len, bool ended, int looks)
{
	enum wire_state result = WIRE_WANT_READ;
	struct wire w = { 0 };
	int fd[2];

	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fd), 0);
	w.fd = fd[0];
	assert_int_equal(send(fd[1], bytes, len, 0), len);
	if (ended)
		shutdown(fd[1], SHUT_WR);
	while (looks-- > 0)
		result = wire_hello(&w);
	close(fd[1]);
	wire_close(&w);
	return result;
}

static void
plain_bytes_on_a_tls_port_never_reach_openssl(void **state)
{
	(void)state;
	assert_int_equal(hello("GET / HTTP/1.1\r\n", 16, false, 1), WIRE_LOST);
	assert_int_equal(hello("\x16\x02\x01", 3, false, 1), WIRE_LOST);
	assert_int_equal(hello("\x16\x03\x01\xff\xff\x01", 6, false, 1),
	    WIRE_LOST);
	assert_int_equal(hello("\x16\x03\x01\x00\x05\x02", 6, false, 1),
	    WIRE_LOST);
	assert_int_equal(hello("\x16", 1, false, 1), WIRE_WANT_READ);
	assert_int_equal(hello("\x16\x03\x01\x00\x05\x01\x00", 7, false, 1),
	    WIRE_WANT_READ);
	assert_int_equal(
	    hello("\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00", 10, false, 1),
	    WIRE_DONE);
	/* Woken for less than was asked for: no more will come. */
	assert_int_equal(hello("\x16\x03\x01\x00\x05\x01\x00", 7, true, 2),
	    WIRE_DONE);
	assert_int_equal(hello("\x16", 1, true, 2), WIRE_LOST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_name_in_the_hello_chooses_the_certificate),
		cmocka_unit_test(tls_1_2_and_1_3_are_spoken_and_nothing_older),
		cmocka_unit_test(a_session_is_resumed_after_a_reload),
		cmocka_unit_test(
		    what_could_not_be_kept_is_said_to_be_temporary),
		cmocka_unit_test(
		    a_ticket_from_before_a_change_of_certificates_fails_softly),
		cmocka_unit_test(every_visit_brings_a_ticket_for_the_next),
		cmocka_unit_test(a_session_is_of_use_at_its_own_capsule_only),
		cmocka_unit_test(
		    a_certificate_is_asked_for_only_where_one_can_matter),
		cmocka_unit_test(a_client_certificate_of_any_kind_is_taken),
		cmocka_unit_test(a_key_whose_numbers_cost_us_time_is_not),
		cmocka_unit_test(
		    nor_is_a_certificate_of_more_than_a_few_kilobytes),
		cmocka_unit_test(
		    the_end_is_a_close_notify_and_then_the_end_of_the_bytes),
		cmocka_unit_test(a_missing_file_of_ticket_keys_is_named),
		cmocka_unit_test(plain_bytes_on_a_tls_port_never_reach_openssl),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
