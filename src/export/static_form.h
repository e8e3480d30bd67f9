#ifndef EXPORT_STATIC_FORM_H
#define EXPORT_STATIC_FORM_H

#include "export/export_map.h"

#include "page/page.h"

struct buf;
struct place;
struct reply;

/*
 * How a static tree names, links and lays out its files, so that it is read
 * alike from any host that takes files.
 */
struct static_form {
	const char *scheme;
	enum look look; /* of its pages */
	const char *(*file)(struct arena *a, const char *path,
	    enum export_entry_kind kind);
	/*
	 * The address of one entry as a page at another links it: encoded, in
	 * the arena.  place is where the tree will be, below a path ("" or
	 * "/users/me").
	 */
	const char *(*link)(struct arena *a, const struct export_entry *from,
	    const struct export_entry *to, const struct place *place,
	    const char *below);
	/* A page, or its text, as the file has it. */
	void (*write)(const struct reply *r, const struct place *place,
	    struct buf *out);
};

/*
 * Gemtext: "a/x.gmi", "t/peru/index.gmi", linked relatively, so that the tree
 * can stand anywhere.
 */
extern const struct static_form static_gemini;
/* The same pages in XHTML, as EPUB wants them: "a/x.xhtml". */
extern const struct static_form static_book;
/*
 * Menus: "a/x/gophermap", with the selectors that the server has.  CR LF and
 * four fields a line, for servers that send the file as it is and for those
 * that read it; no final dot, since those that read it add their own.
 */
extern const struct static_form static_gopher;

#endif
