#include "import/feed/dump_links.h"

#include <string.h>

#include "text/ascii.h"
#include "text/cursor.h"

#define LINKS_MAX 10000

/* "12. https://..." of lynx and elinks, "[12] https://..." of w3m. */
static bool
read_entry(const char *s, size_t len, int *number, const char **url,
    size_t *nurl)
{
	struct cursor in;
	bool bracket = len > 0 && *s == '[';

	in = (struct cursor){ s + bracket, s + len };
	if (!cursor_take_number(&in, 1, 5, number) || *number < 1 ||
	    *number >= LINKS_MAX || !cursor_take(&in, bracket ? ']' : '.'))
		return false;
	cursor_skip(&in, " \t");
	*url = in.p;
	*nurl = (size_t)(in.end - in.p);
	return memmem(*url, *nurl, ":", 1) != NULL &&
	       memchr(*url, ' ', *nurl) == NULL;
}

static bool
is_heading(const char *s, size_t len)
{
	return (len == 10 || (len == 11 && s[10] == ':')) &&
	       strncmp(s, "References", 10) == 0;
}

static bool
is_label(const char *s, size_t len)
{
	return (len >= 13 && strncmp(s, "Visible links", 13) == 0) ||
	       (len >= 12 && strncmp(s, "Hidden links", 12) == 0);
}

/* One line, trimmed; the next one's start. */
static const char *
next_line(const char *s, const char *end, const char **line, size_t *len)
{
	const char *nl = memchr(s, '\n', (size_t)(end - s));

	*line = s;
	*len = (size_t)((nl != NULL ? nl : end) - s);
	trim(line, len);
	return nl != NULL ? nl + 1 : end;
}

/* The last heading of such a list; NULL when nothing but entries follows. */
static const char *
find_list(const char *text, const char *end, const char **entries)
{
	const char *found = NULL, *line, *s = text, *url;
	size_t len, nurl;
	int number;

	while (s < end) {
		const char *next = next_line(s, end, &line, &len);

		if (is_heading(line, len)) {
			found = s;
			*entries = next;
		} else if (found != NULL && len > 0 && !is_label(line, len) &&
			   !read_entry(line, len, &number, &url, &nurl)) {
			found = NULL; /* a heading of the page's own */
		}
		s = next;
	}
	return found;
}

void
dump_links_read(struct dump_links *d, const char *text, size_t len)
{
	const char *end = text + len, *s = NULL, *line, *url;
	const char *list = find_list(text, end, &s);
	size_t n, nurl;
	int number;

	*d = (struct dump_links){ .end = len };
	if (list == NULL)
		return;
	d->end = (size_t)(list - text);
	d->n = LINKS_MAX;
	d->url = arena_calloc(&d->arena, d->n, sizeof *d->url);
	while (s < end) {
		s = next_line(s, end, &line, &n);
		if (read_entry(line, n, &number, &url, &nurl))
			d->url[number] = arena_strndup(&d->arena, url, nurl);
	}
}

void
dump_links_free(struct dump_links *d)
{
	arena_free(&d->arena);
	*d = (struct dump_links){ .n = 0 };
}

const char *
dump_links_take(const struct dump_links *d, char *line)
{
	const char *first = NULL, *s = line;
	char *out = line;

	while (*s != '\0') {
		struct cursor in = { s + 1, s + strlen(s) };
		int number;

		if (*s == '[' && cursor_take_number(&in, 1, 5, &number) &&
		    cursor_take(&in, ']') && (size_t)number < d->n &&
		    d->url[number] != NULL) {
			if (first == NULL)
				first = d->url[number];
			s = in.p;
		} else {
			*out++ = *s++;
		}
	}
	*out = '\0';
	return first;
}
