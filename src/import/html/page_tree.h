#ifndef IMPORT_HTML_PAGE_TREE_H
#define IMPORT_HTML_PAGE_TREE_H

#include <stdbool.h>

#include <libxml/tree.h>

struct arena;
struct buf;

/* Ways through the tree of a web page; nothing recurses over its nesting. */

/*
 * The node after n in document order, below top; NULL at the end.  into: its
 * children come first, else they are stepped over.
 */
xmlNode *tree_next(const xmlNode *top, xmlNode *n, bool into);
/* The first element of this name below top, or NULL. */
xmlNode *tree_find(xmlNode *top, const char *name);
bool tree_is(const xmlNode *n, const char *name);
/* One of the names, the list ended by NULL. */
bool tree_is_one(const xmlNode *n, const char *const *names);
/* Is n below top, or top itself? */
bool tree_within(const xmlNode *top, const xmlNode *n);
/* Not a word, link or piece of styled text, but a piece of the page. */
bool tree_is_block(const xmlNode *n);

/* Does n hold pieces of the page, rather than words alone? */
bool tree_has_blocks(const xmlNode *n);
/* <h1> to <h6>; <h1> to <h3>. */
bool tree_is_heading(const xmlNode *n);
bool tree_is_headline(const xmlNode *n);

/* An attribute in the arena, blanks at its ends cut; "" when there is none. */
const char *tree_attribute(struct arena *a, const xmlNode *n, const char *name);
/*
 * What its authors call it: class, id and itemprop in lower case, between
 * blanks: the names as they are, then each of their words; " post-content post
 * content ".  Names that tell a post's topics ("category-x") are left out.
 */
const char *tree_marks(struct arena *a, const xmlNode *n);
/* Is one of the words of list ("a b c") among the marks? */
bool tree_marked(const char *marks, const char *list);

/* Scripts, styles and the like: what stands in them is not shown. */
bool tree_is_mute(const xmlNode *n);
/*
 * Append text as the web reads it: C1 controls are what windows-1252 has in
 * their place, as in "&#146;" and in pages once read in the wrong encoding.
 */
void tree_add_text(struct buf *out, const char *s);
/* Append what n shows as one line; scripts and styles show nothing. */
void tree_text(xmlNode *n, struct buf *out);
/* The same in the arena. */
const char *tree_line(struct arena *a, xmlNode *n);

#endif
