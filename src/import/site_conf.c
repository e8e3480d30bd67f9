#include "import/site_conf.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/put.h"
#include "capsule/fm/fm_names.h"
#include "import/core/item.h"
#include "text/ascii.h"

#define TITLE_MAX    200 /* bytes; more is no name */
#define LANGUAGE_MAX 35  /* of a language tag, RFC 5646 section 4.4.1 */

static void
set(struct site_conf *c, const char **field, const char *value, size_t max)
{
	const char *line;

	if (*field != NULL || value == NULL)
		return;
	line = fm_clean_line(&c->arena, value, strlen(value));
	if (*line != '\0' && strlen(line) <= max)
		*field = line;
}

/* "en", "pt-BR": what capsule.conf takes. */
static bool
is_language(const char *s)
{
	size_t n = 0;

	while (is_alnum(s[n]) || s[n] == '-')
		n++;
	return n >= 2 && n <= LANGUAGE_MAX && s[n] == '\0' && is_letter(*s);
}

/* "en_US" of OpenGraph, "en-us" of feeds: the language as a tag. */
static void
set_language(struct site_conf *c, const char *value)
{
	char tag[LANGUAGE_MAX + 2];
	size_t n = 0;

	if (value == NULL)
		return;
	for (; value[n] != '\0' && n < sizeof tag - 1; n++)
		tag[n] = value[n] == '_' ? '-' : value[n];
	tag[n] = '\0';
	if (is_language(tag))
		set(c, &c->language, tag, LANGUAGE_MAX);
}

/* "https://a.example/" of any address on the web, as an address of a site. */
static void
set_web(struct site_conf *c, const char *url, bool whole)
{
	const char *host = url != NULL ? strstr(url, "://") : NULL;
	size_t len;

	if (host == NULL || strncasecmp(url, "http", 4) != 0 ||
	    strpbrk(url, " \"<>\\") != NULL)
		return;
	len = whole ? strcspn(url, "?#")
		    : (size_t)(host - url) + 3 + strcspn(host + 3, "/?#");
	set(c, &c->web, arena_strndup(&c->arena, url, len), 1000);
}

void
site_conf_learn(struct site_conf *c, const struct item_site *site)
{
	set(c, &c->title, site->title, TITLE_MAX);
	set(c, &c->description, site->description, 1000);
	set_language(c, site->language);
	set_web(c, site->url, true);
}

/* What the zone's offset is where no summer time can be under way, or must. */
static void
learn_offset(struct site_conf *c, const struct date *d)
{
	int *offset = d->month <= 2                    ? &c->winter_s
		      : d->month >= 6 && d->month <= 8 ? &c->summer_s
						       : NULL;

	if (!d->known || d->zone_s == 0 || offset == NULL)
		return;
	c->odd_offsets =
	    c->odd_offsets || (*offset != 0 && *offset != d->zone_s);
	*offset = d->zone_s;
}

/*
 * The zone by its offsets of both seasons; NULL when they name none.  Zones
 * that agree in both keep the same time, so that any of them will do.
 */
static const char *
zone_of(struct site_conf *c)
{
	static const struct {
		int winter, summer; /* minutes east of Greenwich */
		const char *name;
	} zones[] = {
		{ 60, 120, "Europe/Berlin" },
		{ 120, 180, "Europe/Athens" },
		{ -180, -240, "America/Santiago" },
		{ -240, -180, "America/Halifax" },
		{ -300, -240, "America/New_York" },
		{ -360, -300, "America/Chicago" },
		{ -420, -360, "America/Denver" },
		{ -480, -420, "America/Los_Angeles" },
		{ 660, 600, "Australia/Sydney" },
		{ 780, 720, "Pacific/Auckland" },
	};

	if (c->odd_offsets || c->winter_s == 0 || c->summer_s == 0)
		return NULL;
	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
		if (c->winter_s == zones[i].winter * 60 &&
		    c->summer_s == zones[i].summer * 60)
			return zones[i].name;
	if (c->winter_s != c->summer_s || c->winter_s % 3600 != 0)
		return NULL;
	/* POSIX counts west of Greenwich */
	return arena_printf(&c->arena, "Etc/GMT%+d", -c->winter_s / 3600);
}

void
site_conf_learn_item(struct site_conf *c, const struct item *it)
{
	learn_offset(c, &it->front.date);
	set_language(c, it->front.lang);
	set_web(c, it->front.source, false);
}

/* ---- writing ---- */

static void
add_setting(struct buf *out, const char *key, const char *value)
{
	if (value == NULL)
		return;
	buf_addf(out, "%s = \"", key);
	for (; *value != '\0'; value++) {
		if (strchr("\"\\$", *value) != NULL)
			buf_addc(out, '\\');
		buf_addc(out, *value);
	}
	buf_adds(out, "\"\n");
}

/* What it is called where nothing says so. */
static void
name_it(struct site_conf *c, const char *root)
{
	char whole[PATH_MAX];
	const char *host = c->web != NULL ? strstr(c->web, "://") : NULL;

	if (c->title == NULL && host != NULL) {
		host += strncmp(host + 3, "www.", 4) == 0 ? 7 : 3;
		set(c, &c->title,
		    arena_strndup(&c->arena, host, strcspn(host, "/:")),
		    TITLE_MAX);
	}
	if (c->title == NULL && realpath(root, whole) != NULL)
		set(c, &c->title, file_name(whole), TITLE_MAX);
}

int
site_conf_write(struct site_conf *c, const char *root, bool *written,
    struct problem *why)
{
	struct buf text = { 0 };
	struct put_source source = { 0 };
	struct stat st;
	int dir = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	*written = false;
	if (dir == -1)
		return 0;
	if (fstatat(dir, "capsule.conf", &st, AT_SYMLINK_NOFOLLOW) == 0) {
		close(dir);
		return 0;
	}
	name_it(c, root);
	buf_adds(&text, "# As the import found it; see capsule(5).\n");
	add_setting(&text, "title", c->title);
	add_setting(&text, "description", c->description);
	add_setting(&text, "language", c->language);
	add_setting(&text, "web", c->web);
	add_setting(&text, "timezone", zone_of(c));
	source.data = text.data;
	source.len = text.len;
	rc = put_below(dir, "capsule.conf", &source, 0644, why);
	close(dir);
	*written = rc == 0;
	buf_free(&text);
	return rc;
}

void
site_conf_free(struct site_conf *c)
{
	arena_free(&c->arena);
	*c = (struct site_conf){ 0 };
}
