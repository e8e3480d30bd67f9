#ifndef MARKDOWN_VISIT_H
#define MARKDOWN_VISIT_H

#include <cmark.h>

struct builder;

/*
 * Walk through cmark's tree, node by node, and build the page of it; as far as
 * the budget of work goes.
 */
void visit_tree(struct builder *w, cmark_node *document);

#endif
