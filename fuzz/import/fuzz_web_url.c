#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "import/net/web_url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An address, and a redirect from it that follows behind a line end. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf text = { 0 };
	struct web_url u;
	char *to;

	buf_add(&text, data, size);
	to = strchr(buf_str(&text), '\n');
	if (to != NULL)
		*to++ = '\0';
	if (web_url_read(&u, buf_str(&text), NULL) == 0) {
		bool encrypted = u.encrypted;

		web_url_is_literal(&u);
		if (to != NULL && web_url_follow(&u, to, NULL) == 0 &&
		    encrypted && !u.encrypted)
			abort();
		if (strncmp(u.whole, "http", 4) != 0)
			abort();
		web_url_free(&u);
	}
	buf_free(&text);
	return 0;
}
