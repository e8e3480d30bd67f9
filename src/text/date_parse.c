/* date_parse() alone; the rest of date.h is in date.c. */
#include "text/date.h"

#include <string.h>

#include "text/clock.h"
#include "text/cursor.h"
#include "text/zone.h"

const struct date_rules date_rules_none;

#define DAY ((int64_t)86400)

/* A date as it was written, before it is known whether it exists. */
struct parts {
	int year, month, day;  /* of the calendar, in the writer's zone */
	bool slashes;          /* day and month stand between slashes, */
	bool numbers;          /* or hyphens, in two numbers */
	enum date_order order; /* that the newsroom writes them in */
	struct clock clock;
};

static const char *const months[] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december" };
static const char *const weekdays[] = { "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday" };

/* Read one of the names, perhaps cut short: its number from 1, or 0. */
static int
take_name(struct cursor *in, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (cursor_is_short(in, names[i])) {
			in->p += cursor_letters(in);
			return i + 1;
		}
	return 0;
}

/* 06 is 2006, 99 is 1999, 104 is 2004 (RFC 5322 section 4.3). */
static bool
take_year(struct cursor *in, int *year)
{
	size_t n = cursor_digits(in);

	if (n < 2 || n > 4)
		return false;
	*year = cursor_number(in, n);
	if (n == 3 || (n == 2 && *year >= 50))
		*year += 1900;
	else if (n == 2)
		*year += 2000;
	return true;
}

/* The calendar day of a moment. */
static bool
set_day(struct parts *d, int64_t seconds)
{
	struct date day = date_of_seconds(seconds);

	d->year = day.year;
	d->month = day.month;
	d->day = day.day;
	return day.known;
}

/* Midnight of the Monday in the week of a day. */
static int64_t
monday(int year, int month, int day)
{
	int64_t days = date_of_day(year, month, day).seconds / DAY;

	return (days - ((days + 3) % 7 + 7) % 7) * DAY;
}

/* "W01-2", "W012", "W01" behind the year: Monday when no day is told. */
static bool
read_week(struct cursor *in, struct parts *d)
{
	int week, day = 1;
	int64_t first;

	if (cursor_digits(in) == 3) {
		week = cursor_number(in, 2);
		day = cursor_number(in, 1);
	} else {
		if (!cursor_take_number(in, 2, 2, &week))
			return false;
		if (cursor_take(in, '-') && !cursor_take_number(in, 1, 1, &day))
			return false;
	}
	if (d->year < 1 || week < 1 || week > 53 || day < 1 || day > 7)
		return false;
	/* the week with 4 January in it is the first, 28 December the last */
	first = monday(d->year, 1, 4) + DAY * 7 * (week - 1);
	if (first > monday(d->year, 12, 28))
		return false;
	return set_day(d, first + (day - 1) * DAY);
}

static bool
read_ordinal(struct cursor *in, struct parts *d)
{
	int year = d->year, day = cursor_number(in, 3);

	return set_day(d, date_of_day(year, 1, 1).seconds + (day - 1) * DAY) &&
	       d->year == year;
}

/* All that begins with a year of four digits and something behind it. */
static bool
read_year_first(struct cursor *in, struct parts *d)
{
	char between;

	d->year = cursor_number(in, 4);
	d->month = d->day = 1;
	if (cursor_take(in, 'W'))
		return read_week(in, d);
	between = cursor_peek(in);
	if (between == '\0' || strchr("-/. ", between) == NULL)
		return in->p == in->end;
	in->p++;
	if (between == '-' && cursor_take(in, 'W'))
		return read_week(in, d);
	if (between == '-' && cursor_digits(in) == 3)
		return read_ordinal(in, d);
	if (cursor_letters(in) > 0)
		d->month = take_name(in, months, 12);
	else if (between == ' ' || !cursor_take_number(in, 1, 2, &d->month))
		return false;
	if (cursor_take(in, between))
		return cursor_take_number(in, 1, 2, &d->day);
	return between == '-' && in->p == in->end;
}

/* "20060102", "2006002", with "1504" or "150405" behind it or not. */
static bool
read_digits(struct cursor *in, struct parts *d, size_t n)
{
	d->year = cursor_number(in, 4);
	if (n == 7)
		return read_ordinal(in, d);
	d->month = cursor_number(in, 2);
	d->day = cursor_number(in, 2);
	return n == 8 || clock_read(in, &d->clock);
}

/* "2.1.2006", "02-01-06", "2/1/2006": the day is first, but see swap(). */
static bool
read_year_last(struct cursor *in, struct parts *d)
{
	char between;

	if (!cursor_take_number(in, 1, 2, &d->day))
		return false;
	between = cursor_peek(in);
	in->p++;
	d->slashes = between == '/';
	d->numbers = between != '.';
	return cursor_take_number(in, 1, 2, &d->month) &&
	       cursor_take(in, between) && take_year(in, &d->year);
}

/*
 * The month is first where the newsroom says so.  Where it says nothing: with
 * slashes, where it can only be so, and where the clock has twelve hours: then
 * an American wrote it.
 */
static void
swap(struct parts *d)
{
	int day = d->day;
	bool american = d->slashes && (d->month > 12 || d->clock.halves);

	if (d->numbers && d->order != DATE_UNTOLD)
		american = d->month > 12 || d->order == DATE_MDY;
	if (!american || day > 12)
		return;
	d->day = d->month;
	d->month = day;
}

/*
 * What stands between day, month and year: a hyphen or slash alone ("-0001"
 * with a blank before it is no year), or dots, commas and blanks.
 */
static void
skip_joint(struct cursor *in)
{
	if (cursor_take(in, '-') || cursor_take(in, '/'))
		return;
	cursor_skip(in, CURSOR_BLANKS ".,");
}

/* "2nd": what may stand behind the number of a day. */
static void
skip_ordinal_end(struct cursor *in)
{
	static const char *const ends[] = { "st", "nd", "rd", "th" };
	size_t n = cursor_letters(in);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (cursor_is_word(in, ends[i])) {
			in->p += n;
			return;
		}
}

/* "2 January 2006", "02-Jan-06", "2nd of January, 2006". */
static bool
read_day_first(struct cursor *in, struct parts *d)
{
	if (!cursor_take_number(in, 1, 2, &d->day))
		return false;
	skip_ordinal_end(in);
	skip_joint(in);
	if (cursor_is_word(in, "of")) {
		in->p += 2;
		cursor_skip(in, CURSOR_BLANKS);
	}
	d->month = take_name(in, months, 12);
	skip_joint(in);
	return take_year(in, &d->year);
}

/* "January 2, 2006" and asctime's "Jan  2 15:04:05 2006", zone or not. */
static bool
read_month_first(struct cursor *in, struct parts *d)
{
	d->month = take_name(in, months, 12);
	skip_joint(in);
	if (!cursor_take_number(in, 1, 2, &d->day))
		return false;
	skip_ordinal_end(in);
	skip_joint(in);
	if (cursor_digits(in) <= 2) {
		if (!clock_read(in, &d->clock))
			return false;
		cursor_skip(in, CURSOR_BLANKS);
		if (cursor_digits(in) == 0 && !clock_read_zone(in, &d->clock))
			return false;
		cursor_skip(in, CURSOR_BLANKS);
	}
	return take_year(in, &d->year);
}

static bool
read_day(struct cursor *in, struct parts *d)
{
	struct cursor behind = *in;
	size_t n;

	if (take_name(in, weekdays, 7) != 0)
		cursor_skip(in, CURSOR_BLANKS ".,");
	n = cursor_digits(in);
	if (n == 0)
		return read_month_first(in, d);
	if (n == 4)
		return read_year_first(in, d);
	if (n == 7 || n == 8 || n == 12 || n == 14)
		return read_digits(in, d, n);
	behind.p = in->p + n;
	cursor_skip(&behind, "-./");
	if (behind.p == in->p + n + 1 && cursor_digits(&behind) > 0)
		return read_year_last(in, d);
	return read_day_first(in, d);
}

/* What stands between a day and a time: T, blanks, a comma, "at", "-". */
static void
skip_between(struct cursor *in)
{
	struct cursor behind = *in;

	if (cursor_take(&behind, 'T') || cursor_take(&behind, 't')) {
		if (cursor_digits(&behind) > 0)
			*in = behind;
		return;
	}
	cursor_skip(in, CURSOR_BLANKS ",");
	behind = *in;
	if (cursor_is_word(in, "at"))
		in->p += 2;
	else if (cursor_take(&behind, '-') && cursor_peek(&behind) == ' ')
		*in = behind;
	cursor_skip(in, CURSOR_BLANKS);
}

static bool
read_all(struct cursor *in, struct parts *d)
{
	if (!read_day(in, d))
		return false;
	if (!d->clock.known) {
		skip_between(in);
		if (cursor_digits(in) > 0 && !clock_read(in, &d->clock))
			return false;
	}
	if (!clock_read_zone(in, &d->clock))
		return false;
	swap(d);
	cursor_skip(in, CURSOR_BLANKS);
	return in->p == in->end;
}

static bool
is_ambiguous(const struct parts *p)
{
	return p->numbers && p->order == DATE_UNTOLD && !p->clock.halves &&
	       p->day <= 12 && p->month <= 12 && p->day != p->month;
}

static struct date
date_of_parts(const struct parts *p, const struct date_rules *rules)
{
	struct date d = date_of_day(p->year, p->month, p->day);
	int second = p->clock.second < 60 ? p->clock.second : 59;

	if (!d.known || (d.year == 1 && d.month == 1 && d.day == 1))
		return (struct date){ 0 };
	if (!p->clock.known) {
		d.ambiguous = is_ambiguous(p);
		date_to_midnight(&d, rules->zone);
		return d;
	}
	if (p->clock.hour == 24)
		d = date_of_seconds(d.seconds + DAY);
	else
		d.seconds +=
		    p->clock.hour * 3600 + p->clock.minute * 60 + second;
	d.ambiguous = is_ambiguous(p);
	d.day_only = false;
	if (p->clock.zoned) {
		d.seconds -= p->clock.zone_s;
		d.zone_s = p->clock.zone_s;
		if (rules->local)
			date_to_day_of(&d, rules->zone);
	} else {
		d.seconds = zone_moment(rules->zone, d.seconds);
		d.zone_s = zone_offset(rules->zone, d.seconds);
	}
	/* at the ends of the calendar the moment may be beyond it in UTC */
	return date_of_seconds(d.seconds).known ? d : (struct date){ 0 };
}

/* A number alone that stands for a moment. */
static bool
is_moment(const struct cursor *in)
{
	size_t n = cursor_digits(in);

	return n >= 9 && n <= 11 && in->p + n == in->end;
}

int
date_parse_by(struct date *d, const char *s, size_t len,
    const struct date_rules *rules)
{
	struct cursor in = { s, s + len };
	struct parts parts = { .order = rules->order };
	int64_t seconds = 0;

	*d = (struct date){ 0 };
	cursor_skip(&in, CURSOR_BLANKS);
	while (in.end > in.p && memchr(CURSOR_BLANKS, in.end[-1],
				    sizeof CURSOR_BLANKS - 1) != NULL)
		in.end--;
	if (is_moment(&in)) {
		while (in.p < in.end)
			seconds = seconds * 10 + (*in.p++ - '0');
		*d = date_of_seconds(seconds);
		if (rules->local)
			date_to_day_of(d, rules->zone);
	} else if (in.p < in.end && read_all(&in, &parts)) {
		*d = date_of_parts(&parts, rules);
	}
	return d->known ? 0 : -1;
}

int
date_parse(struct date *d, const char *s, size_t len)
{
	return date_parse_by(d, s, len, &date_rules_none);
}
