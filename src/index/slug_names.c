#include "index/slug_names.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "index/schema.h"

/* Six digits: of a day's articles with one name no two have the same. */
#define NUMBER_FIRST 100000
#define NUMBERS      900000
#define DIGITS       6

int64_t
slug_number(const char *path)
{
	return index_hash(path, strlen(path)) % NUMBERS + NUMBER_FIRST;
}

/* "weekly-2021-05-08", or "weekly" where there is no date. */
static void
with_day(char out[SLUG_NAME_SIZE], const struct article_row *row)
{
	char day[DATE_SIZE];
	const struct date *date = &row->art.card.date;

	(void)snprintf(out, SLUG_NAME_SIZE, "%s%s%s", row->base,
	    date->known ? "-" : "", date->known ? date_day(date, day) : "");
}

size_t
slug_names(char out[SLUG_NAMES][SLUG_NAME_SIZE], const struct article_row *row)
{
	char dated[SLUG_NAME_SIZE];
	size_t n = 0;

	with_day(dated, row);
	(void)snprintf(out[n++], SLUG_NAME_SIZE, "%s", row->base);
	if (row->art.card.date.known)
		memcpy(out[n++], dated, sizeof dated);
	(void)snprintf(out[n++], SLUG_NAME_SIZE, "%.*s-%" PRId64,
	    SLUG_NAME_SIZE - DIGITS - 2, dated, row->number);
	return n;
}

/* The '_' stands in no slug that a file may ask for. */
void
slug_name_last(char out[SLUG_NAME_SIZE], const struct article_row *row)
{
	const char *path = row->art.path;
	char dated[SLUG_NAME_SIZE];

	with_day(dated, row);
	(void)snprintf(out, SLUG_NAME_SIZE, "%.*s_%" PRIx64,
	    SLUG_NAME_SIZE - 18, dated,
	    (uint64_t)index_hash(path, strlen(path)));
}

/* ---- who has a name ------------------------------------------------------ */

/* A name taken apart. */
struct parts {
	size_t base; /* bytes of it */
	int64_t day; /* 20210611; 0: undated */
	int64_t number;
};

/* Take "-471103" off the end. */
static bool
take_number(const char *name, struct parts *p)
{
	const char *end = name + p->base;

	if (p->base <= DIGITS + 1 || end[-DIGITS - 1] != '-' ||
	    strspn(end - DIGITS, "0123456789") < DIGITS)
		return false;
	p->number = strtol(end - DIGITS, NULL, 10);
	p->base -= DIGITS + 1;
	return p->number >= NUMBER_FIRST;
}

/* Take "-2021-06-11" off the end. */
static bool
take_day(const char *name, struct parts *p)
{
	static const char form[] = "-dddd-dd-dd";
	const size_t n = sizeof form - 1;
	const char *s = name + p->base - n;
	struct date d;

	if (p->base <= n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != '-')
			return false;
	d = date_of_day((int)strtol(s + 1, NULL, 10),
	    (int)strtol(s + 6, NULL, 10), (int)strtol(s + 9, NULL, 10));
	p->day = index_day(&d);
	p->base -= n;
	return d.known;
}

/* What is being looked for, and what was found. */
struct search_for {
	struct sql *q;
	size_t first;
	struct arena *a;
	const char *name;
	struct article_row *out;
	size_t n, max;
};

static void
look(struct search_for *s, size_t which, const struct parts *p)
{
	static const char *const types[] = { "ti", "tii", "tiii" };
	sqlite3_stmt *st;

	if (s->n == s->max)
		return;
	st = sql_bind(s->q, s->first + which, types[which], s->name, p->base,
	    (int64_t)(s->max - s->n), p->day, p->number);
	while (s->n < s->max && sql_step(s->q, st) == 1)
		article_row_read(st, s->a, &s->out[s->n++]);
	sql_done(st);
}

size_t
slug_owners(struct sql *q, size_t first, struct arena *a, const char *name,
    struct article_row *out, size_t max)
{
	struct search_for s = { q, first, a, name, out, 0, max };
	struct parts p = { .base = strlen(name) };

	look(&s, 0, &p);
	if (take_number(name, &p)) {
		look(&s, 2, &p); /* undated */
		if (take_day(name, &p))
			look(&s, 2, &p);
	} else {
		p.base = strlen(name);
		if (take_day(name, &p))
			look(&s, 1, &p);
	}
	return s.n;
}

size_t
slug_owners_of_base(struct sql *q, size_t first, struct arena *a,
    const char *base, struct article_row *out, size_t max)
{
	struct search_for s = { q, first, a, base, out, 0, max };
	struct parts p = { .base = strlen(base) };

	look(&s, 0, &p);
	return s.n;
}
