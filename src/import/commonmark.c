#include "import/commonmark.h"

#include <stdlib.h>

#include <cmark.h>

#include "base/alloc.h"
#include "base/buf.h"

void
commonmark_text(struct buf *out, const char *text, size_t len)
{
	cmark_node *doc = cmark_node_new(CMARK_NODE_DOCUMENT);
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
	cmark_node *literal = cmark_node_new(CMARK_NODE_TEXT);
	char *copy = xstrndup(text, len), *markdown;

	cmark_node_set_literal(literal, copy);
	cmark_node_append_child(paragraph, literal);
	cmark_node_append_child(doc, paragraph);
	markdown = cmark_render_commonmark(doc, CMARK_OPT_DEFAULT, 0);
	buf_adds(out, markdown);
	free(markdown);
	free(copy);
	cmark_node_free(doc);
}
