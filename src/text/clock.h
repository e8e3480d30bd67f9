#ifndef TEXT_CLOCK_H
#define TEXT_CLOCK_H

#include <stdbool.h>

struct cursor;

/* The time of day within a date that a person or a program wrote. */
struct clock {
	int hour, minute, second; /* 24:00:00 and a second 60 may occur */
	int zone_s;               /* seconds east of Greenwich */
	bool known;               /* a time was given */
	bool zoned;               /* with a zone that is known */
	bool halves;              /* with am or pm */
};

/*
 * Read "15:04", "15:04:05", "15:04:05.678", "150405", "3:04 pm", "15"; digits
 * come next.  False when it is no time; fractions are forgotten.
 */
bool clock_read(struct cursor *in, struct clock *c);
/*
 * Read a zone, or nothing: an offset, a name, a name and an offset
 * ("GMT+0100") or an offset and a name, which then adds nothing ("+0100 CET"),
 * and a remark in brackets.  An unknown name is passed over; without a time it
 * must be of a place ("Europe/Berlin"), or it is no zone: false.
 */
bool clock_read_zone(struct cursor *in, struct clock *c);

#endif
