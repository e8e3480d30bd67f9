#include "server/access_log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/log.h"

#define ENOUGH 16384 /* bytes after which lines are written at once */
/*
 * A pipe that poll() calls writable takes this much without blocking
 * (PIPE_BUF).
 */
#define AT_ONCE 4096

struct access_log {
	enum { TO_NOTHING, TO_STDERR, TO_SYSLOG, TO_FILE } to;
	int fd; /* owned when to a file */
	enum ip_show show;
	struct buf lines;
	time_t second; /* that stamp shows */
	char stamp[32];
	void (*tell)(void *ctx); /* lines are waiting; or NULL */
	void *ctx;
};

static int
open_file(struct access_log *log, const char *path, struct problem *why)
{
	log->to = TO_FILE;
	log->fd = open(path,
	    O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
	    0640);
	if (log->fd != -1)
		return 0;
	problem_errno(why, "cannot be opened for the log of requests");
	return problem_in(why, path);
}

struct access_log *
access_log_open(const struct config *config, struct problem *why)
{
	const char *to = strcmp(config->requests, "log") == 0
			     ? config->log
			     : config->requests;
	struct access_log *log = xcalloc(1, sizeof *log);

	log->fd = STDERR_FILENO;
	log->show = config->log_addresses;
	if (strcmp(to, "none") == 0)
		log->to = TO_NOTHING;
	else if (strcmp(to, "stderr") == 0)
		log->to = TO_STDERR;
	else if (strcmp(to, "syslog") == 0)
		log->to = TO_SYSLOG;
	else if (open_file(log, to, why) == -1) {
		free(log);
		return NULL;
	}
	return log;
}

void
access_log_close(struct access_log *log)
{
	if (log == NULL)
		return;
	access_log_flush(log);
	if (log->to == TO_FILE)
		close(log->fd);
	buf_free(&log->lines);
	free(log);
}

/* The local time, made anew once a second. */
static const char *
stamp(struct access_log *log)
{
	time_t now = time(NULL);
	struct tm tm;

	if (now != log->second && localtime_r(&now, &tm) != NULL) {
		log->second = now;
		(void)strftime(log->stamp, sizeof log->stamp,
		    "%Y-%m-%dT%H:%M:%S%z ", &tm);
	}
	return log->stamp;
}

void
access_log_add(struct access_log *log, const struct access *line)
{
	char from[ADDRESS_SIZE];
	struct buf *out = &log->lines;

	if (log->to == TO_NOTHING)
		return;
	if (out->len == 0 && log->tell != NULL)
		log->tell(log->ctx);
	if (log->to == TO_FILE)
		buf_adds(out, stamp(log));
	else if (log->to == TO_STDERR)
		buf_adds(out, "chasqui: ");
	buf_addf(out, "%s %s %s \"", ip_text(&line->from, log->show, from),
	    line->protocol, line->capsule);
	/* Nothing in it can end the quotes or the line. */
	escape_add(out, line->request, line->request_len, "\"\\");
	buf_addf(out, "\" %d %llu %llu %s %s\n", line->status,
	    (unsigned long long)line->bytes,
	    (unsigned long long)line->microseconds, line->tls,
	    line->tls[0] == '-' ? "-"
	    : line->resumed     ? "resumed"
				: "full");
	if (out->len >= ENOUGH)
		access_log_flush(log);
}

void
access_log_when_waiting(struct access_log *log, void (*tell)(void *ctx),
    void *ctx)
{
	log->tell = tell;
	log->ctx = ctx;
}

/* How many bytes of whole lines fit into a piece; a long line is one. */
static size_t
piece(const char *s, size_t len)
{
	size_t n = len < AT_ONCE ? len : AT_ONCE;
	const char *end = memrchr(s, '\n', n);

	if (end == NULL)
		end = memchr(s, '\n', len);
	return end == NULL ? len : (size_t)(end + 1 - s);
}

/*
 * Only what goes without waiting: a reader of our standard error who stops
 * reading must not stop us.
 */
static void
write_lines(const struct access_log *log)
{
	const char *s = log->lines.data;
	size_t len = log->lines.len;

	while (len > 0) {
		size_t n = piece(s, len);
		struct pollfd ready = { log->fd, POLLOUT, 0 };

		if (poll(&ready, 1, 0) != 1 || !(ready.revents & POLLOUT) ||
		    (write(log->fd, s, n) == -1 && errno != EINTR))
			return;
		s += n;
		len -= n;
	}
}

static void
tell_syslog(const struct access_log *log)
{
	const char *s = log->lines.data;
	const char *end = s + log->lines.len;

	for (const char *line = s; line < end; line = s + 1) {
		s = memchr(line, '\n', (size_t)(end - line));
		log_info("%.*s", (int)(s - line), line);
	}
}

void
access_log_flush(struct access_log *log)
{
	if (log->lines.len == 0)
		return;
	if (log->to == TO_SYSLOG)
		tell_syslog(log);
	else
		write_lines(log);
	buf_clear(&log->lines);
}
