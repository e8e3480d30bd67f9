#include "capsule/fm/fm_fields.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "text/ascii.h"

void
fm_fields_doubt(const struct fm_fields *s, size_t line, const char *fmt, ...)
{
	struct problem p = { 0 };
	va_list args;

	if (s->sink == NULL)
		return;
	va_start(args, fmt);
	problem_setv(&p, line, fmt, args);
	va_end(args);
	s->sink(s->ctx, &p);
}

int
fm_fields_boolean(const char *text)
{
	static const struct {
		const char *word;
		int means;
	} words[] = {
		{ "true", 1 },
		{ "false", 0 },
		{ "yes", 1 },
		{ "no", 0 },
		{ "on", 1 },
		{ "off", 0 },
		{ "y", 1 },
		{ "n", 0 },
		{ "1", 1 },
		{ "0", 0 },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasecmp(text, words[i].word) == 0)
			return words[i].means;
	return -1;
}

const struct fm_value *
fm_fields_next(const struct fm_fields *s, enum field field, size_t *at)
{
	while (*at < s->n) {
		const struct fm_key *m = &s->list[(*at)++];

		if (m->field == field)
			return m->value;
	}
	return NULL;
}

static int
by_rank(const void *x, const void *y)
{
	const struct fm_key *a = x;
	const struct fm_key *b = y;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return a->value < b->value ? -1 : a->value > b->value;
}

/* An unknown key is ignored, but a typing error deserves a word. */
static void
suspect(const struct fm_fields *s, const struct fm_value *v)
{
	const char *guess = s->sink == NULL ? NULL : fm_key_guess(v->key[0]);

	if (guess != NULL && (v == s->all.value || v[-1].key[0] != v->key[0]))
		fm_fields_doubt(s, v->line, "'%s' is unknown: is '%s' meant?",
		    v->key[0], guess);
}

static void
suspect_twin(const struct fm_fields *s, const struct fm_key *a,
    const struct fm_key *b)
{
	size_t last = b->value->depth - 1;

	if (a->rank == b->rank && !b->value->listed &&
	    a->value->depth == b->value->depth &&
	    fm_key_same(a->value->key[last], b->value->key[last]))
		fm_fields_doubt(s, b->value->line,
		    "'%s' is said twice: the first time counts",
		    b->value->key[last]);
}

/* A title may begin like one: "0000-00-00 is no day". */
static bool
is_zero_time(const struct fm_value *v)
{
	const char *rest = v->text + 10;

	if (strncmp(v->text, "0001-01-01", 10) != 0 &&
	    strncmp(v->text, "0000-00-00", 10) != 0)
		return false;
	return *rest == '\0'
		   ? !v->quoted
		   : (*rest == 'T' || *rest == ' ') && is_digit(rest[1]);
}

/*
 * Nothing is said by "key:", "key: ~" and "key: null", nor by the zero times of
 * Go (Hugo writes them where a date is not set) and of MySQL.
 */
static bool
is_nothing(const struct fm_value *v)
{
	if (is_zero_time(v))
		return true;
	return !v->quoted && (v->len == 0 || strcmp(v->text, "~") == 0 ||
				 strcasecmp(v->text, "null") == 0);
}

/* Put what the values say in order. */
static void
understand(struct fm_fields *s)
{
	s->list = arena_calloc(s->all.arena, s->all.n, sizeof *s->list);
	for (size_t i = 0; i < s->all.n; i++) {
		const struct fm_value *v = &s->all.value[i];

		if (!fm_key_find(&s->list[s->n], v))
			suspect(s, v);
		else if (!is_nothing(v))
			s->n++;
	}
	if (s->n > 1)
		qsort(s->list, s->n, sizeof *s->list, by_rank);
	for (size_t i = 1; i < s->n; i++)
		suspect_twin(s, &s->list[i - 1], &s->list[i]);
}

int
fm_fields_read(struct fm_fields *s, const struct fm_split *m,
    struct problem *why)
{
	int failed = fm_split_values(m, &s->all, why);

	if (failed == -1 || m->open) {
		s->all.n = 0;
		fm_split_lenient(m, &s->all);
	}
	understand(s);
	return failed;
}
