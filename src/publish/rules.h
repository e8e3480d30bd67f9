#ifndef PUBLISH_RULES_H
#define PUBLISH_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "capsule/publishers.h"

/* What a capsule's configuration says of uploads.  Borrowed. */
struct publish_rules {
	const struct publishers *publishers; /* empty: none are taken */
	const char *token;   /* that an upload must carry besides, or "" */
	size_t size;         /* bytes of a file at most */
	size_t article_size; /* and of a text */
	unsigned keep_days;  /* how long history holds; 0: for ever */
	size_t keep_size;    /* bytes of history in all; 0: any */
	bool letters;        /* are readers' letters taken? */
};

#endif
