#ifndef SITE_STATIC_FILE_H
#define SITE_STATIC_FILE_H

#include "site/parts/context.h"

/*
 * Answer with the file at path below the capsule's root, byte for byte, or
 * leave the reply as it is when there is none to be seen.
 */
void static_file_send(struct context *ctx, const char *path);

#endif
