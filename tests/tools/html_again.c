/*
 * For tests/e2e/test_import_html.py: read pieces of HTML from standard input,
 * each ended by a NUL, and write for each "same" or "differs", a line end, the
 * Markdown made of it, and a NUL: is the tree that was built the one that the
 * Markdown parses to?  With SHOW in the environment, those that differ go to
 * standard error: @@1 HTML @@2 Markdown @@3 tree built @@4 tree parsed.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/buf.h"
#include "import/html/html.h"

#define INPUT_MAX (256u << 20)

/* A paragraph of finished Markdown: the blocks that it stands for. */
static void
expand_block(cmark_node *n)
{
	const char *s = cmark_node_get_on_enter(cmark_node_first_child(n));
	cmark_node *doc = cmark_parse_document(s, strlen(s), CMARK_OPT_DEFAULT);
	cmark_node *child;

	while ((child = cmark_node_first_child(doc)) != NULL)
		cmark_node_insert_before(n, child);
	cmark_node_free(doc);
	cmark_node_free(n);
}

static bool
is_table(cmark_node *n)
{
	cmark_node *c = cmark_node_first_child(n);

	return cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH && c != NULL &&
	       cmark_node_get_type(c) == CMARK_NODE_CUSTOM_INLINE &&
	       strstr(cmark_node_get_on_enter(c), "| --- |") != NULL;
}

/* A text whose punctuation was escaped by hand is a text again. */
static void
expand_inline(cmark_node *n)
{
	struct buf text = { 0 };
	cmark_node *plain = cmark_node_new(CMARK_NODE_TEXT);

	for (const char *s = cmark_node_get_on_enter(n); *s != '\0'; s++)
		if (*s != '\\' || *++s != '\0')
			buf_addc(&text, *s);
	cmark_node_set_literal(plain, buf_str(&text));
	cmark_node_replace(n, plain);
	cmark_node_free(n);
	buf_free(&text);
}

/* What stands between two lists that follow each other. */
static bool
is_list_end(cmark_node *n)
{
	return cmark_node_get_type(n) == CMARK_NODE_HTML_BLOCK &&
	       strncmp(cmark_node_get_literal(n), "<!-- end list -->", 17) == 0;
}

/* No language and an empty one are the same. */
static void
name_code(cmark_node *n)
{
	const char *info = cmark_node_get_fence_info(n);

	if (info == NULL || *info == '\0')
		cmark_node_set_fence_info(n, "none");
}

/* Without what both trees may say in two ways. */
static void
normalise(cmark_node *doc)
{
	cmark_iter *it = cmark_iter_new(doc);
	cmark_event_type e;

	while ((e = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);
		cmark_node_type t = cmark_node_get_type(n);

		if (is_table(n) && e == CMARK_EVENT_EXIT)
			expand_block(n);
		else if (t == CMARK_NODE_CUSTOM_INLINE &&
			 e == CMARK_EVENT_EXIT &&
			 !is_table(cmark_node_parent(n)))
			expand_inline(n);
		else if (t == CMARK_NODE_TEXT &&
			 *cmark_node_get_literal(n) == '\0')
			cmark_node_free(n);
		else if (t == CMARK_NODE_LIST && e == CMARK_EVENT_ENTER &&
			 cmark_node_get_list_type(n) == CMARK_ORDERED_LIST)
			cmark_node_set_list_delim(n, CMARK_PERIOD_DELIM);
		else if (t == CMARK_NODE_CODE_BLOCK)
			name_code(n);
		else if (is_list_end(n))
			cmark_node_free(n);
	}
	cmark_iter_free(it);
	cmark_consolidate_text_nodes(doc);
}

static void
answer(const char *html, size_t len)
{
	xmlDoc *page = html_parse(html, len, "UTF-8");
	xmlNode *root = page != NULL ? xmlDocGetRootElement(page) : NULL;
	cmark_node *built, *again;
	char *markdown, *a, *b;

	built = root != NULL ? html_document(root, NULL)
			     : cmark_node_new(CMARK_NODE_DOCUMENT);
	markdown = cmark_render_commonmark(built, CMARK_OPT_DEFAULT, 0);
	again =
	    cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
	normalise(built);
	normalise(again);
	a = cmark_render_xml(built, CMARK_OPT_DEFAULT);
	b = cmark_render_xml(again, CMARK_OPT_DEFAULT);
	printf("%s\n%s", strcmp(a, b) == 0 ? "same" : "differs", markdown);
	if (strcmp(a, b) != 0 && getenv("SHOW") != NULL)
		fprintf(stderr, "@@1%.*s@@2%s@@3%s@@4%s", (int)len, html,
		    markdown, a, b);
	putchar('\0');
	cmark_node_free(built);
	cmark_node_free(again);
	xmlFreeDoc(page);
	free(markdown);
	free(a);
	free(b);
}

int
main(void)
{
	struct buf in = { 0 };
	const char *s, *end, *stop;

	if (buf_read_fd(&in, 0, INPUT_MAX, NULL) == -1)
		return 1;
	s = buf_str(&in);
	for (end = s + in.len; s < end; s = stop + 1) {
		stop = memchr(s, '\0', (size_t)(end - s));
		if (stop == NULL)
			stop = end;
		answer(s, (size_t)(stop - s));
	}
	buf_free(&in);
	return 0;
}
