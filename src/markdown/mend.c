#include "markdown/mend.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "markdown/placeholder.h"
#include "text/utf8_write.h"

/* Does this byte occur with that one beside it (-1: before, 1: behind)? */
bool
mend_has_pair(const char *src, size_t len, int rare, char other, int beside)
{
	const char *s = src, *end = src + len;

	for (; (s = memchr(s, rare, (size_t)(end - s))) != NULL; s++) {
		if (beside < 0 ? s == src : end - s < 2)
			continue;
		if (s[beside] == other)
			return true;
	}
	return false;
}

bool
mend_is_needed(const char *src, size_t len)
{
	return memchr(src, '\r', len) != NULL || memchr(src, 0, len) != NULL ||
	       mend_has_pair(src, len, MARK_BYTE, PIPE_MARK[1], 1) ||
	       !utf8_valid(src, len);
}

/* Line ends are LF; no invalid UTF-8, no NUL, no mark of ours, no BOM. */
void
mend_source(struct buf *out, const char *at, size_t len)
{
	const char *end = at + len;
	uint32_t c;

	buf_reserve(out, len);
	while (at < end) {
		size_t n = utf8_next(at, (size_t)(end - at), &c);

		if (c == 0 || (c >= 0xE000 && c <= 0xE002))
			c = 0xFFFD;
		if (c == '\r')
			c = '\n';
		if (*at == '\r' && at + 1 < end && at[1] == '\n')
			n = 2;
		utf8_add(out, c);
		at += n;
	}
}
