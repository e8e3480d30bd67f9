#include "import/feed/feed_bytes.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

#include <openssl/evp.h>

#include "base/buf.h"
#include "text/ascii.h"

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

bool
feed_escaped_twice(const char *text)
{
	static const char *const begin[] = { "p&", "p ", "div", "a ", "img ",
		"br", "span", "strong", "em&", "b&", "i&", "h1", "h2", "h3",
		"h4", "ul", "ol", "figure", "blockquote", "table", "section",
		NULL };

	text += strspn(text, " \t\r\n");
	if (strncmp(text, "&lt;", 4) != 0 || strchr(text, '<') != NULL ||
	    strstr(text, "&gt;") == NULL)
		return false;
	for (size_t i = 0; begin[i] != NULL; i++)
		if (strncasecmp(text + 4, begin[i], strlen(begin[i])) == 0)
			return strstr(text, "&lt;/") != NULL ||
			       strstr(text, "/&gt;") != NULL;
	return false;
}

void
feed_unescape(const char *s, struct buf *out)
{
	static const struct {
		const char *code;
		char c;
	} codes[] = { { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' },
		{ "&#34;", '"' }, { "&#39;", '\'' }, { "&apos;", '\'' },
		{ "&amp;", '&' } };

	while (*s != '\0') {
		size_t i = 0, n = sizeof codes / sizeof codes[0];

		while (i < n && (*s != '&' || strncmp(s, codes[i].code,
						  strlen(codes[i].code)) != 0))
			i++;
		buf_addc(out, i < n ? codes[i].c : *s);
		s += i < n ? strlen(codes[i].code) : 1;
	}
}
