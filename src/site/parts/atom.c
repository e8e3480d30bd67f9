#include "site/parts/atom.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/markup.h"
#include "text/utf8_write.h"

/* The characters of XML 1.0. */
static bool
is_char(uint32_t c)
{
	return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) ||
	       (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

void
atom_escape(struct buf *out, const char *s, size_t len)
{
	const char *end = s + len;
	uint32_t c;

	while (s < end) {
		s += utf8_next(s, (size_t)(end - s), &c);
		if (c < 0x7F && markup_entity((char)c) != NULL)
			buf_adds(out, markup_entity((char)c));
		else if (is_char(c) && c != 0x7F)
			utf8_add(out, c);
	}
}

void
atom_element(struct buf *out, const char *name, const char *text)
{
	if (text[0] == '\0')
		return;
	buf_addf(out, "<%s>", name);
	atom_escape(out, text, strlen(text));
	buf_addf(out, "</%s>\n", name);
}

void
atom_date(struct buf *out, const char *name, const struct date *d)
{
	struct date known = d->known ? *d : date_of_seconds(0);
	char stamp[DATE_SIZE];

	atom_element(out, name, date_stamp_zoned(&known, stamp));
}

void
atom_author(struct buf *out, const char *name)
{
	buf_adds(out, "<author>");
	buf_adds(out, "<name>");
	atom_escape(out, name, strlen(name));
	buf_adds(out, "</name></author>\n");
}

void
atom_link(struct buf *out, const char *rel, const char *type, const char *href)
{
	buf_addf(out, "<link rel=\"%s\"", rel);
	if (type != NULL)
		buf_addf(out, " type=\"%s\"", type);
	buf_adds(out, " href=\"");
	atom_escape(out, href, strlen(href));
	buf_adds(out, "\"/>\n");
}
