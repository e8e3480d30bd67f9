#include "text/markup.h"

#include "base/buf.h"

const char *
markup_entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

void
markup_escape(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const char *entity = markup_entity(s[i]);

		if (entity != NULL)
			buf_adds(out, entity);
		else
			buf_addc(out, s[i]);
	}
}
