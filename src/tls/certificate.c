#include "tls/certificate.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "text/utf8_write.h"
#include "tls/tls_problem.h"

#define YEARS_DAYS 3653      /* ten years, and a day for good measure */
#define FILE_MAX   (1 << 20) /* bytes of a PEM file */

void
certificate_free(struct certificate *c)
{
	X509_free(c->leaf);
	sk_X509_pop_free(c->chain, X509_free);
	EVP_PKEY_free(c->key);
	memset(c, 0, sizeof *c);
}

/* ---- making ------------------------------------------------------------- */

static bool
add_extension(X509 *x, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509_EXTENSION *e;
	bool good;

	X509V3_set_ctx(&ctx, x, x, NULL, NULL, 0);
	e = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	good = e != NULL && X509_add_ext(x, e, -1) == 1;
	X509_EXTENSION_free(e);
	return good;
}

/* Add one name to a list of alternative names; false when it is none. */
static bool
add_name(GENERAL_NAMES *names, const char *name)
{
	unsigned char ip[16];
	size_t len = inet_pton(AF_INET, name, ip) == 1    ? 4
		     : inet_pton(AF_INET6, name, ip) == 1 ? 16
							  : 0;
	GENERAL_NAME *general = GENERAL_NAME_new();
	ASN1_STRING *text =
	    len > 0 ? ASN1_OCTET_STRING_new() : ASN1_IA5STRING_new();
	bool set = text != NULL && general != NULL &&
		   (len > 0 ? ASN1_STRING_set(text, ip, (int)len)
			    : ASN1_STRING_set(text, name, -1));

	if (!set) {
		ASN1_STRING_free(text);
		GENERAL_NAME_free(general);
		return false;
	}
	GENERAL_NAME_set0_value(general, len > 0 ? GEN_IPADD : GEN_DNS, text);
	if (sk_GENERAL_NAME_push(names, general) > 0)
		return true;
	GENERAL_NAME_free(general);
	return false;
}

static bool
add_names(X509 *x, const char *const *names, size_t n)
{
	GENERAL_NAMES *list = sk_GENERAL_NAME_new_null();
	bool good = list != NULL;

	for (size_t i = 0; good && i < n; i++)
		good = add_name(list, names[i]);
	good =
	    good && X509_add1_ext_i2d(x, NID_subject_alt_name, list, 0, 0) == 1;
	sk_GENERAL_NAME_pop_free(list, GENERAL_NAME_free);
	return good;
}

/* 127 random bits, so that no two certificates have the same number. */
static bool
set_serial(X509 *x)
{
	unsigned char bytes[16];
	BIGNUM *n;
	bool good;

	if (RAND_bytes(bytes, sizeof bytes) != 1)
		return false;
	bytes[0] = (unsigned char)((bytes[0] & 0x7f) | 0x40);
	n = BN_bin2bn(bytes, sizeof bytes, NULL);
	good = n != NULL &&
	       BN_to_ASN1_INTEGER(n, X509_get_serialNumber(x)) != NULL;
	BN_free(n);
	return good;
}

/* The subject: a common name, cut to the 64 characters that X.520 allows. */
static bool
set_subject(X509 *x, const char *common_name)
{
	X509_NAME *subject = X509_get_subject_name(x);
	size_t len = strnlen(common_name, 64);

	while (len > 0 && ((unsigned char)common_name[len] & 0xc0) == 0x80)
		len--;
	return X509_NAME_add_entry_by_NID(subject, NID_commonName,
		   MBSTRING_UTF8, (const unsigned char *)common_name, (int)len,
		   -1, 0) == 1 &&
	       X509_set_issuer_name(x, subject) == 1;
}

/* Make and sign; usage: what the key is for. */
static int
make(struct certificate *c, const char *const *names, size_t n, EVP_PKEY *key,
    long days, bool client, struct problem *why)
{
	bool good;

	memset(c, 0, sizeof *c);
	if (key != NULL && EVP_PKEY_up_ref(key) == 1)
		c->key = key;
	else
		c->key = EVP_EC_gen("P-256");
	c->leaf = X509_new();
	good = c->key != NULL && c->leaf != NULL &&
	       X509_set_version(c->leaf, X509_VERSION_3) == 1 &&
	       set_serial(c->leaf) && set_subject(c->leaf, names[0]) &&
	       X509_gmtime_adj(X509_getm_notBefore(c->leaf), -3600) != NULL &&
	       X509_time_adj_ex(X509_getm_notAfter(c->leaf), (int)days, 0,
		   NULL) != NULL &&
	       X509_set_pubkey(c->leaf, c->key) == 1 &&
	       add_extension(c->leaf, NID_basic_constraints,
		   "critical,CA:FALSE") &&
	       add_extension(c->leaf, NID_key_usage,
		   "critical,digitalSignature") &&
	       add_extension(c->leaf, NID_ext_key_usage,
		   client ? "clientAuth" : "serverAuth") &&
	       add_extension(c->leaf, NID_subject_key_identifier, "hash") &&
	       (client || add_names(c->leaf, names, n)) &&
	       X509_sign(c->leaf, c->key, EVP_sha256()) > 0;
	if (good)
		return 0;
	certificate_free(c);
	return tls_problem(why, "cannot make a certificate");
}

int
certificate_make(struct certificate *c, const char *const *names, size_t n,
    EVP_PKEY *key, struct problem *why)
{
	return make(c, names, n, key, YEARS_DAYS, false, why);
}

int
certificate_make_client(struct certificate *c, const char *common_name,
    long days, struct problem *why)
{
	return make(c, &common_name, 1, NULL, days, true, why);
}

/* ---- files -------------------------------------------------------------- */

/* The folder that a file is to lie in, made when it is missing. */
static int
make_folder_of(const char *path, mode_t mode, struct problem *why)
{
	char folder[4096];
	const char *slash = strrchr(path, '/');
	size_t len = slash == NULL ? 0 : (size_t)(slash - path);

	if (len == 0 || len >= sizeof folder)
		return 0;
	memcpy(folder, path, len);
	folder[len] = '\0';
	return file_make_folder(folder, mode, why);
}

/* Write what a BIO holds. */
static int
write_bio(BIO *bio, const char *path, mode_t mode, struct problem *why)
{
	char *data = NULL;
	long len = BIO_get_mem_data(bio, &data);

	if (len <= 0)
		return tls_problem(why, "cannot encode as PEM");
	if (make_folder_of(path, 0755, why) == -1)
		return -1;
	return file_write(path, data, (size_t)len, mode, why);
}

int
certificate_write(const struct certificate *c, const char *certificate,
    const char *key, struct problem *why)
{
	BIO *crt = BIO_new(BIO_s_mem()), *secret = BIO_new(BIO_s_secmem());
	int status = -1;

	if (crt == NULL || secret == NULL ||
	    PEM_write_bio_PKCS8PrivateKey(secret, c->key, NULL, NULL, 0, NULL,
		NULL) != 1 ||
	    PEM_write_bio_X509(crt, c->leaf) != 1)
		tls_problem(why, "cannot encode as PEM");
	else if (write_bio(secret, key, 0600, why) == -1)
		problem_in(why, key);
	else if (write_bio(crt, certificate, 0644, why) == -1)
		problem_in(why, certificate);
	else
		status = 0;
	BIO_free(crt);
	BIO_free(secret);
	return status;
}

/* A whole PEM file as a BIO over buf's memory; NULL with the reason. */
static BIO *
open_pem(struct buf *b, const char *path, struct problem *why)
{
	BIO *bio = NULL;

	if (buf_read_file(b, path, FILE_MAX, why) == -1)
		return NULL;
	bio = BIO_new_mem_buf(buf_str(b), (int)b->len);
	if (bio == NULL)
		tls_problem(why, "cannot be read");
	return bio;
}

/* The leaf and what follows it. */
static int
read_chain(struct certificate *c, const char *path, struct problem *why)
{
	struct buf text = { 0 };
	BIO *bio = open_pem(&text, path, why);
	X509 *next;

	if (bio == NULL)
		goto out;
	c->leaf = PEM_read_bio_X509(bio, NULL, NULL, NULL);
	c->chain = sk_X509_new_null();
	if (c->leaf == NULL || c->chain == NULL) {
		certificate_free(c);
		tls_problem(why, "holds no certificate in PEM form");
		goto out;
	}
	while ((next = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL)
		if (sk_X509_push(c->chain, next) <= 0)
			X509_free(next);
	ERR_clear_error(); /* that the file is at its end */
out:
	BIO_free(bio);
	buf_free(&text);
	return c->leaf == NULL ? problem_in(why, path) : 0;
}

/* A key with a pass phrase cannot be asked for: there is nobody to ask. */
static int
no_pass_phrase(char *out, int size, int writing, void *ctx)
{
	(void)out;
	(void)size;
	(void)writing;
	(void)ctx;
	return -1;
}

static int
read_key(struct certificate *c, const char *path, struct problem *why)
{
	struct buf text = { 0 };
	BIO *bio = open_pem(&text, path, why);

	if (bio != NULL) {
		c->key =
		    PEM_read_bio_PrivateKey(bio, NULL, no_pass_phrase, NULL);
		if (c->key == NULL)
			tls_problem(why, "holds no private key in PEM form");
	}
	BIO_free(bio);
	if (text.data != NULL)
		OPENSSL_cleanse(text.data, text.len);
	buf_free(&text);
	return c->key == NULL ? problem_in(why, path) : 0;
}

/* Do the two belong together? */
static int
check(const struct certificate *c, const char *certificate, const char *key,
    struct problem *why)
{
	if (X509_check_private_key(c->leaf, c->key) == 1)
		return 0;
	ERR_clear_error();
	problem_set(why, 0, "is not the key of %s", certificate);
	return problem_in(why, key);
}

int
certificate_read(struct certificate *c, const char *certificate,
    const char *key, struct problem *why)
{
	memset(c, 0, sizeof *c);
	if (read_chain(c, certificate, why) == -1)
		return -1;
	if (key == NULL)
		return 0;
	if (read_key(c, key, why) == 0 && check(c, certificate, key, why) == 0)
		return 0;
	certificate_free(c);
	return -1;
}

static bool
missing(const char *path)
{
	return access(path, F_OK) == -1 && errno == ENOENT;
}

/* A key alone is what a start leaves that was killed between the two. */
int
certificate_keep(struct certificate *c, const char *certificate,
    const char *key, const char *const *names, size_t n, bool write, bool *made,
    struct problem *why)
{
	struct certificate old = { 0 };
	int status = 0;

	*made = missing(certificate);
	if (!*made)
		return certificate_read(c, certificate, key, why);
	memset(c, 0, sizeof *c);
	if (!write)
		return problem_in(why,
		    (problem_set(why, 0, "cannot be written"), certificate));
	if (!missing(key))
		status = read_key(&old, key, why);
	if (status == 0)
		status = certificate_make(c, names, n, old.key, why);
	if (status == 0)
		status = certificate_write(c, certificate, key, why);
	certificate_free(&old);
	if (status == -1)
		certificate_free(c);
	return status;
}

/* ---- describing --------------------------------------------------------- */

/* The digest of a DER form that OpenSSL made; "" when it could not. */
static const char *
fingerprint(unsigned char *der, int len, char out[SHA256_HEX_SIZE])
{
	out[0] = '\0';
	if (len > 0)
		sha256_hex(der, (size_t)len, out);
	OPENSSL_free(der);
	return out;
}

const char *
certificate_fingerprint(const X509 *leaf, char out[65])
{
	unsigned char *der = NULL;
	int len = i2d_X509(leaf, &der);

	return fingerprint(der, len, out);
}

void
certificate_common_name(const X509 *leaf, char *out, size_t size)
{
	const X509_NAME *subject = X509_get_subject_name(leaf);
	int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
	struct buf clean = { 0 };
	unsigned char *name = NULL;
	size_t len;
	int n = -1;

	if (at >= 0)
		n = ASN1_STRING_to_UTF8(&name,
		    X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
	if (n > 0)
		utf8_clean(&clean, (const char *)name, (size_t)n);
	len = clean.len < size ? clean.len : size - 1;
	len = clean.len > 0 ? utf8_valid_run(clean.data, len) : 0;
	memcpy(out, buf_str(&clean), len);
	out[len] = '\0';
	OPENSSL_free(name);
	buf_free(&clean);
}

const char *
certificate_key_fingerprint(const X509 *leaf, char out[65])
{
	unsigned char *der = NULL;
	int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(leaf), &der);

	return fingerprint(der, len, out);
}

static int64_t
seconds_of(const ASN1_TIME *when)
{
	struct tm tm;

	return ASN1_TIME_to_tm(when, &tm) == 1 ? (int64_t)timegm(&tm) : 0;
}

int64_t
certificate_not_before(const X509 *leaf)
{
	return seconds_of(X509_get0_notBefore(leaf));
}

int64_t
certificate_not_after(const X509 *leaf)
{
	return seconds_of(X509_get0_notAfter(leaf));
}

bool
certificate_names(const X509 *leaf, const char *host)
{
	X509 *x = (X509 *)(uintptr_t)leaf; /* only read */

	return X509_check_host(x, host, 0, 0, NULL) == 1 ||
	       X509_check_ip_asc(x, host, 0) == 1;
}
