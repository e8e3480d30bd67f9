#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "import/mirror_order.h"

#define WORDS_MAX 20

/* Read a command line of words; what it says on errors goes nowhere. */
static int
order(struct mirror_order *o, const char *words)
{
	static char line[256]; /* the order's strings point into it */
	char *argv[WORDS_MAX + 1] = { line }, *rest = line;
	int argc = 0, rc, kept = dup(STDERR_FILENO);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	snprintf(line, sizeof line, "mirror %s", words);
	while (rest != NULL && argc < WORDS_MAX)
		argv[argc++] = strsep(&rest, " ");
	argv[argc] = NULL;
	fflush(stderr);
	dup2(nowhere, STDERR_FILENO);
	optind = 0; /* as if it were the first time */
	rc = mirror_order_read(o, argc, argv);
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(nowhere);
	return rc;
}

static void
nothing_said_means_the_defaults_of_capsule_conf(void **state)
{
	struct mirror_order o;

	(void)state;
	assert_int_equal(order(&o, "-- -n http://x/ c"), 0);
	assert_string_equal(o.name, "-n");
	assert_string_equal(o.url, "http://x/");
	assert_string_equal(o.capsule, "c");
	assert_null(o.topic);
	assert_int_equal(o.limit, 50);
	assert_false(o.full);
	assert_int_equal(o.images.mode, IMAGES_LINKED);
	assert_int_equal(o.images.max, 512000);
	assert_true(o.fetch.robots);
	assert_false(o.fetch.allow_private);
	assert_int_equal(o.fetch.delay_s, 1);
	assert_int_equal(o.fetch.timeout_s, 20);
}

static void
every_option_is_taken(void **state)
{
	struct mirror_order o;

	(void)state;
	assert_int_equal(order(&o,
			     "--topic Peru --full --limit 7 --images keep "
			     "--images-max 9 --delay 0 --timeout 600 "
			     "--no-robots --allow-private n u c"),
	    0);
	assert_string_equal(o.topic, "Peru");
	assert_true(o.full);
	assert_int_equal(o.limit, 7);
	assert_int_equal(o.images.mode, IMAGES_KEPT);
	assert_int_equal(o.images.max, 9000);
	assert_int_equal(o.fetch.delay_s, 0);
	assert_int_equal(o.fetch.timeout_s, 600);
	assert_false(o.fetch.robots);
	assert_true(o.fetch.allow_private);
}

static void
numbers_have_their_bounds(void **state)
{
	static const char *const bad[] = { "--limit 0", "--limit 10001",
		"--limit x", "--limit=", "--limit -1", "--limit 5x",
		"--limit 4294967297", "--delay 61", "--timeout 0",
		"--timeout 601", "--images-max 0", "--images-max 100001" };
	struct mirror_order o;
	char line[64];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		snprintf(line, sizeof line, "%s n u c", bad[i]);
		assert_int_equal(order(&o, line), -1);
	}
}

static void
anything_else_is_wrong_usage(void **state)
{
	struct mirror_order o;

	(void)state;
	assert_int_equal(order(&o, "n u"), -1);
	assert_int_equal(order(&o, "n u c d"), -1);
	assert_int_equal(order(&o, "--images eat n u c"), -1);
	assert_int_equal(order(&o, "--what n u c"), -1);
	assert_int_equal(order(&o, "n u c --limit"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    nothing_said_means_the_defaults_of_capsule_conf),
		cmocka_unit_test(every_option_is_taken),
		cmocka_unit_test(numbers_have_their_bounds),
		cmocka_unit_test(anything_else_is_wrong_usage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
