#include "markdown/shortcode_brace.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "markdown/shortcode.h"
#include "markdown/work.h"
#include "text/ascii.h"

#define LONGEST 4096 /* bytes of a shortcode; what is longer is text */

static const struct brace {
	const char *open, *close;
	bool variable; /* {{ x }}: perhaps text */
} braces[] = {
	{ "{{<", ">}}", false },
	{ "{{%", "%}}", false },
	{ "{%", "%}", false },
	{ "{# ", " #}", false },
	{ "{{", "}}", true },
};

/*
 * The bytes up to the closing mark.  0 when there is none before another
 * opening one or an empty line: no byte is then looked at twice.
 */
static size_t
find_close(const char *s, size_t len, const char *close, struct work *work)
{
	size_t n = strlen(close);

	if (len > LONGEST)
		len = LONGEST;
	for (size_t i = 0; i + n <= len; i++) {
		bool closes = s[i] == close[0] && memcmp(s + i, close, n) == 0;

		if (!closes &&
		    (s[i] != '{' || (s[i + 1] != '{' && s[i + 1] != '%')) &&
		    (s[i] != '\n' || s[i + 1] != '\n'))
			continue;
		work_do(work, i);
		return closes ? i : 0;
	}
	work_do(work, len);
	return 0;
}

/* Text that is not to be read as Markdown again. */
static void
add_literal(struct buf *out, struct piece p)
{
	for (size_t i = 0; i < p.len; i++) {
		if (strchr("<>[]{}%*_`\\&!", p.s[i]) != NULL)
			buf_addc(out, '\\');
		buf_addc(out, p.s[i]);
	}
}

void
shortcode_assigned(struct shortcodes *d, const char *src, size_t len)
{
	static const char word[] = "assign ";
	const char *end = src + len, *s = src;

	while (
	    (s = memmem(s, (size_t)(end - s), word, sizeof word - 1)) != NULL) {
		struct piece p = { s + sizeof word - 1, 0 }, value;
		size_t n;
		void **found;

		s = p.s;
		p.len = (size_t)(end - p.s);
		p = piece_trim(p);
		n = piece_name(p);
		if (n == 0)
			continue;
		value = piece_trim((struct piece){ p.s + n, p.len - n });
		if (value.len < 2 || *value.s != '=')
			continue;
		value =
		    piece_trim((struct piece){ value.s + 1, value.len - 1 });
		if (value.len == 0 || strchr("\"'", *value.s) == NULL)
			continue; /* of other variables, or a list */
		found = map_add(&d->assigned, p.s, n);
		if (*found == NULL)
			*found = (void *)(uintptr_t)value.s;
	}
}

/* Append what was assigned to a name; false when nothing was. */
static bool
write_assigned(const struct shortcodes *d, struct piece name, struct buf *out)
{
	void **found = map_find(&d->assigned, name.s, name.len);
	struct piece rest, value;

	if (found == NULL || *found == NULL)
		return false;
	rest.s = *found;
	rest.len = (size_t)(d->end - rest.s);
	if (rest.len > LONGEST)
		rest.len = LONGEST;
	if (piece_take_value(&rest, &value))
		buf_add(out, value.s, value.len);
	return true;
}

/* {{ x }}: a template's variable, or text that only looks like one? */
static bool
write_variable(struct piece in, struct buf *out)
{
	static const char *const roots[] = { "site", "page", "post", "config",
		"section", "content", "layout", "include", "paginator",
		"theme" };
	size_t n = piece_name(in);
	struct call c = { .name = { in.s, n } };

	if (in.len > 3 && piece_begins(in, "/*") && piece_ends(in, "*/"))
		return true;
	if (in.len > 1 && (*in.s == '"' || *in.s == '\'')) {
		struct piece path = { "", 0 };

		if (!piece_take_value(&in, &path))
			return false;
		in = piece_trim(in);
		if (in.len > 0 && *in.s != '|')
			return false;
		buf_add(out, path.s, path.len);
		return true;
	}
	if (n > 0 && n < in.len && in.s[n] == '(' && in.s[in.len - 1] == ')') {
		call_read_args(&c, (struct piece){ in.s + n, in.len - n });
		call_write(&c, out);
		return true;
	}
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (piece_is(c.name, roots[i]) &&
		    (n == in.len || in.s[n] == '.'))
			return true;
	return false;
}

/*
 * "{% to open and %}" between words is prose about tags: a name that no
 * builder has, and plain words behind it.  Plugins give their tags addresses,
 * quoted words or "key=value".
 */
static bool
is_prose(struct piece in)
{
	static const char *const tags[] = { "if", "elsif", "unless", "for",
		"case", "when", "assign", "capture", "cycle", "include",
		"include_relative", "include_cached", "render", "layout",
		"link", "post_url", "highlight", "code", "raw", "comment",
		"gist", "youtube", "vimeo", "tweet", "twitter", "figure",
		"image", "img", "asset_img", "asset_path", "asset_link",
		"extends", "block", "import", "macro", "set", "blockquote",
		"pullquote", "note", "tip", "warning", "details", "tab", "tabs",
		"button", "increment", "decrement", "tablerow" };
	struct piece name = { in.s, piece_name(in) };
	size_t words = 0;

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (piece_is(name, tags[i]))
			return false;
	for (size_t i = name.len; i < in.len; i++) {
		if (is_space(in.s[i]))
			words++;
		else if (!is_letter(in.s[i]) && strchr("-,.;", in.s[i]) == NULL)
			return false;
	}
	return words > 0 && name.len > 0;
}

/* A tag's name and arguments, or nothing for the closing ones. */
static void
write_tag(struct piece in, struct buf *out)
{
	struct call c;
	size_t n;

	n = piece_name(in);
	if (n == 0 || piece_begins(in, "end"))
		return;
	c.name = (struct piece){ in.s, n };
	in = (struct piece){ in.s + n, in.len - n };
	if (piece_is(c.name, "include") || piece_is(c.name, "include_cached") ||
	    piece_is(c.name, "include_relative")) {
		in = piece_trim(in);
		n = piece_name(in);
		c.name = (struct piece){ in.s, n };
		while (n < in.len && !is_space(in.s[n]))
			n++;
		in = (struct piece){ in.s + n, in.len - n };
	}
	call_read_args(&c, in);
	call_write(&c, out);
}

/* Hugo's users comment the inside out to write about a shortcode. */
static bool
write_quoted_tag(const struct brace *b, struct piece in, struct buf *out)
{
	if (b->variable || in.len < 4 || !piece_begins(in, "/*") ||
	    !piece_ends(in, "*/"))
		return false;
	add_literal(out, (struct piece){ b->open, strlen(b->open) });
	add_literal(out, (struct piece){ in.s + 2, in.len - 4 });
	add_literal(out, (struct piece){ b->close, strlen(b->close) });
	return true;
}

/*
 * {: .class #id key="x"} and {:toc}: attributes for kramdown.  {:?} and the
 * like are text.
 */
static size_t
read_attributes(const char *s, size_t len)
{
	size_t n = 2, name;

	while (n < len && s[n] == ' ')
		n++;
	name = piece_name((struct piece){ s + n, len - n });
	if (n == len || !(s[n] == '.' || s[n] == '#' ||
			    (name == 3 && memcmp(s + n, "toc", 3) == 0) ||
			    (name > 0 && n + name < len && s[n + name] == '=')))
		return 0;
	for (; n < len && n < LONGEST && s[n] != '\n' && s[n] != '{'; n++)
		if (s[n] == '}')
			return n + 1;
	return 0;
}

/*
 * {% comment %}: all up to its end is no text.  {% raw %}: what looks like a
 * shortcode up to its end is text.  Both only when there is an end.
 */
static size_t
read_region(struct shortcodes *d, const char *s, size_t len, size_t tag,
    struct piece in)
{
	const char *end = s + len, *found;

	if (d->raw) {
		d->raw = !piece_is(in, "endraw");
		return d->raw ? 0 : tag;
	}
	d->raw = piece_is(in, "raw") && d->last_raw != NULL && d->last_raw > s;
	if (!piece_is(in, "comment") || d->last_comment == NULL ||
	    d->last_comment < s)
		return tag;
	work_do(d->work, (size_t)(d->last_comment - s));
	found = memmem(s + tag, len - tag, "endcomment", 10);
	if (found == NULL)
		return tag;
	found = memmem(found, (size_t)(end - found), "%}", 2);
	return found == NULL ? tag : (size_t)(found + 2 - s);
}

/*
 * A variable that the document assigns, or one that stands where a link leads
 * ("[docs]({{ docs_url }})"), which nobody writes to show it.
 */
static bool
is_variable(const struct shortcodes *d, const char *s, struct piece in,
    struct buf *out)
{
	struct piece name = { in.s, piece_name(in) };
	struct piece rest =
	    piece_trim((struct piece){ in.s + name.len, in.len - name.len });

	if (name.len == 0 || (rest.len > 0 && strchr("|.", *rest.s) == NULL))
		return false;
	if ((rest.len == 0 || *rest.s == '|') && write_assigned(d, name, out))
		return true;
	return s - d->start >= 2 && s[-1] == '(' && s[-2] == ']';
}

size_t
shortcode_brace(struct shortcodes *d, const char *s, size_t len,
    struct buf *out)
{
	if (len > 3 && s[1] == ':')
		return d->raw ? 0 : read_attributes(s, len);
	for (size_t i = 0; i < sizeof braces / sizeof *braces; i++) {
		const struct brace *b = &braces[i];
		size_t open = strlen(b->open), n;
		struct piece in;

		if (len < open || memcmp(s, b->open, open) != 0)
			continue;
		n = find_close(s + open, len - open, b->close, d->work);
		if (n == 0)
			return 0;
		in = (struct piece){ s + open, n };
		while (in.len > 0 && *in.s == '-')
			in.s++, in.len--;
		while (in.len > 0 && in.s[in.len - 1] == '-')
			in.len--;
		in = piece_trim(in);
		if (open == 2 && !b->variable && is_prose(in))
			return 0;
		n += open + strlen(b->close);
		if (d->raw || s[1] == '%')
			n = read_region(d, s, len, n, in);
		if (n == 0 || (b->variable && !is_variable(d, s, in, out) &&
				  !write_variable(in, out)))
			return 0;
		if (!b->variable && s[1] != '#' &&
		    !write_quoted_tag(b, in, out))
			write_tag(in, out);
		return n;
	}
	return 0;
}

struct piece
shortcode_lone_brace(struct piece p)
{
	for (size_t i = 0; i < 3; i++) {
		size_t n = strlen(braces[i].open);

		if (piece_begins(p, braces[i].open) &&
		    piece_ends(p, braces[i].close) && p.len >= 2 * n)
			return piece_trim(
			    (struct piece){ p.s + n, p.len - 2 * n });
	}
	return (struct piece){ p.s, 0 };
}

/* The bytes of {% raw %} or {% endraw %} at s, or 0. */
static size_t
raw_mark(const char *s, size_t len)
{
	struct piece in = { s, len < 24 ? len : 24 };
	const char *end;

	if (!piece_begins(in, "{%"))
		return 0;
	end = memmem(s + 2, in.len - 2, "%}", 2);
	if (end == NULL)
		return 0;
	in = (struct piece){ s + 2, (size_t)(end - s) - 2 };
	while (in.len > 0 && *in.s == '-')
		in.s++, in.len--;
	while (in.len > 0 && in.s[in.len - 1] == '-')
		in.len--;
	in = piece_trim(in);
	return piece_is(in, "raw") || piece_is(in, "endraw")
		   ? (size_t)(end + 2 - s)
		   : 0;
}

size_t
shortcode_unraw(const struct shortcodes *d, char *code, size_t len)
{
	size_t n = 0, line = 0;
	bool marked = false;

	if (d->last_raw == NULL || memmem(code, len, "endraw", 6) == NULL)
		return len;
	for (size_t i = 0; i < len;) {
		size_t mark = code[i] == '{' ? raw_mark(code + i, len - i) : 0;

		if (mark > 0) {
			marked = true;
			i += mark;
			continue;
		}
		code[n++] = code[i++];
		if (code[n - 1] != '\n')
			continue;
		if (marked && strspn(code + line, " \t") + line + 1 == n)
			n = line;
		line = n;
		marked = false;
	}
	return n;
}
