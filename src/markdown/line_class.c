#include "markdown/line_class.h"

#include <stdint.h>
#include <string.h>

#include "text/ascii.h"

#define TAB_STOP       4
#define MOST_ITEMS     (sizeof((struct line_class *)0)->items / sizeof(size_t))
#define FENCE_SHORTEST 3

/* Where a line is being read. */
struct place_in_line {
	const char *s, *end;
	size_t column;
	/* From here on the line is one of "-=*_", and blanks; or the end. */
	const char *rule;
};

/* Step over blanks, as many columns as they take, but at most so many. */
static size_t
skip_blanks(struct place_in_line *at, size_t most)
{
	size_t from = at->column;

	for (; at->s < at->end && at->column - from < most; at->s++) {
		if (*at->s == ' ')
			at->column++;
		else if (*at->s == '\t')
			at->column += TAB_STOP - at->column % TAB_STOP;
		else
			break;
	}
	return at->column - from;
}

static size_t
run_of(const struct place_in_line *at, char c)
{
	const char *s = at->s;

	while (s < at->end && *s == c)
		s++;
	return (size_t)(s - at->s);
}

static bool
is_blank_to_end(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	return s == end;
}

/* The bytes of a list marker at this place ("-", "10."), or 0. */
static size_t
list_marker(const struct place_in_line *at)
{
	const char *s = at->s;

	if (*s == '-' || *s == '+' || *s == '*') {
		s++;
	} else {
		while (s < at->end && s - at->s < 9 && is_digit(*s))
			s++;
		if (s == at->s || s == at->end || (*s != '.' && *s != ')'))
			return 0;
		s++;
	}
	if (s < at->end && *s != ' ' && *s != '\t')
		return 0;
	return (size_t)(s - at->s);
}

/* Enter an item whose marker has n bytes. */
static void
enter_item(struct line_class *c, struct place_in_line *at, size_t n,
    bool quoted)
{
	struct place_in_line text;

	at->s += n;
	at->column += n;
	text = *at;
	/* five blanks or more: one, and indented code */
	if (skip_blanks(&text, 5) < 5 && text.s < text.end)
		*at = text;
	else
		skip_blanks(at, 1);
	if (!quoted && c->nitems < MOST_ITEMS)
		c->items[c->nitems++] = at->column;
}

/* Does this line, within the open fence's container, end the fence? */
static bool
closes_fence(const struct line_class *c, struct place_in_line *at)
{
	size_t n;

	for (;;) {
		skip_blanks(at, SIZE_MAX);
		if (!c->quoted || at->s == at->end || *at->s != '>')
			break;
		at->s++;
	}
	n = run_of(at, c->fence);
	return n >= c->marks && is_blank_to_end(at->s + n, at->end);
}

/* Does the container of what is open end before this line? */
static bool
container_ends(const struct line_class *c, struct place_in_line at)
{
	bool blank = is_blank_to_end(at.s, at.end);
	size_t indent = skip_blanks(&at, SIZE_MAX);

	return c->quoted ? blank || *at.s != '>' : !blank && indent < c->column;
}

/* A line while a fence is open; false when its container has ended. */
static bool
in_fence(struct line_class *c, struct place_in_line at)
{
	if (container_ends(c, at)) {
		c->fenced = false;
		return false;
	}
	if (closes_fence(c, &at))
		c->fenced = false;
	return true;
}

static bool
opens_fence(struct line_class *c, const struct place_in_line *at, size_t base,
    bool quoted)
{
	size_t n;

	if (*at->s != '`' && *at->s != '~')
		return false;
	n = run_of(at, *at->s);
	if (n < FENCE_SHORTEST ||
	    (*at->s == '`' &&
		memchr(at->s + n, '`', (size_t)(at->end - at->s) - n) != NULL))
		return false;
	c->fenced = true;
	c->fence = *at->s;
	c->marks = n;
	c->column = base;
	c->quoted = quoted;
	return true;
}

/* Is this line one of an open block of raw HTML? */
static bool
in_html(struct line_class *c, const struct place_in_line *at)
{
	enum html_block open = c->html;

	if (open == HTML_BLOCK_NONE)
		return false;
	if (container_ends(c, *at) ||
	    (open == HTML_BLOCK_TO_BLANK && is_blank_to_end(at->s, at->end))) {
		c->html = HTML_BLOCK_NONE;
		return false;
	}
	if (html_block_ends(open, at->s, (size_t)(at->end - at->s)))
		c->html = HTML_BLOCK_NONE;
	return true;
}

static bool
opens_html(struct line_class *c, const struct place_in_line *at, size_t base,
    bool quoted)
{
	size_t len = (size_t)(at->end - at->s);
	enum html_block opened = html_block_begins(at->s, len);

	if (opened == HTML_BLOCK_NONE)
		return false;
	c->column = base;
	c->quoted = quoted;
	if (!html_block_ends(opened, at->s, len))
		c->html = opened;
	return true;
}

/*
 * Where the rule or underline begins that a line ends in.  Asked once for a
 * line: "- - - -" asks at each of its marks whether all that follow are the
 * same.
 */
static const char *
rule_of(const char *s, const char *end)
{
	const char *t = end;
	char mark;

	while (t > s && (t[-1] == ' ' || t[-1] == '\t'))
		t--;
	if (t == s || strchr("-=*_", t[-1]) == NULL)
		return end;
	mark = t[-1];
	while (t > s && (t[-1] == mark || t[-1] == ' ' || t[-1] == '\t'))
		t--;
	return t;
}

/* Headings, rules and underlines: no paragraph goes on below them. */
static bool
stands_alone(const struct place_in_line *at)
{
	size_t n = run_of(at, '#');

	if (n >= 1 && n <= 6 && (at->s + n == at->end || at->s[n] == ' '))
		return true;
	return at->s >= at->rule;
}

/* Step into quotes and items; false when what follows is indented code. */
static bool
enter_containers(struct line_class *c, struct place_in_line *at, size_t *base,
    bool *quoted)
{
	size_t n;

	for (;;) {
		struct place_in_line text = *at;
		size_t column;

		column = at->column - *base + skip_blanks(&text, SIZE_MAX);
		if (text.s == text.end)
			return true;
		if (column >= TAB_STOP && !c->paragraph)
			return false;
		*at = text;
		if (*at->s == '>') {
			at->s++;
			at->column++;
			skip_blanks(at, 1);
			*quoted = true;
		} else if (!stands_alone(at) && (n = list_marker(at)) > 0) {
			enter_item(c, at, n, *quoted);
			c->paragraph = false;
		} else {
			return true;
		}
		*base = at->column;
	}
}

enum line_kind
line_class_next(struct line_class *c, const char *line, size_t len)
{
	struct place_in_line at = { .s = line,
		.end = line + len,
		.rule = rule_of(line, line + len) };
	struct place_in_line text = at;
	bool quoted = false, blank = is_blank_to_end(line, line + len), html;
	size_t indent, base;

	if (c->fenced && in_fence(c, at)) {
		c->paragraph = false;
		return LINE_CODE;
	}
	html = in_html(c, &at);
	if (blank) {
		c->paragraph = false;
		return LINE_BLANK;
	}
	indent = skip_blanks(&text, SIZE_MAX);
	while (c->nitems > 0 && indent < c->items[c->nitems - 1])
		c->nitems--;
	base = c->nitems > 0 ? c->items[c->nitems - 1] : 0;
	skip_blanks(&at, base);
	if (!enter_containers(c, &at, &base, &quoted))
		return LINE_CODE;
	if (!html && at.s < at.end && !opens_html(c, &at, base, quoted) &&
	    opens_fence(c, &at, base, quoted)) {
		c->paragraph = false;
		return LINE_CODE;
	}
	c->paragraph = at.s < at.end && !stands_alone(&at);
	return LINE_TEXT;
}
