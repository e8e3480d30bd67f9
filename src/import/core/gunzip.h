#ifndef IMPORT_CORE_GUNZIP_H
#define IMPORT_CORE_GUNZIP_H

#include <stdbool.h>
#include <stddef.h>

/* A file that is compressed by gzip, read as what it holds. */
struct gunzip;

bool gunzip_is(const char *head, size_t len);
/* fd is borrowed; head: bytes that were read from it already, copied. */
struct gunzip *gunzip_new(int fd, const char *head, size_t len);
void gunzip_free(struct gunzip *g);
/* Up to len bytes into out; 0 at the end, -1 with errno (EBADMSG: damaged). */
long gunzip_read(struct gunzip *g, void *out, size_t len);

#endif
