#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/child.h"
#include "server/stats.h"
#include "server/stats_show.h"
#include "server/status_socket.h"

static const struct child_kind server = { .name = "worker", .serves = true };
static const struct child_kind helper = { .name = "indexer" };
static struct config_capsule capsule = { .name = "gazette.example" };
static const int64_t expires = INT64_C(4102444800); /* 2100-01-01 */
static const struct config config = { .capsules = &capsule, .ncapsules = 1 };

static struct stats *
stats_with_figures(void)
{
	struct stats *b = stats_new();
	int one, two;
	struct problem p = { 0 };

	assert_non_null(b);
	one = stats_take(b, &server, 1);
	b->child[one].pid = 100;
	b->shared->child[one].count[COUNTER_ACCEPTED] = 7;
	b->shared->child[one].count[COUNTER_CLOSED] = 4;
	b->shared->child[one].status[0][20] = 5;
	two = stats_take(b, &helper, 1);
	assert_int_not_equal(one, two);
	b->child[two].pid = 101;
	stats_change(b, &config, &expires);
	b->shared->capsule[0].articles = 42;
	problem_set(&p, 3, "is odd");
	problem_in(&p, "articles/x.md");
	stats_problem(b, &p);
	return b;
}

static void
counters_of_all_children_are_added_up(void **state)
{
	struct stats *b = stats_with_figures();
	struct buf out = { 0 };

	(void)state;
	b->gone.count[COUNTER_ACCEPTED] = 10;
	b->gone.count[COUNTER_CLOSED] = 10;
	b->gone.status[0][20] = 1;
	b->gone.status[1][51] = 2;
	stats_metrics(b, &out);
	assert_non_null(strstr(out.data, "\nchasqui_connections_total 17\n"));
	assert_non_null(strstr(out.data, "\nchasqui_connections 3.000000\n"));
	assert_non_null(strstr(out.data,
	    "chasqui_requests_total{protocol=\"gemini\",status=\"20\"} 6\n"));
	assert_non_null(strstr(out.data,
	    "chasqui_requests_total{protocol=\"gopher\",status=\"51\"} 2\n"));
	assert_non_null(strstr(out.data,
	    "chasqui_index_articles{capsule=\"gazette.example\"} 42\n"));
	assert_non_null(strstr(out.data, "\nchasqui_workers 1.000000\n"));
	buf_free(&out);
	stats_free(b);
}

static void
who_has_ended_is_counted_still_but_has_no_connections(void **state)
{
	struct stats *b = stats_with_figures();
	struct buf out = { 0 };

	(void)state;
	stats_leave(b, 0);
	assert_int_equal(stats_take(b, &server, 1), 0);
	stats_metrics(b, &out);
	assert_non_null(strstr(out.data, "\nchasqui_connections_total 7\n"));
	assert_non_null(strstr(out.data, "\nchasqui_connections 0.000000\n"));
	buf_free(&out);
	stats_free(b);
}

static void
every_metric_has_its_help_and_type_once(void **state)
{
	struct stats *b = stats_with_figures();
	struct buf out = { 0 };
	char *save = NULL, last[100] = "", name[100];

	(void)state;
	stats_metrics(b, &out);
	for (char *line = strtok_r(out.data, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save)) {
		if (sscanf(line, "# TYPE %99s", last) == 1 || line[0] == '#')
			continue;
		snprintf(name, sizeof name, "%.*s", (int)strcspn(line, "{ "),
		    line);
		assert_string_equal(name, last);
	}
	buf_free(&out);
	stats_free(b);
}

static void
people_see_the_last_problems(void **state)
{
	struct stats *b = stats_with_figures();
	struct buf out = { 0 };
	struct problem p = { 0 };

	(void)state;
	stats_text(b, &out);
	assert_non_null(strstr(out.data, "articles/x.md:3: is odd\n"));
	buf_free(&out);
	for (size_t i = 0; i < 20; i++) {
		problem_set(&p, i + 1, "is odd");
		problem_in(&p, "articles/y.md");
		stats_problem(b, &p);
	}
	stats_text(b, &out);
	assert_null(strstr(out.data, "articles/x.md"));
	assert_null(strstr(out.data, "articles/y.md:4:"));
	assert_non_null(strstr(out.data, "articles/y.md:5:"));
	assert_non_null(strstr(out.data, "articles/y.md:20:"));
	buf_free(&out);
	stats_free(b);
}

/* A child that was taken over may have written anything. */
static void
what_is_shared_is_shown_as_a_strangers(void **state)
{
	struct stats *b = stats_with_figures();
	struct buf out = { 0 };

	(void)state;
	memset(b->shared, 0xFF, sizeof *b->shared);
	b->shared->problems = 3;
	memset(b->shared->problem[0].text, 'x',
	    sizeof b->shared->problem[0].text);
	memcpy(b->shared->problem[1].text, "a\x1B[31m\n\xE2\x80\xAE b", 12);
	stats_text(b, &out);
	assert_non_null(strstr(out.data, "a\\x1B[31m\\x0A\\xE2\\x80\\xAE b"));
	assert_null(memchr(out.data, 0x1B, out.len));
	assert_non_null(strstr(out.data, "worker 1     process 100 since "));
	assert_non_null(strstr(out.data, "gazette.example"));
	buf_clear(&out);
	stats_metrics(b, &out);
	assert_non_null(strstr(out.data, "{capsule=\"gazette.example\"}"));
	buf_free(&out);
	stats_free(b);
}

static void
people_see_every_process_by_its_name(void **state)
{
	struct stats *b = stats_with_figures();
	struct buf out = { 0 };

	(void)state;
	b->child[1].leaving = true;
	stats_text(b, &out);
	assert_non_null(strstr(out.data, "worker 1     process 100 since "));
	assert_non_null(strstr(out.data, ", 3 connections\n"));
	assert_non_null(strstr(out.data, "indexer      process 101 since "));
	assert_non_null(strstr(out.data, ", ending\n"));
	assert_non_null(strstr(out.data,
	    "certificate  gazette.example: valid until 2100-01-01\n"));
	buf_free(&out);
	stats_free(b);
}

static void
the_socket_tells_both_forms(void **state)
{
	char dir[] = "/tmp/chasqui-status-XXXXXX", path[64];
	struct stats *b = stats_with_figures();
	struct buf out = { 0 };
	struct problem why = { 0 };
	int fd;
	pid_t pid;

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(stats_ask(dir, &out, &why), -1);
	fd = stats_listen(dir, &why);
	assert_int_not_equal(fd, -1);
	pid = fork();
	if (pid == 0)
		_exit(stats_ask(dir, &out, NULL) == 0 &&
			      strstr(out.data, STATS_SEPARATOR) != NULL &&
			      strstr(out.data, "gazette.example") != NULL
			  ? 0
			  : 1);
	for (int status, done = 0; !done;) {
		stats_tell(fd, b);
		poll(&(struct pollfd){ fd, POLLIN, 0 }, 1, 20);
		done = waitpid(pid, &status, WNOHANG) == pid;
		if (done)
			assert_int_equal(status, 0);
	}
	close(fd);
	snprintf(path, sizeof path, "%s/" STATS_SOCKET, dir);
	unlink(path);
	rmdir(dir);
	stats_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counters_of_all_children_are_added_up),
		cmocka_unit_test(
		    who_has_ended_is_counted_still_but_has_no_connections),
		cmocka_unit_test(every_metric_has_its_help_and_type_once),
		cmocka_unit_test(people_see_the_last_problems),
		cmocka_unit_test(what_is_shared_is_shown_as_a_strangers),
		cmocka_unit_test(people_see_every_process_by_its_name),
		cmocka_unit_test(the_socket_tells_both_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
