#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <getopt.h>
#include <string.h>

#include "import/images/images_rules.h"

static struct images_rules rules;

static void
take(const char *name, const char *value)
{
	struct problem why;

	assert_int_equal(images_rules_take(&rules, name, value, &why), 0);
}

static void
modes_have_names(void **state)
{
	(void)state;
	take("images", "keep");
	assert_int_equal(rules.mode, IMAGES_KEPT);
	take("images", "drop");
	assert_int_equal(rules.mode, IMAGES_DROPPED);
	take("images", "link");
	assert_int_equal(rules.mode, IMAGES_LINKED);
}

static void
what_is_kept_and_how_small_is_told_apart(void **state)
{
	(void)state;
	rules = (struct images_rules)IMAGES_RULES_DEFAULT;
	assert_true(rules.originals);
	assert_int_equal(rules.small.max, 60000);
	take("images-max", "9");
	take("keep-original", "no");
	take("picture-max", "40");
	take("picture-grey", "On");
	assert_int_equal(rules.max, 9000);
	assert_false(rules.originals);
	assert_int_equal(rules.small.max, 40000);
	assert_true(rules.small.grey);
	take("keep-original", "true");
	assert_true(rules.originals);
}

static void
a_value_that_makes_no_sense_is_told_with_what_does(void **state)
{
	static const struct {
		const char *name, *value, *sentence;
	} bad[] = {
		{ "images", "eat",
		    "--images is 'eat': want keep, link or drop" },
		{ "images", "", "--images is '': want keep, link or drop" },
		{ "images-max", "0", "--images-max is '0': want 1 to 100000" },
		{ "images-max", "5x",
		    "--images-max is '5x': want 1 to 100000" },
		{ "picture-max", "10001",
		    "--picture-max is '10001': want 1 to 10000" },
		{ "keep-original", "never",
		    "--keep-original is 'never': want yes or no" },
		{ "picture-grey", "2",
		    "--picture-grey is '2': want yes or no" },
		{ "pictures", "1", "--pictures is not known" },
	};
	struct problem why;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(
		    images_rules_take(&rules, bad[i].name, bad[i].value, &why),
		    -1);
		assert_string_equal(why.sentence, bad[i].sentence);
	}
}

/* Whoever reads a command line gives each row of the table here. */
static void
every_row_for_getopt_is_known(void **state)
{
	static const struct option rows[] = { IMAGES_OPTIONS('i') };
	struct problem why = { .file = "" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(rows[i].val, 'i');
		(void)images_rules_take(&rules, rows[i].name, "?", &why);
		assert_null(strstr(why.sentence, "not known"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modes_have_names),
		cmocka_unit_test(what_is_kept_and_how_small_is_told_apart),
		cmocka_unit_test(
		    a_value_that_makes_no_sense_is_told_with_what_does),
		cmocka_unit_test(every_row_for_getopt_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
