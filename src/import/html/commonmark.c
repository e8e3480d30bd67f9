#include "import/html/commonmark.h"

#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/buf.h"
#include "text/utf8_write.h"

/* One line of text as a paragraph below doc. */
static void
add_paragraph(cmark_node *doc, const char *line)
{
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
	cmark_node *literal = cmark_node_new(CMARK_NODE_TEXT);

	cmark_node_set_literal(literal, line);
	cmark_node_append_child(paragraph, literal);
	cmark_node_append_child(doc, paragraph);
}

/* The paragraph at s as one clean line; returns what follows it. */
static const char *
next_paragraph(const char *s, const char *end, struct buf *line)
{
	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		const char *stop = nl != NULL ? nl : end, *after = stop;

		after += nl != NULL;
		while (s < stop && strchr(" \t\r", *s) != NULL)
			s++;
		while (stop > s && strchr(" \t\r", stop[-1]) != NULL)
			stop--;
		if (s == stop && line->len > 0)
			return after;
		if (s < stop && line->len > 0)
			buf_addc(line, ' ');
		utf8_clean(line, s, (size_t)(stop - s));
		s = after;
	}
	return s;
}

void
commonmark_render(struct buf *out, cmark_node *doc)
{
	char *markdown = cmark_render_commonmark(doc, CMARK_OPT_DEFAULT, 0);
	const char *s = markdown;

	while (*s != '\0') {
		size_t len = strcspn(s, "\xFE\xFF");

		buf_add(out, s, len);
		s += len;
		if (*s != '\0') {
			utf8_add(out, 0xFFFD);
			s++;
		}
	}
	free(markdown);
}

void
commonmark_text(struct buf *out, const char *text, size_t len)
{
	cmark_node *doc = cmark_node_new(CMARK_NODE_DOCUMENT);
	const char *s = text, *end = text + len;
	struct buf line = { 0 };

	while (s < end) {
		buf_clear(&line);
		s = next_paragraph(s, end, &line);
		if (line.len > 0)
			add_paragraph(doc, buf_str(&line));
	}
	commonmark_render(out, doc);
	buf_free(&line);
	cmark_node_free(doc);
}
