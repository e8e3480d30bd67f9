#include "page/indent.h"

#include <stdio.h>
#include <string.h>

#include "page/layout.h"
#include "page/page.h"

#define QUOTED_LEVELS 6 /* of lists beside quotes: half of the width */

static void
add_blanks(struct indent *p, int n)
{
	memset(p->first + p->first_len, ' ', (size_t)n);
	memset(p->rest + p->rest_len, ' ', (size_t)n);
	p->first_len += (size_t)n;
	p->rest_len += (size_t)n;
}

/* A mark of the first line, as many blanks in the others. */
static void
add_mark(struct indent *p, const char *mark)
{
	size_t n = strlen(mark);

	memcpy(p->first + p->first_len, mark, n);
	memset(p->rest + p->rest_len, ' ', n);
	p->first_len += n;
	p->rest_len += n;
}

static void
add_quotes(struct indent *p, int n)
{
	for (int i = 0; i < n; i++) {
		memcpy(p->first + p->first_len, "> ", 2);
		memcpy(p->rest + p->rest_len, "> ", 2);
		p->first_len += 2;
		p->rest_len += 2;
	}
}

static int
at_most(int n, int max)
{
	return n < max ? n : max;
}

/* "  * " or " 3. ", two further in for each list around it. */
static void
add_item(struct indent *p, int lists, const struct block *b)
{
	char number[16] = "  * ";

	if (b->ordered)
		(void)snprintf(number, sizeof number, "%2d. ", b->number);
	add_blanks(p, 2 * (lists - 1));
	add_mark(p, number);
}

size_t
indent_columns(int lists)
{
	lists = at_most(lists, MAX_LEVELS);
	return lists > 0 ? 2 * (size_t)lists + 2 : 0;
}

/* As far in as the text of an item in so many lists. */
static void
add_lists(struct indent *p, int lists)
{
	add_blanks(p, (int)indent_columns(lists));
}

static void
add_list(struct indent *p, int lists, const struct block *b, bool mark)
{
	if (mark && lists > 0)
		add_item(p, lists, b);
	else
		add_lists(p, lists);
}

void
indent_of(struct indent *p, const struct block *b)
{
	int quotes = at_most(b->quotes, MAX_LEVELS);
	int lists = at_most(b->lists, quotes > 0 ? QUOTED_LEVELS : MAX_LEVELS);
	int outer = quotes > 0 ? at_most(b->outer, lists) : 0;

	p->first_len = p->rest_len = 0;
	if (quotes > 0) {
		add_list(p, outer, b, b->first && outer == lists);
		add_blanks(p, outer > 0 ? 0 : 2);
		add_quotes(p, quotes);
	}
	if (lists > outer)
		add_list(p, lists - outer, b, b->first);
	p->first[p->first_len] = p->rest[p->rest_len] = '\0';
}
