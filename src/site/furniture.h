#ifndef SITE_FURNITURE_H
#define SITE_FURNITURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "page/page.h"
#include "site/visit.h"

/*
 * What the pages share.  Blank lines are set here, for each look on its own,
 * so that no kind of page has to count them.
 */

/* ---- ways to go: groups of link lines ------------------------------------ */

struct way {
	const char *url, *label;
	unsigned looks; /* LOOK_* that show it; 0: all */
	bool search;    /* where words can be typed */
	bool full_text; /* menus lead to the text form */
};

/* Begun by ways_begin() or ways_below(); nothing to free. */
struct ways {
	struct page *page;
	unsigned begun; /* looks that have shown a link of this group */
};

/* A group with a blank line before its first link. */
struct ways ways_begin(struct page *p);
/* A group right below what stands before it: a heading. */
struct ways ways_below(struct page *p);
void ways_add(struct ways *w, const struct way *way);
/* The usual one: in these looks. */
void ways_link(struct ways *w, unsigned looks, const char *url,
    const char *label);
/* "Front page". */
void ways_home(struct ways *w, struct visit *v);

/* ---- lines of text ------------------------------------------------------- */

/*
 * Begin a page of links (a list) or of text with its title; status 20 and the
 * capsule's language.  A line right below it follows by furniture_line().
 */
void furniture_list_title(struct visit *v, const char *title);
void furniture_text_title(struct visit *v, const char *title);
/* A line with no blank one before it. */
void furniture_line(struct visit *v, const char *text);
/*
 * In menus, the way to the page's text form, right below its title: gopher(1)
 * opens a menu where its first link stands, so the text has to follow it.
 */
void furniture_text_form(struct visit *v, const char *url, enum word label);
/* The same among the ways that lead on from the page's end. */
void furniture_add_text_form(struct visit *v, struct ways *ways,
    const char *url, enum word label);
/* Set the reply's language: this one, or else the capsule's. */
void furniture_language(struct visit *v, const char *language);

/* An article in a list; brief: one line. */
void furniture_entry(struct visit *v, const struct card *card, bool brief);
/* The same with other words than its summary and a remark in its byline. */
void furniture_entry_with(struct visit *v, const struct card *card,
    const char *excerpt, const char *remark);

/* "Lighthouses (48)", in the visit's arena. */
const char *furniture_counted(struct visit *v, const char *title, size_t n);
/* "June 2021". */
const char *furniture_month(struct visit *v, int year, int month);
/* The day of a date in the visit's arena, "" when it is not known. */
const char *furniture_day(struct visit *v, const struct date *d);
/* "m.example" of "https://m.example:8080/a", in the visit's arena. */
const char *furniture_host(struct visit *v, const char *url);

/* May a link lead to s: an absolute address, as an author wrote it? */
bool furniture_is_url(const char *s);
/* The address made safe for a link line (url_encode()), in the arena. */
const char *furniture_url(struct visit *v, const char *url);

/* A Markdown text, and where its references start from. */
struct markdown_text {
	const char *path;  /* of its file, below the root */
	const char *base;  /* address that relative references start from */
	const char *title; /* that the page shows above it */
	const char *text;
	size_t len;
};

/* Append a text to a page: the reply's or another. */
void furniture_markdown(struct visit *v, struct page *p,
    const struct markdown_text *t);
/*
 * Read a file below the root, at most article_size bytes.  0, or -1 when it
 * cannot be read.
 */
struct buf;
int furniture_read(struct visit *v, const char *path, struct buf *out);

#endif
