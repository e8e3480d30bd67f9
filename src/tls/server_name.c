#include "tls/server_name.h"

#include <string.h>

#include "text/ascii.h"

#define HOST_NAME 0 /* the only type of name there is */

/* A list of 2 bytes' length: 1 byte of type, 2 of length, the name. */
bool
server_name_read(const unsigned char *data, size_t len, char out[256])
{
	size_t n;

	if (len < 5 || data[2] != HOST_NAME)
		return false;
	n = (size_t)data[3] << 8 | data[4];
	if (n > len - 5)
		return false;
	if (n > 0 && data[5 + n - 1] == '.')
		n--;
	if (n == 0 || n > 255 || memchr(data + 5, '\0', n) != NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		out[i] = to_lower((char)data[5 + i]);
	out[n] = '\0';
	return true;
}
