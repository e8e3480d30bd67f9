#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/problem.h"

/*
 * Every test logs from a child, since the log is the process's: its standard
 * error is the pipe's end, and what it wrote is returned.
 */
static void
say_in_child(void (*child)(const char *), const char *arg, struct buf *said)
{
	int ends[2], status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		dup2(ends[1], STDERR_FILENO);
		child(arg);
		_exit(0);
	}
	close(ends[1]);
	assert_int_equal(buf_read_fd(said, ends[0], 1 << 20, NULL), 0);
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void
make_name(char path[static 32])
{
	int fd;

	memcpy(path, "/tmp/chasqui-log-XXXXXX", 24);
	fd = mkstemp(path);
	assert_int_not_equal(fd, -1);
	close(fd);
}

static void
three_levels(const char *arg)
{
	(void)arg;
	log_info("one %d", 1);
	log_name("worker 2");
	log_warning("two");
	log_name("");
	log_error("three");
}

static void
a_message_goes_to_standard_error_with_the_name(void **state)
{
	struct buf said = { 0 };

	(void)state;
	say_in_child(three_levels, NULL, &said);
	assert_string_equal(buf_str(&said),
	    "chasqui: one 1\nchasqui worker 2: two\nchasqui: error: three\n");
	buf_free(&said);
}

static void
say(const char *arg)
{
	log_info("%s", arg);
}

static void
nothing_from_outside_can_forge_a_line(void **state)
{
	struct buf said = { 0 };

	(void)state;
	say_in_child(say, "a\nb\r\x1B\x7F\xC2\x9B\xFF\xC3\xA9", &said);
	assert_string_equal(buf_str(&said),
	    "chasqui: a\\x0Ab\\x0D\\x1B\\x7F\\xC2\\x9B\\xFF\xC3\xA9\n");
	buf_free(&said);
}

static void
a_long_message_is_cut_to_one_line_that_a_pipe_takes_whole(void **state)
{
	static char text[10000];
	struct buf said = { 0 };

	(void)state;
	for (char c = 'a'; c != '\x02'; c = c == 'a' ? '\x01' : '\x02') {
		memset(text, c, sizeof text - 1);
		buf_clear(&said);
		say_in_child(say, text, &said);
		assert_true(said.len <= PIPE_BUF);
		assert_true(said.len > PIPE_BUF - 16);
		assert_string_equal(said.data + said.len - 4, "...\n");
	}
	buf_free(&said);
}

static void
say_a_problem(const char *arg)
{
	struct problem found = { .line = 4 };

	problem_in(&found, arg);
	snprintf(found.sentence, sizeof found.sentence, "wrong");
	log_problem(NULL, &found);
}

static void
a_problem_is_logged_with_its_place(void **state)
{
	struct buf said = { 0 };

	(void)state;
	say_in_child(say_a_problem, "x.md", &said);
	assert_string_equal(buf_str(&said), "chasqui: x.md:4: wrong\n");
	buf_free(&said);
}

static void
say_to_file(const char *path)
{
	char moved[64];

	umask(0);
	if (log_open(path, NULL) == -1)
		_exit(1);
	log_info("first");
	snprintf(moved, sizeof moved, "%s.1", path);
	rename(path, moved);
	log_info("second");
	log_reopen();
	log_info("third");
}

static void
a_file_gets_stamps_and_can_be_moved_away(void **state)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd+dddd chasqui: ";
	struct buf said = { 0 };
	char path[32], moved[64];
	struct stat st;

	(void)state;
	make_name(path);
	unlink(path);
	snprintf(moved, sizeof moved, "%s.1", path);
	say_in_child(say_to_file, path, &said);
	assert_int_equal(said.len, 0);
	assert_int_equal(buf_read_file(&said, moved, 1000, NULL), 0);
	for (size_t i = 0; form[i] != '\0'; i++)
		if (form[i] == 'd')
			assert_in_range(said.data[i], '0', '9');
		else if (form[i] != '+')
			assert_int_equal(said.data[i], form[i]);
	assert_non_null(strstr(said.data, "first\n"));
	assert_non_null(strstr(said.data, "second\n"));
	buf_clear(&said);
	assert_int_equal(buf_read_file(&said, path, 1000, NULL), 0);
	assert_string_equal(said.data + sizeof form - 1, "third\n");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	unlink(path);
	unlink(moved);
	buf_free(&said);
}

static void
open_impossible(const char *path)
{
	struct problem why = { 0 };

	if (log_open(path, &why) != -1)
		_exit(1);
	log_info("%s", why.sentence);
}

static void
a_log_that_cannot_be_opened_leaves_the_old_one(void **state)
{
	struct buf said = { 0 };
	char path[32];

	(void)state;
	say_in_child(open_impossible, "/nowhere/log", &said);
	assert_string_equal(buf_str(&said),
	    "chasqui: the log /nowhere/log "
	    "cannot be opened: No such file or directory\n");
	make_name(path);
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	buf_clear(&said);
	say_in_child(open_impossible, path, &said);
	assert_non_null(strstr(buf_str(&said), "No such device or address"));
	unlink(path);
	buf_free(&said);
}

static void
lose_the_reader(const char *arg)
{
	int ends[2];

	signal(SIGPIPE, SIG_DFL);
	if (pipe(ends) == -1)
		_exit(1);
	close(ends[0]);
	dup2(ends[1], STDERR_FILENO);
	if (arg != NULL && log_open(arg, NULL) == -1)
		_exit(2);
	log_error("nobody reads this");
	log_error("nor this");
}

static void
a_closed_pipe_does_not_end_the_process(void **state)
{
	struct buf said = { 0 };

	(void)state;
	say_in_child(lose_the_reader, NULL, &said);
	say_in_child(lose_the_reader, "stderr", &said);
	buf_free(&said);
}

static void
keep_sigpipe(const char *arg)
{
	sigset_t pending;

	(void)arg;
	sigemptyset(&pending);
	sigaddset(&pending, SIGPIPE);
	sigprocmask(SIG_BLOCK, &pending, NULL);
	raise(SIGPIPE);
	lose_the_reader(NULL);
	sigpending(&pending);
	if (!sigismember(&pending, SIGPIPE))
		_exit(1);
}

static void
a_sigpipe_of_somebody_else_is_left_pending(void **state)
{
	struct buf said = { 0 };

	(void)state;
	say_in_child(keep_sigpipe, NULL, &said);
	buf_free(&said);
}

static void
fill_the_pipe(const char *arg)
{
	int ends[2];
	char c = 'x';

	(void)arg;
	if (pipe(ends) == -1)
		_exit(1);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	while (write(ends[1], &c, 1) == 1)
		;
	fcntl(ends[1], F_SETFL, 0);
	dup2(ends[1], STDERR_FILENO);
	log_open("stderr", NULL);
	alarm(20); /* ends the child if it waits */
	log_error("there is no room for this");
}

static void
a_server_does_not_wait_for_a_reader_that_stopped(void **state)
{
	struct buf said = { 0 };

	(void)state;
	say_in_child(fill_the_pipe, NULL, &said);
	buf_free(&said);
}

static void
use_a_full_device(const char *arg)
{
	if (log_open(arg, NULL) == -1)
		_exit(1);
	errno = EDOM;
	for (int i = 0; i < 100; i++)
		log_error("lost");
	if (errno != EDOM)
		_exit(2);
	close(STDERR_FILENO);
	log_open("stderr", NULL);
	log_error("no standard error either");
}

static void
a_full_device_and_a_closed_standard_error_are_borne(void **state)
{
	struct buf said = { 0 };

	(void)state;
	say_in_child(use_a_full_device, "/dev/full", &said);
	buf_free(&said);
}

static void
say_to_syslog(const char *where)
{
	if (log_open(where, NULL) == -1)
		_exit(1);
	log_name("worker 1");
	log_error("one\ntwo");
	unlink(where + strlen("syslog:"));
	log_info("nobody is there any more");
}

static void
syslog_gets_a_datagram_with_its_priority(void **state)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	struct buf said = { 0 };
	char got[512] = { 0 }, where[64], path[32];
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	ssize_t n;

	(void)state;
	make_name(path);
	unlink(path);
	memcpy(addr.sun_path, path, strlen(path) + 1);
	assert_int_equal(bind(fd, (struct sockaddr *)&addr, sizeof addr), 0);
	snprintf(where, sizeof where, "syslog:%s", path);
	say_in_child(say_to_syslog, where, &said);
	n = recv(fd, got, sizeof got - 1, 0);
	assert_true(n > 0);
	assert_memory_equal(got, "<27>", 4); /* daemon, error */
	assert_non_null(strstr(got, " chasqui["));
	assert_non_null(strstr(got, "]: worker 1: one\\x0Atwo"));
	assert_int_equal(recv(fd, got, sizeof got, 0), -1);
	close(fd);
	buf_free(&said);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_message_goes_to_standard_error_with_the_name),
		cmocka_unit_test(nothing_from_outside_can_forge_a_line),
		cmocka_unit_test(
		    a_long_message_is_cut_to_one_line_that_a_pipe_takes_whole),
		cmocka_unit_test(a_problem_is_logged_with_its_place),
		cmocka_unit_test(a_file_gets_stamps_and_can_be_moved_away),
		cmocka_unit_test(
		    a_log_that_cannot_be_opened_leaves_the_old_one),
		cmocka_unit_test(a_closed_pipe_does_not_end_the_process),
		cmocka_unit_test(a_sigpipe_of_somebody_else_is_left_pending),
		cmocka_unit_test(
		    a_server_does_not_wait_for_a_reader_that_stopped),
		cmocka_unit_test(
		    a_full_device_and_a_closed_standard_error_are_borne),
		cmocka_unit_test(syslog_gets_a_datagram_with_its_priority),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
