#include "import/html/repair.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/ascii.h"

/* The HTML of a document with one block: what a reader would see of it. */
static char *
seen(cmark_node *block)
{
	return cmark_render_html(block, CMARK_OPT_UNSAFE);
}

/* Does the Markdown of this paragraph or heading say the same again? */
static bool
holds(cmark_node *block)
{
	char *markdown = cmark_render_commonmark(block, CMARK_OPT_DEFAULT, 0);
	cmark_node *again =
	    cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
	char *wanted = seen(block), *got = seen(again);
	bool same = strcmp(wanted, got) == 0;

	free(wanted);
	free(got);
	free(markdown);
	cmark_node_free(again);
	return same;
}

/* Put a node's children in its place. */
static void
unwrap(cmark_node *n)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(n)) != NULL)
		cmark_node_insert_before(n, child);
	cmark_node_free(n);
}

static bool
is_style(cmark_node *n)
{
	cmark_node_type t = cmark_node_get_type(n);

	return t == CMARK_NODE_EMPH || t == CMARK_NODE_STRONG;
}

/* The next style inside of block, in document order; NULL when none is left. */
static cmark_node *
find_style(cmark_node *block)
{
	cmark_iter *it = cmark_iter_new(block);
	cmark_node *found = NULL;
	cmark_event_type e;

	while (found == NULL && (e = cmark_iter_next(it)) != CMARK_EVENT_DONE)
		if (e == CMARK_EVENT_ENTER && is_style(cmark_iter_get_node(it)))
			found = cmark_iter_get_node(it);
	cmark_iter_free(it);
	return found;
}

/* A byte that is a letter, a digit or part of a character beyond ASCII. */
static bool
is_wordy(char c)
{
	return is_alnum(c) || (unsigned char)c >= 0x80;
}

static char
first_byte(cmark_node *n)
{
	while (n != NULL && cmark_node_first_child(n) != NULL)
		n = cmark_node_first_child(n);
	return n == NULL || cmark_node_get_literal(n) == NULL
		   ? ' '
		   : cmark_node_get_literal(n)[0];
}

static char
last_byte(cmark_node *n)
{
	const char *s;

	while (n != NULL && cmark_node_last_child(n) != NULL)
		n = cmark_node_last_child(n);
	s = n != NULL ? cmark_node_get_literal(n) : NULL;
	return s == NULL || *s == '\0' ? ' ' : s[strlen(s) - 1];
}

/*
 * The usual reason: a style that touches a word outside with punctuation at
 * its own edge is neither left- nor right-flanking (CommonMark 6.2).
 */
static bool
is_loose(cmark_node *n)
{
	char before = last_byte(cmark_node_previous(n));
	char after = first_byte(cmark_node_next(n));

	return (is_wordy(before) && !is_wordy(first_byte(n))) ||
	       (is_wordy(after) && !is_wordy(last_byte(n)));
}

static void
unwrap_loose(cmark_node *block)
{
	cmark_iter *it = cmark_iter_new(block);
	cmark_event_type e;

	while ((e = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);

		/* leaving: its children are done, and it may go */
		if (e == CMARK_EVENT_EXIT && is_style(n) && is_loose(n))
			unwrap(n);
	}
	cmark_iter_free(it);
	cmark_consolidate_text_nodes(block);
}

static void
unwrap_all(cmark_node *block)
{
	cmark_node *n;

	while ((n = find_style(block)) != NULL)
		unwrap(n);
	cmark_consolidate_text_nodes(block);
}

static bool
is_punctuation(char c)
{
	return c > ' ' && c < 0x7F && !is_wordy(c);
}

/* Write every text as Markdown of ours, each punctuation mark escaped. */
static void
escape_texts(cmark_node *block)
{
	cmark_iter *it = cmark_iter_new(block);

	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it), *ours;
		struct buf escaped = { 0 };

		if (cmark_node_get_type(n) != CMARK_NODE_TEXT)
			continue;
		for (const char *s = cmark_node_get_literal(n); *s; s++) {
			if (is_punctuation(*s))
				buf_addc(&escaped, '\\');
			buf_addc(&escaped, *s);
		}
		ours = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
		cmark_node_set_on_enter(ours, buf_str(&escaped));
		cmark_node_replace(n, ours);
		cmark_node_free(n);
		buf_free(&escaped);
	}
	cmark_iter_free(it);
}

static bool
is_code(cmark_node *n)
{
	return n != NULL && cmark_node_get_type(n) == CMARK_NODE_CODE;
}

/* Pieces of code that touch each other would read as one with marks in it. */
static void
join_code(cmark_node *block)
{
	cmark_iter *it = cmark_iter_new(block);
	struct buf all = { 0 };

	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);
		cmark_node *before = cmark_node_previous(n);

		if (!is_code(n))
			continue;
		buf_adds(&all, cmark_node_get_literal(n));
		if (is_code(before)) /* it is in all */
			cmark_node_free(before);
		if (is_code(cmark_node_next(n)))
			continue;
		cmark_node_set_literal(n, buf_str(&all));
		buf_clear(&all);
	}
	buf_free(&all);
	cmark_iter_free(it);
}

/* A table is finished Markdown. */
static bool
is_table(cmark_node *block)
{
	cmark_node *n = cmark_node_first_child(block);

	return n != NULL && cmark_node_get_type(n) == CMARK_NODE_CUSTOM_INLINE;
}

static void
repair_block(cmark_node *block)
{
	if (is_table(block))
		return;
	join_code(block);
	if (holds(block))
		return;
	unwrap_loose(block);
	join_code(block);
	if (holds(block))
		return;
	unwrap_all(block);
	join_code(block);
	if (!holds(block))
		escape_texts(block);
}

/*
 * In a document of its own: as an item of a tight list it would be shown
 * without its paragraph, and never be the same again.
 */
static void
repair_alone(cmark_node *block)
{
	cmark_node *parent = cmark_node_parent(block);
	cmark_node *next = cmark_node_next(block);
	cmark_node *alone = cmark_node_new(CMARK_NODE_DOCUMENT);

	cmark_node_append_child(alone, block);
	repair_block(block);
	if (next != NULL)
		cmark_node_insert_before(next, block);
	else
		cmark_node_append_child(parent, block);
	cmark_node_free(alone);
}

void
repair(cmark_node *doc)
{
	cmark_iter *it = cmark_iter_new(doc);
	cmark_event_type e;

	while ((e = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);
		cmark_node_type t = cmark_node_get_type(n);

		if (e != CMARK_EVENT_ENTER ||
		    (t != CMARK_NODE_PARAGRAPH && t != CMARK_NODE_HEADING))
			continue;
		repair_alone(n);
		cmark_iter_reset(it, n, CMARK_EVENT_EXIT);
	}
	cmark_iter_free(it);
}
