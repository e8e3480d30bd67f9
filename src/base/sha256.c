#include "base/sha256.h"

#include <stdio.h>

#include <openssl/evp.h>

const char *
sha256_hex(const void *data, size_t len, char out[SHA256_HEX_SIZE])
{
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	out[0] = '\0';
	EVP_Digest(data, len, md, &n, EVP_sha256(), NULL);
	for (unsigned i = 0; i < n && 2 * i + 2 < SHA256_HEX_SIZE; i++)
		(void)snprintf(out + 2 * i, 3, "%02x", md[i]);
	return out;
}
