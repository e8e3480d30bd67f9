#include "server/tls.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <openssl/core_names.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include "base/alloc.h"
#include "base/log.h"
#include "tls/certificate.h"
#include "tls/server_name.h"
#include "tls/ticket_keys.h"
#include "tls/tls_problem.h"
#include "tls/wipe.h"

#define TICKET_SECONDS (12 * 3600L)
#define SESSION_ID     SHA256_DIGEST_LENGTH

/* What a client's certificate may cost: its chain, and its key's numbers. */
#define CHAIN_BYTES   8192
#define RSA_BITS      4096
#define EXPONENT_BITS 33 /* 65537 is usual, up to 2^32 + 1 not unheard of */
#define CURVE_BITS    521

/* One capsule's. */
struct side {
	char name[256];
	struct certificate certificate;
	bool temporary; /* it could not be kept */
	SSL_CTX *ctx;   /* owned */
	/* What its sessions are for, where readers are not asked, and are. */
	unsigned char usual[SESSION_ID], asking[SESSION_ID];
};

struct tls {
	const struct config *config;
	struct side *sides; /* owned, as many as the configuration's capsules */
	size_t n;
	struct ticket_keys keys;
	EVP_CIPHER *cipher; /* owned: fetched once, asked for each ticket */
};

/* ---- tickets ------------------------------------------------------------ */

static bool
begin_ticket(const struct tls *t, const struct ticket_key *key,
    const unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac, int enc)
{
	char sha256[] = "SHA256";
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY,
		    (void *)(uintptr_t)key->mac, sizeof key->mac),
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, sha256,
		    0),
		OSSL_PARAM_construct_end(),
	};

	return EVP_MAC_CTX_set_params(mac, params) == 1 &&
	       EVP_CipherInit_ex2(cipher, t->cipher, key->aes, iv, enc, NULL) ==
		   1;
}

/* OpenSSL's contract: -1 broken, 0 unknown key, 1 good, 2 good but old. */
static int
ticket(SSL *ssl, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher,
    EVP_MAC_CTX *mac, int enc)
{
	const struct tls *t = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	if (enc) {
		memcpy(name, t->keys.key[0].name, sizeof t->keys.key[0].name);
		if (RAND_bytes(iv, 16) != 1 ||
		    !begin_ticket(t, &t->keys.key[0], iv, cipher, mac, 1))
			return -1;
		return 1;
	}
	for (size_t i = 0; i < t->keys.n; i++) {
		const struct ticket_key *key = &t->keys.key[i];

		if (memcmp(name, key->name, sizeof key->name) != 0)
			continue;
		if (!begin_ticket(t, key, iv, cipher, mac, 0))
			return -1;
		/* A client of 1.3 uses a ticket once, and needs the next. */
		return i > 0 || SSL_version(ssl) >= TLS1_3_VERSION ? 2 : 1;
	}
	return 0;
}

static int
take_keys(struct tls *t, bool writable, const struct tls *old,
    struct problem *why)
{
	char path[4096];
	struct problem kept = { 0 };

	if (t->config->ticket_keys[0] != '\0')
		return ticket_keys_read(&t->keys, t->config->ticket_keys, why);
	if (writable) {
		(void)snprintf(path, sizeof path,
		    "%s/" CONFIG_CERTIFICATES "/tickets", t->config->state);
		if (ticket_keys_keep(&t->keys, path, &kept) == 0)
			return 0;
		log_problem(NULL, &kept);
	}
	if (old != NULL)
		t->keys = old->keys;
	return t->keys.n > 0 ? 0 : ticket_keys_make(&t->keys, why);
}

/* ---- contexts ----------------------------------------------------------- */

/* The capsule that the ClientHello names, or the one asked there (M5). */
static const struct config_capsule *
named(const struct tls *t, SSL *ssl, const struct config_listen *at)
{
	const struct config_capsule *capsule = NULL;
	const unsigned char *ext;
	size_t len;
	char host[256];

	if (SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_server_name, &ext,
		&len) == 1 &&
	    server_name_read(ext, len, host))
		capsule = config_capsule_of(t->config, host);
	return capsule == NULL ? at->capsule : capsule;
}

/*
 * Before anything else is decided: the capsule's certificate, its sessions, and
 * whether its readers are asked who they are.  Being asked costs both sides two
 * messages, so only those are who can gain by it.
 */
static int
choose(SSL *ssl, int *alert, void *arg)
{
	const struct tls *t = arg;
	const struct config_listen *at = SSL_get_app_data(ssl);
	const struct config_capsule *capsule = named(t, ssl, at);
	const struct side *side = &t->sides[capsule - t->config->capsules];

	(void)alert;
	if (capsule != t->config->capsules)
		SSL_set_SSL_CTX(ssl, side->ctx);
	if (!at->protocol->asks_who || !config_asks_who(capsule))
		return SSL_CLIENT_HELLO_SUCCESS;
	SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
	if (SSL_set_session_id_context(ssl, side->asking, SESSION_ID) != 1)
		return SSL_CLIENT_HELLO_ERROR;
	return SSL_CLIENT_HELLO_SUCCESS;
}

/*
 * Is a key one that people have?  What is computed with it costs us time that
 * grows with the numbers in it, and those are the client's to choose.
 */
static bool
is_usual(const EVP_PKEY *key)
{
	BIGNUM *e = NULL;
	char group[64];
	bool usual;

	if (key == NULL)
		return false;
	switch (EVP_PKEY_get_base_id(key)) {
	case EVP_PKEY_RSA:
		usual = EVP_PKEY_get_bits(key) <= RSA_BITS &&
			EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &e) ==
			    1 &&
			BN_num_bits(e) <= EXPONENT_BITS;
		BN_free(e);
		return usual;
	case EVP_PKEY_EC: /* a curve without a name has no group's */
		return EVP_PKEY_get_group_name(key, group, sizeof group,
			   NULL) == 1 &&
		       EVP_PKEY_get_bits(key) <= CURVE_BITS;
	case EVP_PKEY_ED25519:
	case EVP_PKEY_ED448:
		return true;
	default:
		return false;
	}
}

/* A client's certificate is a name, not a proof: any will do (M24). */
static int
accept_any(X509_STORE_CTX *store, void *arg)
{
	(void)arg;
	return is_usual(X509_get0_pubkey(X509_STORE_CTX_get0_cert(store)));
}

/* OpenSSL's own rules for us, and none for the keys of clients (M24). */
static int
secure(const SSL *ssl, const SSL_CTX *ctx, int op, int bits, int nid,
    void *other, void *ex)
{
	int (*usual)(const SSL *, const SSL_CTX *, int, int, int, void *,
	    void *) = (int (*)(const SSL *, const SSL_CTX *, int, int, int,
	    void *, void *))(uintptr_t)ex;

	/* Nor for our own certificate: doubts.h says what is against it. */
	if ((op & SSL_SECOP_PEER) || op == SSL_SECOP_EE_KEY ||
	    op == SSL_SECOP_CA_KEY || op == SSL_SECOP_CA_MD)
		return 1;
	return usual(ssl, ctx, op, bits, nid, other, NULL);
}

/*
 * OpenSSL 3.5 would take ML-KEM first, whose share alone is as long as all of
 * our handshake (docs/decisions.md).
 */
#define GROUPS "X25519:P-256:X448:P-521:P-384"

/*
 * SHA-256 first: a handshake hashes a hundred short pieces (docs/speed.md).  A
 * client that puts ChaCha20 first has a processor without AES, and gets it.
 */
#define SUITES                                                                 \
	"TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:"                 \
	"TLS_AES_256_GCM_SHA384"
#define SUITES_OF_1_2                                                          \
	"ECDHE+AESGCM+AES128:ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:"           \
	"!aNULL:!SHA1"

/* What all contexts have in common. */
static bool
set_up(SSL_CTX *ctx, struct tls *t, const struct side *side)
{
	SSL_CTX_set_app_data(ctx, t);
	SSL_CTX_set_options(ctx,
	    SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
		SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_CIPHER_SERVER_PREFERENCE |
		SSL_OP_PRIORITIZE_CHACHA);
	SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS |
				  SSL_MODE_ENABLE_PARTIAL_WRITE |
				  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
	SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_timeout(ctx, TICKET_SECONDS);
	SSL_CTX_set_max_cert_list(ctx, CHAIN_BYTES);
	SSL_CTX_set_cert_verify_callback(ctx, accept_any, NULL);
	SSL_CTX_set0_security_ex_data(ctx,
	    (void *)(uintptr_t)SSL_CTX_get_security_callback(ctx));
	SSL_CTX_set_security_callback(ctx, secure);
	SSL_CTX_set_client_hello_cb(ctx, choose, t);
	SSL_CTX_set_tlsext_ticket_key_evp_cb(ctx, ticket);
	return SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION) == 1 &&
	       SSL_CTX_set_num_tickets(ctx, 1) == 1 &&
	       SSL_CTX_set_session_id_context(ctx, side->usual, SESSION_ID) ==
		   1 &&
	       SSL_CTX_set_ciphersuites(ctx, SUITES) == 1 &&
	       SSL_CTX_set_cipher_list(ctx, SUITES_OF_1_2) == 1 &&
	       SSL_CTX_set1_groups_list(ctx, GROUPS) == 1;
}

static int
make_context(struct tls *t, struct side *side, struct problem *why)
{
	side->ctx = SSL_CTX_new(TLS_server_method());
	if (side->ctx != NULL && set_up(side->ctx, t, side) &&
	    SSL_CTX_use_cert_and_key(side->ctx, side->certificate.leaf,
		side->certificate.key, side->certificate.chain, 1) == 1)
		return 0;
	return tls_problem(why, "TLS for %s cannot be set up", side->name);
}

/*
 * Sessions belong to a certificate: a ticket from before a change fails softly
 * (M25), and one capsule's is of no use at another.  Where readers are asked
 * who they are, a session must not come from where they were not.
 */
static void
name_sessions(struct side *side)
{
	char print[65 + 1];

	certificate_fingerprint(side->certificate.leaf, print);
	print[64] = 'u';
	SHA256((unsigned char *)print, 65, side->usual);
	print[64] = 'a';
	SHA256((unsigned char *)print, 65, side->asking);
}

/* ---- certificates ------------------------------------------------------- */

/* A made certificate that has no file (any more), from before a reload. */
static bool
inherit(struct side *side, const struct tls *old)
{
	for (size_t i = 0; old != NULL && i < old->n; i++) {
		const struct certificate *c = &old->sides[i].certificate;

		if (!old->config->capsules[i].made ||
		    strcmp(old->sides[i].name, side->name) != 0)
			continue;
		X509_up_ref(c->leaf);
		EVP_PKEY_up_ref(c->key);
		side->certificate.leaf = c->leaf;
		side->certificate.key = c->key;
		return true;
	}
	return false;
}

/* Is the whole folder of made certificates gone? */
static bool
folder_is_lost(const struct config *config)
{
	char path[4096];

	(void)snprintf(path, sizeof path, "%s/" CONFIG_CERTIFICATES,
	    config->state);
	return access(path, F_OK) == -1 && errno == ENOENT;
}

/*
 * The state folder was lost, as by unmounting it, while certificates from it
 * are in use.  Readers know those, so that they are written again and not made
 * anew (K2).  Who removes the two files of one alone wants another.
 */
static void
restore(struct tls *t, bool writable, const struct tls *old)
{
	struct problem why = { 0 };

	if (old == NULL || !folder_is_lost(t->config))
		return;
	for (size_t i = 0; i < t->n; i++) {
		const struct config_capsule *k = &t->config->capsules[i];
		struct side *side = &t->sides[i];

		if (!k->made || !inherit(side, old) || !writable)
			continue;
		if (certificate_write(&side->certificate, k->certificate,
			k->key, &why) == -1)
			log_problem(NULL, &why);
		else
			log_warning("%s was removed: written again",
			    k->certificate);
	}
}

/* A certificate that Chasqui keeps itself, on disk if that can be. */
static int
keep(struct side *side, const struct config_capsule *capsule, bool writable,
    const struct tls *old, struct problem *why)
{
	struct certificate *c = &side->certificate;
	size_t n = 1 + capsule->naliases;
	struct problem kept = { 0 };
	bool made = false;

	if (certificate_keep(c, capsule->certificate, capsule->key,
		capsule->names, n, writable, &made, &kept) == 0) {
		if (made)
			log_info("%s: made a certificate, good for ten years",
			    capsule->certificate);
		return 0;
	}
	if (!made) {
		*why = kept;
		return -1;
	}
	if (inherit(side, old))
		return 0;
	log_problem(NULL, &kept);
	log_error("the certificate of %s is only in memory, and readers will "
		  "see another one after the next start",
	    capsule->name);
	side->temporary = true;
	return certificate_make(c, capsule->names, n, NULL, why);
}

static int
take_certificate(struct side *side, const struct config_capsule *capsule,
    bool writable, const struct tls *old, struct problem *why)
{
	if (side->certificate.leaf != NULL) /* restored */
		return 0;
	if (capsule->made)
		return keep(side, capsule, writable, old, why);
	return certificate_read(&side->certificate, capsule->certificate,
	    capsule->key, why);
}

static struct tls *
open_all(const struct config *config, bool writable, const struct tls *old,
    struct problem *why)
{
	struct tls *t = xcalloc(1, sizeof *t);

	t->config = config;
	t->n = config_uses_tls(config) ? config->ncapsules : 0;
	t->sides = xcalloc(t->n, sizeof *t->sides);
	t->cipher = EVP_CIPHER_fetch(NULL, "AES-256-CBC", NULL);
	if (t->cipher == NULL || take_keys(t, writable, old, why) == -1)
		goto fail;
	for (size_t i = 0; i < t->n; i++)
		(void)snprintf(t->sides[i].name, sizeof t->sides[i].name, "%s",
		    config->capsules[i].name);
	restore(t, writable, old);
	for (size_t i = 0; i < t->n; i++)
		if (take_certificate(&t->sides[i], &config->capsules[i],
			writable, old, why) == -1)
			goto fail;
	for (size_t i = 0; i < t->n; i++) {
		name_sessions(&t->sides[i]);
		if (make_context(t, &t->sides[i], why) == -1)
			goto fail;
	}
	return t;
fail:
	tls_free(t);
	return NULL;
}

struct tls *
tls_new(const struct config *config, bool writable, const struct tls *old,
    struct problem *why)
{
	struct tls *t;

	wipe_freed(true);
	t = open_all(config, writable, old, why);
	wipe_freed(false);
	return t;
}

void
tls_free(struct tls *t)
{
	if (t == NULL)
		return;
	wipe_freed(true);
	for (size_t i = 0; i < t->n; i++) {
		SSL_CTX_free(t->sides[i].ctx);
		certificate_free(&t->sides[i].certificate);
	}
	EVP_CIPHER_free(t->cipher);
	wipe_freed(false);
	OPENSSL_cleanse(&t->keys, sizeof t->keys);
	free(t->sides);
	free(t);
}

const char *
tls_temporary(const struct tls *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->sides[i].temporary)
			return t->sides[i].name;
	return NULL;
}

const X509 *
tls_certificate(const struct tls *t, size_t capsule)
{
	return capsule < t->n ? t->sides[capsule].certificate.leaf : NULL;
}

SSL *
tls_open(const struct tls *t, const struct config_listen *at)
{
	SSL *ssl = SSL_new(t->sides[0].ctx);

	/* Borrowed, and only read. */
	if (ssl != NULL)
		SSL_set_app_data(ssl, (void *)(uintptr_t)at);
	return ssl;
}

void
tls_identity(const SSL *ssl, struct identity *who)
{
	const X509 *leaf = SSL_get0_peer_certificate(ssl);

	memset(who, 0, sizeof *who);
	if (leaf == NULL)
		return;
	certificate_fingerprint(leaf, who->fingerprint);
	who->not_before = certificate_not_before(leaf);
	who->not_after = certificate_not_after(leaf);
	certificate_common_name(leaf, who->common_name,
	    sizeof who->common_name);
}
