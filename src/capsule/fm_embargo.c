#include "capsule/fm_embargo.h"

#include <strings.h>

#include "text/date.h"

/*
 * Does a value of the field say `hides`?  So does one that is no boolean, such
 * as "draft: tru"; but `published` may hold a date, which hides nothing.
 */
static bool
is_hidden_by(const struct fm_fields *said, enum field field, bool hides)
{
	const struct fm_value *v;
	size_t at = 0;
	bool hidden = false;

	while ((v = fm_fields_next(said, field, &at)) != NULL) {
		int b = fm_fields_boolean(v->text);
		struct date d;

		if (v->len == 0)
			continue;
		if (b != -1) {
			hidden = hidden || (b == 1) == hides;
			continue;
		}
		if (!hides && date_parse(&d, v->text, v->len) == 0)
			continue;
		hidden = true;
		fm_fields_doubt(said, v->line,
		    "'%s' is neither true nor false: to be safe, the article "
		    "is not shown",
		    v->text);
	}
	return hidden;
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

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

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
		e->draft = true;
		if (!is_among(v->text, hides, COUNT(hides)))
			fm_fields_doubt(said, v->line,
			    "'%s' is no status that is known: to be safe, the "
			    "article is not shown",
			    v->text);
	}
}

void
fm_embargo_read(struct fm_embargo *e, const struct fm_fields *said)
{
	*e = (struct fm_embargo){ 0 };
	e->draft = is_hidden_by(said, FIELD_DRAFT, true) ||
		   is_hidden_by(said, FIELD_PUBLISHED, false);
	e->unlisted = is_hidden_by(said, FIELD_UNLISTED, true);
	read_status(e, said);
}
