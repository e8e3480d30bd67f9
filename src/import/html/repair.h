#ifndef IMPORT_HTML_REPAIR_H
#define IMPORT_HTML_REPAIR_H

#include <cmark.h>

/*
 * Change a built document so that its Markdown, parsed, is the same document
 * again.  Each paragraph and heading is rendered and parsed: where the result
 * differs (emphasis that CommonMark's flanking rules cannot hold, text that
 * its renderer forgets to escape), styles are unwrapped until it fits, and at
 * the last all punctuation is escaped.  Words and links are kept.
 */
void repair(cmark_node *doc);

#endif
