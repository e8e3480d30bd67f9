#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zone;

/* A moment, or a day whose time was not told. */
struct date {
	int64_t seconds; /* since 1970-01-01T00:00:00Z; a day: its midnight */
	bool known;      /* false: no date at all, the rest means nothing */
	bool day_only;   /* no time of day was given */
	bool ambiguous;  /* 06/10/2021: day or month first? */
	/*
	 * The calendar day, by which lists, archives and the digest go: as its
	 * writer saw it in his own zone, or as the newsroom's calendar has it
	 * (struct date_rules).
	 */
	int year;       /* 1 to 9999 */
	int month, day; /* 1 to 12, 1 to 31 */
	int zone_s;     /* his zone, seconds east of Greenwich; 0: not told */
};

/* Room for any form below. */
#define DATE_SIZE 32

/* How a newsroom has its dates: the settings of capsule(5). */
struct date_rules {
	const struct zone *zone; /* of dates without one; NULL: UTC */
	bool local; /* the day of a moment is the one that this zone has then,
		       whatever zone the moment was written in */
	enum date_order { DATE_UNTOLD, DATE_DMY, DATE_MDY } order;
};

/* UTC, days as their writers saw them, and no order. */
extern const struct date_rules date_rules_none;

/*
 * Read a date in any of the forms that front matter and feeds use: RFC 3339
 * and ISO 8601 (T or space, with or without seconds, fraction, zone; week and
 * ordinal dates), RFC 822 and 1123 (names of days and months in English, two-
 * and four-digit years, named and numeric zones), asctime, "2 January 2006",
 * "January 2, 2006", "2006/01/02", "20060102", Unix seconds of 9 to 11 digits.
 * No zone, or one whose name is unknown ("Europe/Berlin"), means that of the
 * rules.  Leap seconds count as :59.  Blanks around are ignored.
 * Returns 0, or -1 when it is none of them, no such day exists, or it is the
 * first of the year 1, by which Go says that there is none; d is then unknown.
 */
int date_parse_by(struct date *d, const char *s, size_t len,
    const struct date_rules *rules);
/* The same by date_rules_none. */
int date_parse(struct date *d, const char *s, size_t len);
/*
 * The date in a path or file name: "2021-06-11-x", "2021/06/11/x",
 * "2021/06/11-x", "2021-06-11"; the last one in the path.  0, or -1.
 */
int date_in_path(struct date *d, const char *path,
    const struct date_rules *rules);
/* Now, as the clocks of a zone show it. */
struct date date_now(const struct zone *zone);
/* A day of the calendar, or an unknown date when it does not exist. */
struct date date_of_day(int year, int month, int day);
struct date date_of_seconds(int64_t seconds);

/* Make a day begin at its midnight in the zone. */
void date_to_midnight(struct date *d, const struct zone *zone);
/* The calendar day of a moment becomes the one that the zone has then. */
void date_to_day_of(struct date *d, const struct zone *zone);
/* The last second that belongs to it: of a day, its end in the zone. */
int64_t date_end(const struct date *d, const struct zone *zone);

/* "2021-06-11": the calendar day.  Returns out. */
const char *date_day(const struct date *d, char out[DATE_SIZE]);
/* "2021-06-11 08:30": a moment as the clocks of a zone show it. */
const char *date_minute(int64_t seconds, const struct zone *zone,
    char out[DATE_SIZE]);
/* "2021-06-11T08:30:00Z": the moment, RFC 3339 in UTC.  Returns out. */
const char *date_stamp(const struct date *d, char out[DATE_SIZE]);
/* "2021-06-11T03:30:00-05:00": the same in the zone of its writer. */
const char *date_stamp_zoned(const struct date *d, char out[DATE_SIZE]);

#endif
