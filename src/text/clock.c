#include "text/clock.h"

#include <stddef.h>
#include <string.h>

#include "text/ascii.h"
#include "text/cursor.h"

/* Names of zones in feeds; the military ones are unreliable and mean UTC. */
/* clang-format off */
static const struct {
	char name[6];
	short minutes;
} zones[] = {
	{ "est", -300 }, { "edt", -240 }, { "cst", -360 }, { "cdt", -300 },
	{ "mst", -420 }, { "mdt", -360 }, { "pst", -480 }, { "pdt", -420 },
	{ "akst", -540 }, { "akdt", -480 }, { "hst", -600 }, { "ast", -240 },
	{ "adt", -180 }, { "nst", -210 }, { "ndt", -150 }, { "brt", -180 },
	{ "brst", -120 }, { "art", -180 }, { "clt", -240 }, { "clst", -180 },
	{ "pet", -300 }, { "cot", -300 }, { "bot", -240 }, { "utc", 0 },
	{ "gmt", 0 }, { "ut", 0 }, { "wet", 0 }, { "west", 60 }, { "bst", 60 },
	{ "cet", 60 }, { "cest", 120 }, { "met", 60 }, { "mest", 120 },
	{ "mez", 60 }, { "mesz", 120 }, { "eet", 120 }, { "eest", 180 },
	{ "cat", 120 }, { "eat", 180 }, { "sast", 120 }, { "msk", 180 },
	{ "msd", 240 }, { "ist", 330 }, { "pkt", 300 }, { "ict", 420 },
	{ "wib", 420 }, { "hkt", 480 }, { "sgt", 480 }, { "awst", 480 },
	{ "jst", 540 }, { "kst", 540 }, { "acst", 570 }, { "acdt", 630 },
	{ "aest", 600 }, { "aedt", 660 }, { "nzst", 720 }, { "nzdt", 780 },
};
/* clang-format on */

/* "+02:00", "-0500", "+2"; the sign comes next. */
static bool
read_offset(struct cursor *in, struct clock *c)
{
	int sign = *in->p++ == '-' ? -1 : 1, hours, minutes = 0;
	size_t n = cursor_digits(in);

	if (n == 3 || n == 4) {
		hours = cursor_number(in, n - 2);
		minutes = cursor_number(in, 2);
	} else if (n == 1 || n == 2) {
		hours = cursor_number(in, n);
		if (cursor_take(in, ':') &&
		    !cursor_take_number(in, 2, 2, &minutes))
			return false;
	} else {
		return false;
	}
	c->zone_s = sign * (hours * 60 + minutes) * 60;
	c->zoned = true;
	return hours < 24 && minutes < 60;
}

/* What stands in brackets behind a zone: "(CET)", "[Europe/Berlin]". */
static bool
skip_remark(struct cursor *in)
{
	char close;

	if (cursor_take(in, '('))
		close = ')';
	else if (cursor_take(in, '['))
		close = ']';
	else
		return true;
	while (in->p < in->end && *in->p != close)
		in->p++;
	return cursor_take(in, close);
}

/* "Europe/Berlin", "America/Port-au-Prince", "Etc/GMT+5". */
static bool
skip_place(struct cursor *in)
{
	const char *p = in->p;
	bool slash = false;

	for (; p < in->end && (is_alnum(*p) || strchr("/_+-", *p) != NULL); p++)
		slash = slash || *p == '/';
	if (slash)
		in->p = p;
	return slash;
}

/* A name of up to five letters, the name of a place, or nothing. */
static bool
read_zone_name(struct cursor *in, struct clock *c)
{
	size_t n = cursor_letters(in);
	bool known = n == 0 || (n == 1 && cursor_lower(in) == 'z');

	if (n > 0 && skip_place(in))
		return true;
	c->zoned = c->zoned || (n == 1 && known);
	for (size_t i = 0; n > 0 && i < sizeof zones / sizeof *zones; i++)
		if (cursor_is_word(in, zones[i].name)) {
			c->zone_s = zones[i].minutes * 60;
			c->zoned = known = true;
		}
	in->p += n;
	cursor_skip(in, CURSOR_BLANKS);
	return n <= 5 && (known || c->known);
}

bool
clock_read_zone(struct cursor *in, struct clock *c)
{
	struct clock ignored = { .known = true };
	bool named;

	cursor_skip(in, CURSOR_BLANKS);
	named = cursor_letters(in) > 0;
	if (!read_zone_name(in, c))
		return false;
	if (cursor_peek(in) == '+' || cursor_peek(in) == '-') {
		if (!read_offset(in, c))
			return false;
		cursor_skip(in, CURSOR_BLANKS);
		if (!named && !read_zone_name(in, &ignored))
			return false;
	}
	return skip_remark(in);
}

/* "am", "p.m." behind the time; nothing is fine too. */
static bool
read_half(struct cursor *in, struct clock *c)
{
	struct cursor half = *in;
	char first;

	cursor_skip(&half, CURSOR_BLANKS);
	first = cursor_lower(&half);
	if (first != 'a' && first != 'p')
		return true;
	half.p++;
	cursor_take(&half, '.');
	if (cursor_lower(&half) != 'm')
		return true;
	half.p++;
	cursor_take(&half, '.');
	if (cursor_letters(&half) > 0)
		return true; /* a zone */
	if (c->hour < 1 || c->hour > 12)
		return false;
	c->hour = c->hour % 12 + (first == 'p' ? 12 : 0);
	c->halves = true;
	*in = half;
	return true;
}

/* Hours alone, or minutes and seconds too, with colons or without. */
static bool
read_numbers(struct cursor *in, struct clock *c)
{
	size_t n = cursor_digits(in);

	if (n == 4 || n == 6) {
		c->hour = cursor_number(in, 2);
		c->minute = cursor_number(in, 2);
		if (n == 6)
			c->second = cursor_number(in, 2);
		return true;
	}
	if (!cursor_take_number(in, 1, 2, &c->hour))
		return false;
	if (!cursor_take(in, ':'))
		return true;
	if (!cursor_take_number(in, 1, 2, &c->minute))
		return false;
	return !cursor_take(in, ':') ||
	       cursor_take_number(in, 1, 2, &c->second);
}

bool
clock_read(struct cursor *in, struct clock *c)
{
	c->known = true;
	if (!read_numbers(in, c))
		return false;
	if (cursor_take(in, '.') || cursor_take(in, ',')) {
		if (cursor_digits(in) == 0)
			return false;
		in->p += cursor_digits(in);
	}
	if (!read_half(in, c))
		return false;
	if (c->hour == 24)
		return c->minute == 0 && c->second == 0;
	return c->hour < 24 && c->minute < 60 && c->second <= 60;
}
