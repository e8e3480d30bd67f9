#ifndef TLS_CERTIFICATE_H
#define TLS_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "base/problem.h"
#include "base/sha256.h"

/*
 * Certificates as readers trust them, on first use: made once, self-signed,
 * X.509 v3, EC P-256, SHA-256, CA:FALSE, subjectAltName, ten years; key files
 * of mode 0600.  Spec: gemini.md "Certificates".
 */
struct certificate {
	X509 *leaf;             /* owned, like the rest */
	STACK_OF(X509) * chain; /* what follows the leaf in the file */
	EVP_PKEY *key;
};

/* Frees what it owns; harmless on an empty one, which it is afterwards. */
void certificate_free(struct certificate *c);

/*
 * Make one in memory.  names[0] is the common name, and all are the DNS names
 * it is valid for (addresses become IP entries); key: sign with this one
 * instead of a new one (not taken over), or NULL.  0, or -1 with the reason.
 */
int certificate_make(struct certificate *c, const char *const *names, size_t n,
    EVP_PKEY *key, struct problem *why);
/* One for a reader: a common name and no more, valid for `days`. */
int certificate_make_client(struct certificate *c, const char *common_name,
    long days, struct problem *why);
/*
 * Write both as PEM, the key (0600) first; folders are made.  An existing file
 * is replaced: whoever calls has asked.
 */
int certificate_write(const struct certificate *c, const char *certificate,
    const char *key, struct problem *why);
/*
 * Read both; -1 naming the file that is missing, broken, or not the other's.
 * key NULL: the certificate alone, to describe it.  What else there is against
 * it, an end that has come above all, is doubts.h's.
 */
int certificate_read(struct certificate *c, const char *certificate,
    const char *key, struct problem *why);
/*
 * Read it; or, when there is none, make it (with the key, if that is there)
 * and write it.  *made: there was none.  -1 with the reason; when *made is set
 * then it could not be written, or was not to be (write false).
 */
int certificate_keep(struct certificate *c, const char *certificate,
    const char *key, const char *const *names, size_t n, bool write, bool *made,
    struct problem *why);

/* SHA-256 of the whole certificate in lower-case hex.  Returns out. */
const char *certificate_fingerprint(const X509 *leaf,
    char out[SHA256_HEX_SIZE]);
/* The same of the public key alone: it stays when the certificate is renewed.
 */
const char *certificate_key_fingerprint(const X509 *leaf,
    char out[SHA256_HEX_SIZE]);
/* The subject's common name, as one clean line; "" when it has none. */
void certificate_common_name(const X509 *leaf, char *out, size_t size);
/* Validity, in seconds since the epoch; 0 where the field is broken. */
int64_t certificate_not_before(const X509 *leaf);
int64_t certificate_not_after(const X509 *leaf);
/* Is a host name among its names (wildcards count)? */
bool certificate_names(const X509 *leaf, const char *host);

#endif
