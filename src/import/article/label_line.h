#ifndef IMPORT_ARTICLE_LABEL_LINE_H
#define IMPORT_ARTICLE_LABEL_LINE_H

#include <stdbool.h>

/*
 * Short lines that stand in and below an article's text and are no part of it,
 * in the languages of the publishing programs' themes: "Related", "3 Comments",
 * "Filed under", "Sign up for our newsletter".
 */
enum label {
	LABEL_NONE,
	LABEL_LINKS,    /* links to other articles stand below it or in it */
	LABEL_COMMENTS, /* readers' comments, or the form for one, follow */
	LABEL_TOPICS,   /* the article's topics follow */
	LABEL_AUTHOR,   /* what follows is about the author */
	LABEL_CALL,     /* asks the reader to share, subscribe or write */
	LABEL_NOTICE,   /* rights, advertising, printing */
};

/* What a line is by its first words; its length is the caller's to judge. */
enum label label_line(const char *line);
/* Does it say whose rights the page is, and when: "(c) 2003 The Gazette"? */
bool label_is_rights(const char *line);
/* What is said to be left out. */
const char *label_reason(enum label kind);

#endif
