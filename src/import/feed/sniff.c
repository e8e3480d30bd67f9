#include "import/feed/sniff.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "import/core/source.h"
#include "import/html/charset.h"
#include "text/ascii.h"

#define PREFACE_MAX 1000 /* bytes of a notice before markup */

/* What the name of an element says of the text that it is in. */
enum says { OF_FEED, OF_PAGE, AROUND, NOTHING };

static enum says
meaning(const char *name)
{
	static const struct {
		const char *name;
		enum says says;
	} names[] = {
		{ "rss", OF_FEED },
		{ "rdf", OF_FEED },
		{ "feed", OF_FEED },
		/* around a feed that a browser or a server has wrapped */
		{ "html", AROUND },
		{ "body", AROUND },
		{ "head", AROUND },
		{ "pre", AROUND },
		/* of a notice that PHP wrote before the feed */
		{ "br", AROUND },
		{ "b", AROUND },
		{ "p", AROUND },
		{ "title", OF_PAGE },
		{ "meta", OF_PAGE },
		{ "link", OF_PAGE },
		{ "script", OF_PAGE },
		{ "style", OF_PAGE },
		{ "base", OF_PAGE },
		{ "div", OF_PAGE },
		{ "span", OF_PAGE },
		{ "a", OF_PAGE },
		{ "article", OF_PAGE },
		{ "section", OF_PAGE },
		{ "main", OF_PAGE },
		{ "header", OF_PAGE },
		{ "nav", OF_PAGE },
		{ "h1", OF_PAGE },
		{ "h2", OF_PAGE },
		{ "h3", OF_PAGE },
		{ "ul", OF_PAGE },
		{ "ol", OF_PAGE },
		{ "table", OF_PAGE },
		{ "img", OF_PAGE },
		{ "figure", OF_PAGE },
		{ "center", OF_PAGE },
		{ "font", OF_PAGE },
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcasecmp(name, names[i].name) == 0)
			return names[i].says;
	return NOTHING;
}

/* Behind a comment, declaration or instruction at s; NULL: it is none. */
static const char *
past_other(const char *s)
{
	static const struct {
		const char *open, *close;
	} kinds[] = { { "<!--", "-->" }, { "<?", "?>" }, { "<!", ">" } };

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const char *close;

		if (strncmp(s, kinds[i].open, strlen(kinds[i].open)) != 0)
			continue;
		close = strstr(s, kinds[i].close);
		return close != NULL ? close + strlen(kinds[i].close)
				     : s + strlen(s);
	}
	return NULL;
}

static const char *
local_name(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

/* By the elements, in their order, up to the first that says what it is. */
static enum sniff_kind
by_elements(struct sniff *f)
{
	enum sniff_kind kind = SNIFF_TEXT;
	const char *text = buf_str(&f->text), *s = text, *after;

	while ((s = strchr(s, '<')) != NULL) {
		enum says says;

		if (strncasecmp(s, "<!doctype html", 14) == 0)
			return SNIFF_HTML;
		after = past_other(s);
		if (after != NULL || !is_letter(s[1])) {
			s = after != NULL ? after : s + 1;
			continue;
		}
		xml_tag_name(s + 1, strlen(s + 1), f->root);
		memmove(f->root, local_name(f->root),
		    strlen(local_name(f->root)) + 1);
		says = meaning(f->root);
		if (kind == SNIFF_TEXT && s - text > PREFACE_MAX &&
		    says == NOTHING && strstr(text, "<?xml") == NULL)
			return SNIFF_TEXT; /* "if a <b then" */
		if (says == OF_FEED)
			return SNIFF_FEED;
		if (says == OF_PAGE)
			return SNIFF_HTML;
		if (says == NOTHING)
			return kind == SNIFF_HTML ? kind : SNIFF_UNKNOWN;
		kind = SNIFF_HTML;
		s++;
	}
	return kind;
}

/* Text has hardly any of the bytes that only other files have. */
static bool
is_text(const char *s, size_t len)
{
	size_t odd = 0;

	for (size_t i = 0; i < len; i++)
		odd += (unsigned char)s[i] < ' ' && !is_space(s[i]) &&
		       s[i] != '\x1B';
	for (const char *p = s;
	     (p = memmem(p, (size_t)(s + len - p), "\xEF\xBF\xBD", 3)) != NULL;
	     p += 3)
		odd++;
	return odd * 50 <= len;
}

void
sniff_source(struct sniff *f, struct source *source)
{
	size_t len;
	const char *head = source_head(source, &len), *s;

	*f = (struct sniff){ .kind = SNIFF_UNKNOWN };
	buf_add(&f->text, head, len);
	charset_decode(&f->text, source->charset);
	s = buf_str(&f->text);
	s += strspn(s, " \t\r\n");
	if (*s == '\0' || !is_text(f->text.data, f->text.len))
		return;
	if (*s == '{' && s[1 + strspn(s + 1, " \t\r\n")] == '"')
		f->kind = SNIFF_JSON; /* "[1]Skip to content" is a dump's */
	else
		f->kind = by_elements(f);
}

void
sniff_free(struct sniff *f)
{
	buf_free(&f->text);
}

bool
sniff_holds(const struct sniff *f, const char *text)
{
	return f->text.len > 0 && strstr(f->text.data, text) != NULL;
}
