#include "capsule/front_matter.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "capsule/fm/fm_embargo.h"
#include "capsule/fm/fm_fields.h"
#include "capsule/fm/fm_plain.h"
#include "capsule/fm/fm_split.h"
#include "capsule/path_name.h"
#include "markdown/markdown.h"
#include "page/inline_builder.h"
#include "page/page.h"
#include "text/ascii.h"
#include "text/slug.h"
#include "text/url.h"

#define HEADING_MAX 32768 /* bytes of a body that may hold its title */

/* What is being read, and all that it says. */
struct reading {
	struct front_matter *f;
	const char *path;
	const struct date_rules *dates;
	struct fm_fields said;
};

/* ---- texts ----------------------------------------------------------------
 */

/* Each of these gives what counts of a text, or NULL for nothing. */
typedef const char *mender(struct reading *, const struct fm_value *,
    const char *text);

static const char *
mend_address(struct reading *r, const struct fm_value *v, const char *text)
{
	if (!v->quoted && fm_fields_boolean(text) != -1)
		return NULL;
	if (url_may_link(text, strlen(text)))
		return text;
	fm_fields_doubt(&r->said, v->line,
	    "'%s' is not an address that a link may have", text);
	return NULL;
}

/* "es_PE.UTF-8" is es-PE. */
static const char *
mend_language(struct reading *r, const struct fm_value *v, const char *text)
{
	size_t len = strcspn(text, ".@");
	char *tag = arena_strndup(&r->f->arena, text, len);

	for (char *s = tag; *s != '\0'; s++) {
		if (*s == '_')
			*s = '-';
		if (!is_alnum(*s) && *s != '-')
			len = 0;
	}
	if (len >= 2 && len <= 35)
		return tag;
	fm_fields_doubt(&r->said, v->line,
	    "'%s' is not a language: want one like es or es-PE", text);
	return NULL;
}

static const char *
mend_entities(struct reading *r, const struct fm_value *v, const char *text)
{
	(void)v;
	return fm_plain_entities(&r->f->arena, text);
}

static const char *
mend_summary(struct reading *r, const struct fm_value *v, const char *text)
{
	(void)v;
	return fm_plain_line(&r->f->arena, text);
}

/* Themes use this name for a switch. */
static const char *
mend_notice(struct reading *r, const struct fm_value *v, const char *text)
{
	(void)r;
	return !v->quoted && fm_fields_boolean(text) != -1 ? NULL : text;
}

static const struct {
	enum field field;
	size_t offset; /* of the string in struct front_matter */
	mender *mend;  /* NULL: any text will do */
} texts[] = {
	{ FIELD_TITLE, offsetof(struct front_matter, title), mend_entities },
	{ FIELD_SUMMARY, offsetof(struct front_matter, summary), mend_summary },
	{ FIELD_SOURCE, offsetof(struct front_matter, source), mend_address },
	{ FIELD_IMAGE, offsetof(struct front_matter, image), mend_address },
	{ FIELD_IMAGE_ALT, offsetof(struct front_matter, image_alt),
	    mend_entities },
	{ FIELD_LANG, offsetof(struct front_matter, lang), mend_language },
	{ FIELD_LICENSE, offsetof(struct front_matter, license), NULL },
	{ FIELD_ATOM_ID, offsetof(struct front_matter, atom_id), NULL },
	{ FIELD_NOTICE, offsetof(struct front_matter, notice), mend_notice },
	{ FIELD_PARENT, offsetof(struct front_matter, parent), NULL },
};

#define TEXTS (sizeof texts / sizeof *texts)

static const char **
text_of(struct front_matter *f, size_t i)
{
	return (const char **)(void *)((char *)f + texts[i].offset);
}

static void
take_text(struct reading *r, size_t i)
{
	const struct fm_value *v;
	size_t at = 0;

	while ((v = fm_fields_next(&r->said, texts[i].field, &at)) != NULL) {
		const char *s = fm_clean_line(&r->f->arena, v->text, v->len);

		if (*s != '\0' && texts[i].mend != NULL)
			s = texts[i].mend(r, v, s);
		if (s == NULL || *s == '\0')
			continue;
		*text_of(r->f, i) = s;
		return;
	}
}

/* ---- dates, booleans, numbers ---------------------------------------------
 */

static void
doubt_order(struct reading *r, const struct fm_value *v, const struct date *d)
{
	char day[DATE_SIZE];

	fm_fields_doubt(&r->said, v->line,
	    "'%s' may have its day or its month first: it is read as %s; "
	    "dates = \"dmy\" or \"mdy\" in capsule.conf says which",
	    v->text, date_day(d, day));
}

static void
take_date(struct reading *r, enum field field, struct date *d)
{
	const struct fm_value *v;
	size_t at = 0;

	while (
	    !d->known && (v = fm_fields_next(&r->said, field, &at)) != NULL) {
		(void)date_parse_by(d, v->text, v->len, r->dates);
		if (d->ambiguous)
			doubt_order(r, v, d);
		if (!d->known && !fm_embargo_judges(field))
			fm_fields_doubt(&r->said, v->line,
			    "'%s' is not a date: want "
			    "YYYY-MM-DD, or with a time",
			    v->text);
	}
}

static void
take_dates(struct reading *r)
{
	struct front_matter *f = r->f;
	const struct fm_value *v;
	struct date published = { 0 };
	size_t at = 0;

	take_date(r, FIELD_DUE, &f->due);
	take_date(r, FIELD_UPDATED, &f->updated);
	take_date(r, FIELD_EXPIRES, &f->expires);
	take_date(r, FIELD_DATE, &f->date);
	if (!f->date.known)
		f->date = f->due;
	take_date(r, FIELD_PUBLISHED, &published);
	if (!f->date.known)
		f->date = published;
	else if (published.known && published.seconds > f->date.seconds &&
		 !(f->due.known && f->due.seconds > published.seconds))
		f->due = published; /* the later of two days holds it back */
	if (!f->date.known)
		date_in_path(&f->date, r->path, r->dates);
	while (!f->date.known &&
	       (v = fm_fields_next(&r->said, FIELD_ADDRESS, &at)) != NULL)
		date_in_path(&f->date, v->text, r->dates);
}

static bool
take_boolean(struct reading *r, enum field field, bool otherwise)
{
	size_t at = 0;
	const struct fm_value *v = fm_fields_next(&r->said, field, &at);
	int b;

	if (v == NULL)
		return otherwise;
	b = fm_fields_boolean(v->text);
	if (b != -1)
		return b == 1;
	fm_fields_doubt(&r->said, v->line, "'%s' is neither true nor false",
	    v->text);
	return otherwise;
}

/* "true" pins for good, a day pins until it is over. */
static void
take_pinned(struct reading *r)
{
	size_t at = 0;
	const struct fm_value *v = fm_fields_next(&r->said, FIELD_PINNED, &at);
	struct date until;

	if (v == NULL || fm_fields_boolean(v->text) == 0)
		return;
	if (fm_fields_boolean(v->text) == 1)
		r->f->pinned = INT64_MAX;
	else if (date_parse_by(&until, v->text, v->len, r->dates) == 0)
		r->f->pinned = date_end(&until, r->dates->zone);
	else
		fm_fields_doubt(&r->said, v->line,
		    "'%s' is neither true nor false, nor a day", v->text);
}

static void
take_weight(struct reading *r)
{
	size_t at = 0;
	const struct fm_value *v = fm_fields_next(&r->said, FIELD_WEIGHT, &at);
	char *end;
	double n;

	if (v == NULL)
		return;
	n = strtod(v->text, &end);
	if (end == v->text || *end != '\0' || !(n > -1e9 && n < 1e9))
		fm_fields_doubt(&r->said, v->line, "'%s' is not a number",
		    v->text);
	else
		r->f->weight = (long)n;
}

/* ---- lists ----------------------------------------------------------------
 */

/* The name of a topic or author. */
static const char *
name_of(struct reading *r, const struct fm_value *v)
{
	struct arena *a = &r->f->arena;

	return fm_plain_entities(a, fm_clean_line(a, v->text, v->len));
}

static const char *
author_of(struct reading *r, const struct fm_value *v)
{
	return fm_plain_author(&r->f->arena, name_of(r, v));
}

/* "jekyll update", as Jekyll wants two topics written; not "Latin America". */
static bool
is_words(const char *s)
{
	for (; *s != '\0'; s++)
		if (!is_lower(*s) && !is_digit(*s) && *s != ' ' && *s != '-' &&
		    *s != '_')
			return false;
	return true;
}

static void
drop_no_topics(struct fm_names *topics)
{
	size_t n = 0;

	for (size_t i = 0; i < topics->n; i++)
		if (!fm_names_is_no_topic(topics->name[i]))
			topics->name[n++] = topics->name[i];
	topics->n = n;
}

static void
take_topics(struct reading *r)
{
	for (size_t i = 0; i < r->said.n; i++) {
		const struct fm_key *m = &r->said.list[i];
		const char *s;

		if (m->field != FIELD_TOPICS && m->field != FIELD_WORDS)
			continue;
		s = name_of(r, m->value);
		if (m->value->listed)
			fm_names_add(&r->f->arena, &r->f->topics, s, strlen(s));
		else if (m->field == FIELD_WORDS && is_words(s))
			fm_names_split(&r->f->arena, &r->f->topics, s, ", ");
		else
			fm_names_split(&r->f->arena, &r->f->topics, s, ",");
	}
	drop_no_topics(&r->f->topics);
}

/* "Ana Garate, Luis Rey" are two; "Garate, Ana" is one. */
static bool
is_several(const char *s)
{
	if (strchr(s, ',') == NULL)
		return false;
	while (*s != '\0') {
		size_t len;

		s += strspn(s, " ,");
		len = strcspn(s, ",");
		if (len > 0 && memchr(s, ' ', len) == NULL)
			return false;
		s += len;
	}
	return true;
}

static void
take_authors(struct reading *r)
{
	const struct fm_value *v;
	size_t at = 0;

	while ((v = fm_fields_next(&r->said, FIELD_AUTHORS, &at)) != NULL) {
		const char *s = author_of(r, v);

		fm_names_split(&r->f->arena, &r->f->authors, s,
		    !v->listed && is_several(s) ? "," : "");
	}
}

/* An address that the site had in another generator is an old one, too. */
static void
take_aliases(struct reading *r)
{
	struct arena *a = &r->f->arena;
	struct fm_names *list = &r->f->aliases;
	char slug[SLUG_SIZE];
	const struct fm_value *v;
	size_t at = 0;

	while ((v = fm_fields_next(&r->said, FIELD_ALIASES, &at)) != NULL)
		fm_names_add_address(a, list, v->text);
	at = 0;
	while ((v = fm_fields_next(&r->said, FIELD_ADDRESS, &at)) != NULL)
		if (strchr(v->text, '/') != NULL &&
		    path_address_slug(slug, v->text) > 0)
			fm_names_add_address(a, list, v->text);
}

/* ---- slug and title -------------------------------------------------------
 */

/*
 * Nothing Latin is left of the name: the day and a number that only the path
 * decides, so that the address stays when others come beside it.
 */
static const char *
numbered_slug(struct reading *r)
{
	char day[DATE_SIZE];

	return arena_printf(&r->f->arena, "%s-%u",
	    r->f->date.known ? date_day(&r->f->date, day) : "article",
	    (unsigned)(hash_fnv32(r->path) % 100000));
}

static void
take_slug(struct reading *r)
{
	char slug[SLUG_SIZE] = "";
	const struct fm_value *v;
	size_t at = 0;

	while (*slug == '\0' &&
	       (v = fm_fields_next(&r->said, FIELD_SLUG, &at)) != NULL)
		slug_make(slug, v->text, v->len);
	at = 0;
	while (*slug == '\0' &&
	       (v = fm_fields_next(&r->said, FIELD_ADDRESS, &at)) != NULL)
		if (v->quoted || fm_fields_boolean(v->text) == -1)
			path_address_slug(slug, v->text);
	if (*slug == '\0')
		path_slug(slug, r->path);
	r->f->slug =
	    *slug != '\0' ? arena_strdup(&r->f->arena, slug) : numbered_slug(r);
}

/* "" when there is no heading where one would be looked for. */
static const char *
first_heading(struct arena *a, const char *src, size_t len)
{
	struct markdown how = { 0 };
	struct page page = { 0 };
	struct buf words = { 0 };
	const char *title = "";

	markdown_add(&page, src, len < HEADING_MAX ? len : HEADING_MAX, &how);
	for (size_t i = 0; i < page.nblocks; i++) {
		const struct block *b = &page.blocks[i];

		if (b->kind == BLOCK_HEADING && b->quotes == 0) {
			inline_builder_words(&b->body, &words);
			title = fm_clean_line(a, buf_str(&words), words.len);
			break;
		}
	}
	page_free(&page);
	buf_free(&words);
	return title;
}

/* ---- the whole ------------------------------------------------------------
 */

void
front_matter_begin(struct front_matter *f)
{
	*f = (struct front_matter){ .title = "", .slug = "", .body_line = 1 };
	for (size_t i = 0; i < TEXTS; i++)
		*text_of(f, i) = "";
}

static void
take_all(struct reading *r, bool unreadable)
{
	struct front_matter *f = r->f;
	struct fm_embargo embargo;

	for (size_t i = 0; i < TEXTS; i++)
		take_text(r, i);
	if (*f->lang == '\0')
		f->lang = path_language(&f->arena, r->path);
	take_dates(r);
	take_topics(r);
	take_authors(r);
	take_aliases(r);
	take_weight(r);
	take_slug(r);
	f->partial = take_boolean(r, FIELD_PARTIAL, false);
	take_pinned(r);
	fm_embargo_read(&embargo, &r->said);
	f->held = unreadable && embargo.line != 0;
	if (f->held)
		fm_fields_doubt(&r->said, embargo.line,
		    "this says that it is not for readers, and the front "
		    "matter cannot be read: to be safe, the article is not "
		    "shown");
	f->draft = embargo.line != 0 || path_is_draft(r->path);
	f->unlisted = embargo.unlisted;
}

int
front_matter_read(struct front_matter *f, const char *src, size_t len,
    const char *path, problem_sink *sink, void *ctx, struct problem *why)
{
	const struct front_matter_how how = { path, &date_rules_none, sink,
		ctx };

	return front_matter_read_by(f, src, len, &how, why);
}

int
front_matter_read_by(struct front_matter *f, const char *src, size_t len,
    const struct front_matter_how *how, struct problem *why)
{
	struct reading r = {
		.f = f,
		.path = how->path,
		.dates = how->dates,
		.said = { .all = { .arena = &f->arena },
		    .sink = how->sink,
		    .ctx = how->ctx },
	};
	struct fm_split m;
	int failed;

	front_matter_begin(f);
	fm_split_find(&m, src, len);
	f->body = m.body;
	f->body_line = m.body_line;
	failed = fm_fields_read(&r.said, &m, why);
	take_all(&r, failed == -1 || m.open);
	if (*f->title == '\0')
		f->title = first_heading(&f->arena, src + m.body, len - m.body);
	if (*f->title == '\0')
		f->title = path_title(&f->arena, how->path);
	return failed;
}

size_t
front_matter_skip(const char *src, size_t len)
{
	struct fm_split m;

	fm_split_find(&m, src, len);
	return m.body;
}

void
front_matter_free(struct front_matter *f)
{
	arena_free(&f->arena);
}
