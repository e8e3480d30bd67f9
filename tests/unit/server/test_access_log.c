#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "server/access_log.h"

static char path[64];

static struct config
to_file(enum ip_show show)
{
	struct config c = { .log = "stderr",
		.requests = path,
		.log_addresses = show };
	int fd;

	snprintf(path, sizeof path, "/tmp/chasqui-log-XXXXXX");
	fd = mkstemp(path);
	assert_int_not_equal(fd, -1);
	close(fd);
	return c;
}

static struct access
line(const char *request, size_t len)
{
	struct access a = { .protocol = "gemini",
		.capsule = "gazette.example",
		.request = request,
		.request_len = len,
		.status = 20,
		.bytes = 6123,
		.microseconds = 812,
		.tls = "TLSv1.3",
		.resumed = true };
	struct network n;

	assert_int_equal(network_parse(&n, "192.0.2.7", NULL), 0);
	a.from = n.ip;
	return a;
}

static void
a_request_is_one_line(void **state)
{
	struct config c = to_file(IP_FULL);
	struct access_log *log = access_log_open(&c, NULL);
	struct access a = line("gemini://gazette.example/", 25);
	struct buf out = { 0 };

	(void)state;
	access_log_add(log, &a);
	access_log_close(log);
	assert_int_equal(buf_read_file(&out, path, 4096, NULL), 0);
	assert_string_equal(buf_str(&out) + strlen("2026-11-24T19:35:29+0000 "),
	    "192.0.2.7 gemini gazette.example "
	    "\"gemini://gazette.example/\" 20 6123 812 TLSv1.3 resumed\n");
	buf_free(&out);
	unlink(path);
}

static void
nothing_from_outside_ends_a_line_or_a_quote(void **state)
{
	static const char evil[] =
	    "a\"b\\c\r\nd\0e\x1b[2J\xff\xc2\x85\xe2\x80\xa8"
	    "\xc3\xb1";
	struct config c = to_file(IP_NONE);
	struct access_log *log = access_log_open(&c, NULL);
	struct access a = line(evil, sizeof evil - 1);
	struct buf out = { 0 };

	(void)state;
	a.tls = "-";
	access_log_add(log, &a);
	access_log_close(log);
	assert_int_equal(buf_read_file(&out, path, 4096, NULL), 0);
	assert_string_equal(buf_str(&out) + strlen("2026-11-24T19:35:29+0000 "),
	    "- gemini gazette.example \"a\\x22b\\x5Cc\\x0D\\x0Ad\\x00e\\x1B[2J"
	    "\\xFF\\xC2\\x85\\xE2\\x80\\xA8\xc3\xb1\" 20 6123 812 - -\n");
	buf_free(&out);
	unlink(path);
}

static void
many_lines_all_arrive_whole(void **state)
{
	struct config c = to_file(IP_FULL);
	struct access_log *log = access_log_open(&c, NULL);
	char request[1024];
	struct buf out = { 0 };
	size_t lines = 0;

	(void)state;
	memset(request, 'x', sizeof request);
	for (size_t i = 0; i < 1000; i++) {
		struct access a = line(request, i);

		access_log_add(log, &a);
	}
	access_log_close(log);
	assert_int_equal(buf_read_file(&out, path, 1 << 21, NULL), 0);
	for (const char *s = buf_str(&out); (s = strchr(s, '\n')) != NULL; s++)
		lines++;
	assert_int_equal(lines, 1000);
	buf_free(&out);
	unlink(path);
}

/* F13, F31 */
static void
what_cannot_be_written_is_dropped_without_waiting(void **state)
{
	struct config c = to_file(IP_FULL);
	struct access_log *log = access_log_open(&c, NULL);
	char request[1000];
	int pipe_fd[2], old = dup(STDERR_FILENO);

	(void)state;
	access_log_close(log);
	unlink(path);
	assert_int_equal(pipe(pipe_fd), 0);
	c.requests = "log";
	log = access_log_open(&c, NULL);
	memset(request, 'x', sizeof request);
	dup2(pipe_fd[1], STDERR_FILENO);
	for (size_t i = 0; i < 1000; i++) {
		struct access a = line(request, sizeof request);

		access_log_add(log, &a);
	}
	access_log_flush(log);
	access_log_close(log);
	dup2(old, STDERR_FILENO);
	close(old);
	close(pipe_fd[0]);
	close(pipe_fd[1]);

	c.requests = "/dev/full";
	log = access_log_open(&c, NULL);
	for (size_t i = 0; i < 1000; i++) {
		struct access a = line(request, sizeof request);

		access_log_add(log, &a);
	}
	access_log_close(log);
}

static void
a_log_that_cannot_be_opened_is_named(void **state)
{
	struct config c = { .log = "stderr", .requests = "/does/not/exist" };
	struct problem why = { 0 };

	(void)state;
	assert_null(access_log_open(&c, &why));
	assert_string_equal(why.file, "/does/not/exist");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_is_one_line),
		cmocka_unit_test(nothing_from_outside_ends_a_line_or_a_quote),
		cmocka_unit_test(many_lines_all_arrive_whole),
		cmocka_unit_test(
		    what_cannot_be_written_is_dropped_without_waiting),
		cmocka_unit_test(a_log_that_cannot_be_opened_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
