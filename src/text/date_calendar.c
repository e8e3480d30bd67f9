#include "text/date.h"

#include <stdbool.h>
#include <stdint.h>

/* Days and dates, without a zone: what zones themselves are reckoned by. */

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
