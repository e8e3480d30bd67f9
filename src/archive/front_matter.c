#include "archive/front_matter.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/keys.h"
#include "archive/matter.h"
#include "archive/path_name.h"
#include "archive/yaml_write.h"
#include "base/buf.h"
#include "base/slug.h"
#include "base/url.h"

/* What is being read, and all that it says. */
struct reading {
	struct front *f;
	const char *path;
	struct entries all;
	struct meaning *said; /* by rank: each field's first choice first */
	size_t n;
	problem_sink *sink;
	void *ctx;
};

/* Tell the sink what is doubtful on a line. */
__attribute__((format(printf, 3, 4))) static void
doubt(const struct reading *r, size_t line, const char *fmt, ...)
{
	struct problem p = { 0 };
	char sentence[sizeof p.sentence];
	va_list args;

	if (r->sink == NULL)
		return;
	va_start(args, fmt);
	vsnprintf(sentence, sizeof sentence, fmt, args);
	va_end(args);
	problem_set(&p, line, "%s", sentence);
	r->sink(r->ctx, &p);
}

/* ---- values ---------------------------------------------------------------
 */

/* Nothing is said by "key:", "key: ~" and "key: null". */
static bool
is_nothing(const struct entry *e)
{
	return !e->quoted && (e->len == 0 || strcmp(e->value, "~") == 0 ||
				 strcasecmp(e->value, "null") == 0);
}

/* 1 yes, 0 no, -1 neither: in any spelling, quoted or not. */
static int
boolean(const char *s)
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
		if (strcasecmp(s, words[i].word) == 0)
			return words[i].means;
	return -1;
}

/* The next thing that is said about a field, best first; NULL: no more. */
static const struct entry *
next(const struct reading *r, enum field field, size_t *at)
{
	while (*at < r->n) {
		const struct meaning *m = &r->said[(*at)++];

		if (m->field == field && !is_nothing(m->entry))
			return m->entry;
	}
	return NULL;
}

/* ---- texts ----------------------------------------------------------------
 */

/* Each of these gives what counts of a text, or NULL for nothing. */
typedef const char *mender(struct reading *, const struct entry *,
    const char *text);

static const char *
mend_address(struct reading *r, const struct entry *e, const char *text)
{
	if (!e->quoted && boolean(text) != -1)
		return NULL;
	if (url_may_link(text, strlen(text)))
		return text;
	doubt(r, e->line, "'%s' is not an address that a link may have", text);
	return NULL;
}

/* "es_PE.UTF-8" is es-PE. */
static const char *
mend_language(struct reading *r, const struct entry *e, const char *text)
{
	size_t len = strcspn(text, ".@");
	char *tag = arena_strndup(&r->f->arena, text, len);

	for (char *s = tag; *s != '\0'; s++) {
		if (*s == '_')
			*s = '-';
		if (!(*s >= 'a' && *s <= 'z') && !(*s >= 'A' && *s <= 'Z') &&
		    !(*s >= '0' && *s <= '9') && *s != '-')
			len = 0;
	}
	if (len >= 2 && len <= 35)
		return tag;
	doubt(r, e->line, "'%s' is not a language: want one like es or es-PE",
	    text);
	return NULL;
}

/* Themes use this name for a switch. */
static const char *
mend_notice(struct reading *r, const struct entry *e, const char *text)
{
	(void)r;
	return !e->quoted && boolean(text) != -1 ? NULL : text;
}

static const struct {
	enum field field;
	size_t offset; /* of the string in struct front */
	mender *mend;  /* NULL: any text will do */
} texts[] = {
	{ FIELD_TITLE, offsetof(struct front, title), NULL },
	{ FIELD_SUMMARY, offsetof(struct front, summary), NULL },
	{ FIELD_SOURCE, offsetof(struct front, source), mend_address },
	{ FIELD_IMAGE, offsetof(struct front, image), mend_address },
	{ FIELD_IMAGE_ALT, offsetof(struct front, image_alt), NULL },
	{ FIELD_LANG, offsetof(struct front, lang), mend_language },
	{ FIELD_LICENSE, offsetof(struct front, license), NULL },
	{ FIELD_NOTICE, offsetof(struct front, notice), mend_notice },
};

#define TEXTS (sizeof texts / sizeof *texts)

static const char **
text_of(struct front *f, size_t i)
{
	return (const char **)(void *)((char *)f + texts[i].offset);
}

static void
take_text(struct reading *r, size_t i)
{
	const struct entry *e;
	size_t at = 0;

	while ((e = next(r, texts[i].field, &at)) != NULL) {
		const char *s = clean_line(&r->f->arena, e->value, e->len);

		if (*s != '\0' && texts[i].mend != NULL)
			s = texts[i].mend(r, e, s);
		if (s == NULL || *s == '\0')
			continue;
		*text_of(r->f, i) = s;
		return;
	}
}

/* ---- dates, booleans, numbers ---------------------------------------------
 */

static void
take_date(struct reading *r, enum field field, struct date *d)
{
	const struct entry *e;
	size_t at = 0;

	while (!d->known && (e = next(r, field, &at)) != NULL) {
		if (field == FIELD_PUBLISHED && boolean(e->value) != -1)
			continue;
		if (date_parse(d, e->value, e->len) == -1)
			doubt(r, e->line,
			    "'%s' is not a date: want "
			    "YYYY-MM-DD, or with a time",
			    e->value);
	}
}

static void
take_dates(struct reading *r)
{
	struct front *f = r->f;
	const struct entry *e;
	size_t at = 0;

	take_date(r, FIELD_DUE, &f->due);
	take_date(r, FIELD_UPDATED, &f->updated);
	take_date(r, FIELD_EXPIRES, &f->expires);
	take_date(r, FIELD_DATE, &f->date);
	if (!f->date.known)
		f->date = f->due;
	take_date(r, FIELD_PUBLISHED, &f->date);
	if (!f->date.known)
		date_in_path(&f->date, r->path);
	while (!f->date.known && (e = next(r, FIELD_ADDRESS, &at)) != NULL)
		date_in_path(&f->date, e->value);
}

static bool
take_boolean(struct reading *r, enum field field, bool otherwise)
{
	size_t at = 0;
	const struct entry *e = next(r, field, &at);
	struct date d;
	int b;

	if (e == NULL)
		return otherwise;
	b = boolean(e->value);
	if (b != -1)
		return b == 1;
	if (field != FIELD_PUBLISHED || date_parse(&d, e->value, e->len) == -1)
		doubt(r, e->line, "'%s' is neither true nor false", e->value);
	return otherwise;
}

static void
take_weight(struct reading *r)
{
	size_t at = 0;
	const struct entry *e = next(r, FIELD_WEIGHT, &at);
	char *end;
	double n;

	if (e == NULL)
		return;
	n = strtod(e->value, &end);
	if (end == e->value || *end != '\0' || !(n > -1e9 && n < 1e9))
		doubt(r, e->line, "'%s' is not a number", e->value);
	else
		r->f->weight = (long)n;
}

/* ---- lists ----------------------------------------------------------------
 */

/* "jekyll update", as Jekyll wants two topics written; not "Latin America". */
static bool
is_words(const char *s)
{
	for (; *s != '\0'; s++)
		if (!(*s >= 'a' && *s <= 'z') && !(*s >= '0' && *s <= '9') &&
		    *s != ' ' && *s != '-' && *s != '_')
			return false;
	return true;
}

static void
take_topics(struct reading *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct meaning *m = &r->said[i];
		const char *s = m->entry->value;

		if ((m->field != FIELD_TOPICS && m->field != FIELD_WORDS) ||
		    is_nothing(m->entry))
			continue;
		if (m->entry->listed)
			names_add(&r->f->arena, &r->f->topics, s,
			    m->entry->len);
		else if (m->field == FIELD_WORDS && is_words(s))
			names_split(&r->f->arena, &r->f->topics, s, ", ");
		else
			names_split(&r->f->arena, &r->f->topics, s, ",");
	}
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
	const struct entry *e;
	size_t at = 0;

	while ((e = next(r, FIELD_AUTHORS, &at)) != NULL) {
		const char *s = clean_line(&r->f->arena, e->value, e->len);

		names_split(&r->f->arena, &r->f->authors, s,
		    !e->listed && is_several(s) ? "," : "");
	}
}

/* An address that the site had in another generator is an old one, too. */
static void
take_aliases(struct reading *r)
{
	struct arena *a = &r->f->arena;
	struct names *list = &r->f->aliases;
	char slug[SLUG_SIZE];
	const struct entry *e;
	size_t at = 0;

	while ((e = next(r, FIELD_ALIASES, &at)) != NULL)
		names_add_address(a, list, e->value);
	at = 0;
	while ((e = next(r, FIELD_ADDRESS, &at)) != NULL)
		if (strchr(e->value, '/') != NULL &&
		    path_address_slug(slug, e->value) > 0)
			names_add_address(a, list, e->value);
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
	uint32_t hash = 2166136261;
	char day[DATE_SIZE];

	for (const char *s = r->path; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619;
	return arena_printf(&r->f->arena, "%s-%u",
	    r->f->date.known ? date_day(&r->f->date, day) : "article",
	    (unsigned)(hash % 100000));
}

static void
take_slug(struct reading *r)
{
	char slug[SLUG_SIZE] = "";
	const struct entry *e;
	size_t at = 0;

	while (*slug == '\0' && (e = next(r, FIELD_SLUG, &at)) != NULL)
		slug_make(slug, e->value, e->len);
	at = 0;
	while (*slug == '\0' && (e = next(r, FIELD_ADDRESS, &at)) != NULL)
		if (e->quoted || boolean(e->value) == -1)
			path_address_slug(slug, e->value);
	if (*slug == '\0')
		path_slug(slug, r->path);
	r->f->slug =
	    *slug != '\0' ? arena_strdup(&r->f->arena, slug) : numbered_slug(r);
}

/* A body's first heading as "# Title"; "" when it has none. */
static const char *
first_heading(struct arena *a, const char *src, size_t len)
{
	const char *end = src + len;

	for (const char *s = src; s < end;) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		size_t n = (size_t)((stop != NULL ? stop : end) - s);

		if (n > 2 && memcmp(s, "# ", 2) == 0)
			return clean_line(a, s + 2, n - 2);
		s += n + 1;
	}
	return "";
}

/* ---- the whole ------------------------------------------------------------
 */

static int
by_rank(const void *x, const void *y)
{
	const struct meaning *a = x;
	const struct meaning *b = y;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return a->entry < b->entry ? -1 : a->entry > b->entry;
}

/* An unknown key is ignored, but a typing error deserves a word. */
static void
suspect(const struct reading *r, const struct entry *e)
{
	const char *guess = key_guess(e->key[0]);

	if (guess != NULL && (e == r->all.entry || e[-1].key[0] != e->key[0]))
		doubt(r, e->line, "'%s' is unknown: is '%s' meant?", e->key[0],
		    guess);
}

static void
suspect_twin(const struct reading *r, const struct meaning *a,
    const struct meaning *b)
{
	size_t last = b->entry->depth - 1;

	if (a->rank == b->rank && !b->entry->listed &&
	    a->entry->depth == b->entry->depth &&
	    key_same(a->entry->key[last], b->entry->key[last]))
		doubt(r, b->entry->line,
		    "'%s' is said twice: the first time counts",
		    b->entry->key[last]);
}

/* Put what the entries say in order. */
static void
understand(struct reading *r)
{
	r->said = arena_calloc(&r->f->arena, r->all.n, sizeof *r->said);
	for (size_t i = 0; i < r->all.n; i++) {
		const struct entry *e = &r->all.entry[i];

		if (key_meaning(&r->said[r->n], e))
			r->n++;
		else
			suspect(r, e);
	}
	if (r->n > 1)
		qsort(r->said, r->n, sizeof *r->said, by_rank);
	for (size_t i = 1; i < r->n; i++)
		suspect_twin(r, &r->said[i - 1], &r->said[i]);
}

static void
begin(struct front *f)
{
	*f = (struct front){ .title = "", .slug = "", .body_line = 1 };
	for (size_t i = 0; i < TEXTS; i++)
		*text_of(f, i) = "";
}

static void
take_all(struct reading *r)
{
	struct front *f = r->f;

	for (size_t i = 0; i < TEXTS; i++)
		take_text(r, i);
	take_dates(r);
	take_topics(r);
	take_authors(r);
	take_aliases(r);
	take_weight(r);
	take_slug(r);
	f->partial = take_boolean(r, FIELD_PARTIAL, false);
	f->draft = take_boolean(r, FIELD_DRAFT, false) ||
		   !take_boolean(r, FIELD_PUBLISHED, true) ||
		   path_is_draft(r->path);
}

int
front_matter_read(struct front *f, const char *src, size_t len,
    const char *path, problem_sink *sink, void *ctx, struct problem *why)
{
	struct reading r = {
		.f = f,
		.path = path,
		.sink = sink,
		.ctx = ctx,
		.all = { .arena = &f->arena },
	};
	struct matter m;
	int failed;

	begin(f);
	matter_find(&m, src, len);
	f->body = m.body;
	f->body_line = m.body_line;
	failed = matter_read(&m, &r.all, why);
	if (failed != -1)
		understand(&r);
	take_all(&r);
	if (failed != -1 && *f->title == '\0')
		f->title = first_heading(&f->arena, src + m.body, len - m.body);
	if (*f->title == '\0')
		f->title = path_title(&f->arena, path);
	return failed;
}

size_t
front_matter_skip(const char *src, size_t len, size_t *line)
{
	struct matter m;

	matter_find(&m, src, len);
	if (line != NULL)
		*line = m.body_line;
	return m.body;
}

void
front_free(struct front *f)
{
	arena_free(&f->arena);
}

/* ---- writing --------------------------------------------------------------
 */

static void
write_text(struct buf *out, const char *key, const char *text)
{
	if (*text == '\0')
		return;
	buf_addf(out, "%s: ", key);
	yaml_write_text(out, text, strlen(text));
	buf_addc(out, '\n');
}

static void
write_names(struct buf *out, const char *key, const struct names *list)
{
	if (list->n == 0)
		return;
	buf_addf(out, "%s:\n", key);
	for (size_t i = 0; i < list->n; i++) {
		buf_adds(out, "  - ");
		yaml_write_text(out, list->name[i], strlen(list->name[i]));
		buf_addc(out, '\n');
	}
}

/*
 * The moment, in a zone where the calendar shows the day that its writer saw:
 * UTC where that will do, else the nearest whole hours away.
 */
static void
write_date(struct buf *out, const char *key, const struct date *d)
{
	char day[DATE_SIZE];
	int64_t local, hours;

	if (!d->known)
		return;
	buf_addf(out, "%s: %s", key, date_day(d, day));
	if (!d->day_only) {
		int64_t midnight =
		    date_of_day(d->year, d->month, d->day).seconds;

		local = d->seconds - midnight;
		hours = local < 0        ? (-local + 3599) / 3600
			: local >= 86400 ? -((local - 86400) / 3600 + 1)
					 : 0;
		local += hours * 3600;
		buf_addf(out, "T%02d:%02d:%02d", (int)(local / 3600),
		    (int)(local / 60 % 60), (int)(local % 60));
		if (hours == 0)
			buf_addc(out, 'Z');
		else
			buf_addf(out, "%c%02d:00", hours < 0 ? '-' : '+',
			    (int)(hours < 0 ? -hours : hours));
	}
	buf_addc(out, '\n');
}

void
front_matter_write(const struct front *f, struct buf *out)
{
	buf_adds(out, "---\n");
	write_text(out, "title", f->title);
	write_date(out, "date", &f->date);
	write_date(out, "publishDate", &f->due);
	write_date(out, "updated", &f->updated);
	write_date(out, "expiryDate", &f->expires);
	write_text(out, "slug", f->slug);
	write_names(out, "topics", &f->topics);
	write_names(out, "author", &f->authors);
	write_text(out, "summary", f->summary);
	write_text(out, "source", f->source);
	write_text(out, "image", f->image);
	write_text(out, "image_alt", f->image_alt);
	write_text(out, "lang", f->lang);
	write_names(out, "aliases", &f->aliases);
	write_text(out, "license", f->license);
	write_text(out, "notice", f->notice);
	if (f->weight != 0)
		buf_addf(out, "weight: %ld\n", f->weight);
	if (f->draft)
		buf_adds(out, "draft: true\n");
	if (f->partial)
		buf_adds(out, "partial: true\n");
	buf_adds(out, "---\n");
}
