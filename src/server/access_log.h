#ifndef SERVER_ACCESS_LOG_H
#define SERVER_ACCESS_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "config/address.h"
#include "config/config.h"

/*
 * One line for each request, in chasqui.conf(5)'s `requests` log:
 *
 * ADDRESS PROTOCOL CAPSULE "REQUEST" STATUS BYTES MICROSECONDS TLS RESUMED
 *
 * with a time stamp in front in a file.  Everything from outside is escaped as
 * \xNN where it is not printable UTF-8.  Lines are gathered, and written when
 * there are many or when access_log_flush() says so; what cannot be written at
 * once (full disk, full or closed pipe) is dropped.
 */
struct access_log;

struct access {
	struct ip from;
	const char *protocol; /* "gemini" */
	const char *capsule;  /* its name, or "-" */
	const char *request;  /* as it came, its line end left out */
	size_t request_len;
	int status; /* 0: closed without an answer */
	uint64_t bytes, microseconds;
	const char *tls; /* "TLSv1.3", or "-" */
	bool resumed;
};

/*
 * Before the fork, and before privileges are dropped.  NULL with the reason
 * when the file cannot be opened.
 */
struct access_log *access_log_open(const struct config *config,
    struct problem *why);
void access_log_close(struct access_log *log);

void access_log_add(struct access_log *log, const struct access *line);
/* Tell this when the first of them comes, so that it can set a timer. */
void access_log_when_waiting(struct access_log *log, void (*tell)(void *ctx),
    void *ctx);
void access_log_flush(struct access_log *log);

#endif
