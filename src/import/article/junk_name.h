#ifndef IMPORT_ARTICLE_JUNK_NAME_H
#define IMPORT_ARTICLE_JUNK_NAME_H

/*
 * How sure a name is.  SURE: what is called so goes with all that is in it.
 * HINT: it goes unless there are paragraphs in it: Elementor calls all it has
 * a widget, newspapers wrap the second half of an article in a "paywall",
 * themes write "with-sidebar" and "has-banner" on what holds the text.
 */
enum junk_trust { SURE, HINT };

struct junk_verdict {
	const char *why; /* a static string; NULL: nothing that we know */
	enum junk_trust trust;
};

extern const char junk_name_hidden[]; /* why: it is not to be seen */

/* What the marks of an element (page_tree.h) call it. */
struct junk_verdict junk_name_judge(const char *marks);

#endif
