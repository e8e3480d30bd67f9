#include "capsule/fm/fm_toml.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "capsule/fm/fm_toml_word.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

/* An array or inline table that is open. */
struct level {
	char close;   /* ']' or '}' */
	bool begun;   /* it has a value already: a comma must come */
	size_t names; /* of its own key, in reader.name */
	size_t line;  /* where it was opened */
};

struct reader {
	const char *at, *end;
	size_t line;
	struct fm_values *all;
	struct problem *why;
	const char *name[FM_VALUES_DEPTH]; /* table and key of the next value */
	size_t names;
	size_t table; /* how many of them are the table's */
	bool tables;  /* the table is one of an array: [[x]] */
	struct level
	    level[FM_VALUES_DEPTH]; /* the open ones, outermost first */
	size_t levels;
	size_t lists;       /* how many of them are arrays */
	struct buf scratch; /* the string that is being read */
};

static bool
is_bare(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
	       (unsigned char)c >= 0x80;
}

/* The next byte, or NUL at the end. */
static char
peek(const struct reader *r)
{
	if (r->at == r->end)
		return '\0';
	return *r->at;
}

static bool
starts(const struct reader *r, const char *s)
{
	size_t n = strlen(s);

	return (size_t)(r->end - r->at) >= n && memcmp(r->at, s, n) == 0;
}

/* Step over s when it comes next. */
static bool
take(struct reader *r, const char *s)
{
	if (!starts(r, s))
		return false;
	r->at += strlen(s);
	return true;
}

static bool
take_line_end(struct reader *r)
{
	if (!take(r, "\r\n") && !take(r, "\n") && !take(r, "\r"))
		return false;
	r->line++;
	return true;
}

static void
skip_blanks(struct reader *r)
{
	while (peek(r) == ' ' || peek(r) == '\t')
		r->at++;
}

static bool
at_line_end(const struct reader *r)
{
	return r->at == r->end || *r->at == '\n' || *r->at == '\r';
}

static void
skip_comment(struct reader *r)
{
	if (peek(r) == '#')
		while (!at_line_end(r))
			r->at++;
}

/* Blanks, comments and line ends. */
static void
skip_space(struct reader *r)
{
	do {
		skip_blanks(r);
		skip_comment(r);
	} while (take_line_end(r));
}

static int
refuse(struct reader *r, const char *what)
{
	return problem_set(r->why, r->line, "TOML: %s", what);
}

/* ---- strings --------------------------------------------------------------
 */

/* n hex digits as a character. */
static int
read_code(struct reader *r, int n)
{
	uint32_t c = 0;

	for (int i = 0; i < n; i++) {
		char d = peek(r);

		if (hex_value(d) < 0)
			return refuse(r, "an escape lacks hex digits");
		c = c * 16 + (uint32_t)hex_value(d);
		r->at++;
	}
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return refuse(r, "an escape is not a character");
	utf8_add(&r->scratch, c);
	return 0;
}

/* What follows a backslash. */
static int
read_escape(struct reader *r)
{
	static const char code[] = "btnfre\"\\";
	static const char byte[] = "\b\t\n\f\r\033\"\\";
	char c = peek(r);
	const char *found = c != '\0' ? strchr(code, c) : NULL;

	if (found != NULL) {
		buf_addc(&r->scratch, byte[found - code]);
		r->at++;
		return 0;
	}
	if (take(r, "x"))
		return read_code(r, 2);
	if (take(r, "u"))
		return read_code(r, 4);
	if (take(r, "U"))
		return read_code(r, 8);
	return refuse(r, "no such escape; '\\' itself is written '\\\\'");
}

/* A string of one line; its opening quote has been read. */
static int
read_line_string(struct reader *r, char quote)
{
	const char *from = r->at;

	buf_clear(&r->scratch);
	for (; !at_line_end(r); r->at++) {
		if (*r->at != quote && (*r->at != '\\' || quote != '"'))
			continue;
		buf_add(&r->scratch, from, (size_t)(r->at - from));
		if (*r->at++ == quote)
			return 0;
		if (read_escape(r) == -1)
			return -1;
		from = r->at--;
	}
	return refuse(r, "a string is not closed on its line");
}

/* A backslash before the end of a line: the break and what follows go. */
static bool
take_continuation(struct reader *r)
{
	const char *at = r->at;

	skip_blanks(r);
	if (!take_line_end(r)) {
		r->at = at;
		return false;
	}
	do
		skip_blanks(r);
	while (take_line_end(r));
	return true;
}

/* Three quotes close; up to two more before them belong to the text. */
static bool
take_closing(struct reader *r, char quote)
{
	const char *at = r->at;
	size_t n = 0;

	while (n < 5 && at + n < r->end && at[n] == quote)
		n++;
	if (n < 3)
		return false;
	buf_fill(&r->scratch, quote, n - 3);
	r->at += n;
	return true;
}

/* A string of many lines; its three opening quotes have been read. */
static int
read_long_string(struct reader *r, char quote)
{
	size_t line = r->line;

	buf_clear(&r->scratch);
	take_line_end(r);
	while (r->at < r->end) {
		if (take_closing(r, quote))
			return 0;
		if (take_line_end(r)) {
			buf_addc(&r->scratch, '\n');
		} else if (quote == '"' && take(r, "\\")) {
			if (!take_continuation(r) && read_escape(r) == -1)
				return -1;
		} else {
			buf_addc(&r->scratch, *r->at++);
		}
	}
	r->line = line;
	return refuse(r, "a string of many lines is not closed");
}

/* A value without quotes ends where its line, list or table goes on. */
static int
read_word(struct reader *r)
{
	const char *s = r->at;
	const char *end;

	while (!at_line_end(r) && strchr(",]}#", *r->at) == NULL)
		r->at++;
	end = r->at;
	while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	if (end == s)
		return refuse(r, "a value is missing");
	if (!fm_toml_is_word(s, (size_t)(end - s)))
		return refuse(r, "text must stand in quotes");
	buf_clear(&r->scratch);
	buf_add(&r->scratch, s, (size_t)(end - s));
	return 0;
}

/* ---- keys, values, tables -------------------------------------------------
 */

static int
push_name(struct reader *r, const char *s, size_t len)
{
	if (r->names == FM_VALUES_DEPTH)
		return refuse(r, "nested too deep");
	r->name[r->names++] = arena_strndup(r->all->arena, s, len);
	return 0;
}

static int
read_name(struct reader *r)
{
	const char *s = r->at;

	if (peek(r) == '"' || peek(r) == '\'') {
		r->at++;
		if (read_line_string(r, *s) == -1)
			return -1;
		return push_name(r, buf_str(&r->scratch), r->scratch.len);
	}
	while (r->at < r->end && is_bare(*r->at))
		r->at++;
	if (r->at == s)
		return refuse(r, "a key is missing");
	return push_name(r, s, (size_t)(r->at - s));
}

/* One or more names with dots between them. */
static int
read_key(struct reader *r)
{
	do {
		skip_blanks(r);
		if (read_name(r) == -1)
			return -1;
		skip_blanks(r);
	} while (take(r, "."));
	return 0;
}

static int
read_key_and_sign(struct reader *r)
{
	if (read_key(r) == -1)
		return -1;
	return take(r, "=") ? 0 : refuse(r, "'=' is missing behind a key");
}

static int
read_scalar(struct reader *r)
{
	size_t line = r->line;
	bool quoted = peek(r) == '"' || peek(r) == '\'';
	int failed;
	struct fm_value v;

	if (take(r, "\"\"\""))
		failed = read_long_string(r, '"');
	else if (take(r, "'''"))
		failed = read_long_string(r, '\'');
	else if (take(r, "\""))
		failed = read_line_string(r, '"');
	else if (take(r, "'"))
		failed = read_line_string(r, '\'');
	else
		failed = read_word(r);
	if (failed == -1)
		return -1;
	v = (struct fm_value){
		.key = r->name,
		.depth = r->names,
		.text = buf_str(&r->scratch),
		.len = r->scratch.len,
		.line = line,
		.quoted = quoted,
		.listed = r->tables || r->lists > 0,
	};
	return fm_values_add(r->all, &v, r->why);
}

static int
open_level(struct reader *r, char close)
{
	if (r->levels == FM_VALUES_DEPTH)
		return refuse(r, "nested too deep");
	r->at++;
	r->level[r->levels++] = (struct level){
		.close = close,
		.names = r->names,
		.line = r->line,
	};
	if (close == ']')
		r->lists++;
	return 0;
}

/* Close what closes here; *more: the innermost open one has another value. */
static int
close_levels(struct reader *r, bool *more)
{
	*more = false;
	while (r->levels > 0) {
		struct level *l = &r->level[r->levels - 1];
		bool comma = false;

		skip_space(r);
		if (l->begun && take(r, ",")) {
			comma = true;
			skip_space(r);
		}
		r->names = l->names;
		if (r->at < r->end && *r->at == l->close) {
			r->at++;
			r->levels--;
			if (l->close == ']')
				r->lists--;
			continue;
		}
		if (r->at == r->end) {
			r->line = l->line;
			return refuse(r, "a list or table is not closed");
		}
		if (l->begun && !comma)
			return refuse(r, "a comma is missing");
		l->begun = true;
		*more = true;
		return l->close == '}' ? read_key_and_sign(r) : 0;
	}
	return 0;
}

/* A value, with all that is in it. */
static int
read_value(struct reader *r)
{
	bool more;

	do {
		int failed;

		if (r->levels > 0)
			skip_space(r);
		else
			skip_blanks(r);
		if (peek(r) == '[')
			failed = open_level(r, ']');
		else if (peek(r) == '{')
			failed = open_level(r, '}');
		else
			failed = read_scalar(r);
		if (failed == -1 || close_levels(r, &more) == -1)
			return -1;
	} while (more);
	return 0;
}

/* "[a.b]" or "[[a.b]]". */
static int
read_table(struct reader *r)
{
	bool tables = take(r, "[[");

	if (!tables)
		take(r, "[");
	r->names = 0;
	if (read_key(r) == -1)
		return -1;
	if (!take(r, tables ? "]]" : "]"))
		return refuse(r, "the name of a table is not closed");
	r->table = r->names;
	r->tables = tables;
	return 0;
}

static int
read_pair(struct reader *r)
{
	r->names = r->table;
	if (read_key_and_sign(r) == -1)
		return -1;
	return read_value(r);
}

int
fm_toml_read(struct fm_values *all, const char *src, size_t len, size_t line,
    struct problem *why)
{
	struct reader r = {
		.at = src,
		.end = src + len,
		.line = line,
		.all = all,
		.why = why,
	};
	int failed = 0;

	for (;;) {
		skip_space(&r);
		if (r.at == r.end)
			break;
		failed = peek(&r) == '[' ? read_table(&r) : read_pair(&r);
		if (failed == -1)
			break;
		skip_blanks(&r);
		skip_comment(&r);
		if (!at_line_end(&r)) {
			failed = refuse(&r,
			    "something stands behind the end of a value");
			break;
		}
	}
	buf_free(&r.scratch);
	return failed;
}
