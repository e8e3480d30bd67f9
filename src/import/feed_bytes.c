#include "import/feed_bytes.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/encoding.h>

#include "base/buf.h"
#include "base/utf8.h"

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

static const char *
encoding_of(const struct buf *b)
{
	char name[NAME_SIZE];
	bool utf8 = utf8_valid(b->data, b->len);

	declared(b, name);
	if (name[0] == '\0' || !is_known(name) ||
	    strncasecmp(name, "utf-16", 6) == 0)
		return utf8 ? "UTF-8" : "windows-1252";
	if (strcasecmp(name, "utf-8") == 0 && !utf8)
		return "windows-1252";
	return NULL;
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

static bool
is_xml(const char *name)
{
	static const char *const own[] = { "amp", "lt", "gt", "quot", "apos" };

	if (name[0] == '#')
		return true;
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
mend_ampersands(const struct buf *in, struct buf *out)
{
	const char *s = in->data, *end = s + in->len;

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

	if (bytes->len >= 2 &&
	    (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0))
		return NULL; /* UTF-16 says so itself */
	if (bytes->len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		skip = 3;
	skip += strspn(s + skip, " \t\r\n");
	memmove(bytes->data, s + skip, bytes->len - skip);
	buf_cut(bytes, bytes->len - skip);
	if (bytes->len == 0)
		return NULL;
	encoding = encoding_of(bytes);
	mend_ampersands(bytes, &mended);
	buf_free(bytes);
	*bytes = mended;
	return encoding;
}

/* ---- constructs ---- */

void
feed_inner_xml(const xmlNode *n, struct buf *out)
{
	xmlBuffer *text = xmlBufferCreate();

	for (xmlNode *c = n->children; text != NULL && c != NULL; c = c->next)
		xmlNodeDump(text, n->doc, c, 0, 0);
	if (text != NULL && xmlBufferContent(text) != NULL)
		buf_adds(out, (const char *)xmlBufferContent(text));
	xmlBufferFree(text);
}

static int
sextet(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

void
feed_base64(struct buf *text)
{
	struct buf out = { 0 };
	unsigned bits = 0, held = 0;

	for (size_t i = 0; i < text->len; i++) {
		int v = sextet(text->data[i]);

		if (v == -1)
			continue;
		held = (held << 6 | (unsigned)v) & 0xFFFFFF;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			buf_addc(&out, (char)(held >> bits & 0xFF));
		}
	}
	buf_free(text);
	*text = out;
}
