#include "markdown/html_state.h"

struct html_list *
html_state_list(struct html_state *h)
{
	int top = h->depth < HTML_LISTS ? h->depth : HTML_LISTS;

	return top == 0 ? NULL : &h->lists[top - 1];
}

void
html_state_reset(struct html_state *h)
{
	h->link = 0;
	h->link_ends = h->carried = false;
	h->raised = '\0';
	h->unclosed = false;
}
