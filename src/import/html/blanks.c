#include "import/html/blanks.h"

#include <string.h>

#include "base/buf.h"
#include "text/ascii.h"

#define HARD_BLANK "\xC2\xA0"

size_t
blanks_before(const char *text, size_t len)
{
	size_t n = 0;

	while (n + 1 < len &&
	       (is_space(text[n]) || memcmp(text + n, HARD_BLANK, 2) == 0))
		n += is_space(text[n]) ? 1 : 2;
	return n;
}

void
blanks_cut(struct buf *text)
{
	size_t n = text->len;

	while (n > 0) {
		if (is_space(text->data[n - 1]))
			n--;
		else if (n > 1 &&
			 memcmp(text->data + n - 2, HARD_BLANK, 2) == 0)
			n -= 2;
		else
			break;
	}
	if (text->len > 0)
		buf_cut(text, n);
}
