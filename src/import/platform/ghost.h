#ifndef IMPORT_PLATFORM_GHOST_H
#define IMPORT_PLATFORM_GHOST_H

#include <stdbool.h>

#include "import/core/reading.h"
#include "import/feed/sniff.h"

/*
 * A Ghost export (JSON): posts and pages that are public, with their tags and
 * authors, drafts as drafts.  What is scheduled, sent by mail only, or for
 * members, is told and left out.
 */
bool ghost_is(const struct sniff *head);
format_reader ghost_read;

#endif
