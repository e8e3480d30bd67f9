#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/*
 * Memory, or the end of the process.
 *
 * None of these returns NULL: running out of memory prints one line on
 * standard error and ends the process (the supervisor starts another).  In
 * return every input has a limit.  What they return is released with free().
 */
void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t size);
/* As xrealloc() to n * size bytes; an overflow of the product ends it too. */
void *xreallocarray(void *p, size_t n, size_t size);
char *xstrdup(const char *s);
/* A NUL-terminated copy of the len bytes at s. */
char *xstrndup(const char *s, size_t len);

#endif
