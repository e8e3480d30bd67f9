#include "markdown/shortcode.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "markdown/shortcode_brace.h"
#include "markdown/shortcode_call.h"
#include "markdown/work.h"
#include "text/ascii.h"

#define LONGEST 4096 /* bytes of a shortcode; what is longer is text */

static size_t
name_length(const char *s, size_t len)
{
	return piece_name((struct piece){ s, len });
}

/* ---- brackets ------------------------------------------------------------ */

/* Shortcodes that are whole without arguments or a closing one. */
static bool
stands_by_itself(struct piece name)
{
	static const char *const names[] = { "gallery", "playlist", "toc",
		"contact-form", "archives", "nextpage", "sharedaddy" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (piece_is(name, names[i]))
			return true;
	return false;
}

/* Where a word occurs for the last time, or NULL. */
static const char *
last_of(const char *src, size_t len, const char *word)
{
	const char *end = src + len, *last = NULL, *s = src;

	while ((s = memmem(s, (size_t)(end - s), word, strlen(word))) != NULL)
		last = s++;
	return last;
}

/* Braces that may be a shortcode's, in a text that has any. */
static bool
has_braces(const char *s, const char *end)
{
	while ((s = memchr(s, '{', (size_t)(end - s))) != NULL) {
		if (++s == end)
			return false;
		if (*s == '{' || *s == '%' ||
		    ((*s == '#' || *s == ':') && s + 1 < end && s[1] != '?'))
			return true;
	}
	return false;
}

/* May a bracket, and a name of n bytes, begin a shortcode? */
static bool
begins_shortcode(const char *s, size_t n, const char *end)
{
	const char *next = s + n + 1;

	if (n == 0 || next >= end)
		return false;
	if (s[n] == ']')
		return stands_by_itself((struct piece){ s, n });
	if (s[n] == '=')
		return *next == 'h';
	if (s[n] != ' ')
		return false;
	n = name_length(next, (size_t)(end - next));
	return n > 0 && next + n < end && (next[n] == '=' || next[n] == ':');
}

bool
shortcodes_begin(struct shortcodes *d, const char *src, size_t len,
    struct work *work)
{
	const char *end = src + len, *s = src;
	bool found = false;

	*d = (struct shortcodes){ .closed = { .any_case = true },
		.start = src,
		.end = end,
		.work = work };
	while ((s = memchr(s, '[', (size_t)(end - s))) != NULL) {
		bool closing = ++s < end && *s == '/';
		size_t n;

		s += closing;
		n = name_length(s, (size_t)(end - s));
		if (closing && n > 0 && s + n < end && s[n] == ']')
			(void)map_add(&d->closed, s, n);
		found = found || (!closing && begins_shortcode(s, n, end));
	}
	if (!has_braces(src, end))
		return found || d->closed.n > 0;
	shortcode_assigned(d, src, len);
	d->last_raw = last_of(src, len, "endraw");
	d->last_comment = last_of(src, len, "endcomment");
	d->last_highlight = last_of(src, len, "endhighlight");
	s = last_of(src, len, "/highlight");
	if (d->last_highlight == NULL || s > d->last_highlight)
		d->last_highlight = s;
	return true;
}

void
shortcodes_end(struct shortcodes *d)
{
	map_free(&d->closed);
	map_free(&d->assigned);
	*d = (struct shortcodes){ 0 };
}

/* "[/name]" is dropped when "[name" was. */
static size_t
read_closing(const struct shortcodes *d, const char *s, size_t len)
{
	size_t n = name_length(s + 2, len - 2);
	void **opened;

	if (n == 0 || n + 2 >= len || s[n + 2] != ']')
		return 0;
	opened = map_find(&d->closed, s + 2, n);
	return opened != NULL && *opened != NULL ? n + 3 : 0;
}

/* Is there nothing but blanks before and after on this line? */
static bool
ends_line(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	return s == end || *s == '\n';
}

/*
 * The arguments of "[name" up to its ']': each is key="value", or an address.
 * Returns the bytes with the ']', or 0 when this is no shortcode.
 */
static size_t
bracket_args(struct piece rest, struct call *c, struct work *work)
{
	const char *start = rest.s;
	bool telling = false;

	c->n = 0;
	for (;;) {
		struct arg a = { .key = { rest.s, 0 } };

		while (rest.len > 0 &&
		       (is_space(*rest.s) || (*rest.s == '/' && rest.len > 1 &&
						 rest.s[1] == ']')))
			rest.s++, rest.len--;
		if (rest.len == 0 || rest.s - start > LONGEST)
			return 0;
		if (*rest.s == ']')
			return telling ? (size_t)(rest.s + 1 - start) : 0;
		a.key.s = rest.s;
		if (!piece_begins(rest, "http://") &&
		    !piece_begins(rest, "https://")) {
			a.key.len = name_length(rest.s, rest.len);
			rest.s += a.key.len;
			rest.len -= a.key.len;
			if (a.key.len == 0 || rest.len < 2 || *rest.s != '=')
				return 0;
			rest.s++, rest.len--;
		}
		while (a.value.len < rest.len &&
		       !is_space(rest.s[a.value.len]) &&
		       strchr("[]", rest.s[a.value.len]) == NULL)
			a.value.len++;
		a.value.s = rest.s;
		if (*rest.s == '"' || *rest.s == '\'') {
			if (!piece_take_value(&rest, &a.value))
				return 0;
			a.quoted = true;
		} else {
			rest.s += a.value.len;
			rest.len -= a.value.len;
		}
		telling = true;
		work_do(work, (size_t)(rest.s - a.key.s));
		if (c->n < MOST_ARGS)
			c->args[c->n++] = a;
	}
}

static size_t
read_bracket(struct shortcodes *d, const char *s, size_t len, struct buf *out)
{
	struct call c = { .name = { s + 1, 0 } };
	size_t n, equals, args = 0;
	void **opened;

	if (len < 3)
		return 0;
	if (s[1] == '/')
		return read_closing(d, s, len);
	n = name_length(s + 1, len - 1);
	if (n == 0 || n + 1 >= len || strchr("] /=", s[n + 1]) == NULL)
		return 0;
	c.name.len = n;
	opened = map_find(&d->closed, s + 1, n);
	if (s[n + 1] == ']') {
		if (opened == NULL && !(stands_by_itself(c.name) &&
					  ends_line(s + n + 2, s + len)))
			return 0;
		args = 1;
	} else {
		/* "[youtube=https://...]" */
		equals = s[n + 1] == '=';
		args = bracket_args(
		    (struct piece){ s + n + 1 + equals, len - n - 1 - equals },
		    &c, d->work);
		if (args == 0 || (equals && c.args[0].key.len > 0))
			return 0;
		args += equals;
	}
	n += 1 + args;
	if (n < len && (s[n] == '(' || s[n] == ':' ||
			   (s[n] == '[' && n + 1 < len && s[n + 1] != '/')))
		return 0; /* a link, or where one leads */
	if (opened != NULL)
		*opened = d;
	call_write(&c, out);
	return n;
}

size_t
shortcode_read(struct shortcodes *d, const char *s, size_t len, struct buf *out)
{
	return *s == '{' ? shortcode_brace(d, s, len, out)
			 : read_bracket(d, s, len, out);
}

/* ---- code ---------------------------------------------------------------- */

/* The tag that is alone on this line, without its marks; empty if none is. */
static struct piece
lone_tag(const char *line, size_t len, char *brace)
{
	struct piece p = piece_trim((struct piece){ line, len });
	const struct piece none = { line, 0 };

	if (p.len < 4)
		return none;
	*brace = p.s[0];
	if (*brace == '[' && p.s[p.len - 1] == ']')
		return (struct piece){ p.s + 1, p.len - 2 };
	if (*brace != '{')
		return none;
	return shortcode_lone_brace(p);
}

static void
copy(char *out, size_t size, struct piece p)
{
	size_t n = p.len < size ? p.len : size - 1;

	memcpy(out, p.s, n);
	out[n] = '\0';
}

/* Is there an end to what this line would open? */
static bool
is_ended(const struct shortcodes *d, const char *line, char brace,
    struct piece name)
{
	if (brace == '{')
		return d->last_highlight != NULL && d->last_highlight > line;
	return map_find(&d->closed, name.s, name.len) != NULL;
}

bool
shortcode_opens_code(const struct shortcodes *d, const char *line, size_t len,
    struct code_tag *tag)
{
	static const struct {
		char brace;
		const char *name;
	} tags[] = { { '{', "highlight" }, { '[', "code" },
		{ '[', "sourcecode" } };
	static const char *const lang_keys[] = { "language", "lang", NULL };
	char brace = 0;
	struct piece p = lone_tag(line, len, &brace), lang;
	struct call c = { .name = { p.s, 0 } };

	if (p.len == 0)
		return false;
	c.name.len = piece_name(p);
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		if (tags[i].brace != brace || !piece_is(c.name, tags[i].name) ||
		    !is_ended(d, line, brace, c.name))
			continue;
		call_read_args(&c,
		    (struct piece){ p.s + c.name.len, p.len - c.name.len });
		lang = call_named(&c, lang_keys);
		if (lang.len == 0)
			lang = call_positional(&c, 0);
		lang.len = piece_name(lang);
		copy(tag->lang, sizeof tag->lang, lang);
		tag->name = tags[i].name;
		tag->brace = brace;
		return true;
	}
	return false;
}

bool
shortcode_ends_code(const char *line, size_t len, const struct code_tag *tag)
{
	char brace = 0;
	struct piece p = lone_tag(line, len, &brace);

	if (brace != tag->brace || p.len == 0)
		return false;
	if (brace == '{' && piece_begins(p, "end"))
		p.s += 3, p.len -= 3;
	else if (*p.s == '/')
		p.s++, p.len--;
	else
		return false;
	return piece_is(piece_trim(p), tag->name);
}
