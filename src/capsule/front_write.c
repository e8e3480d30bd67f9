/* The writing half of front_matter.h. */
#include "capsule/front_matter.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "capsule/fm/fm_plain.h"
#include "capsule/fm/yaml_write.h"

/* Titles and names are read with their entities decoded. */
static void
write_plain(struct buf *out, const char *text)
{
	struct buf escaped = { 0 };

	fm_plain_entities_escape(&escaped, text);
	yaml_write_text(out, buf_str(&escaped), escaped.len);
	buf_free(&escaped);
}

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
write_title(struct buf *out, const char *key, const char *text)
{
	if (*text == '\0')
		return;
	buf_addf(out, "%s: ", key);
	write_plain(out, text);
	buf_addc(out, '\n');
}

static void
write_author(struct buf *out, const char *name)
{
	struct buf escaped = { 0 };

	fm_plain_author_escape(&escaped, name);
	write_plain(out, buf_str(&escaped));
	buf_free(&escaped);
}

/* Old addresses are read with their percent codes decoded. */
static void
write_address(struct buf *out, const char *path)
{
	struct buf encoded = { 0 };

	fm_names_encode_address(&encoded, path);
	yaml_write_text(out, buf_str(&encoded), encoded.len);
	buf_free(&encoded);
}

static void
write_list(struct buf *out, const char *key, const struct fm_names *list,
    void (*write_one)(struct buf *out, const char *name))
{
	if (list->n > 0)
		buf_addf(out, "%s:\n", key);
	for (size_t i = 0; i < list->n; i++) {
		buf_adds(out, "  - ");
		write_one(out, list->name[i]);
		buf_addc(out, '\n');
	}
}

/* A summary is read as Markdown. */
static void
write_summary(struct buf *out, const char *text)
{
	struct buf escaped = { 0 };

	fm_plain_line_escape(&escaped, text);
	write_text(out, "summary", buf_str(&escaped));
	buf_free(&escaped);
}

/*
 * How many whole hours a zone must be ahead of UTC for its calendar to show
 * this day at that moment: none where UTC will do, else as few as possible.
 */
static int64_t
hours_ahead(int64_t since_midnight)
{
	if (since_midnight < 0)
		return (-since_midnight + 3599) / 3600;
	if (since_midnight >= 86400)
		return -((since_midnight - 86400) / 3600 + 1);
	return 0;
}

/* Seconds from midnight of the writer's day to the moment, in a zone. */
static int64_t
since_midnight(const struct date *d, int64_t zone_s)
{
	return d->seconds + zone_s -
	       date_of_day(d->year, d->month, d->day).seconds;
}

/* The writer's zone; where it is not known, one in which the day is his. */
static int64_t
zone_of(const struct date *d)
{
	int64_t local = since_midnight(d, d->zone_s);

	if (local >= 0 && local < 86400 && d->zone_s % 60 == 0)
		return d->zone_s;
	return hours_ahead(since_midnight(d, 0)) * 3600;
}

static void
write_date(struct buf *out, const char *key, const struct date *d)
{
	char day[DATE_SIZE];
	int64_t local, zone, minutes;

	if (!d->known)
		return;
	buf_addf(out, "%s: %s", key, date_day(d, day));
	if (!d->day_only) {
		zone = zone_of(d);
		minutes = (zone < 0 ? -zone : zone) / 60;
		local = since_midnight(d, zone);
		buf_addf(out, "T%02d:%02d:%02d", (int)(local / 3600),
		    (int)(local / 60 % 60), (int)(local % 60));
		if (zone == 0)
			buf_addc(out, 'Z');
		else
			buf_addf(out, "%c%02d:%02d", zone < 0 ? '-' : '+',
			    (int)(minutes / 60), (int)(minutes % 60));
	}
	buf_addc(out, '\n');
}

static void
write_pinned(struct buf *out, int64_t until)
{
	struct date d = date_of_seconds(until);

	if (until == INT64_MAX)
		buf_adds(out, "pinned: true\n");
	else if (until != 0)
		write_date(out, "pinned", &d);
}

void
front_matter_write(const struct front_matter *f, struct buf *out)
{
	buf_adds(out, "---\n");
	write_title(out, "title", f->title);
	write_date(out, "date", &f->date);
	write_date(out, "publishDate", &f->due);
	write_date(out, "updated", &f->updated);
	write_date(out, "expiryDate", &f->expires);
	write_text(out, "slug", f->slug);
	write_list(out, "topics", &f->topics, write_plain);
	write_list(out, "author", &f->authors, write_author);
	write_summary(out, f->summary);
	write_text(out, "source", f->source);
	write_text(out, "image", f->image);
	write_title(out, "image_alt", f->image_alt);
	write_text(out, "lang", f->lang);
	write_list(out, "aliases", &f->aliases, write_address);
	write_text(out, "license", f->license);
	write_text(out, "id", f->atom_id);
	write_text(out, "notice", f->notice);
	write_text(out, "parent", f->parent);
	if (f->weight != 0)
		buf_addf(out, "weight: %ld\n", f->weight);
	if (f->draft || f->held)
		buf_adds(out, "draft: true\n");
	if (f->unlisted)
		buf_adds(out, "unlisted: true\n");
	write_pinned(out, f->pinned);
	if (f->partial)
		buf_adds(out, "partial: true\n");
	buf_adds(out, "---\n");
}
