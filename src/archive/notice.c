#include "archive/capsule.h"

#include "archive/keys.h"
#include "archive/matter.h"

static int
take_date(struct date *d, const struct value *v, struct problem *why)
{
	if (v->len == 0)
		return 0;
	if (date_parse(d, v->text, v->len) == 0)
		return 0;
	return problem_set(why, v->line,
	    "'%s' is not a date: want YYYY-MM-DD, or with a time", v->text);
}

/* Its last day belongs to a notice. */
static void
to_end_of_day(struct date *d)
{
	if (d->known && d->day_only)
		d->seconds += 24 * 60 * 60 - 1;
}

static int
take(struct notice *n, const struct values *all, struct problem *why)
{
	struct meaning m;

	for (size_t i = 0; i < all->n; i++) {
		const struct value *v = &all->value[i];
		struct date *d;

		if (!key_meaning(&m, v))
			continue;
		d = m.field == FIELD_FROM    ? &n->from
		    : m.field == FIELD_UNTIL ? &n->until
					     : NULL;
		if (d != NULL && take_date(d, v, why) == -1)
			return -1;
	}
	to_end_of_day(&n->until);
	return 0;
}

int
notice_read(struct notice *n, const char *src, size_t len, struct problem *why)
{
	struct values all = { .arena = &n->arena };
	struct matter m;

	*n = (struct notice){ 0 };
	matter_find(&m, src, len);
	n->body = src + m.body;
	n->len = len - m.body;
	n->line = m.body_line;
	if (matter_read(&m, &all, why) == -1)
		return -1;
	return take(n, &all, why);
}

void
notice_free(struct notice *n)
{
	arena_free(&n->arena);
}
