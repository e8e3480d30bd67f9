#ifndef CLIENT_KNOWN_HOSTS_H
#define CLIENT_KNOWN_HOSTS_H

#include <stdint.h>

#include "base/problem.h"

/*
 * Trust on first use: a file with a line for each server,
 * "HOST:PORT FINGERPRINT UNTIL" (SHA-256 of the certificate; until when it is
 * valid, in seconds since 1970).  Anybody may edit it.
 */
enum trust {
	TRUST_KNOWN,   /* the certificate is the one that is known */
	TRUST_FIRST,   /* there was none, or it had expired: now it is known */
	TRUST_CHANGED, /* another one is known, and still valid */
};

struct server_key {
	const char *host;
	unsigned port;
	const char *fingerprint; /* that it shows now */
	int64_t until;           /* and how long that is valid */
};

/*
 * Compare, and write down what was seen for the first time; the file and its
 * folder are made.  0 with *trust, or -1 with the reason.  now: seconds since
 * 1970.
 */
int known_hosts_check(const char *file, const struct server_key *key,
    int64_t now, enum trust *trust, struct problem *why);

/*
 * "$XDG_DATA_HOME/chasqui/known_hosts", else below ~/.local/share; NULL when
 * there is neither.  To be freed.
 */
char *known_hosts_file(void);

#endif
