#ifndef SERVER_TLS_H
#define SERVER_TLS_H

#include <stdbool.h>

#include <openssl/ssl.h>

#include "base/problem.h"
#include "config/config.h"
#include "site/parts/request.h"

/*
 * The TLS contexts of a configuration: one for each capsule, chosen by SNI,
 * with common ticket keys.  Made before the fork.  Spec: gemini.md "TLS".
 */
struct tls;

/*
 * Read every capsule's certificate, or make those that Chasqui keeps itself.
 *
 * writable  made certificates can be kept in the state folder; if not they
 *           live in memory, taken over from old
 * old       what a reload replaces, or NULL; it stays valid
 *
 * NULL with the name of the file that is missing or does not fit.
 */
struct tls *tls_new(const struct config *config, bool writable,
    const struct tls *old, struct problem *why);
void tls_free(struct tls *t);

/*
 * The name of a capsule whose certificate could not be kept and lives in
 * memory alone; NULL: there is none.
 */
const char *tls_temporary(const struct tls *t);

/*
 * The certificate of a capsule, by its place in the configuration; NULL: no
 * port takes TLS, so that none was looked for.
 */
const X509 *tls_certificate(const struct tls *t, size_t capsule);

/*
 * A server's side of a connection that was accepted there (borrowed); NULL: no
 * memory.
 */
SSL *tls_open(const struct tls *t, const struct config_listen *at);
/* Who the client says it is; all zero without a certificate. */
void tls_identity(const SSL *ssl, struct identity *who);

#endif
