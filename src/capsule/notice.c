#include "capsule/capsule.h"

#include <stdbool.h>

#include "capsule/fm/fm_embargo.h"
#include "capsule/fm/fm_fields.h"
#include "capsule/fm/fm_key.h"
#include "capsule/fm/fm_split.h"
#include "capsule/front_matter.h"

static int
take_date(struct date *d, const struct fm_value *v,
    const struct date_rules *dates, struct problem *why)
{
	if (v->len == 0)
		return 0;
	if (date_parse_by(d, v->text, v->len, dates) == 0)
		return 0;
	return problem_set(why, v->line,
	    "'%s' is not a date: want YYYY-MM-DD, or with a time", v->text);
}

static int
take(struct notice *n, const struct fm_fields *said,
    const struct front_matter_how *how, struct problem *why)
{
	struct fm_key m;

	for (size_t i = 0; i < said->all.n; i++) {
		const struct fm_value *v = &said->all.value[i];
		bool known = fm_key_find(&m, v);
		struct date *d = !known                   ? NULL
				 : m.field == FIELD_FROM  ? &n->from
				 : m.field == FIELD_UNTIL ? &n->until
							  : NULL;

		if (d != NULL && take_date(d, v, how->dates, why) == -1)
			return -1;
		/* a typing error has been told of */
		if (d == NULL && fm_key_guess(v->key[0]) == NULL)
			fm_fields_doubt(said, v->line,
			    "'%s' says nothing of a notice: want from and "
			    "until",
			    v->key[0]);
	}
	/* its last day belongs to a notice */
	n->until.seconds = date_end(&n->until, how->dates->zone);
	if (n->from.known && n->until.known &&
	    n->until.seconds < n->from.seconds)
		fm_fields_doubt(said, 1,
		    "it ends before it begins, and is never shown");
	return 0;
}

int
notice_read(struct notice *n, const char *src, size_t len,
    const struct front_matter_how *how, struct problem *why)
{
	struct fm_fields said = { .sink = how->sink, .ctx = how->ctx };
	struct fm_embargo embargo;
	struct fm_split m;

	*n = (struct notice){ 0 };
	said.all.arena = &n->arena;
	fm_split_find(&m, src, len);
	n->body = src + m.body;
	n->len = len - m.body;
	n->line = m.body_line;
	if (fm_fields_read(&said, &m, why) == -1)
		return -1;
	fm_embargo_read(&embargo, &said);
	if (embargo.line != 0)
		return problem_set(why, embargo.line,
		    "this says that the notice is not for readers: it is not "
		    "shown");
	return take(n, &said, how, why);
}

void
notice_free(struct notice *n)
{
	arena_free(&n->arena);
}
