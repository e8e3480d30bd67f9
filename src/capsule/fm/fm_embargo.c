#include "capsule/fm/fm_embargo.h"

#include <strings.h>

#include "text/date.h"

/*
 * What the fields say when their value is true, when it is false, and when it
 * is neither; `published` may hold a date, and publishDate and expiryDate want
 * one: an embargo until "next Monday" is one until somebody mends it.
 */
static const struct rule {
	enum field field;
	bool if_true, if_false; /* hides it */
	bool date;              /* a date is no mistake */
	const char *wanted;
} rules[] = {
	{ FIELD_DRAFT, true, false, false, "neither true nor false" },
	{ FIELD_PUBLISHED, false, true, true,
	    "neither true nor false, nor a date" },
	{ FIELD_DUE, true, false, true, "not a date" },
	{ FIELD_EXPIRES, true, false, true, "not a date" },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

bool
fm_embargo_judges(enum field field)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (rules[i].field == field)
			return true;
	return false;
}

static void
hide(struct fm_embargo *e, const struct fm_value *v)
{
	if (e->line == 0)
		e->line = v->line;
}

static void
follow(struct fm_embargo *e, const struct fm_fields *said,
    const struct rule *rule)
{
	const struct fm_value *v;
	size_t at = 0;

	while ((v = fm_fields_next(said, rule->field, &at)) != NULL) {
		int b = fm_fields_boolean(v->text);
		struct date d;

		if (v->len == 0 ||
		    (rule->date && date_parse(&d, v->text, v->len) == 0))
			continue;
		if (b == -1)
			fm_fields_doubt(said, v->line,
			    "'%s' is %s: to be safe, the article is not shown",
			    v->text, rule->wanted);
		if (b == -1 || (b == 1 ? rule->if_true : rule->if_false))
			hide(e, v);
	}
}

static void
read_unlisted(struct fm_embargo *e, const struct fm_fields *said)
{
	const struct fm_value *v;
	size_t at = 0;

	while ((v = fm_fields_next(said, FIELD_UNLISTED, &at)) != NULL)
		if (v->len > 0 && fm_fields_boolean(v->text) != 0)
			e->unlisted = true;
}

/*
 * What `status` and `visibility` say in the exports of WordPress and Ghost and
 * in gardens of notes (how ripe a page is, not who may see it).  Any other word
 * hides the article: "embargoed" is none that anybody could have foreseen.
 */
static const char *const shows[] = { "publish", "published", "public", "live",
	"visible", "inherit", "true", "final", "done", "complete", "completed",
	"finished", "active", "ongoing", "in progress", "seedling", "budding",
	"evergreen", "stub", "unlisted",
	/* the date tells when */
	"future", "scheduled" };
/* Those that need no message: whoever writes them means them. */
static const char *const hides[] = { "draft", "auto-draft", "private",
	"pending", "hidden", "unpublished", "trash" };

static bool
is_among(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(word, list[i]) == 0)
			return true;
	return false;
}

static void
read_status(struct fm_embargo *e, const struct fm_fields *said)
{
	const struct fm_value *v;
	size_t at = 0;

	while ((v = fm_fields_next(said, FIELD_STATUS, &at)) != NULL) {
		if (strcasecmp(v->text, "unlisted") == 0)
			e->unlisted = true;
		if (v->len == 0 || is_among(v->text, shows, COUNT(shows)))
			continue;
		hide(e, v);
		if (!is_among(v->text, hides, COUNT(hides)))
			fm_fields_doubt(said, v->line,
			    "'%s' is no status that is known: to be safe, the "
			    "article is not shown",
			    v->text);
	}
}

static bool
says_always(const struct fm_value *v)
{
	return strcasecmp(v->text, "always") == 0 ||
	       fm_fields_boolean(v->text) == 1;
}

/* Hugo's `build`: "never" and "link" make no page, "local" lists it nowhere. */
static void
read_build(struct fm_embargo *e, const struct fm_fields *said)
{
	const struct fm_value *v;
	size_t at = 0;

	while ((v = fm_fields_next(said, FIELD_RENDERED, &at)) != NULL)
		if (!says_always(v))
			hide(e, v);
	at = 0;
	while ((v = fm_fields_next(said, FIELD_LISTED, &at)) != NULL)
		if (!says_always(v))
			e->unlisted = true;
}

/* WordPress asks for it; nobody here does. */
static void
read_password(struct fm_embargo *e, const struct fm_fields *said)
{
	const struct fm_value *v;
	size_t at = 0;

	while ((v = fm_fields_next(said, FIELD_PASSWORD, &at)) != NULL) {
		if (v->len == 0)
			continue;
		hide(e, v);
		fm_fields_doubt(said, v->line,
		    "nobody is asked for a password here: the article is not "
		    "shown");
	}
}

/* Eleventy's `permalink: false`: it is written nowhere. */
static void
read_address(struct fm_embargo *e, const struct fm_fields *said)
{
	const struct fm_value *v;
	size_t at = 0;

	while ((v = fm_fields_next(said, FIELD_ADDRESS, &at)) != NULL)
		if (strcasecmp(v->text, "false") == 0)
			hide(e, v);
}

void
fm_embargo_read(struct fm_embargo *e, const struct fm_fields *said)
{
	*e = (struct fm_embargo){ 0 };
	for (size_t i = 0; i < COUNT(rules); i++)
		follow(e, said, &rules[i]);
	read_unlisted(e, said);
	read_status(e, said);
	read_build(e, said);
	read_password(e, said);
	read_address(e, said);
}
