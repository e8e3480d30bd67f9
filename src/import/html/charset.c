#include "import/html/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

#define DECLARED_WITHIN 8192 /* bytes in which a declaration is looked for */
#define UNKNOWN         "\xEF\xBF\xBD" /* U+FFFD */

/* What the web means by these names; iconv takes them more literally. */
static const struct {
	const char *name, *meant;
} aliases[] = {
	{ "ascii", "WINDOWS-1252" },
	{ "us-ascii", "WINDOWS-1252" },
	{ "latin1", "WINDOWS-1252" },
	{ "latin-1", "WINDOWS-1252" },
	{ "iso-8859-1", "WINDOWS-1252" },
	{ "iso8859-1", "WINDOWS-1252" },
	{ "iso_8859-1", "WINDOWS-1252" },
	{ "iso-8859-9", "WINDOWS-1254" },
	{ "iso-8859-11", "WINDOWS-874" },
	{ "cp1252", "WINDOWS-1252" },
	{ "x-cp1252", "WINDOWS-1252" },
	{ "gb2312", "GB18030" },
	{ "gbk", "GB18030" },
	{ "shift_jis", "CP932" },
	{ "shift-jis", "CP932" },
	{ "sjis", "CP932" },
	{ "x-sjis", "CP932" },
	{ "euc-kr", "CP949" },
	{ "ks_c_5601-1987", "CP949" },
	{ "utf8", "UTF-8" },
	/* a text in which this can be read is not UTF-16 */
	{ "utf-16", "UTF-8" },
	{ "utf-16le", "UTF-8" },
	{ "utf-16be", "UTF-8" },
	{ "unicode", "UTF-8" },
};

/* ---- what is it? ---- */

/* How many characters beyond ASCII s has in UTF-8, and how many bytes not. */
static void
count_utf8(const char *s, size_t len, size_t *good, size_t *bad)
{
	*good = *bad = 0;
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n;

		if ((unsigned char)s[i] < 0x80) {
			i++;
			continue;
		}
		n = utf8_next(s + i, len - i, &c);
		*(n == 1 ? bad : good) += 1;
		i += n;
	}
}

/* "charset=x", "charset='x'" or "encoding=x" in these bytes; false: none. */
static bool
declared(const char *s, size_t len, const char *key,
    char out[CHARSET_NAME_SIZE])
{
	size_t nkey = strlen(key), n = 0;

	for (size_t i = 0; i + nkey < len; i++) {
		size_t at = i + nkey;

		if (strncasecmp(s + i, key, nkey) != 0)
			continue;
		while (at < len && (s[at] == ' ' || s[at] == '='))
			at++;
		if (at == i + nkey)
			continue;
		if (at < len && (s[at] == '"' || s[at] == '\''))
			at++;
		while (at < len && n + 1 < CHARSET_NAME_SIZE && s[at] > ' ' &&
		       strchr("\"';>/?", s[at]) == NULL)
			out[n++] = s[at++];
		out[n] = '\0';
		return n > 0;
	}
	return false;
}

/*
 * The charset of a <meta>: other elements have one, too, and speak of what
 * they lead to (<script src="x.js" charset="utf-8">).
 */
static bool
declared_by_meta(const char *s, size_t len, char out[CHARSET_NAME_SIZE])
{
	const char *end = s + len;

	while ((s = memmem(s, (size_t)(end - s), "<", 1)) != NULL) {
		const char *stop = memchr(s, '>', (size_t)(end - s));

		if (stop == NULL)
			stop = end;
		if (end - s > 5 && strncasecmp(s, "<meta", 5) == 0 &&
		    declared(s, (size_t)(stop - s), "charset", out))
			return true;
		s++;
	}
	return false;
}

/* An encoding's name as iconv knows it; NULL: none, or odd. */
static const char *
known(const char *name)
{
	iconv_t cd;

	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (strcasecmp(name, aliases[i].name) == 0)
			return aliases[i].meant;
	if (*name == '\0')
		return NULL;
	cd = iconv_open("UTF-8", name);
	if (cd == (iconv_t)-1)
		return NULL;
	iconv_close(cd);
	return name;
}

/* The encoding that the text names, else the one that came with it. */
static const char *
named(const char *s, size_t len, const char *said, char name[CHARSET_NAME_SIZE])
{
	size_t head = len < DECLARED_WITHIN ? len : DECLARED_WITHIN;
	bool is_xml = len > 5 && strncmp(s, "<?xml", 5) == 0;

	if (memmem(s, head, "<", 1) == NULL ||
	    (!(is_xml && declared(s, head, "encoding", name)) &&
		!declared_by_meta(s, head, name)))
		return known(said);
	return known(name);
}

/* UTF-16 without a mark: text of our languages has every other byte NUL. */
static const char *
looks_utf16(const char *s, size_t len)
{
	size_t even = 0, odd = 0, n = len < 512 ? len & ~(size_t)1 : 512;

	for (size_t i = 0; i + 1 < n; i += 2) {
		even += s[i] == '\0';
		odd += s[i + 1] == '\0';
	}
	if (n >= 8 && odd > n / 4 && even <= n / 16)
		return "UTF-16LE";
	if (n >= 8 && even > n / 4 && odd <= n / 16)
		return "UTF-16BE";
	return NULL;
}

const char *
charset_of(const char *s, size_t len, const char *said,
    char name[CHARSET_NAME_SIZE], size_t *mark)
{
	const char *wide, *stated;
	size_t good, bad;

	*mark = 2;
	if (len >= 2 && memcmp(s, "\xFF\xFE", 2) == 0)
		return "UTF-16LE";
	if (len >= 2 && memcmp(s, "\xFE\xFF", 2) == 0)
		return "UTF-16BE";
	*mark = len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	if (*mark == 3)
		return "UTF-8";
	wide = looks_utf16(s, len);
	if (wide != NULL)
		return wide;
	count_utf8(s, len, &good, &bad);
	stated = named(s, len, said, name);
	if (bad == 0 && (good > 0 || stated == NULL))
		return "UTF-8";
	if (stated == NULL || strcasecmp(stated, "UTF-8") == 0) {
		/* bytes of windows-1252 are UTF-8 by chance once in a book */
		if (4 * good > bad)
			return "UTF-8";
		/* the text is wrong about itself: who sent it may know */
		stated = known(said);
		return stated == NULL || strcasecmp(stated, "UTF-8") == 0
			   ? "WINDOWS-1252"
			   : stated;
	}
	/* a stray byte in UTF-8 that was declared as something else */
	return good > 8 * bad ? "UTF-8" : stated;
}

/* ---- making it UTF-8 ---- */

/* Bytes that are UTF-8 already, but for broken ones and NUL. */
static void
clean_utf8(const char *s, size_t len, struct buf *out)
{
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = utf8_next(s + i, len - i, &c);

		if (c == 0 || (n == 1 && (unsigned char)s[i] >= 0x80))
			buf_adds(out, UNKNOWN);
		else
			buf_add(out, s + i, n);
		i += n;
	}
}

static void
convert(const char *from, const char *s, size_t len, struct buf *out)
{
	iconv_t cd = iconv_open("UTF-8", from);
	size_t unit = strncmp(from, "UTF-16", 6) == 0 ? 2 : 1;
	char *in = (char *)(uintptr_t)s; /* iconv only reads it */

	while (cd != (iconv_t)-1 && len > 0) {
		char piece[4096], *to = piece;
		size_t room = sizeof piece;
		size_t rc = iconv(cd, &in, &len, &to, &room);

		buf_add(out, piece, sizeof piece - room);
		if (rc != (size_t)-1 || errno == E2BIG)
			continue;
		buf_adds(out, UNKNOWN);
		if (len < unit)
			break;
		in += unit;
		len -= unit;
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
}

void
charset_to_utf8(struct buf *bytes)
{
	charset_decode(bytes, "");
}

void
charset_decode(struct buf *bytes, const char *said)
{
	struct buf decoded = { 0 }, clean = { 0 };
	char name[CHARSET_NAME_SIZE];
	const char *s = buf_str(bytes);
	size_t mark;
	const char *from = charset_of(s, bytes->len, said, name, &mark);

	if (strcasecmp(from, "UTF-8") != 0) {
		convert(from, s + mark, bytes->len - mark, &decoded);
		clean_utf8(buf_str(&decoded), decoded.len, &clean);
	} else {
		clean_utf8(s + mark, bytes->len - mark, &clean);
	}
	buf_free(&decoded);
	buf_free(bytes);
	*bytes = clean;
}
