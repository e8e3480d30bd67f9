#include <string.h>

#include "base/buf.h"
#include "markdown/dialect.h"
#include "text/ascii.h"

static size_t
run_of(const char *s, const char *end, char c)
{
	const char *t = s;

	while (t < end && *t == c)
		t++;
	return (size_t)(t - s);
}

static const char *
skip_spaces(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	return s;
}

static const char *
skip_word(const char *s, const char *end)
{
	while (s < end && (is_alnum(*s) || *s == '-' || *s == '_'))
		s++;
	return s;
}

/* "note" as a title: "Note". */
static void
add_kind(struct buf *made, const char *s, const char *end)
{
	size_t start = made->len;

	for (; s < end; s++)
		buf_addc(made, *s == '-' || *s == '_' ? ' ' : to_lower(*s));
	if (made->len > start && is_lower(made->data[start]))
		made->data[start] = (char)(made->data[start] - 'a' + 'A');
}

/*
 * Boxes whose kind tells the reader something; that of others ("columns",
 * "details") is for a style sheet.
 */
static bool
is_told_kind(const char *s, const char *end)
{
	static const char *const kinds[] = { "note", "tip", "info", "warning",
		"caution", "danger", "important", "hint", "attention", "error",
		"example", "question", "abstract", "summary", "success",
		"failure", "bug", "seealso" };
	size_t n = (size_t)(end - s);

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strlen(kinds[i]) == n && memcmp(kinds[i], s, n) == 0)
			return true;
	return false;
}

/* The value of title="..." among attributes. */
static bool
titled(const char *s, const char *end, struct buf *made)
{
	static const char key[] = "title=\"";
	const char *at = memmem(s, (size_t)(end - s), key, sizeof key - 1);
	const char *shut;

	if (at == NULL)
		return false;
	at += sizeof key - 1;
	shut = memchr(at, '"', (size_t)(end - at));
	if (shut == NULL)
		return false;
	buf_add(made, at, (size_t)(shut - at));
	return true;
}

/* What names a box: "note", "note Title", "note[Title]", "{.note title=x}". */
static void
name_box(const char *s, const char *end, struct buf *made)
{
	const char *kind = s, *stop;

	while (end > s && (is_space(end[-1]) || end[-1] == ':'))
		end--;
	if (s < end && *s == '{') {
		if (titled(s, end, made))
			return;
		kind = memchr(s, '.', (size_t)(end - s));
		if (kind == NULL)
			return;
		kind++;
		if ((size_t)(end - kind) > 8 &&
		    memcmp(kind, "callout-", 8) == 0)
			kind += 8;
		end = stop = skip_word(kind, end);
	} else {
		stop = skip_word(kind, end);
	}
	s = skip_spaces(stop, end);
	if (s + 1 < end &&
	    ((*s == '[' && end[-1] == ']') || (*s == '"' && end[-1] == '"')))
		s++, end--;
	else if (s < end && *s == '{')
		end = titled(s, end, made) ? s : s;
	if (s < end)
		buf_add(made, s, (size_t)(end - s));
	else if (made->len == 0 && is_told_kind(kind, stop))
		add_kind(made, kind, stop);
}

/* ":::", "::: note", "!!! note", "??? note" in the fourth column at most. */
static bool
is_box(struct dialect_line *d, const char *s, const char *end, struct buf *made)
{
	size_t n = run_of(s, end, *s), plus;

	if (*s == ':' ? n < 3 : (*s != '!' && *s != '?') || n != 3)
		return false;
	plus = *s == '?' && s + n < end && s[n] == '+';
	if (*s != ':' && (s + n + plus >= end || s[n + plus] != ' '))
		return false;
	d->indented = *s != ':';
	s = skip_spaces(s + n + plus, end);
	/* "!!! Wow" is no box */
	if (d->indented && !is_told_kind(s, skip_word(s, end)))
		return d->indented = false;
	if (s < end && !is_letter(*s) && *s != '{')
		return false;
	d->kind = DIALECT_BOX;
	name_box(s, end, made);
	return true;
}

/* "[!note]- Title" behind quote marks. */
static bool
is_callout(struct dialect_line *d, const char *s, const char *end,
    struct buf *made)
{
	const char *kind, *stop;

	if (end - s < 4 || s[0] != '[' || s[1] != '!')
		return false;
	kind = s + 2;
	stop = skip_word(kind, end);
	if (stop == kind || stop == end || *stop != ']')
		return false;
	d->from = s;
	s = stop + 1;
	s += s < end && (*s == '+' || *s == '-');
	if (s < end && !is_space(*s))
		return false;
	d->kind = DIALECT_CALLOUT;
	d->to = skip_spaces(s, end);
	if (d->to == end)
		add_kind(made, kind, stop);
	return true;
}

void
dialect_line(struct dialect_line *d, const char *line, size_t len,
    struct buf *made)
{
	const char *end = line + len, *s = line + run_of(line, end, ' ');

	*d = (struct dialect_line){ .from = line, .to = end };
	if (s - line > 3 || s == end)
		return;
	if (*s == '>') {
		while (s < end && (*s == '>' || *s == ' '))
			s++;
		(void)is_callout(d, s, end, made);
	} else if (*s == '{') {
		if (dialect_attributes(s, end) == (size_t)(end - s) &&
		    (s[1] == '.' || s[1] == '#'))
			d->kind = DIALECT_ATTRIBUTES;
	} else if (strchr(":!?", *s) != NULL && !is_box(d, s, end, made) &&
		   *s == ':' && end - s > 2 && is_space(s[1]) &&
		   skip_spaces(s + 1, end) < end) {
		d->kind = DIALECT_MEANING;
		d->indented = true;
	}
}
