#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "text/clock.h"
#include "text/cursor.h"

/* Read a time and a zone, all of s: the second of the day in UTC, or -1. */
static int
read_all(const char *s)
{
	struct cursor in = { s, s + strlen(s) };
	struct clock c = { 0 };

	if (!clock_read(&in, &c) || !clock_read_zone(&in, &c) || in.p != in.end)
		return -1;
	return (c.hour * 60 + c.minute) * 60 + c.second - c.zone_s;
}

#define AT(h, m, s) (((h)*60 + (m)) * 60 + (s))

static void
times_are_read_in_all_their_forms(void **state)
{
	static const struct {
		const char *text;
		int second;
	} times[] = {
		{ "15:04", AT(15, 4, 0) },
		{ "15:04:05", AT(15, 4, 5) },
		{ "15:4:5", AT(15, 4, 5) },
		{ "15:04:05.999999999", AT(15, 4, 5) },
		{ "15:04:05,5", AT(15, 4, 5) },
		{ "1504", AT(15, 4, 0) },
		{ "150405", AT(15, 4, 5) },
		{ "15", AT(15, 0, 0) },
		{ "3:04 PM", AT(15, 4, 0) },
		{ "3:04pm", AT(15, 4, 0) },
		{ "3 p.m.", AT(15, 0, 0) },
		{ "12:30 am", AT(0, 30, 0) },
		{ "12:30 pm", AT(12, 30, 0) },
		{ "24:00:00", AT(24, 0, 0) },
		{ "23:59:60", AT(23, 59, 60) },
		{ "24:00:01", -1 },
		{ "25:00", -1 },
		{ "15:60", -1 },
		{ "15:04:61", -1 },
		{ "15:", -1 },
		{ "15:04:05.", -1 },
		{ "13:04 pm", -1 },
		{ "0:04 am", -1 },
		{ "15:04 x y", -1 },
		{ "150", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		if (read_all(times[i].text) != times[i].second)
			fail_msg("'%s': %d", times[i].text,
			    read_all(times[i].text));
}

static void
zones_are_offsets_names_or_both(void **state)
{
	static const struct {
		const char *text;
		int minutes; /* east; 9999: refused */
	} zones[] = {
		{ "", 0 },
		{ "Z", 0 },
		{ " z", 0 },
		{ "+01:00", 60 },
		{ " -0500", -300 },
		{ "-05", -300 },
		{ "+5:30", 330 },
		{ "+000", 0 },
		{ "-700", -420 },
		{ "GMT", 0 },
		{ " UTC", 0 },
		{ " EST", -300 },
		{ " edt", -240 },
		{ " CEST", 120 },
		{ " GMT+0200 (CEST)", 120 },
		{ " UTC+5", 300 },
		{ " MST -0700", -420 },
		{ " +0100 CET", 60 },
		{ " -0700 (PDT)", -420 },
		{ "+01:00[Europe/Berlin]", 60 },
		{ " A", 0 },
		{ " XYZT", 0 },
		{ "+24:00", 9999 },
		{ "+01:60", 9999 },
		{ "+", 9999 },
		{ "+12345", 9999 },
		{ "+01:0", 9999 },
		{ " Lisbon", 9999 },
		{ " EST +0100 CET", 9999 },
		{ " (CEST", 9999 },
	};
	char text[64];

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		int want = zones[i].minutes == 9999
			       ? -1
			       : AT(23, 59, 59) - zones[i].minutes * 60;

		memcpy(text, "23:59:59", 8);
		memcpy(text + 8, zones[i].text, strlen(zones[i].text) + 1);
		if (read_all(text) != want)
			fail_msg("'%s': %d", text, read_all(text));
	}
}

static void
an_unknown_name_is_no_zone_without_a_time(void **state)
{
	static const struct {
		const char *text;
		bool zone;
	} cases[] = { { "x", false }, { "XYZ", false }, { "z", true },
		{ "cet", true }, { "+01:00", true }, { "", true } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *s = cases[i].text;
		struct cursor in = { s, s + strlen(s) };
		struct clock c = { 0 };

		assert_int_equal(clock_read_zone(&in, &c), cases[i].zone);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_read_in_all_their_forms),
		cmocka_unit_test(zones_are_offsets_names_or_both),
		cmocka_unit_test(an_unknown_name_is_no_zone_without_a_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
