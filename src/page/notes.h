#ifndef PAGE_NOTES_H
#define PAGE_NOTES_H

#include <stdbool.h>
#include <stddef.h>

#include "page/shortcode.h"
#include "page/word_map.h"

/*
 * The footnotes of a Markdown source ("[^label]: text"), found before it is
 * parsed: to CommonMark they would be definitions of links.
 */
struct note {
	const char *label; /* all borrowed from the source */
	size_t label_len;
	const char *start, *end; /* its lines, with their ends */
	const char *body;        /* where its text begins */
	size_t line;             /* of its start */
	int number;              /* in order of reference; 0: none so far */
	bool referred;           /* some text refers to it */
};

struct notes {
	struct note *list; /* owned, in the order of the source */
	size_t n, cap;
	struct word_map labels; /* to the first note that is called so */
	size_t *first;          /* owned; that note, by the label's number */
	size_t *order;          /* owned; notes that have a number, by it */
	int numbered;
	size_t unnumbered; /* before it in list, all have a number */
};

void notes_collect(struct notes *notes, const char *src, size_t len,
    const struct shortcodes *shortcodes);
void notes_free(struct notes *notes);

/*
 * Is there a reference to a note at s ("[^label]")?  Returns its bytes and the
 * note's number, which it gets now if it had none; 0 when it is text.
 */
size_t notes_refer(struct notes *notes, const char *s, size_t len, int *number);
/*
 * Give a number to the next note that has none; false when there is no more.
 */
bool notes_number_next(struct notes *notes);

#endif
