#ifndef PAGE_PLACE_H
#define PAGE_PLACE_H

#include <stdbool.h>

#include "text/fold.h"

struct own_types;

#define MENU_WIDTH 67 /* columns of a menu's display and of text: G16, G24 */

/*
 * How menus and texts look: what a capsule's settings say, filled once when
 * they are read.  `{ 0 }` is as typed: UTF-8, nothing folded, lines end in LF.
 */
struct style {
	bool fold; /* plain quotes and dashes */
	enum charset charset;
	bool crlf;         /* lines of text end in CR LF (Gopher) */
	bool dot;          /* text ends in a lone dot (setting text_dot) */
	int excerpt_lines; /* entries in menus; 0: all */
	/*
	 * Menus lead to the text form of what stands directly below this path
	 * ("/a/"), as Gopher papers do; NULL: to pages.
	 */
	const char *texts;
	const struct own_types *types; /* borrowed; NULL: none */
};

/*
 * Where a page is served from: what absolute addresses and menu lines are made
 * of.  Strings are borrowed.
 */
struct place {
	const char *scheme;        /* "gemini" or "gopher" */
	const char *host;          /* public name, ASCII */
	unsigned port;             /* public port, decimal in menus */
	const struct style *style; /* borrowed; NULL: as typed */
};

static inline const struct style *
place_style(const struct place *place)
{
	static const struct style as_typed = { .fold = false };

	return place->style != NULL ? place->style : &as_typed;
}

#endif
