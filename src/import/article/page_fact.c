#include "import/article/page_fact.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/article/meta_line.h"
#include "import/core/day_words.h"
#include "import/html/html.h"

void
page_fact(struct page_facts *f, const char **fact, const char *text)
{
	struct buf words = { 0 };

	if (**fact != '\0' || text[strspn(text, " \t\r\n")] == '\0')
		return;
	html_words(&words, text, strlen(text));
	*fact = fm_clean_line(f->arena, buf_str(&words), words.len);
	buf_free(&words);
}

void
page_fact_date(struct date *d, const char *text)
{
	struct date read;
	struct day_words words;

	if (*text == '\0')
		return;
	if (d->known) {
		/* the same moment as its writer saw it */
		if (d->zone_s == 0 &&
		    date_parse(&read, text, strlen(text)) == 0 &&
		    read.zone_s != 0 && read.seconds == d->seconds)
			*d = read;
		return;
	}
	if (date_parse(&read, text, strlen(text)) == 0)
		*d = read;
	else if (day_words_find(text, strlen(text), "", &words))
		*d = words.date;
}

static size_t
count(const char *s, char c)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == c;
	return n;
}

/* "Moss, Ada" and "Reed, J. P." as "Ada Moss"; else as it is. */
static const char *
turned(struct arena *a, const char *name)
{
	const char *comma = strchr(name, ',');
	const char *first = comma != NULL ? comma + 1 : "";

	first += strspn(first, " ");
	if (comma == NULL || *first == '\0' || count(name, ',') != 1 ||
	    memchr(name, ' ', (size_t)(comma - name)) != NULL ||
	    count(first, ' ') > 1 || meta_line_is_role(first))
		return name;
	return arena_printf(a, "%s %.*s", first, (int)(comma - name), name);
}

void
page_fact_author(struct page_facts *f, const char *byline)
{
	const char *name = turned(f->arena, byline);

	if (strstr(byline, "://") != NULL || *byline == '@')
		return;
	if (name != byline)
		fm_names_add(f->arena, &f->authors, name, strlen(name));
	else
		meta_line_people(f->arena, &f->authors, byline, strlen(byline));
}

bool
page_fact_is_own_site(const struct page_facts *f, const char *url)
{
	const char *own = *f->url != '\0' ? f->url : f->base;
	const char *host = strstr(own, "://");
	size_t len = host != NULL
			 ? (size_t)(host - own) + 3 + strcspn(host + 3, "/?#")
			 : 0;

	return (*url == '/' && url[1] != '/') ||
	       (len > 0 && strncmp(url, own, len) == 0 &&
		   strchr("/?#", url[len]) != NULL);
}

bool
page_fact_is_of_author(const struct page_facts *f, const char *line)
{
	for (size_t i = 0; i < f->authors.n; i++) {
		const char *name = f->authors.name[i];

		if (strchr(name, ' ') != NULL &&
		    strncmp(line, name, strlen(name)) == 0)
			return true;
	}
	return false;
}

#define LANG_MAX 20 /* bytes of a language tag: "zh-Hant-TW" and longer */

const char *
page_fact_lang(struct arena *a, const char *lang)
{
	size_t len = strspn(lang, "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
	char *copy = arena_strndup(a, lang, len);

	for (char *s = copy; *s != '\0'; s++)
		if (*s == '_')
			*s = '-';
	return len >= 2 && len <= LANG_MAX ? copy : "";
}
