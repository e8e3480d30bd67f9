#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A moment, or a day whose time was not told. */
struct date {
	int64_t
	    seconds;   /* since 1970-01-01T00:00:00Z; a day: its midnight UTC */
	bool known;    /* false: no date at all, the rest means nothing */
	bool day_only; /* no time of day was given */
	/*
	 * The calendar day as its writer saw it, in his own zone: lists,
	 * archives and the digest go by it.
	 */
	int year;       /* 1 to 9999 */
	int month, day; /* 1 to 12, 1 to 31 */
	int zone_s;     /* his zone, seconds east of Greenwich; 0: not told */
};

/* Room for any form below. */
#define DATE_SIZE 32

/*
 * Read a date in any of the forms that front matter and feeds use: RFC 3339
 * and ISO 8601 (T or space, with or without seconds, fraction, zone; week and
 * ordinal dates), RFC 822 and 1123 (names of days and months in English, two-
 * and four-digit years, named and numeric zones), asctime, "2 January 2006",
 * "January 2, 2006", "2006/01/02", "20060102", Unix seconds of 9 to 11 digits.
 * No zone means UTC.  Leap seconds count as :59.  Blanks around are ignored.
 * Returns 0, or -1 when it is none of them or no such day exists; d is then
 * unknown.
 */
int date_parse(struct date *d, const char *s, size_t len);
/*
 * The date in a path or file name: "2021-06-11-x", "2021/06/11/x",
 * "2021/06/11-x", "2021-06-11"; the last one in the path.  0, or -1.
 */
int date_in_path(struct date *d, const char *path);
/* A day of the calendar, or an unknown date when it does not exist. */
struct date date_of_day(int year, int month, int day);
struct date date_of_seconds(int64_t seconds);

/* The last second that belongs to it: of a day, its end. */
int64_t date_end(const struct date *d);

/* "2021-06-11": the calendar day.  Returns out. */
const char *date_day(const struct date *d, char out[DATE_SIZE]);
/* "2021-06-11 08:30": its minute, in UTC.  Returns out. */
const char *date_minute(const struct date *d, char out[DATE_SIZE]);
/* "2021-06-11T08:30:00Z": the moment, RFC 3339 in UTC.  Returns out. */
const char *date_stamp(const struct date *d, char out[DATE_SIZE]);

#endif
