#include "capsule/fm/fm_plain.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/fm/fm_names.h"
#include "markdown/markdown.h"
#include "page/page.h"
#include "text/ascii.h"

/* Whatever comes behind a letter is in a paragraph. */
#define GUARD         "x "
#define REFERENCE_MAX 34 /* bytes of HTML's longest name */

/* What Markdown may take for a mark, and a shortcode for its begin. */
#define MARKS "*_`<[]\\~^:{}"

/* The visible words of a line of Markdown that stands behind the guard. */
static const char *
read_guarded(struct arena *a, const struct buf *markdown)
{
	struct markdown how = { 0 };
	struct page page = { 0 };
	struct buf words = { 0 };
	const char *plain = "";

	markdown_add(&page, markdown->data, markdown->len, &how);
	page_words(&page, &words);
	if (words.len > sizeof GUARD - 1)
		plain = words.data + sizeof GUARD - 1;
	plain = fm_clean_line(a, plain, strlen(plain));
	buf_free(&words);
	page_free(&page);
	return plain;
}

/* With a backslash before each of these. */
static void
escape(struct buf *out, const char *text, const char *these)
{
	for (; *text != '\0'; text++) {
		if (strchr(these, *text) != NULL)
			buf_addc(out, '\\');
		buf_addc(out, *text);
	}
}

const char *
fm_plain_line(struct arena *a, const char *line)
{
	struct buf b = { 0 };

	if (strpbrk(line, "*_`<&[\\~^:{") == NULL)
		return line;
	buf_adds(&b, GUARD);
	buf_adds(&b, line);
	line = read_guarded(a, &b);
	buf_free(&b);
	return line;
}

void
fm_plain_line_escape(struct buf *out, const char *text)
{
	struct arena a = { 0 };

	if (strcmp(fm_plain_line(&a, text), text) == 0)
		buf_adds(out, text);
	else
		escape(out, text, MARKS "&");
	arena_free(&a);
}

/* A name is no Markdown for an underscore in it; a backslash hides a mark. */
static bool
is_marked(const char *name)
{
	return *name == '*' || *name == '_' || *name == '\\' ||
	       strstr(name, "](") != NULL;
}

const char *
fm_plain_author(struct arena *a, const char *name)
{
	return is_marked(name) ? fm_plain_line(a, name) : name;
}

void
fm_plain_author_escape(struct buf *out, const char *name)
{
	if (is_marked(name))
		fm_plain_line_escape(out, name);
	else
		buf_adds(out, name);
}

/* How long the reference at s is, which begins with '&'; 0: it is none. */
static size_t
reference(const char *s)
{
	size_t n = 1 + (s[1] == '#');

	while (is_alnum(s[n]) && n < REFERENCE_MAX)
		n++;
	return s[n] == ';' && n > 1 ? n + 1 : 0;
}

/* Append what a reference stands for, between two letters, so that a blank is
 * one. */
static void
add_reference(struct buf *out, const char *s, size_t len)
{
	struct markdown how = { 0 };
	struct page page = { 0 };
	struct buf b = { 0 }, words = { 0 };

	buf_addf(&b, "x%.*sx", (int)len, s);
	markdown_add(&page, b.data, b.len, &how);
	page_words(&page, &words);
	if (words.len > 2)
		buf_add(out, words.data + 1, words.len - 2);
	buf_free(&words);
	buf_free(&b);
	page_free(&page);
}

/*
 * Reference by reference: the line as a whole is no Markdown, which would
 * take a character of private use for a mark of its own.
 */
const char *
fm_plain_entities(struct arena *a, const char *line)
{
	const char *at = strchr(line, '&');
	struct buf b = { 0 };

	if (at == NULL || strchr(at, ';') == NULL)
		return line;
	while (*line != '\0') {
		size_t n = *line == '&' ? reference(line) : 0;

		if (n > 0)
			add_reference(&b, line, n);
		else
			buf_addc(&b, *line);
		line += n > 0 ? n : 1;
	}
	line = fm_clean_line(a, buf_str(&b), b.len);
	buf_free(&b);
	return line;
}

void
fm_plain_entities_escape(struct buf *out, const char *text)
{
	struct arena a = { 0 };
	bool same = strcmp(fm_plain_entities(&a, text), text) == 0;

	for (; *text != '\0'; text++)
		if (*text == '&' && !same)
			buf_adds(out, "&amp;");
		else
			buf_addc(out, *text);
	arena_free(&a);
}
