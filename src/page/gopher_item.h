#ifndef PAGE_GOPHER_ITEM_H
#define PAGE_GOPHER_ITEM_H

#include <stdbool.h>

#include "base/buf.h"

struct place;

/*
 * Where a link leads, as a menu line says it.  `{ 0 }` is an empty target,
 * and one can be filled many times.
 */
struct gopher_item {
	char type;
	struct buf selector; /* owned: gopher_item_free() */
	const char *host;    /* the place's, or here: */
	char other_host[256];
	unsigned port;
};

/*
 * Fill t for a URL (encoded already) or a path of this capsule: a native item
 * for gopher:// and paths, 'h' with "URL:..." for the rest.  full_text: a path
 * leads to its text form.  Returns false, with t undefined, where no menu line
 * can stand for it: control bytes or invalid UTF-8 in a decoded selector, a
 * host that is none, a type that menus must not have.
 *
 * Spec: RFC 4266; conversion.md 2 and 5; gopher.md G9, G14, G18, G19.
 */
bool gopher_item_fill(struct gopher_item *t, const char *url, bool full_text,
    const struct place *place);
void gopher_item_free(struct gopher_item *t);

/* Would gopher_item_fill() be true? */
bool gopher_item_exists(const char *url);

/*
 * Append the absolute address to be written in a text: a path becomes a URL of
 * the place's scheme (G60), without a fragment; others stay as they are.
 */
void gopher_item_address(struct buf *out, const char *url, bool full_text,
    const struct place *place);

#endif
