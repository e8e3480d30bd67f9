#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/zone.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "text/date.h"

/* "YYYY-MM-DD HH:MM" as seconds since 1970, as if in UTC. */
static int64_t
seconds(const char *s)
{
	struct date d;

	assert_int_equal(date_parse(&d, s, strlen(s)), 0);
	return d.seconds;
}

static void
rules_of_posix_are_read(void **state)
{
	static const struct {
		const char *rule;
		int standard_s, summer_s;
	} good[] = {
		{ "PET5", -18000, 0 },
		{ "<+0545>-5:45", 20700, 0 },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", 3600, 7200 },
		{ "EST5EDT4,M3.2.0/2:00:00,M11.1.0", -18000, -14400 },
		{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -7200, -3600 },
		{ "AAA0BBB,J60/167,364/-167", 0, 3600 },
	};
	static const char *const bad[] = { "", "5", "PET", "PET5x", "PET5:99",
		"CET-1CEST", "CET-1CEST,M13.1.0,M10.5.0",
		"CET-1CEST,M3.6.0,M9.1.0", "CET-1CEST,J0,J1",
		"CET-1CEST,M3.5.0", "<CET-1", "PET168",
		"CET-1CEST,M3.5.0,M10.5.0/168" };
	struct zone_rule r;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_int_equal(
		    zone_parse_rule(&r, good[i].rule, strlen(good[i].rule)), 0);
		assert_int_equal(r.standard_s, good[i].standard_s);
		assert_int_equal(r.summer_s, good[i].summer_s);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (zone_parse_rule(&r, bad[i], strlen(bad[i])) != -1)
			fail_msg("%s is a rule", bad[i]);
}

/* Every eleven days and some hours, from 1905 to 2150. */
static void
compare_with_libc(const char *name)
{
	struct arena a = { 0 };
	const struct zone *z = zone_open(&a, name, NULL);
	int64_t t = -2051222400;
	struct tm tm;
	time_t seconds;

	if (z == NULL)
		return; /* a machine without zone files */
	setenv("TZ", name, 1);
	tzset();
	for (; t < 5680281600; t += 963847) {
		seconds = (time_t)t;
		if (seconds != t)
			continue; /* 32 bits of time: no libc to ask */
		localtime_r(&seconds, &tm);
		if (zone_offset(z, t) != tm.tm_gmtoff)
			fail_msg("%s at %lld", name, (long long)t);
	}
	arena_free(&a);
	unsetenv("TZ");
	tzset();
}

static void
offsets_are_those_that_the_c_library_finds(void **state)
{
	(void)state;
	compare_with_libc("America/Lima");
	compare_with_libc("America/New_York");
	compare_with_libc("Europe/Berlin");
	compare_with_libc("Asia/Kathmandu");
	compare_with_libc("Australia/Lord_Howe");
	compare_with_libc("America/Santiago");
	compare_with_libc("Africa/Casablanca");
	compare_with_libc("Etc/GMT-14");
}

static void
an_hour_that_is_left_out_or_comes_twice_has_one_moment(void **state)
{
	static const char rule[] = "CET-1CEST,M3.5.0,M10.5.0/3";
	struct zone z = { .has_rule = true };

	(void)state;
	assert_int_equal(zone_parse_rule(&z.rule, rule, strlen(rule)), 0);
	assert_int_equal(zone_moment(&z, seconds("2026-03-29 01:59")),
	    seconds("2026-03-29 00:59"));
	assert_int_equal(zone_moment(&z, seconds("2026-03-29 02:30")),
	    seconds("2026-03-29 01:30"));
	assert_int_equal(zone_moment(&z, seconds("2026-03-29 03:00")),
	    seconds("2026-03-29 01:00"));
	assert_int_equal(zone_moment(&z, seconds("2026-10-25 02:30")),
	    seconds("2026-10-25 00:30"));
	assert_int_equal(zone_moment(&z, seconds("2026-10-25 03:00")),
	    seconds("2026-10-25 02:00"));
}

static void
a_file_that_is_none_or_cut_is_refused(void **state)
{
	/* version 2, nothing in it but one type, "PET5" behind */
	static const char file[] =
	    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0\0\0\0\1\0\0\0\4\xFF\xFF\xB9\xB0\0\0PET\0"
	    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0\0\0\0\1\0\0\0\4\xFF\xFF\xB9\xB0\0\0PET\0"
	    "\nPET5\n";
	size_t whole = sizeof file - 1, footer = strlen("\nPET5\n");
	struct arena a = { 0 };
	struct zone z;

	(void)state;
	for (size_t n = 0; n < whole - footer; n++)
		assert_int_equal(zone_parse(&z, &a, file, n), -1);
	assert_int_equal(zone_parse(&z, &a, file, whole), 0);
	assert_true(z.has_rule);
	assert_int_equal(zone_offset(&z, 0), -18000);
	arena_free(&a);
}

static void
only_names_of_zones_are_opened(void **state)
{
	static const char *const bad[] = { "", "/etc/passwd", "../passwd",
		"America", "Nowhere/City", "America/Lima\n" };
	struct arena a = { 0 };
	struct problem why = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_null(zone_open(&a, bad[i], &why));
	assert_non_null(strstr(why.sentence, "want a name like America/Lima"));
	assert_non_null(zone_open(&a, "UTC", &why));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_of_posix_are_read),
		cmocka_unit_test(offsets_are_those_that_the_c_library_finds),
		cmocka_unit_test(
		    an_hour_that_is_left_out_or_comes_twice_has_one_moment),
		cmocka_unit_test(a_file_that_is_none_or_cut_is_refused),
		cmocka_unit_test(only_names_of_zones_are_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
