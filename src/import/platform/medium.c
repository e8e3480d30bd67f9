#include "import/platform/medium.h"

#include <string.h>

#include <libxml/tree.h>

#include "base/buf.h"
#include "import/core/item.h"
#include "import/core/source.h"
#include "import/feed/entry.h"
#include "import/html/charset.h"
#include "import/html/html.h"
#include "import/html/page_tree.h"

#define STORY_MAX (16u << 20) /* bytes of a story */

bool
medium_is(const struct sniff *head)
{
	return head->kind == SNIFF_HTML && sniff_holds(head, "h-entry") &&
	       sniff_holds(head, "data-field=\"body\"");
}

/* The first element of this class, or NULL. */
static xmlNode *
find(struct arena *a, xmlNode *root, const char *class)
{
	for (xmlNode *n = root; n != NULL; n = tree_next(root, n, true))
		if (tree_marked(tree_marks(a, n), class))
			return n;
	return NULL;
}

static const char *
line_of(struct arena *a, xmlNode *root, const char *class)
{
	xmlNode *n = find(a, root, class);

	return n != NULL ? tree_line(a, n) : "";
}

static const char *
attribute_of(struct arena *a, xmlNode *root, const char *class,
    const char *name)
{
	xmlNode *n = find(a, root, class);

	return n != NULL ? tree_attribute(a, n, name) : "";
}

/* What is below body goes; body itself, or nothing, stays. */
static void
drop(const xmlNode *body, xmlNode *n)
{
	if (n == NULL || n == body)
		return;
	xmlUnlinkNode(n);
	xmlFreeNode(n);
}

/*
 * The text repeats title and subtitle, and each of its sections begins with a
 * rule, the first one, too.
 */
static void
drop_repeated(struct arena *a, xmlNode *body, const char *title,
    const char *subtitle)
{
	static const char *const classes[] = { "graf--title", "graf--subtitle",
		"graf--title" };
	const char *const lines[] = { title, subtitle, subtitle };

	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
		xmlNode *n = find(a, body, classes[i]);

		if (n != NULL && strcmp(tree_line(a, n), lines[i]) == 0)
			drop(body, n);
	}
	/* last: it may have stood in one of them */
	drop(body, find(a, body, "section-divider"));
}

static bool
read_story(xmlNode *root, const struct reading *how, const struct intake *in)
{
	struct arena a = { 0 };
	xmlNode *body = find(&a, root, "e-content");
	const char *title = line_of(&a, root, "p-name");
	const char *subtitle = line_of(&a, root, "p-summary");
	const char *url = attribute_of(&a, root, "p-canonical", "href");
	const char *day = attribute_of(&a, root, "dt-published", "datetime");
	struct feed_entry e;

	if (body != NULL) {
		entry_begin(&e, how);
		entry_title(&e, title, ENTRY_PLAIN);
		entry_link(&e, url);
		entry_identity(&e, url);
		entry_author(&e, line_of(&a, root, "p-author"));
		entry_published(&e, day);
		e.item.front.summary =
		    arena_strdup(&e.item.front.arena, subtitle);
		e.item.front.draft = *day == '\0';
		drop_repeated(&a, body, title, subtitle);
		html_node_to_markdown(&e.item.markdown, body, url);
		e.has_content = true;
		entry_give(&e, in);
	}
	arena_free(&a);
	return body != NULL;
}

int
medium_read(struct source *s, const struct reading *how,
    const struct intake *in, struct problem *why)
{
	struct buf html = { 0 };
	xmlDoc *doc = NULL;
	xmlNode *root;
	int rc = source_slurp(s, &html, STORY_MAX, why);

	if (rc == 0) {
		charset_decode(&html, s->charset);
		doc = html_parse(buf_str(&html), html.len, "UTF-8");
		root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
		if (root == NULL || !read_story(root, how, in)) {
			rc = problem_set(why, 0, "is no story of Medium");
			problem_in(why, s->name);
		}
	}
	xmlFreeDoc(doc);
	buf_free(&html);
	return rc;
}
