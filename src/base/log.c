#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/problem.h"
#include "base/utf8.h"

/*
 * A line is never longer: so much a pipe takes whole or not at all (PIPE_BUF
 * of Linux), and poll() tells whether it will.
 */
#define LINE_MAX_BYTES 4096
#define SYSLOG_SOCKET  "/dev/log"

enum kind { TO_STDERR, TO_SYSLOG, TO_FILE };

static struct {
	enum kind kind;
	bool opened;             /* log_open() was called */
	int fd;                  /* of the file or of syslog's socket */
	char path[4096];         /* of the file */
	char name[64];           /* "", or a blank and the process's name */
	struct sockaddr_un addr; /* of syslog */
} to = { .kind = TO_STDERR, .fd = -1 };

struct line {
	char text[LINE_MAX_BYTES];
	size_t len;
};

static void
add(struct line *line, const char *s, size_t len)
{
	memcpy(line->text + line->len, s, len);
	line->len += len;
}

/*
 * Append a message, escaped, as far as it fits; room is kept for the mark of
 * a cut and the line's end.
 */
static void
add_escaped(struct line *line, const char *s, size_t len)
{
	char escape[4 * 4 + 1];
	size_t n, width;
	uint32_t c;

	for (size_t i = 0; i < len; i += n) {
		n = utf8_next(s + i, len - i, &c);
		width = n;
		if (escape_needs(c) || (c == 0xFFFD && n == 1)) {
			for (size_t k = 0; k < n; k++)
				(void)snprintf(escape + 4 * k, 5, "\\x%02X",
				    (unsigned)(unsigned char)s[i + k]);
			width = 4 * n;
		}
		if (line->len + width > sizeof line->text - 4) {
			add(line, "...", 3);
			return;
		}
		add(line, width == n ? s + i : escape, width);
	}
}

/* The time as each log wants it; standard error none. */
static size_t
stamp(char *out, size_t size)
{
	time_t now = time(NULL);
	struct tm tm;

	if (to.kind == TO_STDERR || localtime_r(&now, &tm) == NULL)
		return 0;
	if (to.kind == TO_SYSLOG)
		return strftime(out, size, "%b %e %H:%M:%S ", &tm);
	return strftime(out, size, "%Y-%m-%dT%H:%M:%S%z ", &tm);
}

/* What stands before the message; syslog has a field that says "error". */
static void
add_head(struct line *line, int priority)
{
	char when[64];
	int n;

	if (stamp(when, sizeof when) == 0)
		when[0] = '\0';
	if (to.kind == TO_SYSLOG)
		n = snprintf(line->text, sizeof line->text,
		    "<%d>%schasqui[%ld]:%s%s ", LOG_DAEMON | priority, when,
		    (long)getpid(), to.name, to.name[0] != '\0' ? ":" : "");
	else
		n = snprintf(line->text, sizeof line->text, "%schasqui%s: %s",
		    when, to.name, priority == LOG_ERR ? "error: " : "");
	line->len = n > 0 ? (size_t)n : 0;
}

static void
write_line(int fd, const struct line *line)
{
	ssize_t n;

	do
		n = write(fd, line->text, line->len);
	while (n == -1 && errno == EINTR);
}

/*
 * A pipe whose reader has gone raises SIGPIPE at whoever writes.  A command
 * may want to die of that, but not because of a message: take it away again.
 */
static void
write_quietly(int fd, const struct line *line)
{
	const struct timespec at_once = { 0 };
	sigset_t sigpipe, before, pending;

	sigemptyset(&pending);
	sigpending(&pending);
	sigemptyset(&sigpipe);
	sigaddset(&sigpipe, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &sigpipe, &before);
	write_line(fd, line);
	if (!sigismember(&pending, SIGPIPE))
		sigtimedwait(&sigpipe, NULL, &at_once);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* A server does not wait for a reader of its log that has stopped reading. */
static void
write_if_ready(int fd, const struct line *line)
{
	struct pollfd ready = { .fd = fd, .events = POLLOUT };

	if (poll(&ready, 1, 0) != 0)
		write_line(fd, line);
}

__attribute__((format(printf, 2, 0))) static void
say(int priority, const char *fmt, va_list ap)
{
	char message[LINE_MAX_BYTES];
	struct line line;
	int error = errno, n;
	size_t len;

	n = vsnprintf(message, sizeof message, fmt, ap);
	if (n < 0)
		return;
	len = (size_t)n < sizeof message ? (size_t)n : sizeof message - 1;
	add_head(&line, priority);
	add_escaped(&line, message, len);
	if (to.kind == TO_SYSLOG) {
		sendto(to.fd, line.text, line.len, MSG_DONTWAIT | MSG_NOSIGNAL,
		    (struct sockaddr *)&to.addr, sizeof to.addr);
	} else {
		add(&line, "\n", 1);
		if (to.kind == TO_FILE)
			write_line(to.fd, &line);
		else if (to.opened)
			write_if_ready(STDERR_FILENO, &line);
		else
			write_quietly(STDERR_FILENO, &line);
	}
	errno = error;
}

static int
open_file(const char *path)
{
	/* O_NONBLOCK: a fifo without a reader is an error, not a wait */
	return open(path,
	    O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
	    0640);
}

/*
 * syslog(3) would wait for a daemon that does not read, and would want new
 * sockets after a restart of it, which the sandbox does not allow.
 */
static int
open_syslog(const char *path)
{
	int fd;

	if (strlen(path) >= sizeof to.addr.sun_path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	to.addr = (struct sockaddr_un){ .sun_family = AF_UNIX };
	(void)snprintf(to.addr.sun_path, sizeof to.addr.sun_path, "%s", path);
	return fd;
}

int
log_open(const char *where, struct problem *why)
{
	enum kind kind = TO_FILE;
	int fd = -1;

	tzset(); /* reads a file, which the sandbox forbids later */
	if (strcmp(where, "stderr") == 0)
		kind = TO_STDERR;
	else if (strcmp(where, "syslog") == 0 ||
		 strncmp(where, "syslog:", 7) == 0)
		kind = TO_SYSLOG;
	if (strlen(where) >= sizeof to.path)
		return problem_set(why, 0, "the log's name is too long");
	if (kind == TO_FILE)
		fd = open_file(where);
	else if (kind == TO_SYSLOG)
		fd = open_syslog(where[6] == ':' ? where + 7 : SYSLOG_SOCKET);
	if (fd == -1 && kind != TO_STDERR)
		return problem_errno(why, "the log %s cannot be opened", where);
	if (to.fd != -1)
		close(to.fd);
	signal(SIGPIPE, SIG_IGN);
	to.kind = kind;
	to.fd = fd;
	to.opened = true;
	(void)snprintf(to.path, sizeof to.path, "%s", where);
	return 0;
}

void
log_reopen(void)
{
	int fd;

	if (to.kind != TO_FILE)
		return;
	fd = open_file(to.path);
	if (fd == -1)
		return; /* better the old file than none */
	close(to.fd);
	to.fd = fd;
}

void
log_name(const char *name)
{
	(void)snprintf(to.name, sizeof to.name, "%s%.60s",
	    *name != '\0' ? " " : "", name);
}

void
log_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(LOG_ERR, fmt, ap);
	va_end(ap);
}

void
log_warning(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(LOG_WARNING, fmt, ap);
	va_end(ap);
}

void
log_info(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(LOG_INFO, fmt, ap);
	va_end(ap);
}

void
log_problem(void *ctx, const struct problem *found)
{
	char line[sizeof found->file + sizeof found->sentence + 32];

	(void)ctx;
	log_warning("%s", problem_str(found, line, sizeof line));
}
