#ifndef SITE_PARTS_PAGE_PARTS_H
#define SITE_PARTS_PAGE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "page/page.h"
#include "site/parts/context.h"
#include "text/date.h"

/*
 * What the pages share.  Blank lines are set here, for each look on its own,
 * so that no kind of page has to count them.
 */

/* ---- ways to go: groups of link lines ------------------------------------ */

struct link_line {
	const char *url, *label;
	unsigned looks; /* LOOK_* that show it; 0: all */
	bool search;    /* where words can be typed */
	bool full_text; /* menus lead to the text form */
};

/* Begun by link_group_begin() or link_group_below(); nothing to free. */
struct link_group {
	struct page *page;
	unsigned begun; /* looks that have shown a link of this group */
};

/* A group with a blank line before its first link. */
struct link_group link_group_begin(struct page *p);
/* A group right below what stands before it: a heading. */
struct link_group link_group_below(struct page *p);
void link_group_add(struct link_group *w, const struct link_line *way);
/* The usual one: in these looks. */
void link_group_link(struct link_group *w, unsigned looks, const char *url,
    const char *label);

/* ---- lines of text ------------------------------------------------------- */

/*
 * Begin a reply with a page of links (a list) or of text: success, the
 * capsule's language and the title, below which page_parts_line() puts lines.
 */
void page_parts_begin_list(struct context *ctx, const char *title);
void page_parts_begin_text(struct context *ctx, const char *title);
/* A line with no blank one before it. */
void page_parts_line(struct context *ctx, const char *text);
/*
 * In menus, the way to the page's text form, right below its title: gopher(1)
 * opens a menu where its first link stands, so the text has to follow it.
 */
struct text_form {
	const char *url;
	enum word label;
	size_t at; /* filled: the block of the link */
};
void page_parts_text_form(struct context *ctx, struct text_form *form);
/*
 * When all is on the page that the text form shows: the link says how large
 * that is.  It is laid out for it, unless *size says it already (then it is
 * set; 0: not known); on Gemini, where no link leads to it, it is not.
 */
void page_parts_text_size(struct context *ctx, const struct text_form *form,
    uint64_t *size);
/* The same link among the ways that lead on from the page's end. */
void page_parts_add_text_form(struct context *ctx, struct link_group *ways,
    const struct text_form *form);
/*
 * Set the reply's language: this one, or else the capsule's.  What the page
 * says of itself is in it, where there are words for it.
 */
void page_parts_language(struct context *ctx, const char *language);

/* An article in a list: title, date and authors, summary. */
void page_parts_entry(struct context *ctx, const struct card *card);
/* In one line, with a standfirst (or "") below it. */
struct block *page_parts_brief(struct context *ctx, const struct card *card,
    const char *standfirst);
/* The same with other words than its summary and a remark in its byline. */
void page_parts_entry_with(struct context *ctx, const struct card *card,
    const char *excerpt, const char *remark);

/* "Lighthouses (48)", in the context's arena. */
const char *page_parts_counted(struct context *ctx, const char *title,
    size_t n);
/* The day of a date in the context's arena, "" when it is not known. */
const char *page_parts_day(struct context *ctx, const struct date *d);
/* The link of an article by its day and title, which is never cut. */
void page_parts_headline(struct context *ctx, struct link_group *ways,
    const struct card *card);
/* "m.example" of "https://m.example:8080/a", in the context's arena. */
const char *page_parts_host(struct context *ctx, const char *url);

/* May a link lead to s: an absolute address, as an author wrote it? */
bool page_parts_is_url(const char *s);
/* The address made safe for a link line (url_encode()), in the arena. */
const char *page_parts_url(struct context *ctx, const char *url);

/* The site notice, when there is one for now: capsule(5). */
void page_parts_notice(struct context *ctx);

/* A Markdown text, and where its references start from. */
struct markdown_text {
	const char *path;  /* of its file, below the root */
	const char *base;  /* address that relative references start from */
	const char *title; /* that the page shows above it */
	const char *text;
	size_t len;
};

/*
 * Where an article's relative references start: at the bundle's own address,
 * else where the text was first published, since nothing is served beside an
 * article.  In the context's arena, or the article's own string.
 */
const char *page_parts_base(struct context *ctx, const struct article *art);
/* Append a text to a page: the reply's or another. */
void page_parts_markdown(struct context *ctx, struct page *p,
    const struct markdown_text *t);
/*
 * Read a file below the root, at most article_size bytes.  0, or -1 when it
 * cannot be read.
 */
struct buf;
int page_parts_read(struct context *ctx, const char *path, struct buf *out);

#endif
