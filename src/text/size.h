#ifndef TEXT_SIZE_H
#define TEXT_SIZE_H

#include <stdint.h>

#define SIZE_SHOWN 24 /* bytes */

/*
 * How large something is, as a reader on a slow line wants to know: "640 B",
 * "41 kB", "2.4 MB" (decimal, two or three digits).  Returns out.
 */
const char *size_show(uint64_t bytes, char out[SIZE_SHOWN]);

#endif
