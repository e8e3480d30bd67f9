/*
 * A TLS client that shakes hands and goes on shaking: for a few seconds it
 * sends post-handshake messages as fast as they are taken, and connects anew
 * when it is cut off.
 *
 * tls_flood PORT 1.2|1.3 CONNECTIONS SECONDS
 *
 * 1.3: KeyUpdate; 1.2: ClientHello, encrypted here, because OpenSSL's client
 * gives up at the first refusal.  Prints how many messages were sent, and how
 * often a connection was cut.  Loopback only.
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

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/kdf.h>
#include <openssl/ssl.h>

enum { KEY = 16, SALT = 4, TAG = 16, HELLO_MOST = 1024 };

struct client {
	int fd;
	SSL *ssl;
	/* 1.2: what a record of our own is made with. */
	EVP_CIPHER_CTX *cipher;
	unsigned char salt[SALT];
	uint64_t sequence;
	unsigned char hello[HELLO_MOST]; /* the first one, to be sent again */
	size_t hello_len;
};

static SSL_CTX *ctx;
static uint16_t port;
static bool old; /* TLS 1.2 */
static unsigned long messages, cut;

static void
keep_hello(int write, int version, int type, const void *bytes, size_t len,
    SSL *ssl, void *arg)
{
	struct client *c = arg;

	(void)version;
	(void)ssl;
	if (!write || type != SSL3_RT_HANDSHAKE || c->hello_len > 0 ||
	    len > HELLO_MOST)
		return;
	memcpy(c->hello, bytes, len);
	c->hello_len = len;
}

/* The client's write key and salt: RFC 5246, section 6.3. */
static void
derive(struct client *c)
{
	unsigned char seed[64], master[48], block[2 * KEY + 2 * SALT];
	char digest[] = "SHA256", label[] = "key expansion";
	OSSL_PARAM params[5], *p = params;
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "TLS1-PRF", NULL);
	EVP_KDF_CTX *prf = EVP_KDF_CTX_new(kdf);

	SSL_get_server_random(c->ssl, seed, 32);
	SSL_get_client_random(c->ssl, seed + 32, 32);
	SSL_SESSION_get_master_key(SSL_get_session(c->ssl), master, 48);
	*p++ =
	    OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0);
	*p++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SECRET, master,
	    48);
	*p++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SEED, label,
	    strlen(label));
	*p++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SEED, seed, 64);
	*p = OSSL_PARAM_construct_end();
	EVP_KDF_derive(prf, block, sizeof block, params);
	memcpy(c->salt, block + 2 * KEY, SALT);
	c->cipher = EVP_CIPHER_CTX_new();
	EVP_EncryptInit_ex(c->cipher, EVP_aes_128_gcm(), NULL, block, NULL);
	c->sequence = 1; /* 0 was Finished */
	EVP_KDF_CTX_free(prf);
	EVP_KDF_free(kdf);
}

static void
put_number(unsigned char *out, uint64_t n, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--, n >>= 8)
		out[i] = (unsigned char)n;
}

/* An encrypted record of type 22 that holds the hello: RFC 5288. */
static bool
send_hello(struct client *c)
{
	unsigned char record[5 + 8 + HELLO_MOST + TAG], nonce[12], aad[13];
	size_t len = c->hello_len;
	int n;

	put_number(aad, c->sequence, 8);
	put_number(aad + 8, 22, 1);
	put_number(aad + 9, 0x0303, 2);
	put_number(aad + 11, len, 2);
	memcpy(record, aad + 8, 3);
	put_number(record + 3, 8 + len + TAG, 2);
	put_number(record + 5, c->sequence, 8);
	memcpy(nonce, c->salt, SALT);
	memcpy(nonce + SALT, record + 5, 8);
	EVP_EncryptInit_ex(c->cipher, NULL, NULL, NULL, nonce);
	EVP_EncryptUpdate(c->cipher, NULL, &n, aad, sizeof aad);
	EVP_EncryptUpdate(c->cipher, record + 13, &n, c->hello, (int)len);
	EVP_EncryptFinal_ex(c->cipher, record + 13 + len, &n);
	EVP_CIPHER_CTX_ctrl(c->cipher, EVP_CTRL_GCM_GET_TAG, TAG,
	    record + 13 + len);
	c->sequence++;
	len += 13 + TAG;
	return send(c->fd, record, len, MSG_NOSIGNAL) == (ssize_t)len;
}

static void
client_close(struct client *c)
{
	EVP_CIPHER_CTX_free(c->cipher);
	SSL_free(c->ssl);
	close(c->fd);
	ERR_clear_error();
	*c = (struct client){ .fd = -1 };
}

static bool
client_open(struct client *c)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons(port) };
	struct timeval most = { .tv_sec = 1 };

	*c = (struct client){ .fd = socket(AF_INET, SOCK_STREAM, 0) };
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(c->fd, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
	setsockopt(c->fd, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
	c->ssl = SSL_new(ctx);
	SSL_set_fd(c->ssl, c->fd);
	SSL_set_msg_callback(c->ssl, keep_hello);
	SSL_set_msg_callback_arg(c->ssl, c);
	if (connect(c->fd, (struct sockaddr *)&at, sizeof at) == 0 &&
	    SSL_connect(c->ssl) == 1) {
		if (old)
			derive(c);
		return true;
	}
	client_close(c);
	return false;
}

static bool
send_one(struct client *c)
{
	if (old)
		return send_hello(c);
	return SSL_key_update(c->ssl, SSL_KEY_UPDATE_NOT_REQUESTED) == 1 &&
	       SSL_do_handshake(c->ssl) == 1;
}

static void
turn(struct client *c)
{
	if (c->fd == -1 && !client_open(c))
		return;
	for (int i = 0; i < 50; i++) {
		if (!send_one(c)) {
			cut++;
			client_close(c);
			return;
		}
		messages++;
	}
}

int
main(int argc, char **argv)
{
	struct client client[16];
	long n, seconds;
	time_t end;

	if (argc != 5)
		return 2;
	signal(SIGPIPE, SIG_IGN);
	port = (uint16_t)strtol(argv[1], NULL, 10);
	old = strcmp(argv[2], "1.2") == 0;
	n = strtol(argv[3], NULL, 10);
	seconds = strtol(argv[4], NULL, 10);
	if (n < 1 || n > 16 || seconds < 1 || seconds > 30)
		return 2;
	ctx = SSL_CTX_new(TLS_client_method());
	SSL_CTX_set_cipher_list(ctx, "ECDHE-ECDSA-AES128-GCM-SHA256");
	if (old)
		SSL_CTX_set_max_proto_version(ctx, TLS1_2_VERSION);
	for (long i = 0; i < n; i++)
		client[i].fd = -1;
	end = time(NULL) + seconds;
	while (time(NULL) < end)
		for (long i = 0; i < n; i++)
			turn(&client[i]);
	printf("messages %lu cut %lu\n", messages, cut);
	for (long i = 0; i < n; i++)
		if (client[i].fd != -1)
			client_close(&client[i]);
	SSL_CTX_free(ctx);
	return 0;
}
