#include "import/article/page_told.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "import/html/html.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"
#include "text/ascii.h"

#define TOLD_MIN    500 /* bytes; less is a teaser or a description */
#define PROBES      24  /* pieces of the text that are looked for */
#define PROBE_LEN   32  /* bytes of each */
#define PROBES_MIN  8   /* found on the page; of fewer it shows another text */
#define SHOWN_SHARE 3   /* of what is told, two thirds must be shown, */
#define BODY_SHARE  5   /* and four fifths of that in the body */

/* Pieces of the text told, and which of them the page shows. */
struct probes {
	const char *at[PROBES]; /* in the text; PROBE_LEN bytes each */
	size_t n;
};

/* Letters and blanks alone: pages write quotes and dashes in other ways. */
static bool
is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_alnum(s[i]) && s[i] != ' ' &&
		    (unsigned char)s[i] < 0x80)
			return false;
	return memchr(s, '\0', len) == NULL;
}

static void
take_probes(struct probes *p, const char *text, size_t len)
{
	p->n = 0;
	for (size_t i = 0; i < PROBES; i++) {
		size_t from = len / PROBES * i, end = len / PROBES * (i + 1);

		while (from + PROBE_LEN < end &&
		       ((from > 0 && text[from - 1] != ' ') ||
			   !is_plain(text + from, PROBE_LEN)))
			from++;
		if (from + PROBE_LEN < end)
			p->at[p->n++] = text + from;
	}
}

static size_t
shown_in(struct arena *a, xmlNode *n, const struct probes *p)
{
	const char *line = tree_line(a, n);
	size_t len = strlen(line), found = 0;

	for (size_t i = 0; i < p->n; i++)
		found += memmem(line, len, p->at[i], PROBE_LEN) != NULL;
	return found;
}

/* The smallest element that shows so many of them. */
static xmlNode *
smallest(struct arena *a, xmlNode *root, const struct probes *p, size_t need)
{
	xmlNode *n = root, *c = root->children;

	while (c != NULL)
		if (tree_shown(c) > 0 && shown_in(a, c, p) >= need) {
			n = c;
			c = n->children;
		} else {
			c = c->next;
		}
	return n;
}

xmlNode *
page_told_body(struct arena *a, xmlNode *root, xmlNode *body, const char *text)
{
	const char *line = strlen(text) >= TOLD_MIN ? html_line(a, text) : "";
	size_t len = strlen(line), all, need;
	struct probes p;

	if (len < TOLD_MIN)
		return body;
	take_probes(&p, line, len);
	all = shown_in(a, root, &p);
	need = all - all / BODY_SHARE;
	if (all < PROBES_MIN || all * SHOWN_SHARE < p.n * (SHOWN_SHARE - 1) ||
	    (body != NULL && shown_in(a, body, &p) >= need))
		return body;
	return smallest(a, root, &p, need);
}
