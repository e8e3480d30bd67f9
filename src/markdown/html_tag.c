#include "markdown/html_tag.h"

#include <string.h>
#include <strings.h>

#include <cmark.h>

#include "base/buf.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

#define LONGEST_ENTITY 34 /* bytes with '&' and ';' */

static const struct {
	const char *name;
	enum html_kind kind;
} kinds[] = {
	{ "a", HTML_LINK },
	{ "address", HTML_BLOCK },
	{ "article", HTML_BLOCK },
	{ "aside", HTML_BLOCK },
	{ "audio", HTML_MEDIA },
	{ "blockquote", HTML_QUOTE },
	{ "body", HTML_BLOCK },
	{ "br", HTML_BREAK },
	{ "caption", HTML_BLOCK },
	{ "center", HTML_BLOCK },
	{ "dd", HTML_LINE },
	{ "del", HTML_STRIKE },
	{ "details", HTML_BLOCK },
	{ "dialog", HTML_BLOCK },
	{ "div", HTML_BLOCK },
	{ "dl", HTML_BLOCK },
	{ "dt", HTML_LINE },
	{ "embed", HTML_MEDIA },
	{ "fieldset", HTML_BLOCK },
	{ "figcaption", HTML_BLOCK },
	{ "figure", HTML_BLOCK },
	{ "footer", HTML_BLOCK },
	{ "form", HTML_BLOCK },
	{ "h1", HTML_HEADING },
	{ "h2", HTML_HEADING },
	{ "h3", HTML_HEADING },
	{ "h4", HTML_HEADING },
	{ "h5", HTML_HEADING },
	{ "h6", HTML_HEADING },
	{ "head", HTML_BLOCK },
	{ "header", HTML_BLOCK },
	{ "hr", HTML_RULE },
	{ "html", HTML_BLOCK },
	{ "iframe", HTML_MEDIA },
	{ "img", HTML_IMAGE },
	{ "legend", HTML_BLOCK },
	{ "li", HTML_ITEM },
	{ "main", HTML_BLOCK },
	{ "menu", HTML_LIST },
	{ "nav", HTML_BLOCK },
	{ "ol", HTML_LIST },
	{ "option", HTML_LINE },
	{ "p", HTML_BLOCK },
	{ "pre", HTML_PRE },
	{ "s", HTML_STRIKE },
	{ "script", HTML_HIDDEN },
	{ "section", HTML_BLOCK },
	{ "select", HTML_LINE },
	{ "source", HTML_MEDIA },
	{ "strike", HTML_STRIKE },
	{ "style", HTML_HIDDEN },
	{ "sub", HTML_SUB },
	{ "summary", HTML_LINE },
	{ "sup", HTML_SUP },
	{ "table", HTML_BLOCK },
	{ "tbody", HTML_BLOCK },
	{ "td", HTML_CELL },
	{ "textarea", HTML_LINE },
	{ "tfoot", HTML_BLOCK },
	{ "th", HTML_CELL },
	{ "thead", HTML_BLOCK },
	{ "title", HTML_BLOCK },
	{ "tr", HTML_LINE },
	{ "ul", HTML_LIST },
	{ "video", HTML_MEDIA },
};

bool
html_tag_is(const struct html_tag *tag, const char *name)
{
	return tag->name_len == strlen(name) &&
	       strncasecmp(tag->name, name, tag->name_len) == 0;
}

static enum html_kind
kind_of(const struct html_tag *tag)
{
	char first = (char)(*tag->name | 0x20);

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].name[0] == first &&
		    html_tag_is(tag, kinds[i].name))
			return kinds[i].kind;
	return HTML_OTHER;
}

int
html_heading_level(const struct html_tag *tag)
{
	return tag->name[1] - '0';
}

/*
 * The '>' that ends the tag whose attributes begin at s, or NULL.  One inside
 * quotes is none, unless the quotes of this text are not to be believed.
 */
static const char *
tag_end(struct html_reader *r, const char *s)
{
	const char *from = s;

	while (!r->loose && s < r->end) {
		char c = *s++;

		if (c == '>')
			return s - 1;
		if (c != '=')
			continue;
		while (s < r->end && is_space(*s))
			s++;
		if (s == r->end || (*s != '"' && *s != '\''))
			continue;
		s = memchr(s + 1, *s, (size_t)(r->end - s) - 1);
		if (s == NULL)
			break;
		s++;
	}
	r->loose = true;
	if (!r->open_ended)
		s = memchr(from, '>', (size_t)(r->end - from));
	r->open_ended |= s == NULL;
	return r->open_ended ? NULL : s;
}

/* Comments and their like: from what they begin with to what they end with. */
static bool
read_comment(struct html_reader *r)
{
	static const struct {
		const char *open, *close;
	} marks[] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" },
		{ "<!", ">" } };
	size_t len = (size_t)(r->end - r->s);

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i].open);
		const char *close;

		if (len < n || memcmp(r->s, marks[i].open, n) != 0)
			continue;
		close = memmem(r->s + 2, len - 2, marks[i].close,
		    strlen(marks[i].close));
		r->s = close == NULL ? r->end : close + strlen(marks[i].close);
		return true;
	}
	return false;
}

bool
html_tag_read(struct html_reader *r, struct html_tag *tag)
{
	const char *s = r->s + 1, *close;

	*tag = (struct html_tag){ .kind = HTML_COMMENT, .name = s };
	if (s == r->end)
		return false;
	if (*s == '!' || *s == '?')
		return read_comment(r);
	if (*s == '/') {
		tag->closing = true;
		s++;
	}
	if (s == r->end || !is_letter(*s))
		return false;
	tag->name = s;
	while (
	    s < r->end && !is_space(*s) && *s != '/' && *s != '>' && *s != '<')
		s++;
	tag->name_len = (size_t)(s - tag->name);
	close = tag_end(r, s);
	if (close == NULL)
		return false;
	tag->kind = kind_of(tag);
	tag->attrs = s;
	tag->attrs_len = (size_t)(close - s);
	r->s = close + 1;
	return true;
}

/* Read one attribute from *s on; false at the end. */
static bool
next_attribute(const char **s, const char *end, const char **name,
    size_t *name_len, const char **value, size_t *value_len)
{
	const char *p = *s;

	while (p < end && (is_space(*p) || *p == '/'))
		p++;
	*name = p;
	while (p < end && !is_space(*p) && *p != '=' && *p != '/')
		p++;
	*name_len = (size_t)(p - *name);
	*value = p;
	*value_len = 0;
	while (p < end && is_space(*p))
		p++;
	if (p < end && *p == '=') {
		p++;
		while (p < end && is_space(*p))
			p++;
		*value = p;
		if (p < end && (*p == '"' || *p == '\'')) {
			const char *close =
			    memchr(p + 1, *p, (size_t)(end - p) - 1);

			*value = p + 1;
			p = close == NULL ? end : close;
			*value_len = (size_t)(p - *value);
			p += close != NULL;
		} else {
			while (p < end && !is_space(*p))
				p++;
			*value_len = (size_t)(p - *value);
		}
	}
	*s = p;
	return *name_len > 0 || p < end;
}

bool
html_attribute(const struct html_tag *tag, const char *name, struct buf *out)
{
	const char *s = tag->attrs, *end = s + tag->attrs_len;
	const char *found, *value;
	size_t found_len, value_len;

	while (next_attribute(&s, end, &found, &found_len, &value, &value_len))
		if (found_len == strlen(name) &&
		    strncasecmp(found, name, found_len) == 0) {
			html_decode(out, value, value_len);
			return true;
		}
	return false;
}

void
html_skip_content(struct html_reader *r, const struct html_tag *tag)
{
	struct html_tag t;
	const char *s = r->s;

	while ((s = memchr(s, '<', (size_t)(r->end - s))) != NULL) {
		size_t left = (size_t)(r->end - s);

		if (left > tag->name_len + 2 && s[1] == '/' &&
		    strncasecmp(s + 2, tag->name, tag->name_len) == 0) {
			r->s = s;
			if (!html_tag_read(r, &t))
				r->s = r->end;
			return;
		}
		s++;
	}
	r->s = r->end;
}

/* ---- entities ------------------------------------------------------------ */

static bool
decode_number(struct buf *out, const char *s, size_t len)
{
	uint32_t c = 0;
	bool hex = len > 1 && (s[0] == 'x' || s[0] == 'X');
	size_t i = hex;

	if (i == len || len - i > 7)
		return false;
	for (; i < len; i++) {
		int d = hex_value(s[i]);

		if (d < 0 || d >= (hex ? 16 : 10))
			return false;
		c = c * (hex ? 16 : 10) + (uint32_t)d;
	}
	utf8_add(out, c == 0 ? 0xFFFD : c);
	return true;
}

/* cmark knows all names of HTML 5, but only its parser may ask. */
static bool
decode_name(struct buf *out, const char *entity, size_t len)
{
	cmark_node *document, *text;
	const char *literal;
	bool known = false;

	for (size_t i = 1; i + 1 < len; i++)
		if (!is_letter(entity[i]) &&
		    (entity[i] < '0' || entity[i] > '9'))
			return false;
	document = cmark_parse_document(entity, len, CMARK_OPT_DEFAULT);
	text = cmark_node_first_child(cmark_node_first_child(document));
	literal = cmark_node_get_literal(text);
	if (literal != NULL && cmark_node_next(text) == NULL) {
		buf_adds(out, literal);
		known = true;
	}
	cmark_node_free(document);
	return known;
}

static bool
decode_entity(struct buf *out, const char *entity, size_t len)
{
	static const struct {
		const char *entity, *text;
	} common[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&nbsp;", "\u00A0" } };

	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (len == strlen(common[i].entity) &&
		    memcmp(entity, common[i].entity, len) == 0) {
			buf_adds(out, common[i].text);
			return true;
		}
	if (entity[1] == '#')
		return decode_number(out, entity + 2, len - 3);
	return decode_name(out, entity, len);
}

void
html_decode(struct buf *out, const char *s, size_t len)
{
	const char *end = s + len, *amp, *semicolon;

	while ((amp = memchr(s, '&', (size_t)(end - s))) != NULL) {
		size_t most = (size_t)(end - amp);

		buf_add(out, s, (size_t)(amp - s));
		s = amp + 1;
		most = most < LONGEST_ENTITY ? most : LONGEST_ENTITY;
		semicolon = memchr(amp, ';', most);
		if (semicolon != NULL && semicolon - amp > 1 &&
		    decode_entity(out, amp, (size_t)(semicolon - amp) + 1))
			s = semicolon + 1;
		else
			buf_addc(out, '&');
	}
	buf_add(out, s, (size_t)(end - s));
}
