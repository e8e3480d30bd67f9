#include "page/wrap.h"

#include <stdlib.h>
#include <string.h>

#include <unilbrk.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"

struct prefix {
	const char *text;
	size_t len, columns;
};

/* A paragraph on its way through the fold. */
struct fold {
	const struct wrap *how;
	line_sink *sink;
	void *ctx;
	const char *text;     /* of the whole paragraph */
	size_t keep;          /* the first of how->keep that still counts */
	struct prefix prefix; /* of the next line */
	bool ascii;           /* the hard line being folded is nothing else */
};

/* ---- one line ---- */

static struct prefix
prefix(const struct wrap *how, const char *text)
{
	struct prefix p = { text, strlen(text), 0 };

	if (p.len == 0) /* as in most paragraphs */
		return p;
	p.columns = utf8_columns(p.text, p.len);
	if (p.columns > how->width / 2) {
		p.len = utf8_cut(p.text, p.len, how->width / 2);
		p.columns = utf8_columns(p.text, p.len);
	}
	return p;
}

/* Must this text, if it began a line, have a space before it? */
static bool
is_dotted(const struct fold *f, const char *s, size_t n)
{
	return f->how->no_dot && f->prefix.len == 0 && n > 0 && s[0] == '.';
}

/* The columns that a line beginning with s may still fill. */
static size_t
room(const struct fold *f, const char *s, size_t n)
{
	return f->how->width - f->prefix.columns - is_dotted(f, s, n);
}

static size_t
without_blanks(const char *s, size_t n)
{
	while (n > 0 && s[n - 1] == ' ')
		n--;
	return n;
}

static void
emit(struct fold *f, const char *s, size_t n)
{
	struct buf *line = f->how->line;

	n = without_blanks(s, n);
	if (f->prefix.len == 0 && !is_dotted(f, s, n)) {
		f->sink(f->ctx, s, n);
	} else {
		buf_clear(line);
		buf_add(line, f->prefix.text, f->prefix.len);
		if (is_dotted(f, s, n))
			buf_addc(line, ' ');
		buf_add(line, s, n);
		n = without_blanks(line->data, line->len);
		f->sink(f->ctx, line->data, n);
	}
	if (f->prefix.text != f->how->rest)
		f->prefix = prefix(f->how, f->how->rest);
}

/* ---- characters of one column, broken at spaces ---- */

/*
 * Is a character of two or three bytes at s one column wide, always, and
 * nothing but a letter or a mark of punctuation?  Latin, Greek, Cyrillic,
 * dashes and quotes; no combining marks.  Returns its length or 0.
 */
static size_t
narrow_character(const unsigned char *s, size_t n)
{
	if (n < 2)
		return 0;
	if (s[0] == 0xC2)
		return s[1] > 0xA0 && s[1] != 0xAD ? 2 : 0;
	if (s[0] >= 0xC3 && s[0] <= 0xCB)
		return 2;
	if (s[0] == 0xCE)
		return s[1] >= 0x91 ? 2 : 0;
	if (s[0] >= 0xCF && s[0] <= 0xD1)
		return 2;
	if (n < 3)
		return 0;
	if (s[0] == 0xE1)
		return s[1] >= 0xB8 && s[1] <= 0xBB ? 3 : 0;
	if (s[0] == 0xE2 && s[1] == 0x80)
		return s[2] >= 0x90 && s[2] <= 0xA7 ? 3 : 0;
	return 0;
}

/* Is all of s such characters or ASCII? */
static bool
is_narrow(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t i = 0, step;

	for (;;) {
		i += utf8_plain_run(s + i, n - i);
		if (i == n)
			return true;
		step = narrow_character(u + i, n - i);
		if (step == 0)
			return false;
		i += step;
	}
}

/* The bytes that hold the first columns characters, n at most. */
static size_t
narrow_offset(const struct fold *f, const char *s, size_t n, size_t columns)
{
	if (f->ascii)
		return columns < n ? columns : n;
	return utf8_skip(s, n, columns);
}

/*
 * Where to end a line of which the bytes before fits have room: at the last
 * space, or behind the word that is longer than a line.
 */
static size_t
narrow_end(const struct fold *f, const char *s, size_t n, size_t fits)
{
	const char *space = memrchr(s, ' ', fits + 1);

	if (space != NULL)
		return (size_t)(space - s);
	if (!f->how->whole_words)
		return fits;
	space = memchr(s + fits, ' ', n - fits);
	return space != NULL ? (size_t)(space - s) : n;
}

static void
fold_narrow(struct fold *f, const char *s, size_t n)
{
	size_t fits, end;

	for (;;) {
		fits = narrow_offset(f, s, n, room(f, s, n));
		if (fits == n)
			break;
		end = narrow_end(f, s, n, fits);
		if (end == n)
			break;
		emit(f, s, end);
		while (end < n && s[end] == ' ')
			end++;
		s += end;
		n -= end;
	}
	emit(f, s, n);
}

/* ---- any characters ---- */

/* Take the breaks inside of addresses back. */
static void
keep_whole(struct fold *f, char *breaks, const char *s, size_t n)
{
	const struct keep *k = f->how->keep;
	size_t base = (size_t)(s - f->text), from, to;

	while (f->keep < f->how->nkeep && k[f->keep].end <= base)
		f->keep++;
	for (size_t i = f->keep; i < f->how->nkeep && k[i].start < base + n;
	     i++) {
		from = k[i].start < base ? 0 : k[i].start - base + 1;
		to = k[i].end < base + n ? k[i].end - base : n;
		if (from < to)
			memset(breaks + from, 0, to - from);
	}
}

/*
 * Where n bytes at s may be broken: breaks[i] is true before s[i].  Behind a
 * blank always (Unicode would hold " !" together, however long that makes a
 * line), elsewhere between two characters of which one is not ASCII.
 */
static char *
find_breaks(struct fold *f, const char *s, size_t n)
{
	char *breaks = xmalloc(n);

	u8_possible_linebreaks((const uint8_t *)s, n, "UTF-8", breaks);
	breaks[0] = 0;
	for (size_t i = 1; i < n; i++) {
		if (s[i - 1] == ' ')
			breaks[i] = s[i] != ' ';
		else
			breaks[i] = breaks[i] == UC_BREAK_POSSIBLE &&
				    ((s[i - 1] | s[i]) & 0x80) != 0;
	}
	keep_whole(f, breaks, s, n);
	return breaks;
}

/*
 * Is the word of a script that writes sentences without blanks and whose words
 * only a dictionary could tell apart (UAX 14: class SA)?  Thai, Lao, Burmese,
 * Khmer.  Left whole it would be as long as its sentence.
 */
static bool
is_unspaced(const char *s, size_t n)
{
	uint32_t c;

	utf8_next(s, n, &c);
	return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1000 && c < 0x10A0) ||
	       (c >= 0x1780 && c < 0x1800);
}

/*
 * Put a word that is wider than a line on lines of its own.  Returns how many
 * bytes of it are still to be written, on the line that begins there.
 */
static size_t
break_word(struct fold *f, const char *s, size_t n, size_t columns)
{
	size_t cut;

	if (f->how->whole_words && !is_unspaced(s, n))
		return n;
	while (columns > room(f, s, n)) {
		cut = utf8_cut(s, n, room(f, s, n));
		if (cut == n)
			break;
		emit(f, s, cut);
		columns -= utf8_columns(s, cut);
		s += cut;
		n -= cut;
	}
	return n;
}

/* A line that grows word by word: bytes [start, end), and its columns. */
struct growing {
	size_t start, end, columns;
	bool open; /* it has a word */
};

/* Take the word [at, end) in, on a new line where this one is full. */
static void
grow(struct fold *f, struct growing *line, const char *s, size_t at, size_t end)
{
	size_t columns = utf8_columns(s + at, end - at);
	size_t gap = at - line->end;

	if (line->open &&
	    line->columns + gap + columns <= room(f, s + line->start, 1)) {
		line->columns += gap + columns;
		line->end = end;
		return;
	}
	if (line->open)
		emit(f, s + line->start, line->end - line->start);
	line->start = end - break_word(f, s + at, end - at, columns);
	line->end = end;
	line->columns = line->start == at
			    ? columns
			    : utf8_columns(s + line->start, end - line->start);
	line->open = true;
}

static void
fold_any(struct fold *f, const char *s, size_t n)
{
	char *breaks = find_breaks(f, s, n);
	struct growing line = { 0 };
	size_t next;

	for (size_t at = 0; at < n; at = next) {
		for (next = at + 1; next < n && !breaks[next];)
			next++;
		grow(f, &line, s, at, at + without_blanks(s + at, next - at));
	}
	emit(f, s + line.start, line.end - line.start);
	free(breaks);
}

/* ---- a paragraph ---- */

static void
fold_line(struct fold *f, const char *s, size_t n)
{
	f->ascii = f->how->ascii || utf8_plain_ascii(s, n);
	if (f->ascii || is_narrow(s, n))
		fold_narrow(f, s, n);
	else
		fold_any(f, s, n);
}

void
wrap_fold(const struct wrap *how, const char *text, size_t len, line_sink *sink,
    void *ctx)
{
	struct fold f = { how, sink, ctx, text, 0, prefix(how, how->first),
		false };
	const char *s = text, *end = text + len, *newline;
	bool begun = false, blank = false;
	size_t n;

	for (; s < end; s = newline + 1) {
		newline = memchr(s, '\n', (size_t)(end - s));
		if (newline == NULL)
			newline = end;
		while (s < newline && *s == ' ')
			s++;
		n = without_blanks(s, (size_t)(newline - s));
		if (n == 0) {
			blank = begun;
			continue;
		}
		if (blank)
			emit(&f, s, 0);
		blank = false;
		begun = true;
		fold_line(&f, s, n);
	}
	if (!begun)
		emit(&f, text, 0);
}

void
wrap_cut(struct buf *out, const char *text, size_t len, size_t columns,
    bool more)
{
	static const char ellipsis[] = " ...";
	const size_t dots = sizeof ellipsis - 1;
	size_t n, word;

	if (!more && utf8_cut(text, len, columns) == len) {
		buf_add(out, text, len);
		return;
	}
	n = utf8_cut(text, len, columns - dots);
	word = n;
	if (n < len && text[n] != ' ')
		while (word > 0 && text[word - 1] != ' ')
			word--;
	/* a word that long, or a script without spaces, is cut anywhere */
	word = without_blanks(text, word > n / 2 ? word : n);
	buf_add(out, text, word);
	buf_add(out, ellipsis, dots);
}
