#ifndef IMPORT_HTML_SRCSET_H
#define IMPORT_HTML_SRCSET_H

#include <stddef.h>

struct arena;

/*
 * One picture of the several that a page offers: "a.jpg 400w, b.jpg 1200w",
 * "a.jpg, b.jpg 2x".  The largest that no reader's screen is too small for.
 *
 * Spec: HTML, "Srcset attributes".
 */
struct srcset {
	const char *url; /* in the arena, as the page writes it; "": none */
	size_t width;    /* pixels; a guess where the page names a density */
};

#define SRCSET_UNSAID 800 /* the width where the page names neither */

/* Take a better one of this list, if there is one. */
void srcset_read(struct srcset *best, struct arena *a, const char *list);

#endif
