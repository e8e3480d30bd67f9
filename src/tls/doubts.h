#ifndef TLS_DOUBTS_H
#define TLS_DOUBTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "tls/certificate.h"

/*
 * What is to be said against a certificate that works.  Readers know a capsule
 * by its certificate, not by its dates: service goes on with it, and whoever
 * keeps the server is told in time.  Spec: faults.md F33.
 */

/* How near its end is. */
enum expiry {
	EXPIRY_FAR,
	EXPIRY_60, /* days left at most */
	EXPIRY_30,
	EXPIRY_7,
	EXPIRY_PASSED,
};

enum expiry certificate_expiry(const X509 *leaf, int64_t now);

/*
 * Tell each doubt as a problem of the file, with what mends it.
 *
 * names  that it has to be valid for; the first is the capsule's own
 */
void certificate_doubts(const X509 *leaf, const char *file,
    const char *const *names, size_t n, int64_t now,
    void (*tell)(void *ctx, const struct problem *doubt), void *ctx);
/* The same of its end alone; nothing when that is far. */
void certificate_doubt_expiry(const X509 *leaf, const char *file, int64_t now,
    void (*tell)(void *ctx, const struct problem *doubt), void *ctx);

/* Was it signed by its own key, so that we can make another like it? */
bool certificate_is_own(const X509 *leaf);

#endif
