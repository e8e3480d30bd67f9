#ifndef IMPORT_HTML_HTML_MATH_H
#define IMPORT_HTML_HTML_MATH_H

#include <stdbool.h>

#include <libxml/tree.h>

struct arena;
struct buf;

/*
 * Formulas, which pages hold twice or three times: as MathML for machines, as
 * boxes or a picture for the eye, as the TeX they were written in.  MathJax,
 * KaTeX, MediaWiki and plain MathML.
 */
bool html_math_is(struct arena *a, const xmlNode *n);
/* Is it another form of the formula that follows as <script type=math/tex>? */
bool html_math_is_copy(struct arena *a, const xmlNode *n);
/*
 * Append it once, as source between dollar signs ("$x^2$"): its TeX, else what
 * its MathML says in TeX.
 */
void html_math_text(struct arena *a, xmlNode *n, struct buf *out);

#endif
