#include "export/epub.h"

#include <string.h>

#include "base/buf.h"
#include "text/markup.h"
#include "text/url.h"

static void
escaped(struct buf *out, const char *s)
{
	markup_escape(out, s, strlen(s));
}

/* An element with this text, where there is any. */
static void
element(struct buf *out, const char *name, const char *text)
{
	if (text[0] == '\0')
		return;
	buf_addf(out, "<%s>", name);
	escaped(out, text);
	buf_addf(out, "</%.*s>\n", (int)strcspn(name, " "), name);
}

static void
href(struct buf *out, const char *file)
{
	buf_adds(out, " href=\"");
	for (const char *end; *file != '\0'; file = end) {
		end = file + strcspn(file, "/");
		url_encode_segment(out, file, (size_t)(end - file));
		if (*end == '/') {
			buf_addc(out, '/');
			end++;
		}
	}
	buf_addc(out, '"');
}

void
epub_container(struct buf *out)
{
	buf_adds(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<container version=\"1.0\" "
	    "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
	    "<rootfiles><rootfile full-path=\"" EPUB_PACKAGE_FILE "\" "
	    "media-type=\"application/oebps-package+xml\"/></rootfiles>\n"
	    "</container>\n");
}

static void
metadata(struct buf *out, const struct epub_book *b)
{
	buf_adds(out,
	    "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
	element(out, "dc:identifier id=\"id\"", b->id);
	element(out, "dc:title", b->title);
	element(out, "dc:language",
	    b->language[0] != '\0' ? b->language : "und");
	element(out, "dc:creator", b->author);
	element(out, "dc:description", b->description);
	element(out, "dc:rights", b->license);
	if (b->modified[0] != '\0')
		element(out, "dc:date", b->modified);
	/* Required; a day at its start, so that the same is the same. */
	buf_addf(out,
	    "<meta property=\"dcterms:modified\">%sT00:00:00Z</meta>\n",
	    b->modified[0] != '\0' ? b->modified : "1970-01-01");
	buf_adds(out, "</metadata>\n");
}

void
epub_package(struct buf *out, const struct epub_book *b)
{
	buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<package xmlns=\"http://www.idpf.org/2007/opf\" "
		      "version=\"3.0\" unique-identifier=\"id\">\n");
	metadata(out, b);
	buf_adds(out, "<manifest>\n<item id=\"nav\" href=\"" EPUB_NAV_FILE
		      "\" media-type=\"application/xhtml+xml\" "
		      "properties=\"nav\"/>\n");
	for (size_t i = 0; i < b->nitems; i++) {
		buf_addf(out, "<item id=\"i%zu\"", i);
		href(out, b->items[i].file);
		buf_addf(out, " media-type=\"%s\"/>\n", b->items[i].type);
	}
	buf_adds(out, "</manifest>\n<spine>\n");
	for (size_t i = 0; i < b->nitems; i++)
		if (b->items[i].title != NULL)
			buf_addf(out, "<itemref idref=\"i%zu\"/>\n", i);
	buf_adds(out, "</spine>\n</package>\n");
}

void
epub_nav(struct buf *out, const struct epub_book *b)
{
	buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<!DOCTYPE html>\n"
		      "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
		      "xmlns:epub=\"http://www.idpf.org/2007/ops\">\n<head>");
	element(out, "title", b->title);
	buf_adds(out, "</head>\n<body><nav epub:type=\"toc\"><ol>\n");
	for (size_t i = 0; i < b->nitems; i++) {
		if (b->items[i].title == NULL)
			continue;
		buf_adds(out, "<li><a");
		href(out, b->items[i].file);
		buf_addc(out, '>');
		escaped(out, b->items[i].title);
		buf_adds(out, "</a></li>\n");
	}
	buf_adds(out, "</ol></nav></body>\n</html>\n");
}
