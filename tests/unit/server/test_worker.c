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
#include <unistd.h>

#include "base/file.h"
#include "base/tempfile.h"
#include "server/worker.h"

/* One worker in a process of its own, without a supervisor. */

static char dir[64];
static int channel[2] = { -1, -1 };
static struct child_config *current;
static struct stats *stats;
static struct limits_table *limits;
static pid_t pid;

static int
set_up(void **state)
{
	struct child_shared shared = { .orders = { -1, -1 } };
	char text[512], path[128];
	struct problem why = { 0 };
	bool refused;

	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-worker-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/static", dir);
	assert_int_equal(file_make_folder(path, 0755, NULL), 0);
	snprintf(path, sizeof path, "%s/static/x.txt", dir);
	assert_int_equal(file_write(path, "text\n", 5, 0644, NULL), 0);
	snprintf(text, sizeof text,
	    "state = \"/does/not/exist\" workers = 1 sandbox = false\n"
	    "requests = \"/dev/null\"\n"
	    "gemini { listen = {} }\n"
	    "gopher { listen = {\"127.0.0.1:%d\"} tls = false }\n"
	    "capsule \"localhost\" { root = \"%s\" }\n",
	    20000 + getpid() % 10000, dir);
	stats = stats_new();
	limits = limits_table_new(STATS_CHILDREN);
	shared.stats = stats;
	shared.limits = limits;
	shared.channel = channel;
	shared.index_folder = dir;
	current = child_config_new(config_parse(text, "x.conf", "/", NULL),
	    NULL, &shared, &refused, &why);
	if (current == NULL)
		print_error("%s\n", why.sentence);
	assert_non_null(current);
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
	child_config_free(current);
	limits_table_free(limits);
	stats_free(stats);
	return tempfile_remove(dir);
}

/* Start it, and wait until it says that it is ready. */
static void
start(void)
{
	static const struct child_kind kind = { .name = "worker",
		.run = worker_run,
		.serves = true };
	int ready[2], place = stats_take(stats, &kind, 1);

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct child c = { .kind = &kind,
			.config = current,
			.number = 1,
			.place = place,
			.ready = ready[1] };

		_exit(worker_run(&c));
	}
	close(ready[1]);
	assert_int_equal(child_ready_place(ready[0]), place);
	close(ready[0]);
}

static int
call(void)
{
	const struct address *at = &current->listeners.list[0].what.at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(connect(fd, (const struct sockaddr *)&at->sa, at->len),
	    0);
	return fd;
}

static bool
asked(int fd)
{
	char in[16] = "";

	return send(fd, "/static/x.txt\r\n", 15, MSG_NOSIGNAL) == 15 &&
	       recv(fd, in, sizeof in - 1, MSG_WAITALL) == 5 &&
	       strcmp(in, "text\n") == 0;
}

static int
ended(void)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	pid = -1;
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
it_answers_and_counts(void **state)
{
	int fd;

	(void)state;
	start();
	fd = call();
	assert_true(asked(fd));
	close(fd);
	assert_int_equal(stats->shared->child[0].count[COUNTER_ACCEPTED], 1);
	kill(pid, SIGTERM);
	assert_int_equal(ended(), 0);
}

/* F15: who is there is answered, however long he takes to ask. */
static void
one_that_is_replaced_finishes_what_it_has(void **state)
{
	int fd;

	(void)state;
	start();
	fd = call();
	while (stats->shared->child[0].count[COUNTER_ACCEPTED] == 0)
		usleep(1000);
	kill(pid, SIGQUIT);
	usleep(50000);
	assert_int_equal(waitpid(pid, NULL, WNOHANG), 0);
	assert_true(asked(fd));
	close(fd);
	assert_int_equal(ended(), 0);
}

/* F17: also who is in the kernel's queue still. */
static void
one_that_ends_answers_who_has_come(void **state)
{
	char in[16] = "";
	int fd;

	(void)state;
	start();
	fd = call();
	assert_int_equal(send(fd, "/static/x.txt\r\n", 15, 0), 15);
	kill(pid, SIGTERM);
	assert_int_equal(recv(fd, in, 5, MSG_WAITALL), 5);
	assert_string_equal(in, "text\n");
	close(fd);
	assert_int_equal(ended(), 0);
	assert_int_equal(stats->shared->child[0].status[PROTOCOL_GOPHER][20],
	    1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_answers_and_counts),
		TEST(one_that_is_replaced_finishes_what_it_has),
		TEST(one_that_ends_answers_who_has_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
