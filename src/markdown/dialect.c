#include "markdown/dialect.h"

#include <stdint.h>
#include <string.h>

#include <unictype.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "markdown/raised.h"
#include "text/ascii.h"

#define RAISED_LONGEST  16   /* bytes; "10^(n+1)^" */
#define NOTE_LONGEST    2000 /* bytes of a note in a line */
#define WIKI_LONGEST    300
#define MARGIN_LONGEST  32 /* what quotes and items put before a line */
#define ATTRS_LONGEST   200
#define ADDRESS_LONGEST 200

/* ---- whether ------------------------------------------------------------- */

/* A '*' beside a character beyond ASCII. */
static bool
has_foreign_star(const char *src, const char *end)
{
	const char *s = src;

	while ((s = memchr(s, '*', (size_t)(end - s))) != NULL) {
		if ((s > src && (s[-1] & 0x80) != 0) ||
		    (s + 1 < end && (s[1] & 0x80) != 0))
			return true;
		s++;
	}
	return false;
}

/*
 * A line that begins with a colon, whatever quotes and items it stands in; and
 * is it one that explains a term, with a blank behind the colon?
 */
static bool
has_line_colon(const char *src, const char *end, bool *explains)
{
	const char *s = src, *t;
	bool found = false;

	for (; (s = memchr(s, ':', (size_t)(end - s))) != NULL; s++) {
		if (s > src && !is_space(s[-1]) && s[-1] != '>')
			continue;
		for (t = s; t > src && s - t < MARGIN_LONGEST &&
			    (t[-1] == ' ' || t[-1] == '\t' || t[-1] == '>');)
			t--;
		if (t > src && t[-1] != '\n')
			continue;
		found = true;
		*explains |= end - s > 1 && (s[1] == ' ' || s[1] == '\t');
	}
	return found;
}

/* "[[" and "> [!". */
static bool
has_bracket_pair(const char *s, const char *end)
{
	while ((s = memchr(s, '[', (size_t)(end - s))) != NULL)
		if (++s < end && (*s == '[' || *s == '!'))
			return true;
	return false;
}

/* This byte where it is no part of a run and stands behind a word. */
static bool
has_single(const char *src, const char *end, char c, char other)
{
	const char *s = src;

	while ((s = memchr(s, c, (size_t)(end - s))) != NULL) {
		s++;
		if (s < end && *s == other)
			return true;
		if (s < end && *s != c && *s != ' ' && s - src > 1 &&
		    (is_alnum(s[-2]) || s[-2] == ')'))
			return true;
	}
	return false;
}

/* '{' behind a link, a heading's words, or at the beginning of a line. */
static bool
has_attributes(const char *src, const char *end)
{
	const char *s = src;

	for (; (s = memchr(s, '{', (size_t)(end - s))) != NULL; s++)
		if (s == src || strchr(")]`\n", s[-1]) != NULL)
			return true;
	return false;
}

/* "!!! note", "??? note" at the beginning of a line. */
static bool
has_triple(const char *src, const char *end, char c)
{
	const char *s = src;

	for (; (s = memchr(s, c, (size_t)(end - s))) != NULL; s++)
		if (end - s > 3 && s[1] == c && s[2] == c &&
		    (s == src || s[-1] == '\n'))
			return true;
	return false;
}

bool
dialect_occurs(const char *src, size_t len, bool *explains)
{
	const char *end = src + len;
	bool colon;

	*explains = false;
	colon = has_line_colon(src, end, explains);
	return colon || has_single(src, end, '^', '[') ||
	       has_single(src, end, '~', '\0') || has_bracket_pair(src, end) ||
	       has_foreign_star(src, end) || has_attributes(src, end) ||
	       has_triple(src, end, '!') || has_triple(src, end, '?');
}

/* ---- raised and lowered -------------------------------------------------- */

/* What may stand before and within: no blank and no other mark. */
static bool
is_raised_byte(char c)
{
	return is_alnum(c) || (c & 0x80) != 0 || strchr("+-().,", c) != NULL;
}

/* "https://m.example/a~2~": within a bare address nothing is a mark. */
static bool
is_in_address(const char *s, const char *line)
{
	const char *word = s;

	while (word > line && s - word < ADDRESS_LONGEST && !is_space(word[-1]))
		word--;
	return memmem(word, (size_t)(s - word), "://", 3) != NULL;
}

size_t
dialect_raised(const char *s, const char *line, const char *end,
    struct buf *made)
{
	const char *text = s + 1, *shut = text;
	char sign = *s == '^' ? '^' : '_', before = s > line ? s[-1] : '\0';
	struct raised_signs signs;
	size_t n;

	if (!is_alnum(before) && before != ')' && before != ']' &&
	    (before & 0x80) == 0)
		return 0;
	while (
	    shut < end && shut - text < RAISED_LONGEST && is_raised_byte(*shut))
		shut++;
	n = (size_t)(shut - text);
	if (n == 0 || shut == end || *shut != *s)
		return 0;
	/* "x^2^y" may be a formula; "H~2~O" is not one, "~~" strikes */
	if (shut + 1 < end &&
	    (shut[1] == *s || (sign == '^' && is_alnum(shut[1]))))
		return 0;
	if (is_in_address(s, line))
		return 0;
	if (raised_is_figures(text, n)) {
		raised_figures(made, sign, text, n);
		return n + 2;
	}
	signs = raised_signs(sign, text, n, before);
	if (*text == '(') /* "x^(n+1)^" */
		signs.open[0] = sign;
	if (signs.open[0] == '_')
		buf_addc(made, '\\');
	buf_adds(made, signs.open);
	buf_add(made, text, n);
	buf_adds(made, signs.shut);
	return n + 2;
}

/* ---- Obsidian's links ---------------------------------------------------- */

struct part {
	const char *s;
	size_t len;
};

static struct part
last_segment(struct part p)
{
	const char *slash = memrchr(p.s, '/', p.len);

	if (slash == NULL)
		return p;
	return (struct part){ slash + 1, p.len - (size_t)(slash + 1 - p.s) };
}

/* The bytes of ".png" at the end of a name; 0 for a page's, ".md" included. */
static size_t
extension(struct part p)
{
	const char *dot = memrchr(p.s, '.', p.len);
	size_t n = dot == NULL ? 0 : p.len - (size_t)(dot - p.s);

	if (n < 3 || n > 5 || (n == 3 && memcmp(dot, ".md", 3) == 0))
		return 0;
	for (size_t i = 1; i < n; i++)
		if (!is_alnum(dot[i]))
			return 0;
	return n;
}

static bool
is_picture(struct part p)
{
	static const char *const kinds[] = { ".png", ".jpg", ".jpeg", ".gif",
		".svg", ".webp", ".avif", ".bmp" };
	size_t n = extension(p);

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (n == strlen(kinds[i]) &&
		    memcmp(p.s + p.len - n, kinds[i], n) == 0)
			return true;
	return false;
}

/* "300", "300x200": how large Obsidian shows a picture, and no label. */
static bool
is_size(struct part p)
{
	for (size_t i = 0; i < p.len; i++)
		if (!is_digit(p.s[i]) && p.s[i] != 'x')
			return false;
	return true;
}

/* Cut p at the first of these bytes; what is behind it, without a '\'. */
static struct part
split(struct part *p, char at)
{
	const char *found = memchr(p->s, at, p->len);
	struct part rest = { p->s + p->len, 0 };

	if (found == NULL)
		return rest;
	rest.s = found + 1;
	rest.len = p->len - (size_t)(rest.s - p->s);
	p->len = (size_t)(found - p->s);
	if (p->len > 0 && p->s[p->len - 1] == '\\') /* "\|" in a table */
		p->len--;
	return rest;
}

/* What Obsidian itself shows for "[[folder/Page#Part]]": "Page > Part". */
static void
add_label(struct buf *made, struct part page, struct part anchor, bool picture)
{
	struct part name = last_segment(page);

	if (picture)
		name.len -= extension(name);
	buf_add(made, name.s, name.len);
	if (anchor.len == 0 || *anchor.s == '^')
		return;
	if (name.len > 0)
		buf_adds(made, " \\> ");
	buf_add(made, anchor.s, anchor.len);
}

size_t
dialect_wiki_link(const char *s, const char *end, bool embed, struct buf *made)
{
	struct part page = { s + 2, 0 }, label, anchor;
	size_t most = (size_t)(end - s), n;
	bool picture;

	if (most < 5 || s[1] != '[' || is_space(s[2]) || s[2] == '^')
		return 0;
	most = most < WIKI_LONGEST ? most : WIKI_LONGEST;
	for (n = 2; n < most && strchr("[]<>\n", s[n]) == NULL; n++)
		;
	/* "[[1]](x)" and "[[1]]: x" are CommonMark's */
	if (n == 2 || n + 1 >= most || s[n] != ']' || s[n + 1] != ']' ||
	    (s + n + 2 < end && strchr("([:", s[n + 2]) != NULL) ||
	    is_space(s[n - 1]))
		return 0;
	page.len = n - 2;
	label = split(&page, '|');
	anchor = split(&page, '#');
	picture = embed && is_picture(page);
	if (page.len == 0) {
		add_label(made, label.len > 0 ? label : anchor,
		    (struct part){ "", 0 }, false);
		return n + 2;
	}
	buf_adds(made, picture ? "![" : "[");
	if (label.len > 0 && !is_size(label))
		buf_add(made, label.s, label.len);
	else
		add_label(made, page, anchor, picture);
	buf_adds(made, "](<");
	buf_add(made, page.s, page.len);
	if (extension(page) == 0 &&
	    (page.len < 3 || memcmp(page.s + page.len - 3, ".md", 3) != 0))
		buf_adds(made, ".md");
	buf_adds(made, ">)");
	return n + 2;
}

/* ---- notes in a line ----------------------------------------------------- */

size_t
dialect_note(const char *s, const char *limit)
{
	size_t len = (size_t)(limit - s), depth = 0;

	if (len > NOTE_LONGEST)
		len = NOTE_LONGEST;
	if (len < 4 || s[1] != '[' || s[2] == ']' ||
	    memchr(s, ']', len) == NULL)
		return 0;
	for (size_t i = 2; i < len; i++) {
		if (s[i] == '\\')
			i++;
		else if (s[i] == '[')
			depth++;
		else if (s[i] == ']' && depth-- == 0)
			return i + 1;
		else if (s[i] == '\n' && i + 1 < len && s[i + 1] == '\n')
			return 0;
	}
	return 0;
}

/* ---- attributes ---------------------------------------------------------- */

/* The bytes of "#id", ".class", "key=value" or "-" at s, or 0. */
static size_t
attribute(const char *s, size_t len)
{
	size_t n = 0;
	bool equals = false;
	char quote;

	if (len == 0)
		return 0;
	if (*s == '-' && (len == 1 || s[1] == ' ' || s[1] == '}'))
		return 1;
	if (*s != '#' && *s != '.' && !is_letter(*s))
		return 0;
	for (n = 1; n < len && !is_space(s[n]) && s[n] != '}'; n++) {
		if (strchr("{<>`|", s[n]) != NULL)
			return 0;
		if (s[n] != '=')
			continue;
		equals = true;
		quote = n + 1 < len ? s[n + 1] : '\0';
		if (quote != '"' && quote != '\'')
			continue;
		for (n += 2; n < len && s[n] != quote; n++)
			;
		if (n == len)
			return 0;
	}
	return is_letter(*s) ? (equals ? n : 0) : (n > 1 ? n : 0);
}

size_t
dialect_attributes(const char *s, const char *end)
{
	size_t len = (size_t)(end - s), i = 1, n, all = 0;

	if (len > ATTRS_LONGEST)
		len = ATTRS_LONGEST;
	for (;;) {
		while (i < len && s[i] == ' ')
			i++;
		if (i < len && s[i] == '}')
			return all > 0 ? i + 1 : 0;
		n = attribute(s + i, len - i);
		if (n == 0)
			return 0;
		i += n;
		all++;
	}
}

/* ---- emphasis ------------------------------------------------------------ */

/* The character that ends before s; NUL at the beginning. */
static uint32_t
character_before(const char *line, const char *s)
{
	const char *at = s;
	uint32_t c = 0;

	while (at > line && s - at < 4) {
		at--;
		if ((*at & 0xC0) != 0x80)
			break;
	}
	if (at < s)
		(void)utf8_next(at, (size_t)(s - at), &c);
	return c;
}

static bool
is_punctuation(uint32_t c)
{
	return c > 0x20 && uc_is_general_category_withtable(c,
			       UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S);
}

/* A letter of a script that is written without blanks. */
static bool
is_unspaced(uint32_t c)
{
	return c >= 0x2E80 && !is_punctuation(c) && c != 0x3000;
}

int
dialect_emphasis(const char *s, size_t n, const char *line, const char *end,
    bool open)
{
	uint32_t before = character_before(line, s), after = 0;

	if (s + n < end)
		(void)utf8_next(s + n, (size_t)(end - s) - n, &after);
	if (open && is_punctuation(before) && is_unspaced(after))
		return -1;
	if (!open && is_unspaced(before) && is_punctuation(after))
		return 1;
	return 0;
}
