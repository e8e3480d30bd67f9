#ifndef MARKDOWN_FOOTNOTES_H
#define MARKDOWN_FOOTNOTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "markdown/shortcode.h"

/*
 * The footnotes of a Markdown source ("[^label]: text"), found before it is
 * parsed: to CommonMark they would be definitions of links.
 */
struct footnote {
	const char *label; /* all borrowed from the source */
	size_t label_len;
	const char *start, *end; /* its lines, with their ends */
	const char *body;        /* where its text begins */
	size_t line;             /* of its start */
	int number;              /* in order of reference; 0: none so far */
	bool referred;           /* some text refers to it */
};

struct footnotes {
	struct footnote *list; /* owned, in the order of the source */
	size_t n;
	struct map labels; /* to the first note called so: its place + 1 */
	size_t *order;     /* owned; notes that have a number, by it */
	int numbered;
	size_t unnumbered; /* before it in list, all have a number */
};

void footnotes_collect(struct footnotes *notes, const char *src, size_t len,
    const struct shortcodes *shortcodes);
void footnotes_free(struct footnotes *notes);

/*
 * Is there a reference to a note at s ("[^label]")?  Returns its bytes and the
 * note's number, which it gets now if it had none; 0 when it is text.
 */
size_t footnotes_refer(struct footnotes *notes, const char *s, size_t len,
    int *number);
/* A note that stands in the text itself; returns its number. */
int footnotes_add(struct footnotes *notes, const char *body, const char *end);
/*
 * Give a number to the next note that has none; false when there is no more.
 */
bool footnotes_number_next(struct footnotes *notes);

#endif
