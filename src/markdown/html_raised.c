#include <stdint.h>
#include <string.h>

#include "markdown/builder.h"
#include "text/ascii.h"

#define LOOK_BACK 64 /* spans; for links that end within raised text */

/* Raised and lowered text, which no form has: its sense is kept by a sign. */

/* Letters and figures, perhaps with a sign before them. */
static bool
is_simple(const char *s, size_t len)
{
	size_t i = len > 1 && (*s == '-' || *s == '+');

	while (i < len && is_alnum(s[i]))
		i++;
	return i == len;
}

/*
 * "x2" for x squared would be wrong, "1^st" for the first silly: words, marks
 * like (TM) and what stands behind a figure or a Roman number need no sign.
 */
static bool
reads_without_sign(const char *s, size_t len, char before)
{
	static const char *const starts[] = { "[", "(", "*", "\u00AA", "\u00BA",
		"\u00AE", "\u2122", "\u2020", "\u00E8", "\u00E9" };
	size_t letters = 0;

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(s, starts[i], strlen(starts[i])) == 0)
			return true;
	while (letters < len && is_letter(s[letters]))
		letters++;
	if (letters < len)
		return false;
	return len != 1 || is_digit(before) ||
	       (before != '\0' && strchr("IVXLCM", before) != NULL);
}

/*
 * Text in the middle of text: spans behind it move, and those that began
 * before it and ended in it grow.
 */
static void
insert(struct inline_builder *t, size_t at, size_t span, const char *s)
{
	size_t n = strlen(s), near = span < LOOK_BACK ? 0 : span - LOOK_BACK;

	buf_adds(&t->text, s);
	memmove(t->text.data + at + n, t->text.data + at, t->text.len - at - n);
	memcpy(t->text.data + at, s, n);
	for (; near < span; near++)
		if (t->spans[near].end > at && t->spans[near].end != SIZE_MAX)
			t->spans[near].end += n;
	for (; span < t->nspans; span++) {
		t->spans[span].start += n;
		if (t->spans[span].end != SIZE_MAX)
			t->spans[span].end += n;
	}
	t->looked = t->text.len;
}

static void
end_raised(struct builder *w)
{
	struct html_state *h = &w->html;
	struct inline_builder *t = &w->prose;
	const char sign[] = { h->raised, '\0' };
	const char open[] = { h->raised, '(', '\0' };
	const char *s;
	size_t len = t->text.len - h->from;
	char before = '\0';

	h->raised = '\0';
	if (len == 0)
		return;
	s = t->text.data + h->from;
	if (h->from > 0)
		before = s[-1];
	work_do(&w->source->work, len + t->nspans - h->span);
	if (sign[0] == '^' && reads_without_sign(s, len, before))
		return;
	if (is_simple(s, len)) {
		insert(t, h->from, h->span, sign);
		return;
	}
	insert(t, h->from, h->span, open);
	buf_addc(&t->text, ')');
	t->looked = t->text.len;
}

void
html_raised(struct builder *w, const struct html_tag *tag)
{
	struct html_state *h = &w->html;

	if (tag->closing) {
		if (h->raised != '\0')
			end_raised(w);
		return;
	}
	h->raised = tag->kind == HTML_SUP ? '^' : '_';
	h->from = w->prose.text.len;
	h->span = w->prose.nspans;
}
