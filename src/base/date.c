#include "base/date.h"

#include <stdio.h>
#include <string.h>

/* A date as it was written, before it is known whether it exists. */
struct parts {
	int year, month, day; /* of the calendar, in the writer's zone */
	int hour, minute, second;
	int zone_s; /* seconds east of Greenwich */
	bool time;  /* a time of day was given */
};

/* The bytes not yet read. */
struct in {
	const char *p, *end;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next byte, '\0' at the end. */
static char
peek(const struct in *in)
{
	return in->p < in->end ? *in->p : '\0';
}

static bool
take(struct in *in, char c)
{
	if (peek(in) != c || in->p == in->end)
		return false;
	in->p++;
	return true;
}

static void
skip(struct in *in, const char *bytes)
{
	while (
	    in->p < in->end && *in->p != '\0' && strchr(bytes, *in->p) != NULL)
		in->p++;
}

#define BLANKS " \t\r\n\v\f"

/* How many digits, and how many letters, come next. */
static size_t
digits(const struct in *in)
{
	const char *p = in->p;

	while (p < in->end && is_digit(*p))
		p++;
	return (size_t)(p - in->p);
}

static size_t
letters(const struct in *in)
{
	const char *p = in->p;

	while (p < in->end && is_letter(*p))
		p++;
	return (size_t)(p - in->p);
}

/* Read exactly n digits (at most 9) that are known to be there. */
static int
number(struct in *in, size_t n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + (*in->p++ - '0');
	return value;
}

/* Read a number of least to most digits, all that there are. */
static bool
take_number(struct in *in, size_t least, size_t most, int *value)
{
	size_t n = digits(in);

	if (n < least || n > most)
		return false;
	*value = number(in, n);
	return true;
}

/* ---- the calendar -------------------------------------------------------- */

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

static bool
exists(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 &&
	       day >= 1 && day <= days_in(year, month);
}

/* Days since 1970-01-01; years begin in March, so that leap days are last. */
static int64_t
days_of(int year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1;
	int64_t m = month > 2 ? month - 3 : month + 9;

	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day -
	       1 - 719468;
}

/* The inverse; false when the year is not 1 to 9999. */
static bool
calendar_of(int64_t days, int *year, int *month, int *day)
{
	int64_t z = days + 719468, era, doe, yoe, doy, m;

	if (days < days_of(1, 1, 1) || days > days_of(9999, 12, 31))
		return false;
	era = z / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	m = (5 * doy + 2) / 153;
	*day = (int)(doy - (153 * m + 2) / 5 + 1);
	*month = (int)(m < 10 ? m + 3 : m - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
	return true;
}

/* Monday is 0. */
static int
weekday_of(int64_t days)
{
	return (int)(((days + 3) % 7 + 7) % 7);
}

struct date
date_of_day(int year, int month, int day)
{
	struct date d = { 0 };

	if (!exists(year, month, day))
		return d;
	d.seconds = days_of(year, month, day) * 86400;
	d.known = d.day_only = true;
	d.year = year;
	d.month = month;
	d.day = day;
	return d;
}

struct date
date_of_seconds(int64_t seconds)
{
	struct date d = { .seconds = seconds };
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);

	d.known = calendar_of(days, &d.year, &d.month, &d.day);
	return d.known ? d : (struct date){ 0 };
}

/* ---- the time of day ----------------------------------------------------- */

/* Names of zones in feeds; the military ones are unreliable and mean UTC. */
static const struct {
	char name[6];
	int minutes;
} zones[] = {
	{ "est", -300 },
	{ "edt", -240 },
	{ "cst", -360 },
	{ "cdt", -300 },
	{ "mst", -420 },
	{ "mdt", -360 },
	{ "pst", -480 },
	{ "pdt", -420 },
	{ "akst", -540 },
	{ "akdt", -480 },
	{ "hst", -600 },
	{ "ast", -240 },
	{ "adt", -180 },
	{ "nst", -210 },
	{ "ndt", -150 },
	{ "brt", -180 },
	{ "brst", -120 },
	{ "art", -180 },
	{ "clt", -240 },
	{ "clst", -180 },
	{ "pet", -300 },
	{ "cot", -300 },
	{ "bot", -240 },
	{ "wet", 0 },
	{ "west", 60 },
	{ "bst", 60 },
	{ "cet", 60 },
	{ "cest", 120 },
	{ "met", 60 },
	{ "mest", 120 },
	{ "mez", 60 },
	{ "mesz", 120 },
	{ "eet", 120 },
	{ "eest", 180 },
	{ "cat", 120 },
	{ "eat", 180 },
	{ "sast", 120 },
	{ "msk", 180 },
	{ "msd", 240 },
	{ "ist", 330 },
	{ "pkt", 300 },
	{ "ict", 420 },
	{ "wib", 420 },
	{ "hkt", 480 },
	{ "sgt", 480 },
	{ "awst", 480 },
	{ "jst", 540 },
	{ "kst", 540 },
	{ "acst", 570 },
	{ "acdt", 630 },
	{ "aest", 600 },
	{ "aedt", 660 },
	{ "nzst", 720 },
	{ "nzdt", 780 },
};

/* A word as one of the names, without regard to case. */
static bool
is_word(const char *word, size_t len, const char *name)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (name[i] == '\0' || lower(word[i]) != name[i])
			return false;
	return name[i] == '\0';
}

/* "+02:00", "-0500", "+2"; the sign comes next. */
static bool
read_offset(struct in *in, struct parts *d)
{
	int sign = *in->p++ == '-' ? -1 : 1, hours, minutes = 0;
	size_t n = digits(in);

	if (n == 3 || n == 4) {
		hours = number(in, n - 2);
		minutes = number(in, 2);
	} else if (n == 1 || n == 2) {
		hours = number(in, n);
		if (take(in, ':') && !take_number(in, 2, 2, &minutes))
			return false;
	} else {
		return false;
	}
	d->zone_s = sign * (hours * 60 + minutes) * 60;
	return hours < 24 && minutes < 60;
}

/*
 * A zone, or nothing: an offset, a name, a name and an offset ("GMT+0100") or
 * an offset and names ("+0100 CET", "GMT+0100 (CET)").  An unknown name means
 * UTC, as RFC 5322 section 4.3 wants.
 */
static bool
read_zone(struct in *in, struct parts *d)
{
	bool named = false;
	size_t n;

	skip(in, BLANKS);
	n = letters(in);
	if (n > 5)
		return false;
	for (size_t i = 0; n > 0 && i < sizeof zones / sizeof *zones; i++)
		if (is_word(in->p, n, zones[i].name))
			d->zone_s = zones[i].minutes * 60;
	named = n > 0;
	in->p += n;
	skip(in, BLANKS);
	if (peek(in) == '+' || peek(in) == '-') {
		if (!read_offset(in, d))
			return false;
		skip(in, BLANKS);
		n = letters(in);
		if (n > 5 || (named && n > 0))
			return false;
		in->p += n;
		skip(in, BLANKS);
	}
	if (take(in, '(')) {
		while (in->p < in->end && *in->p != ')')
			in->p++;
		if (!take(in, ')'))
			return false;
	}
	return true;
}

/* "am", "p.m." behind the time; nothing is fine too. */
static bool
read_half(struct in *in, struct parts *d)
{
	struct in half = *in;
	char c;

	skip(&half, BLANKS);
	c = lower(peek(&half));
	if (c != 'a' && c != 'p')
		return true;
	half.p++;
	take(&half, '.');
	if (lower(peek(&half)) != 'm')
		return true;
	half.p++;
	take(&half, '.');
	if (letters(&half) > 0)
		return true; /* a zone */
	if (d->hour < 1 || d->hour > 12)
		return false;
	d->hour = d->hour % 12 + (c == 'p' ? 12 : 0);
	*in = half;
	return true;
}

/* "15:04", "15:04:05", "15:04:05.678", "150405"; hours come next. */
static bool
read_clock(struct in *in, struct parts *d)
{
	size_t n = digits(in);

	d->time = true;
	if (n == 4 || n == 6) {
		d->hour = number(in, 2);
		d->minute = number(in, 2);
		if (n == 6)
			d->second = number(in, 2);
	} else if (n == 1 || n == 2) {
		d->hour = number(in, n);
		if (take(in, ':')) {
			if (!take_number(in, 1, 2, &d->minute))
				return false;
			if (take(in, ':') && !take_number(in, 1, 2, &d->second))
				return false;
		}
	} else {
		return false;
	}
	if (peek(in) == '.' || peek(in) == ',') {
		in->p++;
		if (digits(in) == 0)
			return false;
		in->p += digits(in);
	}
	return read_half(in, d) && d->minute < 60 && d->second <= 60 &&
	       (d->hour < 24 ||
		   (d->hour == 24 && d->minute == 0 && d->second == 0));
}

/* ---- the forms ----------------------------------------------------------- */

static const char *const months[] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december" };
static const char *const weekdays[] = { "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday" };

/* Which of the names begins with the next word of three letters or more. */
static int
take_name(struct in *in, const char *const *names, int count)
{
	size_t n = letters(in), k;

	for (int i = 0; n >= 3 && i < count; i++) {
		for (k = 0; k < n && lower(in->p[k]) == names[i][k]; k++)
			;
		if (k == n) {
			in->p += n;
			take(in, '.');
			return i + 1;
		}
	}
	return 0;
}

/* 06 is 2006, 99 is 1999, 104 is 2004 (RFC 5322 section 4.3). */
static bool
take_year(struct in *in, int *year)
{
	size_t n = digits(in);

	if (n < 2 || n > 4)
		return false;
	*year = number(in, n);
	if (n == 3 || (n == 2 && *year >= 50))
		*year += 1900;
	else if (n == 2)
		*year += 2000;
	return true;
}

/* "W01-2", "W012", "W01" behind the year: Monday when no day is told. */
static bool
read_week(struct in *in, struct parts *d)
{
	int week, day = 1;
	int64_t start;

	if (digits(in) == 3) {
		week = number(in, 2);
		day = number(in, 1);
	} else {
		if (!take_number(in, 2, 2, &week))
			return false;
		if (take(in, '-') && !take_number(in, 1, 1, &day))
			return false;
	}
	if (week < 1 || week > 53 || day < 1 || day > 7 || d->year < 1)
		return false;
	/* week 1 is the one with 4 January in it */
	start = days_of(d->year, 1, 4);
	start += (week - 1) * 7 + day - 1 - weekday_of(start);
	if (week == 53 && start - (day - 1) + 3 >= days_of(d->year + 1, 1, 1))
		return false;
	return calendar_of(start, &d->year, &d->month, &d->day);
}

static bool
read_ordinal(struct in *in, struct parts *d)
{
	int day = number(in, 3);

	if (day < 1 || day > 365 + is_leap(d->year))
		return false;
	return calendar_of(days_of(d->year, 1, 1) + day - 1, &d->year,
	    &d->month, &d->day);
}

/* All that begins with a year of four digits and something behind it. */
static bool
read_year_first(struct in *in, struct parts *d)
{
	char between;

	d->year = number(in, 4);
	d->month = d->day = 1;
	if (take(in, 'W'))
		return read_week(in, d);
	between = peek(in);
	if (between != '-' && between != '/' && between != '.')
		return in->p == in->end;
	in->p++;
	if (between == '-' && take(in, 'W'))
		return read_week(in, d);
	if (between == '-' && digits(in) == 3)
		return read_ordinal(in, d);
	if (letters(in) > 0)
		d->month = take_name(in, months, 12);
	else if (!take_number(in, 1, 2, &d->month))
		return false;
	if (take(in, between))
		return take_number(in, 1, 2, &d->day);
	return between == '-' && in->p == in->end;
}

/* "20060102", "2006002", with "1504" or "150405" behind it or not. */
static bool
read_digits(struct in *in, struct parts *d, size_t n)
{
	d->year = number(in, 4);
	if (n == 7)
		return read_ordinal(in, d);
	d->month = number(in, 2);
	d->day = number(in, 2);
	return n == 8 || read_clock(in, d);
}

/*
 * "1/2/2006" is January, as in America, unless that cannot be; with dots or
 * hyphens the day is first.
 */
static bool
read_year_last(struct in *in, struct parts *d)
{
	char between;
	int first;

	if (!take_number(in, 1, 2, &first))
		return false;
	between = peek(in);
	in->p++;
	if (!take_number(in, 1, 2, &d->month) || !take(in, between) ||
	    !take_year(in, &d->year))
		return false;
	d->day = first;
	if (between == '/' && first <= 12) {
		d->day = d->month;
		d->month = first;
	}
	return true;
}

/* "2nd": what may stand behind the number of a day. */
static void
skip_ordinal_end(struct in *in)
{
	static const char *const ends[] = { "st", "nd", "rd", "th" };
	size_t n = letters(in);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (is_word(in->p, n, ends[i])) {
			in->p += n;
			return;
		}
}

/* "2 January 2006", "02-Jan-06", "2nd of January, 2006". */
static bool
read_day_first(struct in *in, struct parts *d)
{
	if (!take_number(in, 1, 2, &d->day))
		return false;
	skip_ordinal_end(in);
	skip(in, BLANKS "-./,");
	if (letters(in) == 2 && is_word(in->p, 2, "of")) {
		in->p += 2;
		skip(in, BLANKS);
	}
	d->month = take_name(in, months, 12);
	skip(in, BLANKS "-./,");
	return take_year(in, &d->year);
}

/* "January 2, 2006" and asctime's "Jan  2 15:04:05 2006", zone or not. */
static bool
read_month_first(struct in *in, struct parts *d)
{
	d->month = take_name(in, months, 12);
	skip(in, BLANKS "-./,");
	if (!take_number(in, 1, 2, &d->day))
		return false;
	skip_ordinal_end(in);
	skip(in, BLANKS "-./,");
	if (digits(in) <= 2) {
		if (!read_clock(in, d))
			return false;
		skip(in, BLANKS);
		if (!is_digit(peek(in)) && !read_zone(in, d))
			return false;
		skip(in, BLANKS);
	}
	return take_year(in, &d->year);
}

static bool
read_day(struct in *in, struct parts *d)
{
	size_t n;

	if (take_name(in, weekdays, 7) != 0)
		skip(in, BLANKS ",");
	n = digits(in);
	if (n == 0)
		return read_month_first(in, d);
	if (n == 4)
		return read_year_first(in, d);
	if (n == 7 || n == 8 || n == 12 || n == 14)
		return read_digits(in, d, n);
	if (n <= 2 && in->end - in->p > 3 && strchr("-./", in->p[n]) != NULL &&
	    is_digit(in->p[n + 1]))
		return read_year_last(in, d);
	return read_day_first(in, d);
}

/* What stands between a day and a time: T, blanks, a comma, "at", "-". */
static void
skip_between(struct in *in)
{
	size_t n;

	if (lower(peek(in)) == 't' &&
	    digits(&(struct in){ in->p + 1, in->end }) > 0) {
		in->p++;
		return;
	}
	skip(in, BLANKS ",");
	n = letters(in);
	if (n == 2 && is_word(in->p, n, "at"))
		in->p += n;
	else if (peek(in) == '-' && in->end - in->p > 1 && is_blank(in->p[1]))
		in->p++;
	skip(in, BLANKS);
}

static bool
read_all(struct in *in, struct parts *d)
{
	if (!read_day(in, d))
		return false;
	if (!d->time) {
		skip_between(in);
		if (is_digit(peek(in)) && !read_clock(in, d))
			return false;
	}
	if (!read_zone(in, d))
		return false;
	skip(in, BLANKS);
	return in->p == in->end;
}

static struct date
date_of_parts(const struct parts *p)
{
	struct date d = date_of_day(p->year, p->month, p->day);
	int second = p->second < 60 ? p->second : 59;

	if (!d.known || !p->time)
		return d;
	if (p->hour == 24)
		d = date_of_seconds(d.seconds + 86400);
	else
		d.seconds += p->hour * 3600 + p->minute * 60 + second;
	d.seconds -= p->zone_s;
	d.day_only = false;
	return d;
}

int
date_parse(struct date *d, const char *s, size_t len)
{
	struct in in = { s, s + len };
	struct parts parts = { 0 };
	int64_t seconds = 0;
	size_t n;

	*d = (struct date){ 0 };
	while (in.p < in.end && is_blank(*in.p))
		in.p++;
	while (in.end > in.p && is_blank(in.end[-1]))
		in.end--;
	n = digits(&in);
	if (n >= 9 && n <= 11 && in.p + n == in.end) {
		while (in.p < in.end)
			seconds = seconds * 10 + (*in.p++ - '0');
		*d = date_of_seconds(seconds);
	} else if (in.p < in.end && read_all(&in, &parts)) {
		*d = date_of_parts(&parts);
	}
	return d->known ? 0 : -1;
}

/* "2021-06-11", "2021/06/11" at s, and no digit behind it. */
static bool
read_path_day(struct date *d, const char *s)
{
	struct in in = { s, s + strnlen(s, 11) };
	struct parts parts;
	char between;

	if (digits(&in) != 4)
		return false;
	parts.year = number(&in, 4);
	between = peek(&in);
	if ((between != '-' && between != '/') || !take(&in, between) ||
	    !take_number(&in, 2, 2, &parts.month) || !take(&in, between) ||
	    !take_number(&in, 2, 2, &parts.day))
		return false;
	*d = date_of_day(parts.year, parts.month, parts.day);
	return d->known;
}

int
date_in_path(struct date *d, const char *path)
{
	struct date found;

	*d = (struct date){ 0 };
	for (;;) {
		if (read_path_day(&found, path))
			*d = found;
		path = strchr(path, '/');
		if (path == NULL)
			return d->known ? 0 : -1;
		path++;
	}
}

const char *
date_day(const struct date *d, char out[DATE_SIZE])
{
	snprintf(out, DATE_SIZE, "%04d-%02d-%02d", d->year, d->month, d->day);
	return out;
}

const char *
date_stamp(const struct date *d, char out[DATE_SIZE])
{
	struct date utc = date_of_seconds(d->seconds);
	int second = (int)((d->seconds % 86400 + 86400) % 86400);

	snprintf(out, DATE_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", utc.year,
	    utc.month, utc.day, second / 3600, second / 60 % 60, second % 60);
	return out;
}
