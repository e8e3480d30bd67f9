#include "import/html/page_tree.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

xmlNode *
tree_next(const xmlNode *top, xmlNode *n, bool into)
{
	if (into && n->type == XML_ELEMENT_NODE && n->children != NULL)
		return n->children;
	while (n != top && n->next == NULL)
		n = n->parent;
	return n == top ? NULL : n->next;
}

bool
tree_is(const xmlNode *n, const char *name)
{
	return n != NULL && n->type == XML_ELEMENT_NODE &&
	       strcasecmp((const char *)n->name, name) == 0;
}

bool
tree_is_one(const xmlNode *n, const char *const *names)
{
	for (; *names != NULL; names++)
		if (tree_is(n, *names))
			return true;
	return false;
}

xmlNode *
tree_find(xmlNode *top, const char *name)
{
	for (xmlNode *n = top; n != NULL; n = tree_next(top, n, true))
		if (tree_is(n, name))
			return n;
	return NULL;
}

bool
tree_within(const xmlNode *top, const xmlNode *n)
{
	while (n != NULL && n != top)
		n = n->parent;
	return n == top;
}

bool
tree_is_block(const xmlNode *n)
{
	static const char *const inlines[] = { "a", "abbr", "b", "bdi", "big",
		"cite", "code", "del", "em", "font", "i", "img", "ins", "kbd",
		"mark", "q", "s", "small", "span", "strike", "strong", "sub",
		"sup", "time", "tt", "u", "var", "wbr", NULL };

	return n->type == XML_ELEMENT_NODE && !tree_is_one(n, inlines);
}

bool
tree_has_blocks(const xmlNode *n)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next)
		if (tree_is_block(c) && !tree_is(c, "br"))
			return true;
	return false;
}

bool
tree_is_heading(const xmlNode *n)
{
	static const char *const names[] = { "h1", "h2", "h3", "h4", "h5", "h6",
		NULL };

	return tree_is_one(n, names);
}

bool
tree_is_headline(const xmlNode *n)
{
	static const char *const names[] = { "h1", "h2", "h3", NULL };

	return tree_is_one(n, names);
}

/* ---- attributes ---- */

const char *
tree_attribute(struct arena *a, const xmlNode *n, const char *name)
{
	xmlChar *value = n->type == XML_ELEMENT_NODE
			     ? xmlGetProp((xmlNode *)n, (const xmlChar *)name)
			     : NULL;
	const char *s = value != NULL ? (const char *)value : "";
	size_t len;

	while (is_space(*s))
		s++;
	len = strlen(s);
	while (len > 0 && is_space(s[len - 1]))
		len--;
	s = len > 0 ? arena_strndup(a, s, len) : "";
	xmlFree(value);
	return s;
}

static void
add_lower(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		buf_addc(out, to_lower(s[i]));
	buf_addc(out, ' ');
}

/* Names that WordPress and others make of a post's own topics and looks. */
static bool
tells_topics(const char *s, size_t len)
{
	static const char *const prefixes[] = { "category-", "tag-", "topic-",
		"term-", "author-", "has-", "is-", "no-", "with-", "page-id-",
		"postid-" };
	static const char *const kept[] = { "tag-links", "tag-list",
		"tag-cloud", "author-box", "author-bio", "author-name",
		"author-info", "author-card", "author-details",
		"author-description", "author-profile", "author-link",
		"author-bio-box", "category-links", "tag-container",
		"topic-list", "topic-tags", "is-hidden" };

	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		if (strlen(kept[i]) == len && strncasecmp(s, kept[i], len) == 0)
			return false;
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (len > strlen(prefixes[i]) &&
		    strncasecmp(s, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	return false;
}

static bool
is_camel(const char *s, size_t i)
{
	return i > 0 && is_upper(s[i]) && is_lower(s[i - 1]);
}

static bool
is_gap(char c)
{
	return c == '-' || c == '_' || c == ':';
}

static bool
is_camel_within(const char *s, size_t len)
{
	for (size_t i = 1; i < len; i++)
		if (is_camel(s, i))
			return true;
	return false;
}

/*
 * One name whole, and its words when it has several; of "m-tagList__item",
 * where a word has words, "taglist", too.
 */
static void
add_name(struct buf *out, const char *s, size_t len)
{
	size_t from = 0, whole = 0;

	if (tells_topics(s, len))
		return;
	add_lower(out, s, len);
	for (size_t i = 0; i <= len; i++) {
		if (i < len && !is_camel(s, i) && !is_gap(s[i]))
			continue;
		if (i > from && !(from == 0 && i == len))
			add_lower(out, s + from, i - from);
		from = i + (i < len && is_gap(s[i]));
		if (i < len && !is_gap(s[i]))
			continue;
		if (i - whole > 0 && !(whole == 0 && i == len) &&
		    is_camel_within(s + whole, i - whole))
			add_lower(out, s + whole, i - whole);
		whole = from;
	}
}

const char *
tree_marks(struct arena *a, const xmlNode *n)
{
	static const char *const where[] = { "class", "id", "itemprop" };
	struct buf marks = { 0 };
	const char *copy;

	if (n->type != XML_ELEMENT_NODE || n->properties == NULL)
		return " ";
	buf_addc(&marks, ' ');
	for (size_t i = 0; i < sizeof where / sizeof where[0]; i++) {
		const char *s = tree_attribute(a, n, where[i]);

		while (*s != '\0') {
			size_t len = strcspn(s, " \t\r\n\f");

			add_name(&marks, s, len);
			s += len;
			while (is_space(*s))
				s++;
		}
	}
	copy = arena_strndup(a, marks.data, marks.len);
	buf_free(&marks);
	return copy;
}

/* Is this word among the marks, between blanks? */
static bool
has_mark(const char *marks, const char *word, size_t len)
{
	for (const char *at = marks; (at = strchr(at, ' ')) != NULL; at++)
		if (strncmp(at + 1, word, len) == 0 && at[1 + len] == ' ')
			return true;
	return false;
}

/* A bit for the two first letters of a word, so that most need no look. */
static uint64_t
beginning(const char *word)
{
	unsigned second = word[1] == '\0' ? ' ' : (unsigned char)word[1];

	return (uint64_t)1 << (((unsigned char)word[0] * 7u + second) % 64u);
}

bool
tree_marked(const char *marks, const char *list)
{
	uint64_t begin = 0;

	if (marks[0] == '\0' || marks[1] == '\0')
		return false;
	for (const char *s = marks; s != NULL && s[1] != '\0';
	     s = strchr(s + 1, ' '))
		begin |= beginning(s + 1);
	while (*list != '\0') {
		size_t len = strcspn(list, " ");

		if (len > 0 && (begin & beginning(list)) != 0 &&
		    has_mark(marks, list, len))
			return true;
		list += len;
		while (*list == ' ')
			list++;
	}
	return false;
}

/* ---- text ---- */

bool
tree_is_mute(const xmlNode *n)
{
	static const char *const mute[] = { "script", "style", "noscript",
		"template", "svg", "head", NULL };

	return n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE ||
	       tree_is_one(n, mute);
}

/*
 * Bytes of a character that shows nothing: U+00AD, U+200B and U+FEFF say only
 * where a word may be broken, and would hide it from a search.
 */
static size_t
invisible(const char *s)
{
	return strncmp(s, "\u00AD", 2) == 0 ? 2
	       : strncmp(s, "\u200B", 3) == 0 || strncmp(s, "\uFEFF", 3) == 0
		   ? 3
		   : 0;
}

void
tree_add_text(struct buf *out, const char *s)
{
	static const uint16_t meant[32] = { 0x20AC, 0, 0x201A, 0x192, 0x201E,
		0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0,
		0x17D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
		0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178 };

	while (*s != '\0') {
		size_t plain = strcspn(s, "\xC2\xE2\xEF");
		unsigned char next;

		buf_add(out, s, plain);
		s += plain;
		if (*s == '\0')
			return;
		next = (unsigned char)s[1];
		if (invisible(s) > 0) {
			s += invisible(s);
		} else if (*s == '\xC2' && next >= 0x80 && next < 0xA0) {
			if (meant[next - 0x80] != 0)
				utf8_add(out, meant[next - 0x80]);
			s += 2;
		} else {
			buf_addc(out, *s++);
		}
	}
}

/* Append s, any run of blanks, hard ones too, as one; *blank: one is due. */
static void
add_text(struct buf *out, const char *s, bool *blank)
{
	for (; *s != '\0'; s++) {
		if (is_space(*s)) {
			*blank = true;
			continue;
		}
		if (strncmp(s, "\u00A0", 2) == 0) {
			*blank = true;
			s++;
			continue;
		}
		if (*blank && out->len > 0)
			buf_addc(out, ' ');
		*blank = false;
		buf_addc(out, *s);
	}
}

void
tree_text(xmlNode *top, struct buf *out)
{
	struct buf piece = { 0 }, line = { 0 };
	bool blank = false;

	for (xmlNode *n = top; n != NULL;
	     n = tree_next(top, n, !tree_is_mute(n))) {
		if (n->type == XML_TEXT_NODE ||
		    n->type == XML_CDATA_SECTION_NODE) {
			buf_clear(&piece);
			tree_add_text(&piece, (const char *)n->content);
			add_text(&line, buf_str(&piece), &blank);
		} else if (tree_is_block(n)) {
			blank = true;
		}
	}
	utf8_clean(out, buf_str(&line), line.len);
	buf_free(&piece);
	buf_free(&line);
}

const char *
tree_line(struct arena *a, xmlNode *n)
{
	struct buf text = { 0 };

	tree_text(n, &text);
	return buf_keep(&text, a);
}
