#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>

#define SHA256_HEX_SIZE 65 /* bytes of a digest in hex, with its end */

/* The SHA-256 of the bytes in small hex digits; returns out. */
const char *sha256_hex(const void *data, size_t len, char out[SHA256_HEX_SIZE]);

#endif
