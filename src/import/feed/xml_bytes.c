#include "import/feed/xml_bytes.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "import/core/source.h"
#include "import/html/charset.h"
#include "text/utf8_write.h"

#define PIECE       (64u * 1024) /* bytes that are read at a time */
#define DECLARATION 512          /* bytes in which XML names its encoding */
#define SEQUENCE    4            /* the longest of UTF-8, in bytes */
#define NO_ICONV    ((iconv_t)-1)

/* 0x80 to 0x9F of windows-1252; the rest is as in Unicode.  0: undefined. */
static const uint16_t windows[32] = { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026,
	0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0,
	0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
	0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178 };

uint32_t
xml_of_windows(uint32_t c)
{
	if (c < 0x80 || c >= 0xA0)
		return c;
	return windows[c - 0x80] != 0 ? windows[c - 0x80] : 0xFFFD;
}

size_t
xml_bytes_plain(const struct xml_bytes *b, const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] != XML_LOST && s[n] != XML_CONTROL &&
	       !(b->single && (unsigned char)s[n] >= 0x80))
		n++;
	return n;
}

void
xml_mark_show(char mark, struct buf *out)
{
	if (mark == XML_LOST)
		utf8_add(out, 0xFFFD);
	else if (mark != XML_CONTROL)
		utf8_add(out, xml_of_windows((unsigned char)mark));
}

void
xml_bytes_begin(struct xml_bytes *b, struct source *s, const char *said)
{
	*b = (struct xml_bytes){ .source = s,
		.said = said,
		.cd = NO_ICONV,
		.marks = XML_MARKS_UTF8 };
}

void
xml_bytes_end(struct xml_bytes *b)
{
	if (b->cd != NO_ICONV)
		iconv_close(b->cd);
	b->cd = NO_ICONV;
	buf_free(&b->raw);
	buf_free(&b->decoded);
}

static bool
is_ascii(const struct buf *b)
{
	for (size_t i = 0; i < b->len; i++)
		if ((unsigned char)b->data[i] - 1u >= 0x7Fu)
			return false;
	return true;
}

/*
 * The encoding is decided at the first bytes beyond ASCII: an export may
 * declare iso-8859-1 and have its first letter of UTF-8 megabytes later.
 */
static void
decide(struct xml_bytes *b)
{
	char name[CHARSET_NAME_SIZE];
	struct buf sample = { 0 };
	const char *charset;
	size_t head, mark;
	const char *start = source_head(b->source, &head);

	if (is_ascii(&b->raw) && !b->ended)
		return;
	buf_add(&sample, start, head < DECLARATION ? head : DECLARATION);
	if (is_ascii(&sample))
		buf_add(&sample, b->raw.data, b->raw.len);
	else
		buf_add(&sample, start + sample.len, head - sample.len);
	charset =
	    charset_of(buf_str(&sample), sample.len, b->said, name, &mark);
	b->single = strcasecmp(charset, "WINDOWS-1252") == 0;
	if (b->single)
		b->marks = XML_MARKS_SINGLE;
	else if (strcasecmp(charset, "UTF-8") != 0)
		b->cd = iconv_open("UTF-8", charset);
	if (mark > 0 && b->raw.len >= mark) {
		memmove(b->raw.data, b->raw.data + mark, b->raw.len - mark);
		buf_cut(&b->raw, b->raw.len - mark);
	}
	b->decided = true;
	buf_free(&sample);
}

/* All of the raw bytes that are whole characters, to UTF-8. */
static void
decode(struct xml_bytes *b)
{
	char *in = b->raw.data;
	size_t left = b->raw.len;

	if (b->cd == NO_ICONV) {
		buf_add(&b->decoded, b->raw.data, left);
		buf_clear(&b->raw);
		return;
	}
	while (left > 0) {
		char piece[4096], *to = piece;
		size_t room = sizeof piece;
		size_t rc = iconv(b->cd, &in, &left, &to, &room);
		int error = errno;

		buf_add(&b->decoded, piece, sizeof piece - room);
		if (rc != (size_t)-1 || error == E2BIG)
			continue;
		if (error == EINVAL && !b->ended)
			break; /* the rest of it comes with the next piece */
		buf_addc(&b->decoded, XML_LOST);
		in++;
		left--;
	}
	memmove(b->raw.data, in, left);
	buf_cut(&b->raw, left);
}

/* One character that is not plain text as it stands. */
static void
add_marked(struct xml_bytes *b, struct buf *out, const char *s, size_t n,
    uint32_t c)
{
	if (c == '\r' || c == '\n') {
		if (c == '\r' || !b->after_cr)
			buf_addc(out, '\n');
	} else if (c == '\t') {
		buf_addc(out, '\t');
	} else if (c == '\v' || c == '\f') {
		buf_addc(out, ' '); /* part words, as other controls do not */
	} else if (c < ' ' || c == 0x7F) {
		buf_addc(out, c == XML_LOST ? XML_LOST : XML_CONTROL);
	} else if (c == 0xFFFE || c == 0xFFFF ||
		   (n == 1 && (unsigned char)*s >= 0x80)) {
		buf_addc(out, XML_LOST);
	} else {
		buf_add(out, s, n);
	}
	b->after_cr = c == '\r';
}

/* Hand over what is decoded, but for a sequence that is cut in two. */
static void
hand_over(struct xml_bytes *b, struct buf *out)
{
	const char *s = buf_str(&b->decoded);
	size_t len = b->decoded.len, i = 0;

	if (len == 0)
		return;
	while (i < len) {
		size_t plain = utf8_plain_run(s + i, len - i), n;
		uint32_t c;

		if (plain > 0) {
			buf_add(out, s + i, plain);
			b->after_cr = false;
			i += plain;
			continue;
		}
		if (b->single && (unsigned char)s[i] >= 0x80) {
			buf_addc(out, s[i++]);
			b->after_cr = false;
			continue;
		}
		n = utf8_next(s + i, len - i, &c);
		if (n == 1 && (unsigned char)s[i] >= 0xC0 &&
		    len - i < SEQUENCE && !b->ended)
			break;
		add_marked(b, out, s + i, n, c);
		i += n;
	}
	memmove(b->decoded.data, s + i, len - i);
	buf_cut(&b->decoded, len - i);
}

bool
xml_bytes_more(struct xml_bytes *b, struct buf *out)
{
	size_t before = out->len;

	while (out->len == before && !b->ended) {
		long n;

		buf_reserve(&b->raw, PIECE);
		n = source_read(b->source, b->raw.data + b->raw.len, PIECE);
		b->ended = n <= 0;
		if (n > 0)
			b->raw.len += (size_t)n;
		b->raw.data[b->raw.len] = '\0';
		if (!b->decided)
			decide(b);
		decode(b);
		hand_over(b, out);
	}
	return out->len > before;
}
