#include "import/html/html_code.h"

#include <string.h>

#include "base/buf.h"
#include "import/html/page_tree.h"

bool
html_code_is(struct arena *a, const xmlNode *n)
{
	static const char *const holders[] = { "div", "figure", "table", NULL };
	const char *marks;

	if (tree_is(n, "pre"))
		return true;
	if (!tree_is_one(n, holders))
		return false;
	marks = tree_marks(a, n);
	return tree_marked(marks,
		   "syntaxhighlighter codemirror-code highlighttable "
		   "rouge-table lntable crayon-pre crayon-main hljs-ln") ||
	       (tree_is(n, "figure") && tree_marked(marks, "highlight") &&
		   tree_find((xmlNode *)n, "table") != NULL);
}

/* Numbers of lines, and buttons that copy them. */
static bool
is_beside_code(struct arena *a, const xmlNode *n)
{
	static const char *const names[] = { "button", "script", "style",
		"textarea", NULL };

	return tree_is_one(n, names) ||
	       (n->type == XML_ELEMENT_NODE && n->properties != NULL &&
		   tree_marked(tree_marks(a, n),
		       "linenos linenodiv lineno linenumber gutter "
		       "rouge-gutter "
		       "line-numbers-rows lnt blob-num hljs-ln-numbers "
		       "crayon-nums codemirror-linenumber toolbar ln "
		       "code-copy copy-button line-number"));
}

/* The end of an element that is a line. */
static void
end_line(const xmlNode *n, struct buf *out)
{
	static const char *const lines[] = { "div", "pre", "tr", "li", "p",
		NULL };

	if (tree_is_one(n, lines) && out->len > 0 &&
	    out->data[out->len - 1] != '\n')
		buf_addc(out, '\n');
}

/* <table class="lntable"> has the lines in one cell, the numbers in another. */
static bool
is_number_cell(const xmlNode *n)
{
	size_t digits = 0, others = 0;

	if (!tree_is(n, "td") || n->next == NULL)
		return false;
	for (xmlNode *c = (xmlNode *)n; c != NULL; c = tree_next(n, c, true)) {
		if (c->type != XML_TEXT_NODE)
			continue;
		for (const char *s = (const char *)c->content; *s; s++) {
			digits += *s >= '0' && *s <= '9';
			others += *s > ' ' && (*s < '0' || *s > '9');
		}
	}
	return others == 0 && digits > 0;
}

void
html_code_text(struct arena *a, xmlNode *top, struct buf *out)
{
	xmlNode *n = top;

	while (n != NULL) {
		bool beside =
		    n != top && (is_beside_code(a, n) || is_number_cell(n));

		if (n->type == XML_TEXT_NODE ||
		    n->type == XML_CDATA_SECTION_NODE)
			tree_add_text(out, (const char *)n->content);
		else if (tree_is(n, "br"))
			buf_addc(out, '\n');
		if (!beside && n->type == XML_ELEMENT_NODE &&
		    n->children != NULL) {
			n = n->children;
			continue;
		}
		while (n != top && n->next == NULL) {
			n = n->parent;
			if (n != top)
				end_line(n, out);
		}
		if (n != top && n->type == XML_ELEMENT_NODE && !beside &&
		    n->children == NULL)
			end_line(n, out);
		n = n == top ? NULL : n->next;
	}
}

/* ---- its language ---- */

/* The language of `class="language-c"`, `lang-c` or `brush: c`. */
static void
of_class(const char *class, char out[HTML_CODE_LANGUAGE])
{
	static const char *const marks[] = { "language-", "lang-",
		"brush: ", "brush:", "highlight-source-", "sourceCode ", NULL };

	for (size_t i = 0; marks[i] != NULL; i++) {
		const char *at = strstr(class, marks[i]);
		size_t len;

		if (at == NULL)
			continue;
		at += strlen(marks[i]);
		len = strcspn(at, " ;\t\n`~");
		if (len < HTML_CODE_LANGUAGE) {
			memcpy(out, at, len);
			out[len] = '\0';
		}
		return;
	}
}

static void
of_element(struct arena *a, const xmlNode *n, char out[HTML_CODE_LANGUAGE])
{
	static const char *const names[] = { "data-lang", "data-language",
		NULL };

	of_class(tree_attribute(a, n, "class"), out);
	for (size_t i = 0; *out == '\0' && names[i] != NULL; i++) {
		const char *said = tree_attribute(a, n, names[i]);
		size_t len = strcspn(said, " ;\t\n`~");

		if (len < HTML_CODE_LANGUAGE && said[len] == '\0')
			memcpy(out, said, len + 1);
	}
}

#define AROUND 3 /* elements around the code in which its language is named */

void
html_code_language(struct arena *a, const xmlNode *n,
    char out[HTML_CODE_LANGUAGE])
{
	const xmlNode *around = n;

	*out = '\0';
	of_element(a, n, out);
	for (const xmlNode *c = n->children; c != NULL && *out == '\0';
	     c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			of_element(a, c, out);
	for (int i = 0; i < AROUND && *out == '\0'; i++) {
		around = around->parent;
		if (around == NULL || around->type != XML_ELEMENT_NODE ||
		    tree_is(around, "body"))
			return;
		of_element(a, around, out);
	}
	if (strcmp(out, "plaintext") == 0 || strcmp(out, "none") == 0)
		*out = '\0';
}
