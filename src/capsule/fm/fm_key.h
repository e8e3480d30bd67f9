#ifndef CAPSULE_FM_FM_KEY_H
#define CAPSULE_FM_FM_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "capsule/fm/fm_values.h"

/* What front matter can say, whatever the key it is said with. */
enum field {
	FIELD_TITLE,
	FIELD_DATE,
	FIELD_DUE,       /* publishDate: not to be shown before */
	FIELD_PUBLISHED, /* published, publish, public: a boolean, or a date */
	FIELD_UPDATED,
	FIELD_EXPIRES,
	FIELD_SLUG,
	FIELD_ADDRESS, /* url, permalink, path: its old place on the web */
	FIELD_TOPICS,
	FIELD_WORDS, /* topics too, but a text may hold several: a b */
	FIELD_AUTHORS,
	FIELD_SUMMARY,
	FIELD_DRAFT,    /* draft, private, hidden: any that is not false */
	FIELD_STATUS,   /* a word for who may see it */
	FIELD_UNLISTED, /* served by its address alone */
	FIELD_BUILD,    /* Hugo's: a map of the two below */
	FIELD_RENDERED, /* a page is made of it: "always", or not */
	FIELD_LISTED,   /* it is in lists, likewise */
	FIELD_PASSWORD, /* of whoever may read it */
	FIELD_PINNED,   /* leads the front page: true, or until a day */
	FIELD_SOURCE,
	FIELD_IMAGE,
	FIELD_IMAGE_ALT,
	FIELD_LANG,
	FIELD_ALIASES,
	FIELD_LICENSE,
	FIELD_ATOM_ID,
	FIELD_NOTICE,
	FIELD_WEIGHT,
	FIELD_PARTIAL,
	FIELD_PARENT, /* of a topic */
	FIELD_FROM,   /* of a notice */
	FIELD_UNTIL,  /* of a notice */
	FIELDS
};

/* A value that says something, and how it is to be preferred. */
struct fm_key {
	enum field field;
	size_t rank; /* of several ways to say it the lowest counts */
	const struct fm_value *value;
};

/*
 * What a value says, by its key: case, '_' and '-' do not matter; keys below
 * `extra` (Zola) and `params` (Hugo) count behind those outside, and all of
 * `taxonomies` are topics but for the authors.  False: nothing that we know.
 */
bool fm_key_find(struct fm_key *m, const struct fm_value *v);

/* Is it a key of capsule(5)? */
bool fm_key_is_known(const char *name);
/* Are the two names one key?  Case, '_' and '-' do not matter. */
bool fm_key_same(const char *a, const char *b);

/*
 * The known key that this unknown one looks like a typing error of (at most
 * two letters wrong, missing, too many or swapped; one in keys of up to five),
 * or NULL. Keys that others give a meaning to are no typing errors.
 */
const char *fm_key_guess(const char *name);

#endif
