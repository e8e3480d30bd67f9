#include "import/html/tree_weight.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "import/html/page_tree.h"
#include "text/ascii.h"

static const struct weight nothing = { 0 };

const struct weight *
tree_weight(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE && n->_private != NULL ? n->_private
								  : &nothing;
}

size_t
tree_shown(const xmlNode *n)
{
	return tree_weight(n)->text + tree_weight(n)->linked;
}

bool
tree_has_linked_heading(xmlNode *n)
{
	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (tree_is_heading(c) && tree_weight(c)->linked > 0 &&
		    tree_weight(c)->text == 0)
			return true;
	return false;
}

/*
 * Paragraphs of this many bytes without blanks are prose: shorter ones if they
 * hold a mark that menus and labels do not have.  "Read more", "12 comments"
 * and "Sports" are shorter and have none; the shortest sentence of a news
 * item ("Trains will run at first.") is about 25 bytes.
 */
#define PROSE_SURE  110
#define PROSE_SHORT 25

/* Marks of sentences: ours, and those of Chinese, Japanese, Arabic, Hindi. */
static bool
is_stop(const char *s)
{
	static const char *const marks[] = { "。", "、", "，", "،", "؟", "।",
		NULL };

	if ((unsigned char)*s < 0x80)
		return strchr(".,;!?", *s) != NULL;
	for (size_t i = 0; marks[i] != NULL; i++)
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			return true;
	return false;
}

static void
weigh_text(struct weight *w, const char *s, bool linked)
{
	size_t bytes = 0;

	for (; *s != '\0'; s++) {
		bytes += !is_space(*s);
		w->own_stops += is_stop(s);
	}
	*(linked ? &w->linked : &w->text) += bytes;
	*(linked ? &w->own_linked : &w->own) += bytes;
}

/* A paragraph counts as prose when it is one, not a menu or a label. */
static void
weigh_prose(struct weight *w)
{
	if (w->own < PROSE_SHORT || w->own_linked > w->own ||
	    (w->own < PROSE_SURE && w->own_stops == 0))
		return;
	w->prose += w->own;
	w->cited += w->own_linked;
}

static void
add_weight(struct weight *to, const struct weight *w, bool inlined)
{
	to->text += w->text;
	to->linked += w->linked;
	to->links += w->links;
	to->prose += w->prose;
	to->cited += w->cited;
	if (inlined) {
		to->own += w->own;
		to->own_linked += w->own_linked;
		to->own_stops += w->own_stops;
	}
}

/* An element gets its weight, a text adds to its parent's. */
static void
weigh_open(struct arena *a, xmlNode *n, size_t *links)
{
	if (n->type == XML_ELEMENT_NODE) {
		n->_private = arena_calloc(a, 1, sizeof(struct weight));
		*links += tree_is(n, "a");
	} else if (n->type == XML_TEXT_NODE && n->parent != NULL &&
		   n->parent->_private != NULL) {
		weigh_text(n->parent->_private, (const char *)n->content,
		    *links > 0);
	}
}

/* All below n is weighed: its parent has what it has. */
static void
weigh_close(xmlNode *n, const xmlNode *root, size_t *links)
{
	struct weight *own = n->_private;

	if (n->type != XML_ELEMENT_NODE)
		return;
	assert(own != NULL);
	if (tree_is(n, "a")) {
		(*links)--;
		own->links++;
	}
	if (tree_is_block(n))
		weigh_prose(own);
	if (n != root) {
		assert(n->parent != NULL && n->parent->_private != NULL);
		add_weight(n->parent->_private, own, !tree_is_block(n));
	}
}

void
tree_weigh(struct arena *a, xmlNode *root)
{
	xmlNode *n = root;
	size_t links = 0; /* open around n */

	while (n != NULL) {
		weigh_open(a, n, &links);
		if (n->type == XML_ELEMENT_NODE && n->children != NULL &&
		    !tree_is_mute(n)) {
			n = n->children;
			continue;
		}
		weigh_close(n, root, &links);
		while (n != root && n->next == NULL) {
			n = n->parent;
			assert(n != NULL);
			weigh_close(n, root, &links);
		}
		n = n == root ? NULL : n->next;
	}
}

void
tree_mark(xmlNode *n)
{
	for (; n != NULL && n->type == XML_ELEMENT_NODE; n = n->parent)
		if (n->_private != NULL)
			((struct weight *)n->_private)->marks++;
}

void
tree_drop(xmlNode *n)
{
	const struct weight *gone = tree_weight(n);

	for (xmlNode *p = n->parent; p != NULL && gone != &nothing;
	     p = p->parent) {
		struct weight *w =
		    p->type == XML_ELEMENT_NODE ? p->_private : NULL;

		if (w == NULL)
			break;
		w->text -= gone->text;
		w->linked -= gone->linked;
		w->links -= gone->links;
		w->prose -= gone->prose;
		w->cited -= gone->cited;
	}
	xmlUnlinkNode(n);
	xmlFreeNode(n);
}
