#include "import/feed/feed_bytes.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/encoding.h>
#include <openssl/evp.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

#define NAME_SIZE 32 /* bytes of an entity's or encoding's name at most */

/* ---- encodings ---- */

/* The encoding that the XML declaration names, "" for none. */
static void
declared(const struct buf *b, char out[NAME_SIZE])
{
	const char *end = memmem(b->data, b->len < 200 ? b->len : 200, "?>", 2);
	const char *at;
	size_t n;

	out[0] = '\0';
	if (end == NULL || strncmp(b->data, "<?xml", 5) != 0)
		return;
	at = memmem(b->data, (size_t)(end - b->data), "encoding", 8);
	if (at == NULL)
		return;
	at += 8;
	at += strspn(at, " \t\r\n=\"'");
	n = strcspn(at, "\"'? ");
	if (n < NAME_SIZE) {
		memcpy(out, at, n);
		out[n] = '\0';
	}
}

static bool
is_known(const char *encoding)
{
	xmlCharEncodingHandler *h = xmlFindCharEncodingHandler(encoding);

	if (h == NULL)
		return false;
	xmlCharEncCloseFunc(h);
	return true;
}

static bool
is_ascii(const struct buf *b)
{
	for (size_t i = 0; i < b->len; i++)
		if ((unsigned char)b->data[i] >= 0x80)
			return false;
	return true;
}

/* Mostly UTF-8: more characters of it than bytes that cannot be. */
static bool
is_mostly_utf8(const struct buf *b)
{
	size_t good = 0, bad = 0;

	for (size_t i = 0; i < b->len;) {
		uint32_t c;
		size_t n = utf8_next(b->data + i, b->len - i, &c);

		good += n > 1;
		bad += n == 1 && (unsigned char)b->data[i] >= 0x80;
		i += n;
	}
	return bad == 0 || good > 2 * bad;
}

static const char *
encoding_of(const struct buf *b)
{
	char name[NAME_SIZE];
	bool says_nothing;

	declared(b, name);
	says_nothing = name[0] == '\0' || !is_known(name) ||
		       strncasecmp(name, "utf-16", 6) == 0 ||
		       strcasecmp(name, "us-ascii") == 0 ||
		       strcasecmp(name, "ascii") == 0;
	if (says_nothing || strcasecmp(name, "utf-8") == 0)
		return is_mostly_utf8(b) ? "UTF-8" : "windows-1252";
	/* what the web means by it */
	if (strcasecmp(name, "iso-8859-1") == 0)
		return utf8_valid(b->data, b->len) && !is_ascii(b)
			   ? "UTF-8"
			   : "windows-1252";
	return NULL;
}

/* XML has no control characters, and UTF-8 no broken ones: not in our way. */
static void
drop_controls(struct buf *b, bool utf8)
{
	struct buf clean = { 0 };

	for (size_t i = 0; i < b->len;) {
		uint32_t c = (unsigned char)b->data[i];
		size_t n = utf8 ? utf8_next(b->data + i, b->len - i, &c) : 1;
		bool broken = utf8 && n == 1 && (b->data[i] & 0x80) != 0;

		if (broken || c == 0xFFFE || c == 0xFFFF)
			utf8_add(&clean, 0xFFFD);
		else if (c >= ' ' || c == '\t' || c == '\n' || c == '\r')
			buf_add(&clean, b->data + i, n);
		i += n;
	}
	buf_free(b);
	*b = clean;
}

/* ---- ampersands ---- */

/* The reference at s ("&name;" or "&#1;"): its length, 0 when it is none. */
static size_t
reference(const char *s, const char *end, char name[NAME_SIZE])
{
	size_t n = 1;

	while (s + n < end && n < NAME_SIZE && s[n] != ';' && s[n] > ' ' &&
	       s[n] != '&' && s[n] != '<')
		n++;
	if (s + n >= end || n >= NAME_SIZE || s[n] != ';' || n == 1)
		return 0;
	memcpy(name, s + 1, n - 1);
	name[n - 1] = '\0';
	return n + 1;
}

/* Is it the number of a character that XML may have? */
static bool
is_character(const char *number)
{
	unsigned long c;
	char *end;

	if (*number == 'x' || *number == 'X')
		c = strtoul(number + 1, &end, 16);
	else
		c = strtoul(number, &end, 10);
	return *end == '\0' && (c >= ' ' || c == 9 || c == 10 || c == 13) &&
	       c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE &&
	       c != 0xFFFF;
}

static bool
is_xml(const char *name)
{
	static const char *const own[] = { "amp", "lt", "gt", "quot", "apos" };

	if (name[0] == '#')
		return is_character(name + 1);
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (strcmp(name, own[i]) == 0)
			return true;
	return false;
}

/* Write the '&' at s as XML can read it; returns what follows. */
static const char *
mend_ampersand(const char *s, const char *end, struct buf *out)
{
	char name[NAME_SIZE];
	size_t len = reference(s, end, name);
	const htmlEntityDesc *html;

	if (len > 0 && is_xml(name)) {
		buf_add(out, s, len);
		return s + len;
	}
	if (len > 0 && name[0] == '#')
		return s + len;
	html = len > 0 ? htmlEntityLookup((const xmlChar *)name) : NULL;
	if (html != NULL) {
		buf_addf(out, "&#%u;", html->value);
		return s + len;
	}
	buf_adds(out, "&amp;");
	return s + 1;
}

/* Where the stretch that must be left alone ends, if one begins at s. */
static const char *
untouched(const char *s, const char *end)
{
	static const struct {
		const char *open, *close;
	} kinds[] = { { "<![CDATA[", "]]>" }, { "<!--", "-->" },
		{ "<!DOCTYPE", ">" } };

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		size_t n = strlen(kinds[i].open);
		const char *close;

		if ((size_t)(end - s) < n || memcmp(s, kinds[i].open, n) != 0)
			continue;
		close = memmem(s, (size_t)(end - s), kinds[i].close,
		    strlen(kinds[i].close));
		return close == NULL ? end : close + strlen(kinds[i].close);
	}
	return NULL;
}

static void
mend_ampersands(struct buf *in, struct buf *out)
{
	const char *s = buf_str(in), *end = s + in->len;

	while (s < end) {
		const char *stop = s, *after;

		while (stop < end && *stop != '&' && *stop != '<')
			stop++;
		buf_add(out, s, (size_t)(stop - s));
		if (stop == end)
			return;
		if (*stop == '&') {
			s = mend_ampersand(stop, end, out);
			continue;
		}
		after = untouched(stop, end);
		if (after == NULL)
			after = stop + 1;
		buf_add(out, stop, (size_t)(after - stop));
		s = after;
	}
}

const char *
feed_mend(struct buf *bytes)
{
	struct buf mended = { 0 };
	const char *s = buf_str(bytes);
	size_t skip = 0;
	const char *encoding;

	if (bytes->len == 0)
		return NULL;
	if (bytes->len >= 2 &&
	    (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0))
		return NULL; /* UTF-16 says so itself */
	if (bytes->len >= 2 && memcmp(s, "<\0", 2) == 0)
		return "UTF-16LE";
	if (bytes->len >= 2 && memcmp(s, "\0<", 2) == 0)
		return "UTF-16BE";
	if (bytes->len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		skip = 3;
	skip += strspn(s + skip, " \t\r\n");
	memmove(bytes->data, s + skip, bytes->len - skip);
	buf_cut(bytes, bytes->len - skip);
	if (bytes->len == 0)
		return NULL;
	encoding = encoding_of(bytes);
	drop_controls(bytes,
	    encoding != NULL && strcmp(encoding, "UTF-8") == 0);
	mend_ampersands(bytes, &mended);
	buf_free(bytes);
	*bytes = mended;
	return encoding;
}

/* ---- constructs ---- */

/* HTML has no prefixes: <xhtml:p> is a <p>. */
static void
drop_prefixes(const xmlNode *top)
{
	xmlNode *n = top->children;

	while (n != NULL && n != top) {
		if (n->type == XML_ELEMENT_NODE)
			n->ns = NULL;
		if (n->type == XML_ELEMENT_NODE && n->children != NULL) {
			n = n->children;
			continue;
		}
		while (n != top && n->next == NULL)
			n = n->parent;
		n = n == top ? NULL : n->next;
	}
}

void
feed_inner_xml(const xmlNode *n, struct buf *out)
{
	xmlBuffer *text = xmlBufferCreate();

	drop_prefixes(n);
	for (xmlNode *c = n->children; text != NULL && c != NULL; c = c->next)
		xmlNodeDump(text, n->doc, c, 0, 0);
	if (text != NULL && xmlBufferContent(text) != NULL)
		buf_adds(out, (const char *)xmlBufferContent(text));
	xmlBufferFree(text);
}

void
feed_base64(struct buf *text)
{
	struct buf clean = { 0 };
	size_t pad;
	int n;

	for (size_t i = 0; i < text->len; i++)
		if (is_alnum(text->data[i]) || text->data[i] == '+' ||
		    text->data[i] == '/')
			buf_addc(&clean, text->data[i]);
	if (clean.len % 4 == 1) /* six bits alone are no byte */
		buf_cut(&clean, clean.len - 1);
	pad = (4 - clean.len % 4) % 4;
	buf_add(&clean, "==", pad);
	buf_clear(text);
	buf_reserve(text, clean.len);
	n = clean.len > INT_MAX
		? -1
		: EVP_DecodeBlock((unsigned char *)text->data,
		      (unsigned char *)clean.data, (int)clean.len);
	text->len = n > 0 ? (size_t)n - pad : 0;
	text->data[text->len] = '\0';
	buf_free(&clean);
}
