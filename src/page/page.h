#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * What a page says: a flat list of blocks.  The Markdown walker and the
 * site's generated pages append blocks; the three writers (gemtext, gophermap,
 * plain) lay them out.  A page never knows which of them, or which protocol,
 * is asked for.
 *
 * All strings live in the page's arena, or longer; all text is clean UTF-8
 * (utf8_clean()): its only control byte is '\n', a hard break (and, in code,
 * '\n' and TAB).
 */

enum block_kind {
	BLOCK_HEADING,   /* level, body */
	BLOCK_PARAGRAPH, /* body; an empty one is an empty list item */
	BLOCK_CODE,      /* body to the byte, lines end in '\n'; info */
	BLOCK_RULE,
	BLOCK_LINK,   /* url, body is its label: a line of its own */
	BLOCK_SEARCH, /* url, body: where words can be typed */
	BLOCK_ENTRY,  /* entry: an article in a list */
	BLOCK_TABLE,  /* table */
	BLOCK_NOTE,   /* a paragraph of a footnote: number, body, first */
};

enum span_kind {
	SPAN_LINK,     /* url; text[start, end) is its label */
	SPAN_AUTOLINK, /* url; the text shows the address itself */
	SPAN_IMAGE,    /* url; text[start, end) is "[image: ALT]" */
	SPAN_CODE,     /* to the byte: never folded */
	SPAN_NOTE,     /* a reference to a note: number; start == end */
};

/* A stretch of a text, in bytes.  Sorted by start; may nest (image in link). */
struct span {
	enum span_kind kind;
	int number; /* SPAN_NOTE: counted from 1 in order of reference */
	size_t start, end;
	const char
	    *url;      /* encoded already: url_encode(); NULL for code, note */
	uint64_t size; /* bytes of the file that it leads to; 0: not known */
};

struct text {
	const char *text; /* NUL-terminated too */
	size_t len;
	const struct span *spans;
	size_t nspans;
};

enum align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/* Row 0 is the header.  Every row has the same number of cells. */
struct table {
	size_t rows, columns;
	const enum align *aligns; /* one for each column */
	const struct text *cells; /* rows * columns, row by row; no '\n' */
};

/* An article as a list shows it. */
struct entry {
	const char *url, *title;
	const char *date;   /* "2021-06-11", or "" */
	const char *byline; /* authors and whatever else belongs to it, or "" */
	const char *excerpt; /* plain text, one paragraph, or "" */
	bool brief;          /* a short list: one line each, title may be cut */
};

/* Which writers show a block. */
enum look {
	LOOK_GEMTEXT = 1,
	LOOK_MENU = 2,
	LOOK_TEXT = 4,
	LOOK_ALL = 7,
};

struct block {
	enum block_kind kind;
	int level;         /* heading: 1 to 6 */
	int quotes, lists; /* how many of each it stands in */
	int outer;    /* of those lists, how many stand around its outermost
			 quote: 1 in "- > a", 0 in "> - a" and without
			 a quote */
	int number;   /* ordered item (0 is a number too), else -1; note */
	bool ordered; /* its innermost list is ordered */
	int numbered; /* how many of the lists around that are, too */
	const char *chain; /* their numbers, "3.1.", if they are the next ones
			      around it; else "" */
	bool first;        /* opens its item: the mark stands here */
	bool tight;        /* no blank line before it */
	bool opens;        /* first block of a top-level block: links of what
			      came before are due (conversion.md 1.5); every
			      block of a generated page */
	bool full_text;   /* link: menus lead to the text form (type 0, .txt) */
	bool lead;        /* brief entry: its excerpt stands below it */
	unsigned looks;   /* LOOK_* that show it */
	struct text body; /* heading, paragraph, code, link's label, note */
	const char *url;  /* link, search: encoded already */
	const char *info; /* code: the language, one word, or "" */
	const struct entry *entry;
	const struct table *table;
};

/* What a page says beside its blocks' own words, in its language. */
struct page_labels {
	const char *image; /* in "[image: a boat]"; no ':' or ']' */
	const char *links; /* the heading of a text's addresses */
	const char *table;
};

/* `{ 0 }` is an empty page. */
struct page {
	struct arena arena; /* owns all that the blocks point to */
	struct block *blocks;
	size_t nblocks;
	bool index;     /* a page of links: menus leave its headings bare */
	unsigned looks; /* given to blocks added from now on; 0 means all */
	/* Set before any text is added; borrowed; NULL: in English. */
	const struct page_labels *labels;
	bool names_hosts; /* links in texts that leave the capsule say where to,
			     when their words do not */
};

struct buf;

/* Free all; p is an empty page again. */
void page_free(struct page *p);

/* The page's labels, or the English ones. */
const struct page_labels *page_labels(const struct page *p);

/* Append an empty block; the pointer is good until the next one is added. */
struct block *page_add(struct page *p, enum block_kind kind);

/*
 * For generated pages: append one block each, with the text cleaned and
 * copied, and return it so that a flag can be set: page_link(...)->tight = 1.
 * In link and search url is a path of the capsule or any URL; it is encoded.
 */
struct block *page_heading(struct page *p, int level, const char *text);
struct block *page_text(struct page *p, const char *text);
/* A link after a link is tight by itself, others have a blank line before. */
struct block *page_link(struct page *p, const char *url, const char *label);
struct block *page_search(struct page *p, const char *url, const char *label);
/* Strings of e are copied. */
struct block *page_entry(struct page *p, const struct entry *e);
/* Append a text as it was typed, a paragraph for each line. */
void page_lines(struct page *p, const char *text, size_t len);
/* Show the blocks added from now on in these looks only (LOOK_ALL: in all). */
void page_only(struct page *p, unsigned looks);

/*
 * Append a page's visible words as one line: what search indexes and what
 * summaries are made of.
 */
void page_words(const struct page *p, struct buf *out);

#endif
