#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/date.h"
#include "text/zone.h"

/* "day stamp", with "day" alone when no time was given, or "-". */
static const char *
shown(const char *s)
{
	static char out[2 * DATE_SIZE + 1];
	char day[DATE_SIZE], stamp[DATE_SIZE];
	struct date d;

	if (date_parse(&d, s, strlen(s)) == -1)
		return d.known ? "known" : "-";
	snprintf(out, sizeof out, "%s%s%s", date_day(&d, day),
	    d.day_only ? "" : " ", d.day_only ? "" : date_stamp(&d, stamp));
	return out;
}

static void
dates_of_feeds_and_front_matter_are_read(void **state)
{
	static const char *const pairs[][2] = {
		/* RFC 3339, ISO 8601 */
		{ "2006-01-02T15:04:05Z", "2006-01-02 2006-01-02T15:04:05Z" },
		{ "2006-01-02t15:04:05z", "2006-01-02 2006-01-02T15:04:05Z" },
		{ "2006-01-02T15:04:05.52-07:00",
		    "2006-01-02 2006-01-02T22:04:05Z" },
		{ "2006-01-02 15:04:05", "2006-01-02 2006-01-02T15:04:05Z" },
		{ "2006-01-02 15:04:05 +0530 IST",
		    "2006-01-02 2006-01-02T09:34:05Z" },
		{ "2006-01-02T15:04", "2006-01-02 2006-01-02T15:04:00Z" },
		{ "2006-01-02T15+01", "2006-01-02 2006-01-02T14:00:00Z" },
		{ "2006-1-2 3:04", "2006-01-02 2006-01-02T03:04:00Z" },
		{ "20060102T150405Z", "2006-01-02 2006-01-02T15:04:05Z" },
		{ "20060102T1504+0100", "2006-01-02 2006-01-02T14:04:00Z" },
		{ "20060102150405", "2006-01-02 2006-01-02T15:04:05Z" },
		{ "2006-01-02", "2006-01-02" },
		{ "2006-01-02+01:00", "2006-01-02" },
		{ "20060102", "2006-01-02" },
		{ "2006-W01-2", "2006-01-03" },
		{ "2006W012", "2006-01-03" },
		{ "2006-W01", "2006-01-02" },
		{ "2009-W53-7", "2010-01-03" },
		{ "2008-W01-1", "2007-12-31" },
		{ "2006-002", "2006-01-02" },
		{ "2004-366", "2004-12-31" },
		{ "2006002", "2006-01-02" },
		{ "2006-01", "2006-01-01" },
		{ "2006", "2006-01-01" },
		{ "2006-01-02T24:00:00Z", "2006-01-03 2006-01-03T00:00:00Z" },
		{ "2016-12-31T23:59:60Z", "2016-12-31 2016-12-31T23:59:59Z" },
		/* RFC 822, 850, 1123, 5322 */
		{ "Mon, 02 Jan 2006 15:04:05 GMT",
		    "2006-01-02 2006-01-02T15:04:05Z" },
		{ "Mon, 2 Jan 06 15:04 EST",
		    "2006-01-02 2006-01-02T20:04:00Z" },
		{ "2 Jan 1994 15:04:05 -0700",
		    "1994-01-02 1994-01-02T22:04:05Z" },
		{ "Monday, 02-Jan-06 15:04:05 MST",
		    "2006-01-02 2006-01-02T22:04:05Z" },
		{ "Mon,2 Jan 99", "1999-01-02" },
		{ "Mon, 02 Jan 106 15:04:05 GMT",
		    "2006-01-02 2006-01-02T15:04:05Z" },
		{ "Sun, 21 Oct 2018 02:57:41 +000",
		    "2018-10-21 2018-10-21T02:57:41Z" },
		/* asctime, date(1), JavaScript */
		{ "Mon Jan  2 15:04:05 2006",
		    "2006-01-02 2006-01-02T15:04:05Z" },
		{ "Mon Jan  2 15:04:05 CET 2006",
		    "2006-01-02 2006-01-02T14:04:05Z" },
		{ "Mon Jan 02 15:04:05 -0700 2006",
		    "2006-01-02 2006-01-02T22:04:05Z" },
		{ "Mon Jan 02 2006 15:04:05 GMT+0200 (CEST)",
		    "2006-01-02 2006-01-02T13:04:05Z" },
		/* people */
		{ "2 January 2006", "2006-01-02" },
		{ "2nd of January, 2006", "2006-01-02" },
		{ "January 2, 2006", "2006-01-02" },
		{ "Jan. 2nd, 2006 at 3:04 pm",
		    "2006-01-02 2006-01-02T15:04:00Z" },
		{ "Monday, January 2, 2006 3:04:05 p.m. EST",
		    "2006-01-02 2006-01-02T20:04:05Z" },
		{ "2 Sept 2006", "2006-09-02" },
		{ "2006 January 02", "2006-01-02" },
		{ "2006-Jan-02", "2006-01-02" },
		{ "2006/01/02", "2006-01-02" },
		{ "2006/1/2 15:04", "2006-01-02 2006-01-02T15:04:00Z" },
		{ "2006.01.02", "2006-01-02" },
		{ "2.1.2006 15:04", "2006-01-02 2006-01-02T15:04:00Z" },
		{ "02-01-2006", "2006-01-02" },
		{ "02/01/2006 - 15:04", "2006-01-02 2006-01-02T15:04:00Z" },
		{ "1/22/2006", "2006-01-22" },
		{ "1/2/2006 3:04 PM", "2006-01-02 2006-01-02T15:04:00Z" },
		/* seconds */
		{ "1136214245", "2006-01-02 2006-01-02T15:04:05Z" },
		{ "999999999", "2001-09-09 2001-09-09T01:46:39Z" },
		{ "99999999999", "5138-11-16 5138-11-16T09:46:39Z" },
		{ " \t2006-01-02\r\n", "2006-01-02" },
		/* the day stays the writer's */
		{ "2006-01-01T00:30:00+02:00",
		    "2006-01-01 2005-12-31T22:30:00Z" },
		{ "2006-12-31T23:30:00-02:00",
		    "2006-12-31 2007-01-01T01:30:00Z" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (strcmp(shown(pairs[i][0]), pairs[i][1]) != 0)
			fail_msg("'%s': %s", pairs[i][0], shown(pairs[i][0]));
}

static void
what_is_no_date_or_no_such_day_is_refused(void **state)
{
	static const char *const texts[] = { "", " ", "soon", "2006-02-29",
		"2006-13-01", "2006-00-01", "2006-01-00", "2006-01-32",
		"2100-02-29", "0000-01-01", "0000-00-00 00:00:00", "2010-W53-1",
		"2006-W00-1", "2006-W01-8", "0000-W01-1", "2006-366",
		"2006-000", "0000-001", "2006-01-02T25:00:00Z",
		"2006-01-02T15:60:00Z", "2006-01-02T15:04:05+25:00",
		"2006-01-02x", "2006-01-02 15:04 garbage", "2006-01-02T",
		"Wed, 30 Nov -0001 00:00:00 +0000",
		"Mon, 16 Jun 20081 21:47:17 +0000", "31 Feb 2006", "12:30",
		"January", "2 Jan", "Marx 2, 2006", "2 Ja 2006", "12345678",
		"123456789012", "9999-12-31T23:59:59-12:00",
		"0001-01-01T00:00:00+12:00", "-1136214245", "1136214245x",
		"\xC3\xA9", "1/32/2006", "13/13/2006" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (strcmp(shown(texts[i]), "-") != 0)
			fail_msg("'%s': %s", texts[i], shown(texts[i]));
}

static void
bytes_behind_the_length_are_not_looked_at(void **state)
{
	struct date d;

	(void)state;
	assert_int_equal(date_parse(&d, "2006-01-021", 10), 0);
	assert_int_equal(d.day, 2);
	assert_int_equal(date_parse(&d, "2006-01-02\0x", 12), -1);
	assert_int_equal(date_parse(&d, NULL, 0), -1);
}

static void
every_day_and_second_agrees_with_the_system(void **state)
{
	struct date d, again;
	char text[DATE_SIZE];
	struct tm tm;
	time_t t;

	(void)state;
	/* the first day of all is Go's word for none */
	for (int64_t s = -62135596800 + 86400; s < 253402300800;
	     s += 86399 * 7) {
		t = (time_t)s;
		if (t != s)
			continue; /* 32 bits of time: no libc to ask */
		assert_non_null(gmtime_r(&t, &tm));
		d = date_of_seconds(s);
		assert_true(d.known);
		if (d.year != tm.tm_year + 1900 || d.month != tm.tm_mon + 1 ||
		    d.day != tm.tm_mday)
			fail_msg("%lld", (long long)s);
		date_stamp(&d, text);
		assert_int_equal(date_parse(&again, text, strlen(text)), 0);
		assert_true(again.seconds == s);
		date_day(&d, text);
		assert_int_equal(date_parse(&again, text, strlen(text)), 0);
		assert_true(again.day_only);
		assert_true(again.seconds <= s && s < again.seconds + 86400);
	}
}

static void
moments_outside_the_calendar_are_unknown(void **state)
{
	(void)state;
	assert_false(date_of_seconds(-62135596801).known);
	assert_true(date_of_seconds(-62135596800).known);
	assert_true(date_of_seconds(253402300799).known);
	assert_false(date_of_seconds(253402300800).known);
	assert_false(date_of_seconds(INT64_MAX).known);
	assert_false(date_of_seconds(INT64_MIN).known);
	assert_false(date_of_day(2006, 2, 29).known);
	assert_false(date_of_day(-1, 1, 1).known);
	assert_true(date_of_day(2004, 2, 29).known);
}

static void
a_path_tells_its_last_date(void **state)
{
	static const char *const pairs[][2] = {
		{ "2021-06-11-x.md", "2021-06-11" },
		{ "2021-06-11.md", "2021-06-11" },
		{ "2021-06-11", "2021-06-11" },
		{ "posts/2021/06/11/x.md", "2021-06-11" },
		{ "/2021/06/11-x", "2021-06-11" },
		{ "2021/06/11/", "2021-06-11" },
		{ "2020-01-02/2021-06-11-x", "2021-06-11" },
		{ "2020/01/02/2021-06-11-x/index.md", "2021-06-11" },
		{ "2021-06-11/2021-02-30-x", "2021-06-11" },
		{ "x-2021-06-11", "-" },
		{ "2021-06-111", "-" },
		{ "2021-06/11", "-" },
		{ "2021/6/1/x", "-" },
		{ "2021-06", "-" },
		{ "12021-06-11", "-" },
		{ "2021-0a-11", "-" },
		{ "", "-" },
	};
	char day[DATE_SIZE];
	struct date d;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const char *got = "-";

		if (date_in_path(&d, pairs[i][0], NULL) == 0)
			got = date_day(&d, day);
		assert_string_equal(got, pairs[i][1]);
	}
}

#define FEEDS "../shared/samples/feeds/testdata/parser/"

/*
 * The expected results hold a date as it was written, "published": "...", and
 * what it means, "publishedParsed": "...", in that order.  Returns how many.
 */
static size_t
compare_dates(const char *json)
{
	static const char *const keys[] = { "published", "updated", "pubDate",
		"lastBuildDate" };
	char from[64], to[64], raw[32], parsed[40], want[DATE_SIZE];
	const char *p, *q;
	struct date d;
	size_t found = 0;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		snprintf(raw, sizeof raw, "\"%s\": \"", keys[i]);
		snprintf(parsed, sizeof parsed, "\"%sParsed\": \"", keys[i]);
		for (p = json; (p = strstr(p, raw)) != NULL; p++) {
			q = strstr(p, parsed);
			if (q == NULL ||
			    sscanf(p + strlen(raw), "%63[^\"]", from) != 1 ||
			    sscanf(q + strlen(parsed), "%19[^\"]", to) != 1)
				continue;
			if (date_parse(&d, from, strlen(from)) == -1)
				fail_msg("'%s'", from);
			date_stamp(&d, want);
			if (strncmp(want, to, 19) != 0)
				fail_msg("'%s': %s, not %s", from, want, to);
			found++;
		}
	}
	return found;
}

static size_t
check_folder(const char *kind)
{
	char path[512];
	struct buf json = { 0 };
	struct dirent *e;
	size_t found = 0;
	DIR *folder;

	snprintf(path, sizeof path, FEEDS "%s", kind);
	folder = opendir(path);
	while (folder != NULL && (e = readdir(folder)) != NULL) {
		if (strstr(e->d_name, ".json") == NULL)
			continue;
		snprintf(path, sizeof path, FEEDS "%s/%s", kind, e->d_name);
		buf_clear(&json);
		if (buf_read_file(&json, path, 1 << 20, NULL) == 0)
			found += compare_dates(buf_str(&json));
	}
	if (folder != NULL)
		closedir(folder);
	buf_free(&json);
	return found;
}

static void
dates_of_real_feeds_mean_what_was_expected(void **state)
{
	size_t found;

	(void)state;
	found = check_folder("atom") + check_folder("rss") +
		check_folder("json") + check_folder("universal");
	if (found == 0) {
		print_message("no samples at " FEEDS "\n");
		skip();
	}
	assert_true(found >= 8);
}

/* ---- by the rules of a newsroom ------------------------------------------ */

static struct arena zones;

static const struct zone *
zone(const char *name)
{
	struct problem why = { 0 };
	const struct zone *z = zone_open(&zones, name, &why);

	if (z == NULL)
		skip(); /* a machine without zone files */
	return z;
}

static struct date
in_zone(const char *name, bool local, const char *text)
{
	struct date_rules rules = { zone(name), local, DATE_UNTOLD };
	struct date d;

	if (date_parse_by(&d, text, strlen(text), &rules) == -1)
		fail_msg("%s is no date", text);
	return d;
}

static void
assert_moment(const char *name, const char *text, const char *stamp)
{
	struct date d = in_zone(name, true, text);
	char out[DATE_SIZE];

	assert_string_equal(date_stamp(&d, out), stamp);
}

static void
what_has_no_zone_is_in_the_newsrooms(void **state)
{
	(void)state;
	assert_moment("America/Lima", "2021-06-11", "2021-06-11T05:00:00Z");
	assert_moment("America/Lima", "2021-06-11 08:30",
	    "2021-06-11T13:30:00Z");
	assert_moment("Asia/Kathmandu", "2021-06-11", "2021-06-10T18:15:00Z");
	assert_moment("Etc/GMT-14", "2021-06-11", "2021-06-10T10:00:00Z");
	/* before and behind the changes of the clocks */
	assert_moment("Europe/Berlin", "2026-03-29 01:59",
	    "2026-03-29T00:59:00Z");
	assert_moment("Europe/Berlin", "2026-03-29 03:00",
	    "2026-03-29T01:00:00Z");
	assert_moment("Europe/Berlin", "2026-10-25 03:00",
	    "2026-10-25T02:00:00Z");
	/* a day that begins at one o'clock */
	assert_moment("America/Santiago", "2022-09-11", "2022-09-11T04:00:00Z");
	assert_moment("America/Lima", "2024-02-29 23:59",
	    "2024-03-01T04:59:00Z");
}

static void
a_moment_is_on_the_newsrooms_day(void **state)
{
	static const struct {
		const char *zone, *text, *day;
	} cases[] = {
		{ "America/Lima", "2021-06-12T03:00:00Z", "2021-06-11" },
		{ "America/Lima", "2021-06-12T05:00:00Z", "2021-06-12" },
		{ "Asia/Kathmandu", "2021-06-11T18:15:00Z", "2021-06-12" },
		{ "Asia/Kathmandu", "2021-06-11T18:14:59Z", "2021-06-11" },
		{ "Europe/Berlin", "2024-02-28T23:00:00Z", "2024-02-29" },
		{ "Europe/Berlin", "2024-02-29T23:00:00+01:00", "2024-02-29" },
		{ "America/Lima", "2024-03-01T04:59:59Z", "2024-02-29" },
		{ "Etc/GMT-14", "1623405600", "2021-06-12" },
	};
	char day[DATE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct date d = in_zone(cases[i].zone, true, cases[i].text);

		assert_string_equal(date_day(&d, day), cases[i].day);
	}
}

static void
without_a_named_zone_the_writers_day_stays(void **state)
{
	struct date d =
	    in_zone("America/Lima", false, "2021-06-12T03:00:00+02:00");
	char day[DATE_SIZE];

	(void)state;
	assert_string_equal(date_day(&d, day), "2021-06-12");
}

static void
a_feed_keeps_the_offset_of_the_author(void **state)
{
	static const struct {
		const char *text, *stamp;
	} cases[] = {
		{ "2021-06-12T03:00:00+02:00", "2021-06-12T03:00:00+02:00" },
		{ "2021-06-12T03:00:00Z", "2021-06-12T03:00:00Z" },
		{ "2021-06-12 03:00", "2021-06-12T03:00:00-05:00" },
		{ "2021-06-12", "2021-06-12T00:00:00-05:00" },
	};
	char out[DATE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct date d = in_zone("America/Lima", true, cases[i].text);

		assert_string_equal(date_stamp_zoned(&d, out), cases[i].stamp);
	}
}

static void
a_day_ends_where_the_next_begins(void **state)
{
	struct date d;

	(void)state;
	d = in_zone("Europe/Berlin", true, "2026-03-29"); /* of 23 hours */
	assert_int_equal(date_end(&d, zone("Europe/Berlin")) - d.seconds,
	    23 * 3600 - 1);
	d = in_zone("Europe/Berlin", true, "2026-10-25");
	assert_int_equal(date_end(&d, zone("Europe/Berlin")) - d.seconds,
	    25 * 3600 - 1);
	d = in_zone("Europe/Berlin", true, "2026-10-25 10:00");
	assert_int_equal(date_end(&d, zone("Europe/Berlin")), d.seconds);
}

static void
day_and_month_stand_in_the_newsrooms_order(void **state)
{
	static const struct {
		const char *text, *untold, *dmy, *mdy;
		bool ambiguous;
	} cases[] = {
		{ "06/10/2021", "2021-10-06", "2021-10-06", "2021-06-10",
		    true },
		{ "06-10-2021", "2021-10-06", "2021-10-06", "2021-06-10",
		    true },
		{ "13/06/2021", "2021-06-13", "2021-06-13", "2021-06-13",
		    false },
		{ "06/13/2021", "2021-06-13", "2021-06-13", "2021-06-13",
		    false },
		{ "06/06/2021", "2021-06-06", "2021-06-06", "2021-06-06",
		    false },
		{ "06.10.2021", "2021-10-06", "2021-10-06", "2021-10-06",
		    false },
		{ "6/10/2021 3:04 pm", "2021-06-10", "2021-10-06", "2021-06-10",
		    false },
	};
	char day[DATE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *want[] = { cases[i].untold, cases[i].dmy,
			cases[i].mdy };

		for (int order = DATE_UNTOLD; order <= DATE_MDY; order++) {
			struct date_rules rules = { NULL, false,
				(enum date_order)order };
			struct date d;

			assert_int_equal(date_parse_by(&d, cases[i].text,
					     strlen(cases[i].text), &rules),
			    0);
			assert_string_equal(date_day(&d, day), want[order]);
			assert_int_equal(d.ambiguous,
			    cases[i].ambiguous && order == DATE_UNTOLD);
		}
	}
}

static void
the_zero_time_of_go_is_no_date(void **state)
{
	struct date d;

	(void)state;
	assert_int_equal(date_parse(&d, "0001-01-01T00:00:00Z", 20), -1);
	assert_int_equal(date_parse(&d, "0001-01-01", 10), -1);
}

static void
a_zone_of_an_unknown_name_keeps_the_day(void **state)
{
	static const char *const texts[] = { "2021-06-11 10:00 Europe/Berlin",
		"2021-06-11T10:00:00 America/Argentina/Buenos_Aires",
		"2021-06-11 Europe/Berlin", "2021-06-11 PET",
		"2021-06-11 10:00 PET", "2021-06-11 10:00 XYZT",
		"11 June 2021 10:00 Etc/GMT+5" };
	char day[DATE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date d = in_zone("America/Lima", false, texts[i]);

		assert_string_equal(date_day(&d, day), "2021-06-11");
	}
	assert_moment("America/Lima", "2021-06-11 10:00 Europe/Berlin",
	    "2021-06-11T15:00:00Z");
}

static int
forget_zones(void **state)
{
	(void)state;
	arena_free(&zones);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_of_feeds_and_front_matter_are_read),
		cmocka_unit_test(what_is_no_date_or_no_such_day_is_refused),
		cmocka_unit_test(bytes_behind_the_length_are_not_looked_at),
		cmocka_unit_test(every_day_and_second_agrees_with_the_system),
		cmocka_unit_test(moments_outside_the_calendar_are_unknown),
		cmocka_unit_test(a_path_tells_its_last_date),
		cmocka_unit_test(dates_of_real_feeds_mean_what_was_expected),
		cmocka_unit_test(what_has_no_zone_is_in_the_newsrooms),
		cmocka_unit_test(a_moment_is_on_the_newsrooms_day),
		cmocka_unit_test(without_a_named_zone_the_writers_day_stays),
		cmocka_unit_test(a_feed_keeps_the_offset_of_the_author),
		cmocka_unit_test(a_day_ends_where_the_next_begins),
		cmocka_unit_test(day_and_month_stand_in_the_newsrooms_order),
		cmocka_unit_test(the_zero_time_of_go_is_no_date),
		cmocka_unit_test(a_zone_of_an_unknown_name_keeps_the_day),
	};

	return cmocka_run_group_tests(tests, NULL, forget_zones);
}
