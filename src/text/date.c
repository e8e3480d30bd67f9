#include "text/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "text/ascii.h"
#include "text/zone.h"

#define DAY ((int64_t)86400)

/* Exactly n digits at s as a number, or -1. */
static int
number(const char *s, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

/* "2021-06-11", "2021/06/11" at s, and no digit behind it. */
static struct date
day_at(const char *s)
{
	size_t len = strnlen(s, 11);

	if (len < 10 || (s[4] != '-' && s[4] != '/') || s[7] != s[4] ||
	    is_digit(s[10]))
		return (struct date){ 0 };
	return date_of_day(number(s, 4), number(s + 5, 2), number(s + 8, 2));
}

void
date_to_midnight(struct date *d, const struct zone *zone)
{
	d->seconds =
	    zone_moment(zone, date_of_day(d->year, d->month, d->day).seconds);
	d->zone_s = zone_offset(zone, d->seconds);
}

/* 0001-01-01 is how Go, and so Hugo, writes that there is none. */
static bool
is_no_day(const struct date *d)
{
	return d->year == 1 && d->month == 1 && d->day == 1;
}

int
date_in_path(struct date *d, const char *path, const struct date_rules *rules)
{
	struct date found;

	*d = (struct date){ 0 };
	for (;;) {
		found = day_at(path);
		if (found.known && !is_no_day(&found))
			*d = found;
		path = strchr(path, '/');
		if (path == NULL)
			break;
		path++;
	}
	if (!d->known)
		return -1;
	if (rules != NULL)
		date_to_midnight(d, rules->zone);
	return 0;
}

struct date
date_now(const struct zone *zone)
{
	struct date d = { .seconds = (int64_t)time(NULL) };

	date_to_day_of(&d, zone);
	d.zone_s = zone_offset(zone, d.seconds);
	return d;
}

void
date_to_day_of(struct date *d, const struct zone *zone)
{
	struct date local =
	    date_of_seconds(d->seconds + zone_offset(zone, d->seconds));

	d->known = local.known;
	d->year = local.year;
	d->month = local.month;
	d->day = local.day;
}

int64_t
date_end(const struct date *d, const struct zone *zone)
{
	if (!d->known || !d->day_only)
		return d->seconds;
	return zone_moment(zone,
		   date_of_day(d->year, d->month, d->day).seconds + DAY) -
	       1;
}

const char *
date_day(const struct date *d, char out[DATE_SIZE])
{
	(void)snprintf(out, DATE_SIZE, "%04d-%02d-%02d", d->year, d->month,
	    d->day);
	return out;
}

/* "2021-06-11T08:30:00" of seconds since 1970, in any zone. */
static void
show(char out[DATE_SIZE], int64_t local)
{
	struct date d = date_of_seconds(local);
	int second = (int)((local % DAY + DAY) % DAY);

	(void)snprintf(out, DATE_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d", d.year,
	    d.month, d.day, second / 3600, second / 60 % 60, second % 60);
}

const char *
date_minute(int64_t seconds, const struct zone *zone, char out[DATE_SIZE])
{
	show(out, seconds + zone_offset(zone, seconds));
	out[strlen("2021-06-11")] = ' ';
	out[strlen("2021-06-11 08:30")] = '\0';
	return out;
}

const char *
date_stamp(const struct date *d, char out[DATE_SIZE])
{
	show(out, d->seconds);
	out[strlen("2021-06-11T08:30:00")] = 'Z';
	out[strlen("2021-06-11T08:30:00Z")] = '\0';
	return out;
}

const char *
date_stamp_zoned(const struct date *d, char out[DATE_SIZE])
{
	int minutes = (d->zone_s < 0 ? -d->zone_s : d->zone_s) / 60;
	size_t len;

	if (minutes == 0 || !date_of_seconds(d->seconds + d->zone_s).known)
		return date_stamp(d, out);
	show(out, d->seconds + d->zone_s / 60 * 60);
	len = strlen(out);
	(void)snprintf(out + len, DATE_SIZE - len, "%c%02d:%02d",
	    d->zone_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
	return out;
}
