#ifndef MARKDOWN_HTML_STATE_H
#define MARKDOWN_HTML_STATE_H

#include <stdbool.h>
#include <stddef.h>

#define HTML_LISTS 8

/* Tags that are open in a paragraph or an HTML block. */
struct html_state {
	size_t link;       /* span of an <a>, counted from 1; 0: none */
	const char *url;   /* where it leads */
	int link_depth;    /* Markdown's links around it */
	bool carried;      /* it began in a block before this one */
	bool link_ends;    /* </a> came, but within one of these */
	char raised;       /* '^' or '_': <sup> or <sub> is open, */
	size_t from, span; /* and its text and spans begin here */
	bool unclosed;     /* a <script> that nothing ends was met */
	/* of an HTML block only */
	bool block;
	int heading;
	struct html_list {
		bool ordered;
		bool item;   /* in an <li> of it */
		int number;  /* of that item */
	} lists[HTML_LISTS]; /* the open ones; deeper ones are the last */
	int depth;           /* of lists */
	bool item_first;     /* an item began, and its mark is due */
	bool listed;         /* a block of these lists was added */
	int quotes;          /* <blockquote>s */
};

/* The innermost list of an HTML block, or NULL. */
static inline struct html_list *
html_state_list(struct html_state *h)
{
	int top = h->depth < HTML_LISTS ? h->depth : HTML_LISTS;

	return top == 0 ? NULL : &h->lists[top - 1];
}

/* A paragraph ends, and so does what its tags have opened. */
static inline void
html_state_reset(struct html_state *h)
{
	h->link = 0;
	h->link_ends = h->carried = false;
	h->raised = '\0';
	h->unclosed = false;
}

#endif
