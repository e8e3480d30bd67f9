#include "text/zone.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "text/ascii.h"
#include "text/zone_rule.h"

#define FILES       "/usr/share/zoneinfo"
#define FILE_MAX    65536 /* bytes; the largest of tzdata has 3,600 */
#define HEADER      44    /* bytes */
#define CHANGES_MAX 8192
#define NAME_MAX_   64
#define DAY         86400

/* ---- TZif ---------------------------------------------------------------- */

/* A block of the file: how many there are of each, and where they lie. */
struct block {
	const unsigned char *at;
	size_t isut, isstd, leaps, times, types, chars;
	size_t width; /* bytes of a moment: 4 or 8 */
};

static uint32_t
read_32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static int64_t
read_moment(const unsigned char *p, size_t width)
{
	if (width == 4)
		return (int32_t)read_32(p);
	return (int64_t)((uint64_t)read_32(p) << 32 | read_32(p + 4));
}

static size_t
block_size(const struct block *b)
{
	return b->times * (b->width + 1) + b->types * 6 + b->chars +
	       b->leaps * (b->width + 4) + b->isstd + b->isut;
}

/* The block behind the header at p; its end through *next. */
static bool
read_block(struct block *b, const unsigned char *p, const unsigned char *end,
    size_t width, const unsigned char **next)
{
	if (end - p < HEADER || memcmp(p, "TZif", 4) != 0)
		return false;
	*b = (struct block){ .at = p + HEADER,
		.isut = read_32(p + 20),
		.isstd = read_32(p + 24),
		.leaps = read_32(p + 28),
		.times = read_32(p + 32),
		.types = read_32(p + 36),
		.chars = read_32(p + 40),
		.width = width };
	if (b->times > CHANGES_MAX || b->types == 0 || b->types > 256 ||
	    b->leaps > CHANGES_MAX || b->chars > CHANGES_MAX ||
	    b->isstd > 256 || b->isut > 256 ||
	    (size_t)(end - b->at) < block_size(b))
		return false;
	*next = b->at + block_size(b);
	return true;
}

static int
take_block(struct zone *z, struct arena *a, const struct block *b)
{
	const unsigned char *index = b->at + b->times * b->width;
	const unsigned char *types = index + b->times;
	int64_t *at = arena_calloc(a, b->times, sizeof *at);
	int *offset = arena_calloc(a, b->times, sizeof *offset);

	z->n = b->times;
	z->at = at;
	z->offset_s = offset;
	z->first_s = (int32_t)read_32(types);
	for (size_t i = 0; i < b->times; i++) {
		at[i] = read_moment(b->at + i * b->width, b->width);
		if (index[i] >= b->types || (i > 0 && at[i] < at[i - 1]))
			return -1;
		offset[i] = (int32_t)read_32(types + index[i] * 6);
		if (offset[i] < -DAY || offset[i] > DAY)
			return -1;
	}
	return z->first_s < -DAY || z->first_s > DAY ? -1 : 0;
}

/* "\nCET-1CEST,M3.5.0,M10.5.0/3\n"; an empty one says nothing. */
static void
take_footer(struct zone *z, const unsigned char *p, const unsigned char *end)
{
	const char *s = (const char *)p + 1;
	const char *stop;

	if (end - p < 2 || *p != '\n')
		return;
	stop = memchr(s, '\n', (size_t)((const char *)end - s));
	if (stop != NULL)
		z->has_rule =
		    zone_parse_rule(&z->rule, s, (size_t)(stop - s)) == 0;
}

int
zone_parse(struct zone *z, struct arena *a, const char *bytes, size_t len)
{
	const unsigned char *p = (const unsigned char *)bytes;
	const unsigned char *end = p + len, *next;
	struct block b;

	*z = (struct zone){ .name = "" };
	if (!read_block(&b, p, end, 4, &next))
		return -1;
	if (p[4] == '\0')
		return take_block(z, a, &b);
	if (!read_block(&b, next, end, 8, &next))
		return -1;
	take_footer(z, next, end);
	return take_block(z, a, &b);
}

/* ---- files --------------------------------------------------------------- */

static bool
is_name(const char *s)
{
	size_t len = strlen(s);

	for (size_t i = 0; i < len; i++)
		if (!is_alnum(s[i]) && strchr("/_+-", s[i]) == NULL)
			return false;
	return len > 0 && len <= NAME_MAX_ && s[0] != '/';
}

static const struct zone *
read_file(struct arena *a, const char *path, const char *name)
{
	struct zone *z = arena_calloc(a, 1, sizeof *z);
	struct buf bytes = { 0 };
	int failed = buf_read_file(&bytes, path, FILE_MAX, NULL);

	if (failed == 0)
		failed = zone_parse(z, a, buf_str(&bytes), bytes.len);
	buf_free(&bytes);
	z->name = arena_strdup(a, name);
	return failed == 0 ? z : NULL;
}

static const struct zone *
utc(struct arena *a)
{
	struct zone *z = arena_calloc(a, 1, sizeof *z);

	z->name = "UTC";
	return z;
}

const char *
zone_files(void)
{
	const char *folder = getenv("TZDIR");

	return folder != NULL && folder[0] != '\0' ? folder : FILES;
}

const struct zone *
zone_open(struct arena *a, const char *name, struct problem *why)
{
	const char *folder = zone_files();
	const struct zone *z = NULL;

	if (is_name(name))
		z = read_file(a, arena_printf(a, "%s/%s", folder, name), name);
	if (z == NULL && strcmp(name, "UTC") == 0)
		z = utc(a);
	if (z == NULL)
		problem_set(why, 0,
		    "'%s' is no time zone that %s knows: want a name like "
		    "America/Lima",
		    name, folder);
	return z;
}

/* What TZ says: the name of a file, or a rule. */
static const struct zone *
zone_of_tz(struct arena *a, const char *tz)
{
	const struct zone *named;
	struct zone *z;

	tz += *tz == ':';
	if (*tz == '/')
		return read_file(a, tz, tz);
	named = zone_open(a, tz, NULL);
	if (named != NULL)
		return named;
	z = arena_calloc(a, 1, sizeof *z);
	z->name = arena_strdup(a, tz);
	z->has_rule = zone_parse_rule(&z->rule, tz, strlen(tz)) == 0;
	return z->has_rule ? z : NULL;
}

/* "America/Lima" of the link /etc/localtime; "" when it is no such link. */
static const char *
name_of_localtime(struct arena *a)
{
	char target[256];
	ssize_t n = readlink("/etc/localtime", target, sizeof target - 1);
	const char *name;

	if (n <= 0)
		return "";
	target[n] = '\0';
	name = strstr(target, "zoneinfo/");
	return name == NULL ? "" : arena_strdup(a, name + strlen("zoneinfo/"));
}

const struct zone *
zone_of_machine(void)
{
	static struct arena kept; /* as long as the process */
	static const struct zone *machine;
	const char *tz = getenv("TZ");

	if (machine != NULL)
		return machine;
	if (tz != NULL && tz[0] != '\0')
		machine = zone_of_tz(&kept, tz);
	else
		machine = read_file(&kept, "/etc/localtime",
		    name_of_localtime(&kept));
	if (machine == NULL)
		machine = utc(&kept);
	return machine;
}

/* ---- use ----------------------------------------------------------------- */

int
zone_offset(const struct zone *z, int64_t seconds)
{
	size_t low = 0, high;

	if (z == NULL)
		return 0;
	for (high = z->n; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (z->at[middle] <= seconds)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == z->n && z->has_rule)
		return zone_rule_offset(&z->rule, seconds);
	return low == 0 ? z->first_s : z->offset_s[low - 1];
}

int64_t
zone_moment(const struct zone *z, int64_t local)
{
	int before = zone_offset(z, local - DAY);
	int after = zone_offset(z, local + DAY);

	if (zone_offset(z, local - before) != before &&
	    zone_offset(z, local - after) == after)
		return local - after;
	return local - before;
}
