#include "import/article/page_fact.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/article/day_words.h"
#include "import/article/meta_line.h"
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

void
page_fact_author(struct page_facts *f, const char *content)
{
	if (strstr(content, "://") == NULL && *content != '@')
		meta_line_people(f->arena, &f->authors, content,
		    strlen(content));
}
