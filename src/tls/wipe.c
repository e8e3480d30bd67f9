#include "tls/wipe.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

static bool on;

/* OpenSSL names the place that asks, for a debugger. */
static void *
allocate(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return malloc(size);
}

static void
release(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	if (on && p != NULL)
		OPENSSL_cleanse(p, malloc_usable_size(p));
	free(p);
}

static void *
resize(void *old, size_t size, const char *file, int line)
{
	size_t had = old == NULL ? 0 : malloc_usable_size(old);
	void *p;

	if (!on || had == 0)
		return realloc(old, size);
	p = malloc(size);
	if (p == NULL)
		return NULL;
	memcpy(p, old, had < size ? had : size);
	release(old, file, line);
	return p;
}

void
wipe_set_up(void)
{
	(void)CRYPTO_set_mem_functions(allocate, resize, release);
}

void
wipe_freed(bool yes)
{
	on = yes;
}
