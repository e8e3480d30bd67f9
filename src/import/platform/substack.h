#ifndef IMPORT_PLATFORM_SUBSTACK_H
#define IMPORT_PLATFORM_SUBSTACK_H

#include <stdbool.h>

#include "import/core/reading.h"
#include "import/feed/sniff.h"

/*
 * A Substack export: posts.csv names the posts, and the folder "posts" beside
 * it has the text of each as ID.html.  What is for paying readers is told and
 * left out, what was not published is a draft.
 */
bool substack_is(const struct sniff *head);
format_reader substack_read;

#endif
