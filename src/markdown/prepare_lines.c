#include "markdown/prepare_lines.h"

#include <string.h>

void
prepare_lines_begin(struct prepare_lines *l, const char *src, size_t len,
    const struct shortcodes *shortcodes)
{
	*l = (struct prepare_lines){
		.next = src,
		.end = src + len,
		.shortcodes = shortcodes,
	};
}

static void
read_tags(struct prepare_lines *l)
{
	l->opens_tag = l->shuts_tag = false;
	if (l->in_tag) {
		l->kind = LINE_CODE;
		l->shuts_tag = shortcode_ends_code(l->line, l->len, &l->tag);
		l->in_tag = !l->shuts_tag;
		return;
	}
	l->kind = line_class_next(&l->code, l->line, l->len);
	if (l->kind != LINE_TEXT)
		return;
	l->opens_tag =
	    shortcode_opens_code(l->shortcodes, l->line, l->len, &l->tag);
	if (!l->opens_tag)
		return;
	l->in_tag = true;
	l->kind = LINE_CODE;
	l->code.paragraph = false;
}

/* Take the inset off the line; one that has none ends it. */
static void
take_inset(struct prepare_lines *l)
{
	const char *s = l->line, *end = s + l->len;
	size_t n = 0;

	while (n < l->inset && s + n < end && s[n] == ' ')
		n++;
	if (s + n < end && s[n] == '\t' && n < l->inset)
		n++;
	else if (n < 2 && s + n < end)
		l->inset = n = 0;
	l->line += n;
	l->len -= n;
}

bool
prepare_lines_next(struct prepare_lines *l)
{
	const char *eol;

	if (l->next == l->end)
		return false;
	eol = memchr(l->next, '\n', (size_t)(l->end - l->next));
	l->line = l->whole = l->next;
	l->len = (size_t)((eol == NULL ? l->end : eol) - l->line);
	l->next = eol == NULL ? l->end : eol + 1;
	l->number++;
	if (l->inset > 0)
		take_inset(l);
	read_tags(l);
	return true;
}
