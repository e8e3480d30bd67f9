#ifndef BASE_LOG_H
#define BASE_LOG_H

struct problem;

/*
 * The process's log: standard error, syslog or a file.  One line a message,
 * written with one write(2); control bytes and invalid UTF-8 are escaped as
 * \xNN, so nothing from outside can forge a line.  A log that cannot be
 * written (full disk, closed pipe) is given up silently: service goes on.
 *
 * An error's message begins with "error: ", except in syslog, which keeps what
 * is an error and what a warning apart from the text.
 *
 * Before log_open() messages go to standard error as "chasqui: message", and
 * wait for its reader; after it they never wait: what a full pipe, terminal
 * or syslog does not take at once is lost.
 */

/*
 * where: "stderr", "syslog" (a socket other than /dev/log: "syslog:SOCKET") or
 * a file name (opened for appending, mode 0640).  Lines of a file begin with
 * the local time.  Returns 0, or -1 with the reason, and the log stays where it
 * was.  The process ignores SIGPIPE from then on.
 *
 * All that logging then asks of the system is write, poll, sendto and getpid.
 */
int log_open(const char *where, struct problem *why);
/* Open the same file again (after it was moved away); nothing for the others.
 */
void log_reopen(void);
/* A name for this process behind "chasqui": "worker 2"; copied. */
void log_name(const char *name);

void log_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* A problem as log_warning() says it; a problem_sink, ctx is not used. */
void log_problem(void *ctx, const struct problem *found);

#endif
