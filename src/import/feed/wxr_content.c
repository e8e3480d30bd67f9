#include "import/feed/wxr_content.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "import/feed/wxr_blocks.h"
#include "import/feed/wxr_shortcode.h"
#include "text/ascii.h"

/* Does HTML's own block markup begin here? */
static bool
begins_block(const char *s, size_t len)
{
	static const char *const blocks[] = { "p", "div", "h1", "h2", "h3",
		"h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "td", "th",
		"thead", "tbody", "blockquote", "pre", "hr", "figure",
		"figcaption", "dl", "dt", "dd", "form", "section", "article",
		"!--", NULL };

	if (len < 2 || s[0] != '<')
		return false;
	s++, len--;
	if (*s == '/')
		s++, len--;
	for (size_t i = 0; blocks[i] != NULL; i++) {
		size_t n = strlen(blocks[i]);

		if (len > n && strncasecmp(s, blocks[i], n) == 0 &&
		    !is_alnum(s[n]))
			return true;
		if (blocks[i][0] == '!' && len >= n && memcmp(s, "!--", n) == 0)
			return true;
	}
	return false;
}

/* Does the text end in a tag of block markup? */
static bool
ends_block(const char *s, size_t len)
{
	size_t at = len;

	if (len == 0 || s[len - 1] != '>')
		return false;
	while (at > 0 && s[at - 1] != '<')
		at--;
	return at > 0 && begins_block(s + at - 1, len - at + 1);
}

/* A line's text; its end is a break, unless block markup stands around it. */
static void
add_line(struct buf *out, const char *s, size_t len, const char *rest)
{
	bool broken = len >= 4 && strncasecmp(s + len - 4, "<br>", 4) == 0;

	buf_add(out, s, len);
	if (*rest == '\0' || *rest == '\n')
		return;
	broken = broken || (len >= 2 && memcmp(s + len - 2, "/>", 2) == 0 &&
			       memmem(s, len, "<br", 3) != NULL);
	if (len > 0 && !broken && !ends_block(s, len) &&
	    !begins_block(rest, strlen(rest)))
		buf_adds(out, "<br>");
	buf_addc(out, '\n');
}

/*
 * WordPress shows a blank line as the end of a paragraph and a single line
 * end as a break; nothing of that inside of <pre>.
 */
static void
add_paragraphs(struct buf *out, const char *s)
{
	bool open = false, pre = false;

	while (*s != '\0') {
		size_t len = strcspn(s, "\n");
		const char *rest = s + len + (s[len] == '\n');

		pre = pre || (len >= 4 && memmem(s, len, "<pre", 4) != NULL);
		if (pre) {
			buf_add(out, s, len);
			buf_addc(out, '\n');
			pre = memmem(s, len, "</pre", 5) == NULL;
		} else if (strspn(s, " \t") == len) {
			buf_adds(out, open ? "</p>\n" : "");
			open = false;
		} else {
			if (!open && !begins_block(s, len)) {
				buf_adds(out, "<p>");
				open = true;
			}
			add_line(out, s, len, rest);
		}
		s = rest;
	}
	if (open)
		buf_adds(out, "</p>");
}

static void
drop_carriage_returns(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] != '\r')
			buf_addc(out, s[i]);
		else if (i + 1 == len || s[i + 1] != '\n')
			buf_addc(out, '\n');
}

/*
 * What a letter beyond ASCII at the place of a lost byte means within markup:
 * in "<p\uFFFDone</p>" it was the '>', as no other comes before the next tag,
 * in "<a href="x\uFFFD>text</a>" the quote.  Returns its place, or NULL.
 */
static const char *
lost_end(const char *tag)
{
	size_t name = 1 + (tag[1] == '/');

	while (is_alnum(tag[name]))
		name++;
	if (name == 1 || (unsigned char)tag[name] < 0x80 ||
	    tag[name + strcspn(tag + name, "<>")] != '<')
		return NULL;
	return tag + name;
}

static const char *
lost_quote(const char *value)
{
	size_t n = strcspn(value, "\"<");
	const char *end = memchr(value, '>', n);

	if (value[n] != '<' || end == NULL || end == value ||
	    (unsigned char)end[-1] < 0x80)
		return NULL;
	return end;
}

/* Mend tags that lost a byte, so that they take no text with them. */
static void
mend_tags(struct buf *out, const char *s)
{
	while (*s != '\0') {
		const char *at = s + strcspn(s, "<\""), *end;
		bool value = at > s && *at == '"' && at[-1] == '=';

		if (*at == '<' && (end = lost_end(at)) != NULL) {
			buf_add(out, s, (size_t)(end - s));
			buf_addc(out, '>');
			s = end;
		} else if (*at == '<' && is_letter(at[1]) &&
			   at[strcspn(at + 1, "<>\"'") + 1] == '<') {
			buf_add(out, s, (size_t)(at - s));
			buf_adds(out, "&lt;"); /* it ends nowhere */
			s = at + 1;
		} else if (value && (end = lost_quote(at + 1)) != NULL) {
			buf_add(out, s, (size_t)(end - s));
			buf_addc(out, '"');
			s = end;
		} else {
			at += value ? strcspn(at + 1, "\"") + 1 : 0;
			at += *at != '\0';
			buf_add(out, s, (size_t)(at - s));
			s = at;
		}
	}
}

void
wxr_content(const char *content, size_t len, const struct wxr_refs *refs,
    struct buf *html)
{
	struct buf plain = { 0 }, whole = { 0 }, filled = { 0 },
		   expanded = { 0 };

	drop_carriage_returns(&plain, content, len);
	mend_tags(&whole, buf_str(&plain));
	wxr_blocks_fill(buf_str(&whole), refs, &filled);
	wxr_shortcodes(buf_str(&filled), filled.len, refs, &expanded);
	if (strstr(buf_str(&expanded), "<!-- wp:") != NULL)
		wxr_blocks_show(html, buf_str(&expanded), add_paragraphs);
	else
		add_paragraphs(html, buf_str(&expanded));
	buf_free(&plain);
	buf_free(&whole);
	buf_free(&filled);
	buf_free(&expanded);
}
