#ifndef PAGE_PLACE_H
#define PAGE_PLACE_H

#include <stdbool.h>

#include "text/fold.h"

#define MENU_WIDTH 67 /* columns of a menu's display and of text: G16, G24 */

/*
 * Where a page is served from and how it may look: what the writers must be
 * told besides the page.  Strings are borrowed.
 */
struct place {
	const char
	    *scheme;      /* "gemini" or "gopher": absolute addresses in text */
	const char *host; /* public name, ASCII */
	unsigned port;    /* public port, decimal in menus */
	bool fold;        /* plain quotes and dashes (menus and text) */
	enum charset charset;
	bool crlf;         /* text: lines end in CR LF (Gopher), else LF */
	bool dot;          /* text ends in a lone dot (setting text_dot) */
	int excerpt_lines; /* entries in menus; 0: all */
	/*
	 * Menus lead to the text form of what stands directly below this path
	 * ("/a/"), as Gopher papers do; NULL: to pages.
	 */
	const char *texts;
};

#endif
