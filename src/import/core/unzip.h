#ifndef IMPORT_CORE_UNZIP_H
#define IMPORT_CORE_UNZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"

struct intake;

/* Do the first bytes say that it is a zip file? */
bool unzip_is(const char *head, size_t len);
/* Is a file of this name to be unpacked?  Others stay packed. */
typedef bool unzip_wanted(const char *name);
/*
 * Unpack the files that are wanted into an empty folder of this user alone:
 * files and folders as they are named, never a link, and nothing outside it.
 * Entries that cannot be had are told to the intake.
 *
 * fd: the zip file, seekable; borrowed, and it stands anywhere afterwards.
 * 0, or -1 with the reason: it is damaged, holds nothing of the kind, or more
 * than an export ever does, in which case nothing is unpacked.
 *
 * Spec: APPNOTE.TXT 6.3, section 4.3 (ISO/IEC 21320-1).
 */
int unzip(int fd, const char *folder, unzip_wanted *wanted,
    const struct intake *in, struct problem *why);

#endif
