#include "import/html/list_shape.h"

#include <stdbool.h>

/* May b follow a in a list without blank lines? */
static bool
may_follow(cmark_node *b)
{
	if (cmark_node_get_type(b) != CMARK_NODE_LIST)
		return false;
	/* a paragraph goes on in front of "7." (CommonMark 5.2) */
	return cmark_node_get_list_type(b) == CMARK_BULLET_LIST ||
	       cmark_node_get_list_start(b) == 1;
}

void
list_shape_loosen(cmark_node *list)
{
	for (cmark_node *item = cmark_node_first_child(list); item != NULL;
	     item = cmark_node_next(item)) {
		cmark_node *n = cmark_node_first_child(item);

		for (; n != NULL && cmark_node_next(n) != NULL;
		     n = cmark_node_next(n))
			if (!may_follow(cmark_node_next(n)))
				cmark_node_set_list_tight(list, 0);
	}
}

void
list_shape_lift(cmark_node *item)
{
	cmark_node *list, *inner;

	while ((list = cmark_node_first_child(item)) != NULL &&
	       cmark_node_get_type(list) == CMARK_NODE_LIST &&
	       cmark_node_get_list_type(list) == CMARK_BULLET_LIST) {
		while ((inner = cmark_node_first_child(list)) != NULL)
			cmark_node_insert_before(item, inner);
		cmark_node_free(list);
	}
}
