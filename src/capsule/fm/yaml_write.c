#include "capsule/fm/yaml_write.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/utf8_write.h"

/*
 * May the character stand in a quoted scalar as it is?  YAML 1.1 takes U+0085,
 * U+2028 and U+2029 for line ends, and a byte order mark may be lost.
 */
static bool
is_printable(uint32_t c)
{
	return (c >= 0x20 && c <= 0x7E) ||
	       (c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029) ||
	       (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF) || c >= 0x10000;
}

void
yaml_write_text(struct buf *out, const char *s, size_t len)
{
	buf_addc(out, '"');
	while (len > 0) {
		uint32_t c;
		size_t n = utf8_next(s, len, &c);

		if (c == '"' || c == '\\')
			buf_addc(out, '\\');
		if (is_printable(c))
			utf8_add(out, c);
		else if (c == '\n')
			buf_adds(out, "\\n");
		else if (c == '\t')
			buf_adds(out, "\\t");
		else
			buf_addf(out, "\\u%04X", (unsigned)c);
		s += n;
		len -= n;
	}
	buf_addc(out, '"');
}
