#ifndef IMPORT_CORE_OWN_FOLDER_H
#define IMPORT_CORE_OWN_FOLDER_H

#include <limits.h>
#include <stdbool.h>

#include "base/problem.h"

/*
 * Where the importer keeps what it remembers: CAPSULE/.chasqui.  Neither the
 * folder nor a file in it is ever a link: who writes articles could lead the
 * import to files that he may not write.
 */

/*
 * The path of a file there, into out; make: the folder is made when missing.
 * 0, or -1 with the reason.
 */
int own_folder_path(const char *root, const char *name, bool make,
    char out[PATH_MAX], struct problem *why);

#endif
