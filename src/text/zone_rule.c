/* zone_parse_rule(), and what follows from a rule: the rest is in zone.c. */
#include "text/zone_rule.h"

#include "text/ascii.h"
#include "text/cursor.h"
#include "text/date.h"

#define DAY   86400
#define HOUR  3600
#define HOURS 167 /* the most that a time in a rule may have */

/* ---- reading ------------------------------------------------------------- */

/* "EST", "<-05>": at least one letter or byte. */
static bool
skip_name(struct cursor *in)
{
	const char *from;

	if (cursor_take(in, '<')) {
		while (in->p < in->end && *in->p != '>')
			in->p++;
		return cursor_take(in, '>');
	}
	from = in->p;
	while (in->p < in->end && is_letter(*in->p))
		in->p++;
	return in->p > from;
}

/* "5", "-1", "5:45", "+10:30:15", in seconds. */
static bool
read_time(struct cursor *in, int *seconds)
{
	bool minus = cursor_take(in, '-');
	int hours, minutes = 0, rest = 0;

	if (!minus)
		cursor_take(in, '+');
	if (!cursor_take_number(in, 1, 3, &hours) || hours > HOURS)
		return false;
	if (cursor_take(in, ':') && !cursor_take_number(in, 2, 2, &minutes))
		return false;
	if (cursor_take(in, ':') && !cursor_take_number(in, 2, 2, &rest))
		return false;
	*seconds = hours * HOUR + minutes * 60 + rest;
	if (minus)
		*seconds = -*seconds;
	return minutes < 60 && rest < 60;
}

static bool
read_change(struct cursor *in, struct zone_change *c)
{
	*c = (struct zone_change){ .time_s = 2 * HOUR };
	if (!cursor_take(in, ','))
		return false;
	if (cursor_take(in, 'M')) {
		c->kind = ZONE_MONTH_WEEK;
		if (!cursor_take_number(in, 1, 2, &c->month) ||
		    !cursor_take(in, '.') ||
		    !cursor_take_number(in, 1, 1, &c->week) ||
		    !cursor_take(in, '.') ||
		    !cursor_take_number(in, 1, 1, &c->day) || c->month < 1 ||
		    c->month > 12 || c->week < 1 || c->week > 5 || c->day > 6)
			return false;
	} else {
		c->kind = cursor_take(in, 'J') ? ZONE_JULIAN : ZONE_DAY_OF_YEAR;
		if (!cursor_take_number(in, 1, 3, &c->number) ||
		    c->number > 365 ||
		    (c->kind == ZONE_JULIAN && c->number < 1))
			return false;
	}
	return !cursor_take(in, '/') || read_time(in, &c->time_s);
}

int
zone_parse_rule(struct zone_rule *r, const char *s, size_t len)
{
	struct cursor in = { s, s + len };
	int west;

	*r = (struct zone_rule){ 0 };
	if (!skip_name(&in) || !read_time(&in, &west))
		return -1;
	r->standard_s = -west;
	if (in.p == in.end)
		return 0;
	if (!skip_name(&in))
		return -1;
	r->has_summer = true;
	r->summer_s = r->standard_s + HOUR;
	if (cursor_peek(&in) != ',') {
		if (!read_time(&in, &west))
			return -1;
		r->summer_s = -west;
	}
	if (!read_change(&in, &r->begin) || !read_change(&in, &r->end))
		return -1;
	return in.p == in.end ? 0 : -1;
}

/* ---- what follows -------------------------------------------------------- */

static bool
is_leap(int year)
{
	return date_of_day(year, 2, 29).known;
}

/* 0 (Sunday) to 6 of a day since 1970. */
static int
weekday(int64_t day)
{
	return (int)(((day + 4) % 7 + 7) % 7);
}

/* Local seconds since 1970 of the change in a year. */
static int64_t
change_in(const struct zone_change *c, int year)
{
	int64_t day = date_of_day(year, 1, 1).seconds / DAY;
	int64_t next;

	switch (c->kind) {
	case ZONE_JULIAN:
		day += c->number - 1 + (c->number >= 60 && is_leap(year));
		break;
	case ZONE_DAY_OF_YEAR:
		day += c->number;
		break;
	case ZONE_MONTH_WEEK:
		day = date_of_day(year, c->month, 1).seconds / DAY;
		next = c->month == 12
			   ? date_of_day(year, 12, 31).seconds / DAY + 1
			   : date_of_day(year, c->month + 1, 1).seconds / DAY;
		day += (c->day - weekday(day) + 7) % 7 + (c->week - 1) * 7;
		while (day >= next)
			day -= 7;
		break;
	}
	return day * DAY + c->time_s;
}

int
zone_rule_offset(const struct zone_rule *r, int64_t seconds)
{
	struct date d = date_of_seconds(seconds + r->standard_s);
	int64_t begin, end;
	bool summer;

	if (!r->has_summer || !d.known)
		return r->standard_s;
	begin = change_in(&r->begin, d.year) - r->standard_s;
	end = change_in(&r->end, d.year) - r->summer_s;
	if (begin < end)
		summer = seconds >= begin && seconds < end;
	else
		summer = seconds >= begin || seconds < end;
	return summer ? r->summer_s : r->standard_s;
}
