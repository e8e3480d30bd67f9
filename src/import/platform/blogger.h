#ifndef IMPORT_PLATFORM_BLOGGER_H
#define IMPORT_PLATFORM_BLOGGER_H

#include <stdbool.h>

#include "import/core/reading.h"
#include "import/feed/sniff.h"

/*
 * A Blogger export: an Atom feed of posts, pages, comments, the template and
 * the settings, among those the addresses of administrators.  Posts and pages
 * are taken, drafts as drafts; all else is told.
 */
bool blogger_is(const struct sniff *head);
format_reader blogger_read;

#endif
