/* For the tests of YAML and TOML: what was read, as a list for people. */
#ifndef TESTS_VALUES_LISTED_H
#define TESTS_VALUES_LISTED_H

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/problem.h"
#include "capsule/fm/fm_values.h"

struct syntax {
	int (*read)(struct fm_values *all, const char *src, size_t len,
	    size_t line, struct problem *why);
	const char *between; /* the names of a key */
};

static const struct syntax syntax; /* each test has its own */

struct doc {
	struct arena arena;
	struct fm_values all;
	struct problem why;
	struct buf listing;
	int result;
};

static inline void
doc_free(struct doc *d)
{
	arena_free(&d->arena);
	buf_free(&d->listing);
}

static inline void
doc_read(struct doc *d, const char *src, size_t len)
{
	*d = (struct doc){ 0 };
	d->all.arena = &d->arena;
	d->result = syntax.read(&d->all, src, len, 1, &d->why);
	for (size_t i = 0; i < d->all.n; i++) {
		const struct fm_value *e = &d->all.value[i];

		buf_addf(&d->listing, "%zu ", e->line);
		for (size_t k = 0; k < e->depth; k++)
			buf_addf(&d->listing, "%s%s",
			    k > 0 ? syntax.between : "", e->key[k]);
		buf_addf(&d->listing, "%s%s%s\n", e->listed ? "[]" : "",
		    e->quoted ? "==" : "=", e->text);
	}
}

/* Each value on a line: its line, key, [] in a list, = or == when quoted. */
static inline void
assert_reads(const char *src, const char *listing)
{
	struct doc d;

	doc_read(&d, src, strlen(src));
	assert_string_equal(d.why.sentence, "");
	assert_int_equal(d.result, 0);
	assert_string_equal(buf_str(&d.listing), listing);
	doc_free(&d);
}

static inline void
assert_refused(const char *src, size_t line)
{
	struct doc d;

	doc_read(&d, src, strlen(src));
	assert_int_equal(d.result, -1);
	assert_string_not_equal(d.why.sentence, "");
	assert_int_equal(d.why.line, line);
	doc_free(&d);
}

#endif
