#ifndef IMPORT_HTML_HTML_CODE_H
#define IMPORT_HTML_HTML_CODE_H

#include <stdbool.h>

#include <libxml/tree.h>

struct arena;
struct buf;

/*
 * Code as highlighters write it: Pygments, Rouge, Chroma, highlight.js, Prism,
 * Hexo, SyntaxHighlighter, Crayon, CodeMirror.  Some make a table or a list of
 * it, with the lines' numbers beside them.
 */

#define HTML_CODE_LANGUAGE 32 /* with the NUL */

/* Is it a <pre>, or what one of them makes in its place? */
bool html_code_is(struct arena *a, const xmlNode *n);
/* Append its lines, without numbers and buttons. */
void html_code_text(struct arena *a, xmlNode *n, struct buf *out);
/* The language that it or what is around it names, else "". */
void html_code_language(struct arena *a, const xmlNode *n,
    char out[HTML_CODE_LANGUAGE]);

#endif
