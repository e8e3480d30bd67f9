#include "import/feed/xml_tag.h"

#include <stdint.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "import/feed/xml_bytes.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

#define REFERENCE_MAX 40 /* bytes between '&' and ';' */

static bool
is_mark(char c, const char *marks)
{
	return c != '\0' && strchr(marks, c) != NULL;
}

static bool
starts(const char *s, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && memcmp(s, with, n) == 0;
}

size_t
xml_begins(const char *s, size_t len, const char *markup, const char *marks)
{
	size_t i = 0;

	while (markup[i] != '\0' && i < len && s[i] == markup[i])
		i++;
	if (markup[i] == '\0')
		return i;
	if (i == len || !is_mark(s[i], marks))
		return 0;
	/* put in between two bytes, or instead of one */
	if (i > 0 && starts(s + i + 1, len - i - 1, markup + i))
		return strlen(markup) + 1;
	return starts(s + i + 1, len - i - 1, markup + i + 1) ? strlen(markup)
							      : 0;
}

bool
xml_name_is(const char *damaged, const char *name, const char *marks)
{
	size_t len = strlen(damaged), n = strcspn(damaged, marks);
	const char *rest = damaged + n + 1;

	if (n == len)
		return strcmp(damaged, name) == 0;
	if (strncmp(damaged, name, n) != 0 || strlen(name) < n)
		return false;
	return strcmp(rest, name + n) == 0 ||
	       (name[n] != '\0' && strcmp(rest, name + n + 1) == 0);
}

/* Where the next of these bytes is, or len. */
static size_t
find(const char *s, size_t at, size_t len, const char *bytes)
{
	while (at < len && strchr(bytes, s[at]) == NULL)
		at++;
	return at;
}

/* A tag with a mark in it may have lost a quote: '>' ends it wherever it is. */
static size_t
damaged_len(const char *s, size_t len, bool *cut)
{
	size_t end = find(s, 1, len, "<>");

	*cut = end < len && s[end] == '<';
	return end == len ? 0 : end + !*cut;
}

/*
 * Where the quote at this place is closed; at a '<' when a mark stands in
 * between, which may be what is left of the other quote; or len.
 */
static size_t
quoted_end(const char *s, size_t at, size_t len, const char *marks)
{
	char quote = s[at++];
	bool marked = false;

	for (; at < len && s[at] != quote; at++) {
		if (s[at] == '<' && marked)
			return at;
		marked = marked || is_mark(s[at], marks);
	}
	return at;
}

size_t
xml_tag_len(const char *s, size_t len, const char *marks, bool *cut)
{
	size_t at = 1;

	*cut = false;
	for (;;) {
		while (at < len && strchr("<>\"'", s[at]) == NULL &&
		       !is_mark(s[at], marks))
			at++;
		if (at == len)
			return 0;
		if (is_mark(s[at], marks))
			return damaged_len(s, len, cut);
		if (s[at] == '<') {
			*cut = true;
			return at;
		}
		if (s[at] == '>')
			return at + 1;
		/* a quote that no '=' stands before opens nothing */
		if (s[at - 1] == '=' || is_space(s[at - 1])) {
			at = quoted_end(s, at, len, marks);
			if (at == len)
				return 0;
			if (s[at] == '<')
				return damaged_len(s, len, cut);
		}
		at++;
	}
}

size_t
xml_tag_name(const char *s, size_t len, char out[XML_NAME_SIZE])
{
	size_t n = 0, kept;

	while (n < len && !is_space(s[n]) && strchr("<>/=\"'", s[n]) == NULL)
		n++;
	kept = n < XML_NAME_SIZE ? n : XML_NAME_SIZE - 1;
	memcpy(out, s, kept);
	out[kept] = '\0';
	return n;
}

/* A value between quotes, or up to the next blank; marks at its ends go. */
static void
take_value(struct xml_attributes *a, struct buf *value)
{
	const char *stop, *s;
	char quote = a->p < a->end ? *a->p : '\0';

	if (quote == '"' || quote == '\'') {
		a->p++;
		stop = memchr(a->p, quote, (size_t)(a->end - a->p));
	} else {
		stop = a->p + find(a->p, 0, (size_t)(a->end - a->p), " \t\n");
	}
	if (stop == NULL)
		stop = a->end;
	for (s = a->p; s < stop;) {
		size_t n =
		    *s == '&' ? xml_reference(s, (size_t)(stop - s), value) : 0;

		if (n == 0 && is_mark(*s, a->marks))
			xml_mark_show(*s, value);
		else if (n == 0)
			buf_addc(value, is_space(*s) ? ' ' : *s);
		s += n > 0 ? n : 1;
	}
	a->p = stop + (stop < a->end);
}

bool
xml_attribute_next(struct xml_attributes *a, char name[XML_NAME_SIZE],
    struct buf *value)
{
	while (a->p < a->end) {
		size_t n = xml_tag_name(a->p, (size_t)(a->end - a->p), name);
		size_t last = strlen(name);

		a->p += n;
		if (n == 0) {
			a->p++;
			continue;
		}
		while (a->p < a->end && is_space(*a->p))
			a->p++;
		if (a->p == a->end ||
		    (*a->p != '=' && !is_mark(name[last - 1], a->marks)))
			continue; /* a word without a value says nothing */
		while (a->p < a->end && (is_space(*a->p) || *a->p == '=' ||
					    is_mark(*a->p, a->marks)))
			a->p++;
		buf_clear(value);
		take_value(a, value);
		return true;
	}
	return false;
}

/* The code point of "#38" or "#x26"; 0: none that text may have. */
static uint32_t
numbered(const char *s, size_t len)
{
	bool hex = len > 1 && to_lower(s[1]) == 'x';
	uint32_t c = 0;
	size_t i = hex ? 2 : 1;

	if (i == len)
		return 0;
	for (; i < len && c <= 0x10FFFF; i++) {
		int digit =
		    hex ? hex_value(s[i]) : (is_digit(s[i]) ? s[i] - '0' : -1);

		if (digit < 0)
			return 0;
		c = c * (hex ? 16 : 10) + (uint32_t)digit;
	}
	return c;
}

static void
add_numbered(struct buf *out, uint32_t c)
{
	c = xml_of_windows(c); /* WordPress and others write "&#146;" */
	if (c == '\t' || c == '\n' || c == '\r')
		buf_addc(out, c == '\t' ? '\t' : '\n');
	else if (c == '\v' || c == '\f')
		buf_addc(out, ' ');
	else if (c < ' ' || c == 0x7F)
		return; /* a control: as where it stands itself */
	else if (c == 0xFFFE || c == 0xFFFF)
		utf8_add(out, 0xFFFD);
	else
		utf8_add(out, c);
}

size_t
xml_reference(const char *s, size_t len, struct buf *out)
{
	size_t room = len < REFERENCE_MAX ? len : REFERENCE_MAX;
	size_t end = find(s, 1, room, "; \n\t<&\"'");
	char name[REFERENCE_MAX];
	const htmlEntityDesc *html;

	if (end == room || end == 1 || s[end] != ';')
		return 0;
	memcpy(name, s + 1, end - 1);
	name[end - 1] = '\0';
	if (name[0] == '#') {
		uint32_t c = numbered(name, end - 1);

		if (c == 0 && strspn(name + 1, "0") != end - 2)
			return 0;
		add_numbered(out, c);
		return end + 1;
	}
	if (strcmp(name, "apos") == 0) /* XML's own, which HTML 4 lacks */
		buf_addc(out, '\'');
	else if ((html = htmlEntityLookup((const xmlChar *)name)) != NULL)
		utf8_add(out, html->value);
	else
		return 0;
	return end + 1;
}
