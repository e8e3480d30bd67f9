#ifndef IMPORT_PLATFORM_MEDIUM_H
#define IMPORT_PLATFORM_MEDIUM_H

#include <stdbool.h>

#include "import/core/reading.h"
#include "import/feed/sniff.h"

/*
 * One file of a Medium export (a folder of HTML, one for each story): an
 * h-entry with its title, subtitle, text, author and day.  What has no day was
 * never published, and is a draft.
 */
bool medium_is(const struct sniff *head);
format_reader medium_read;

#endif
