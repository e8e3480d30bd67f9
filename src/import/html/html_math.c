#include "import/html/html_math.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/fm/fm_names.h"
#include "import/html/page_tree.h"
#include "text/ascii.h"

static bool
is_tex_script(struct arena *a, const xmlNode *n)
{
	return tree_is(n, "script") &&
	       strncasecmp(tree_attribute(a, n, "type"), "math/tex", 8) == 0;
}

bool
html_math_is(struct arena *a, const xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE)
		return false;
	return tree_is(n, "math") || tree_is(n, "mjx-container") ||
	       is_tex_script(a, n) ||
	       (tree_is(n, "span") && n->properties != NULL &&
		   tree_marked(tree_marks(a, n),
		       "katex katex-display mwe-math-element"));
}

#define COPIES 3 /* siblings between a formula's boxes and its TeX */

bool
html_math_is_copy(struct arena *a, const xmlNode *n)
{
	const xmlNode *script = n;

	if (n->type != XML_ELEMENT_NODE || n->properties == NULL ||
	    !tree_marked(tree_marks(a, n),
		"mathjax mathjax_preview mathjax_display mathjax_svg "
		"mathjax_chtml mathjax_svg_display mjx_assistive_mathml"))
		return false;
	for (int i = 0; i < COPIES && script != NULL; i++) {
		script = xmlNextElementSibling((xmlNode *)script);
		if (script != NULL && is_tex_script(a, script))
			return true;
	}
	return false;
}

/* ---- MathML to TeX ---- */

/* What stands before and behind an element, and its second and third child. */
static const struct {
	const char *name, *before, *behind, *second, *third;
} forms[] = {
	{ "msup", "", "", "^", NULL },
	{ "msub", "", "", "_", NULL },
	{ "msubsup", "", "", "_", "^" },
	{ "munder", "", "", "_", NULL },
	{ "mover", "", "", "^", NULL },
	{ "munderover", "", "", "_", "^" },
	{ "mfrac", "\\frac", "", "", NULL },
	{ "msqrt", "\\sqrt{", "}", NULL, NULL },
	{ "mtr", "", " \\\\ ", NULL, NULL },
	{ "mtd", "", " ", NULL, NULL },
};

#define FORMS (sizeof forms / sizeof forms[0])

static size_t
form_of(const xmlNode *n)
{
	size_t i = 0;

	while (i < FORMS && !tree_is(n, forms[i].name))
		i++;
	return i;
}

/* What an element's parent wants to stand before it; NULL: no braces. */
static const char *
joint(const xmlNode *n)
{
	size_t i = n->parent != NULL ? form_of(n->parent) : FORMS;
	int before = 0;

	if (i == FORMS || n->type != XML_ELEMENT_NODE)
		return NULL;
	for (const xmlNode *p = n->prev; p != NULL; p = p->prev)
		before += p->type == XML_ELEMENT_NODE;
	if (before == 0)
		return strcmp(forms[i].name, "mfrac") == 0 ? "" : NULL;
	return before == 1   ? forms[i].second
	       : before == 2 ? forms[i].third
			     : NULL;
}

#define LONG_NODES 20 /* an element of more is no single letter */

/* Has its text more than one character?  "x^2" needs no braces. */
static bool
is_long(xmlNode *n)
{
	size_t characters = 0;
	int nodes = 0;

	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true)) {
		if (++nodes > LONG_NODES)
			return true;
		if (c->type != XML_TEXT_NODE)
			continue;
		for (const char *s = (const char *)c->content; *s != '\0'; s++)
			characters +=
			    !is_space(*s) && ((unsigned char)*s & 0xC0) != 0x80;
	}
	return characters > 1;
}

static bool
is_braced(xmlNode *n)
{
	return joint(n) != NULL &&
	       (is_long(n) || form_of(n->parent) == form_of(n) ||
		   tree_is(n->parent, "mfrac"));
}

static void
open_element(xmlNode *n, struct buf *out)
{
	size_t i = form_of(n);

	if (joint(n) != NULL) {
		buf_adds(out, joint(n));
		buf_adds(out, is_braced(n) ? "{" : "");
	}
	buf_adds(out, i < FORMS ? forms[i].before : "");
}

static void
close_element(xmlNode *n, struct buf *out)
{
	size_t i = form_of(n);

	if (n->type != XML_ELEMENT_NODE)
		return;
	buf_adds(out, i < FORMS ? forms[i].behind : "");
	buf_adds(out, is_braced(n) ? "}" : "");
}

/* Blanks in MathML are layout of its source. */
static void
add_token(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++)
		if (strchr(" \t\r\n", *s) == NULL)
			buf_addc(out, *s);
}

static void
add_mathml(xmlNode *top, struct buf *out)
{
	static const char *const mute[] = { "annotation", "annotation-xml",
		"mphantom", NULL };
	xmlNode *n = top;

	while (n != NULL) {
		bool silent = tree_is_one(n, mute);

		if (n->type == XML_TEXT_NODE)
			add_token(out, (const char *)n->content);
		else if (n->type == XML_ELEMENT_NODE && !silent)
			open_element(n, out);
		if (n->type == XML_ELEMENT_NODE && n->children != NULL &&
		    !silent) {
			n = n->children;
			continue;
		}
		if (!silent)
			close_element(n, out);
		while (n != top && n->next == NULL) {
			n = n->parent;
			close_element(n, out);
		}
		n = n == top ? NULL : n->next;
	}
}

/* ---- the formula ---- */

/* The TeX that a formula carries, or NULL. */
static xmlNode *
annotation_in(struct arena *a, xmlNode *top)
{
	for (xmlNode *n = top; n != NULL; n = tree_next(top, n, true))
		if (tree_is(n, "annotation") &&
		    strstr(tree_attribute(a, n, "encoding"), "tex") != NULL)
			return n;
	return NULL;
}

/* MediaWiki: "{\displaystyle x^2}". */
static const char *
undressed(struct arena *a, const char *tex)
{
	static const char dress[] = "{\\displaystyle ";
	size_t n = sizeof dress - 1, len = strlen(tex);

	if (strncmp(tex, dress, n) == 0 && tex[len - 1] == '}')
		return arena_strndup(a, tex + n, len - n - 1);
	return tex;
}

static const char *
tex_of(struct arena *a, xmlNode *n)
{
	xmlNode *annotation = annotation_in(a, n);
	xmlNode *math = tree_find(n, "math");
	struct buf tex = { 0 };
	const char *said = "";

	if (is_tex_script(a, n))
		annotation = n;
	if (annotation != NULL) {
		xmlChar *text = xmlNodeGetContent(annotation);

		said = text != NULL ? arena_strdup(a, (const char *)text) : "";
		xmlFree(text);
	} else if (math != NULL) {
		said = tree_attribute(a, math, "alttext");
	}
	if (*said != '\0')
		return undressed(a, fm_clean_line(a, said, strlen(said)));
	add_mathml(math != NULL ? math : n, &tex);
	return buf_keep(&tex, a);
}

static bool
is_display(struct arena *a, const xmlNode *n)
{
	return strcmp(tree_attribute(a, n, "display"), "block") == 0 ||
	       strcmp(tree_attribute(a, n, "display"), "true") == 0 ||
	       strstr(tree_attribute(a, n, "type"), "mode=display") != NULL ||
	       tree_marked(tree_marks(a, n), "katex-display");
}

void
html_math_text(struct arena *a, xmlNode *n, struct buf *out)
{
	const char *tex = tex_of(a, n);
	const char *mark = is_display(a, n) ? "$$" : "$";

	if (*tex == '\0')
		return;
	buf_adds(out, mark);
	buf_adds(out, tex);
	buf_adds(out, mark);
}
