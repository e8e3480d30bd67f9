#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/*
 * FNV-1a of 64 bits, the same on every machine: what is kept on disk may rest
 * on it.  alike: bits that are set in every byte first; 0x20 makes the letters
 * of both cases alike, 0 changes nothing.
 */
static inline uint64_t
hash_fnv(const char *s, size_t len, unsigned char alike)
{
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < len; i++)
		h = (h ^ ((unsigned char)s[i] | alike)) * 0x100000001b3;
	return h;
}

/* FNV-1a of 32 bits: addresses that were given out rest on it. */
static inline uint32_t
hash_fnv32(const char *s)
{
	uint32_t h = 2166136261;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619;
	return h;
}

#endif
