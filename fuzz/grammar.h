/*
 * What any output of the writers must be, whatever the Markdown was.  Each
 * check aborts with the line that breaks the rule.
 */
#ifndef FUZZ_GRAMMAR_H
#define FUZZ_GRAMMAR_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "markdown/markdown.h"
#include "page/gemtext.h"
#include "page/gophermap.h"
#include "page/page.h"
#include "page/place.h"
#include "page/plain.h"

static inline void
must(bool holds, const char *rule, const char *line, size_t len)
{
	if (holds)
		return;
	fprintf(stderr, "grammar: %s: '%.*s'\n", rule, (int)len, line);
	abort();
}

/* No controls, C1 neither; TAB only where it is said. */
static inline bool
is_clean(const char *line, size_t len, bool tabs)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)line[i];

		if (c == 0x7F || (c < 0x20 && !(tabs && c == '\t')))
			return false;
		if (c == 0xC2 && (unsigned char)line[i + 1] < 0xA0)
			return false;
	}
	return true;
}

/* ---- gemtext ---- */

static inline void
check_link(const char *line, size_t len)
{
	size_t end = 3;

	must(len > 4 && memcmp(line, "=> ", 3) == 0, "a link", line, len);
	while (end < len && line[end] > 0x20 && line[end] < 0x7F)
		end++;
	must(end > 3, "a link has an address", line, len);
	must(end + 1 < len && line[end] == ' ' && line[end + 1] != ' ',
	    "an address ends at a space before its label", line, len);
}

static inline void
check_text_line(const char *line, size_t len)
{
	if (len > 0 && line[0] == '#') {
		size_t marks = strspn(line, "#");

		must(marks <= 3 && line[marks] == ' ' && len > marks + 1,
		    "a heading", line, len);
	} else if (len > 1 && memcmp(line, "=>", 2) == 0) {
		check_link(line, len);
	} else if (len > 0 && line[0] == '>') {
		must(len == 1 || line[1] == ' ', "a quote", line, len);
	}
}

static inline void
check_gemtext(const struct buf *out)
{
	const char *s = out->data, *end = s + out->len, *newline;
	bool fenced = false, blank = true;

	must(utf8_valid(s, out->len), "UTF-8", "", 0);
	for (; s < end; s = newline + 1) {
		size_t len;

		newline = memchr(s, '\n', (size_t)(end - s));
		must(newline != NULL, "a line ends", s, (size_t)(end - s));
		len = (size_t)(newline - s);
		must(is_clean(s, len, fenced), "no controls", s, len);
		if (len > 2 && memcmp(s, "```", 3) == 0) {
			must(!fenced || len == 3, "a fence is closed", s, len);
			fenced = !fenced;
		} else if (!fenced) {
			must(len > 0 || !blank, "one blank line", s, len);
			check_text_line(s, len);
		}
		blank = !fenced && len == 0;
	}
	must(!fenced, "fences are closed", "", 0);
	must(out->len == 0 || !blank, "no blank line at the end", "", 0);
}

/* ---- menus ---- */

static inline void
check_menu_line(const char *line, size_t len)
{
	const char *tab[3], *s = line, *end = line + len;
	size_t columns;

	must(is_clean(line, len, true), "no controls", line, len);
	must(len > 0 && memchr("0179gIshi", line[0], 9) != NULL, "a type", line,
	    len);
	for (int i = 0; i < 3; i++, s++) {
		s = memchr(s, '\t', (size_t)(end - s));
		must(s != NULL, "three TABs", line, len);
		tab[i] = s;
	}
	must(memchr(s, '\t', (size_t)(end - s)) == NULL, "only three TABs",
	    line, len);
	columns = utf8_columns(line + 1, (size_t)(tab[0] - line - 1));
	must(columns <= MENU_WIDTH, "67 columns", line, len);
	must(tab[2] > tab[1] + 1, "a host", line, len);
	must(strspn(s, "0123456789") == (size_t)(end - s) && s < end, "a port",
	    line, len);
	if (line[0] == 'i')
		must(strncmp(tab[0], "\t\terror.host\t1\r", 15) == 0, "G13",
		    line, len);
	else
		must(tab[0] > line + 1, "a display", line, len);
}

static inline void
check_menu(const struct buf *out)
{
	const char *s = out->data, *end = s + out->len, *newline;

	must(utf8_valid(s, out->len), "UTF-8", "", 0);
	for (; s < end; s = newline + 1) {
		newline = memchr(s, '\n', (size_t)(end - s));
		must(newline != NULL && newline > s && newline[-1] == '\r',
		    "CRLF", s, (size_t)(end - s));
		check_menu_line(s, (size_t)(newline - s - 1));
	}
}

/* ---- text ---- */

/* Is there nothing but marks, "[1]", "[a]", "12.", before one word? */
static inline bool
is_one_word(const char *line, size_t len)
{
	const char *s = line, *end = line + len, *mark;

	for (;;) {
		s += strspn(s, " *>#");
		mark = s + (*s == '[');
		mark += strspn(mark, "0123456789abcdefghijklmnopqrstuvwxyz");
		if (mark < end && *mark == (*s == '[' ? ']' : '.') &&
		    mark[1] == ' ' && mark - s < 12)
			s = mark + 1;
		else
			return memchr(s, ' ', (size_t)(end - s)) == NULL;
	}
}

static inline void
check_line(const char *line, size_t len)
{
	must(is_clean(line, len, false), "no controls", line, len);
	if (len == 0)
		return;
	must(line[0] != '.', "no dot begins a line", line, len);
	must(line[len - 1] != ' ', "no blanks at the end", line, len);
	/* a longer line is code, or one word behind its marks */
	if (line[0] != ' ' && utf8_plain_ascii(line, len))
		must(len <= MENU_WIDTH || is_one_word(line, len), "67 columns",
		    line, len);
}

static inline void
check_text(const struct buf *out)
{
	const char *s = out->data, *end = s + out->len, *newline;

	must(utf8_valid(s, out->len), "UTF-8", "", 0);
	for (; s < end; s = newline + 1) {
		newline = memchr(s, '\n', (size_t)(end - s));
		must(newline != NULL, "a line ends", s, (size_t)(end - s));
		check_line(s, (size_t)(newline - s));
	}
}

/* ---- all of them ---- */

/*
 * Markdown through one writer into out.  The first byte of the input chooses
 * between the settings of page and place.
 */
static inline void
convert(const unsigned char *data, size_t size,
    void (*write)(const struct page *, const struct place *, struct buf *),
    struct buf *out)
{
	unsigned char choice = size > 0 ? data[0] : 0;
	struct style style = { .fold = (choice & 2) != 0,
		.charset = (choice & 4) != 0 ? CHARSET_ASCII : CHARSET_UTF8 };
	struct place place = { .scheme =
				   (choice & 1) != 0 ? "gemini" : "gopher",
		.host = "h.example",
		.port = 70,
		.style = &style };
	struct markdown how = { .title = (choice & 8) != 0 ? "a" : NULL,
		.images = (choice & 16) != 0 ? IMAGES_DROP : IMAGES_LINK };
	struct page page = { .index = (choice & 32) != 0 };

	if (size > 0)
		markdown_add(&page, (const char *)data + 1, size - 1, &how);
	write(&page, &place, out);
	buf_addc(out, '\0'); /* so that out is never without data */
	buf_cut(out, out->len - 1);
	page_free(&page);
}

#endif
