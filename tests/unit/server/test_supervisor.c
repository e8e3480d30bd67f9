#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/tempfile.h"
#include "server/supervisor.h"

/* A whole server in a process of its own: supervisor, indexer and worker. */

static char dir[64], conf[96];
static uint16_t port;
static pid_t pid;

static uint16_t
free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, len), 0);
	getsockname(fd, (struct sockaddr *)&at, &len);
	close(fd);
	return ntohs(at.sin_port);
}

static void
configure(const char *extra)
{
	char text[1024];
	int n = snprintf(text, sizeof text,
	    "state = \"state\" workers = 1 sandbox = false log = "
	    "\"server.log\"\n"
	    "gemini { listen = {} }\n"
	    "gopher { listen = {\"127.0.0.1:%u\"} tls = false }\n"
	    "capsule \"localhost\" { root = \"capsule\" }\n%s",
	    port, extra);

	assert_int_equal(file_write(conf, text, (size_t)n, 0644, NULL), 0);
}

static int
set_up(void **state)
{
	char path[128];

	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-super-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(conf, sizeof conf, "%s/x.conf", dir);
	snprintf(path, sizeof path, "%s/capsule/static", dir);
	assert_int_equal(file_make_folder(path, 0755, NULL), 0);
	snprintf(path, sizeof path, "%s/capsule/static/x.txt", dir);
	assert_int_equal(file_write(path, "text\n", 5, 0644, NULL), 0);
	port = free_port();
	pid = -1;
	configure("");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	if (pid != -1) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	return tempfile_remove(dir);
}

static void
start(void)
{
	pid = fork();
	if (pid == 0) {
		struct problem why = { 0 };

		_exit((int)supervisor_run(conf, false, &why));
	}
}

/* How it ended: an enum supervisor_end. */
static int
ended(void)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	pid = -1;
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static bool
answers(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons(port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	char in[16] = "";
	bool yes;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	yes = connect(fd, (struct sockaddr *)&at, sizeof at) == 0 &&
	      send(fd, "/static/x.txt\r\n", 15, MSG_NOSIGNAL) == 15 &&
	      recv(fd, in, sizeof in - 1, MSG_WAITALL) == 5 &&
	      strcmp(in, "text\n") == 0;
	close(fd);
	return yes;
}

static void
wait_until_it_answers(void)
{
	for (int i = 0; i < 1000 && !answers(); i++)
		usleep(10000);
	assert_true(answers());
}

/* F1, F18 */
static void
it_serves_until_it_is_told_to_end(void **state)
{
	(void)state;
	start();
	wait_until_it_answers();
	kill(pid, SIGTERM);
	assert_int_equal(ended(), SUPERVISOR_DONE);
	assert_false(answers());
}

/* F16 */
static void
a_broken_configuration_changes_nothing(void **state)
{
	(void)state;
	start();
	wait_until_it_answers();
	configure("nonsense = 1\n");
	kill(pid, SIGHUP);
	for (int i = 0; i < 20; i++) {
		assert_true(answers());
		usleep(20000);
	}
	kill(pid, SIGTERM);
	assert_int_equal(ended(), SUPERVISOR_DONE);
}

static void
what_cannot_be_read_is_the_configurations_fault(void **state)
{
	struct problem why = { 0 };

	(void)state;
	configure("nonsense = 1\n");
	assert_int_equal(supervisor_run(conf, false, &why), SUPERVISOR_CONFIG);
	assert_string_equal(why.file, conf);
	assert_int_equal(why.line, 5);
}

/* F2 */
static void
a_port_that_is_taken_is_the_systems(void **state)
{
	pid_t first;

	(void)state;
	start();
	wait_until_it_answers();
	first = pid;
	start();
	assert_int_equal(ended(), SUPERVISOR_SYSTEM);
	pid = first;
	assert_true(answers());
	kill(pid, SIGTERM);
	assert_int_equal(ended(), SUPERVISOR_DONE);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_serves_until_it_is_told_to_end),
		TEST(a_broken_configuration_changes_nothing),
		TEST(what_cannot_be_read_is_the_configurations_fault),
		TEST(a_port_that_is_taken_is_the_systems),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
