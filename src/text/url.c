#include "text/url.h"

#include <stdint.h>
#include <string.h>

#include <idn2.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/ascii.h"
#include "text/scheme.h"
#include "text/utf8_write.h"

/* What a byte may be without being encoded (RFC 3986, appendix A). */
enum {
	UNRESERVED = 1, /* letters, digits, - . _ ~ */
	PART = 2,       /* of a path, query or fragment */
	HOST = 4,       /* of a name, its user and its port */
	SCHEME = 8,
	HEX = 16,
	ALPHA = 32,
};

/* clang-format off */
/* NOLINTBEGIN(bugprone-macro-parentheses): a designator takes none */
#define U    (UNRESERVED | PART | HOST)
#define D(c) [c] = U | SCHEME | HEX
#define X(c) [c] = U | SCHEME | ALPHA | HEX
#define L(c) [c] = U | SCHEME | ALPHA
#define S(c) [c] = PART | HOST

static const unsigned char class[256] = {
	D('0'), D('1'), D('2'), D('3'), D('4'), D('5'), D('6'), D('7'),
	D('8'), D('9'), X('a'), X('b'), X('c'), X('d'), X('e'), X('f'),
	L('g'), L('h'), L('i'), L('j'), L('k'), L('l'), L('m'), L('n'),
	L('o'), L('p'), L('q'), L('r'), L('s'), L('t'), L('u'), L('v'),
	L('w'), L('x'), L('y'), L('z'), X('A'), X('B'), X('C'), X('D'),
	X('E'), X('F'), L('G'), L('H'), L('I'), L('J'), L('K'), L('L'),
	L('M'), L('N'), L('O'), L('P'), L('Q'), L('R'), L('S'), L('T'),
	L('U'), L('V'), L('W'), L('X'), L('Y'), L('Z'),
	['-'] = U | SCHEME, ['.'] = U | SCHEME, ['_'] = U, ['~'] = U,
	S('!'), S('$'), S('&'), S('\''), S('('), S(')'), S('*'), S(','),
	S(';'), S('='), S(':'), S('@'), ['+'] = PART | HOST | SCHEME,
	['/'] = PART, ['?'] = PART,
};
#undef U
#undef D
#undef X
#undef L
#undef S
/* NOLINTEND(bugprone-macro-parentheses) */
/* clang-format on */

static bool
is(char c, unsigned what)
{
	return (class[(unsigned char)c] & what) != 0;
}

const char *
url_host(const struct url *u, size_t *len)
{
	const char *s = u->authority, *end = s + u->authority_len, *mark;

	*len = 0;
	if (!u->has_authority)
		return "";
	mark = memrchr(s, '@', u->authority_len);
	s = mark != NULL ? mark + 1 : s;
	if (s < end && *s == '[') {
		s++;
		mark = memchr(s, ']', (size_t)(end - s));
		end = mark != NULL ? mark : end;
	} else {
		mark = memchr(s, ':', (size_t)(end - s));
		end = mark != NULL ? mark : end;
	}
	*len = (size_t)(end - s);
	return s;
}

void
url_origin(struct buf *out, const char *scheme, const char *host, unsigned port)
{
	bool gopher = strcmp(scheme, "gopher") == 0;
	bool brackets = strchr(host, ':') != NULL;

	buf_addf(out, brackets ? "%s://[%s]" : "%s://%s", scheme, host);
	if (port != (gopher ? GOPHER_PORT : GEMINI_PORT))
		buf_addf(out, ":%u", port);
}

const char *
url_root(struct arena *a, const char *scheme, const char *host, unsigned port)
{
	struct buf out = { 0 };

	url_origin(&out, scheme, host, port);
	buf_addc(&out, '/');
	return buf_keep(&out, a);
}

/* How many bytes at the start of s are all of that class. */
static size_t
run(const char *s, size_t len, unsigned what)
{
	size_t i = 0;

	while (i < len && is(s[i], what))
		i++;
	return i;
}

/* How many bytes come before the first of two bytes, or before the end. */
static size_t
until(const char *s, size_t len, char a, char b)
{
	size_t i = 0;

	while (i < len && s[i] != a && s[i] != b)
		i++;
	return i;
}

void
url_split(struct url *u, const char *s, size_t len)
{
	const char *end = s + len;
	size_t n = run(s, len, SCHEME);

	*u = (struct url){ .scheme = s };
	if (n > 0 && n < len && s[n] == ':' && is(s[0], ALPHA)) {
		u->scheme_len = n;
		s += n + 1;
	}
	u->authority = s;
	if (end - s >= 2 && s[0] == '/' && s[1] == '/') {
		u->has_authority = true;
		u->authority = s += 2;
		n = until(s, (size_t)(end - s), '/', '?');
		s += until(s, n, '#', '#');
		u->authority_len = (size_t)(s - u->authority);
	}
	u->path = s;
	s += until(s, (size_t)(end - s), '?', '#');
	u->path_len = (size_t)(s - u->path);
	u->has_query = s < end && *s == '?';
	s += u->has_query;
	u->query = s;
	s += until(s, (size_t)(end - s), '#', '#');
	u->query_len = (size_t)(s - u->query);
	u->has_fragment = s < end;
	s += u->has_fragment;
	u->fragment = s;
	u->fragment_len = (size_t)(end - s);
}

bool
url_scheme_is(const struct url *u, const char *scheme)
{
	size_t i;

	for (i = 0; i < u->scheme_len; i++)
		if (scheme[i] == '\0' || to_lower(u->scheme[i]) != scheme[i])
			return false;
	return i > 0 && scheme[i] == '\0';
}

static void
add_code(struct buf *out, char c)
{
	static const char hex[] = "0123456789ABCDEF";
	unsigned char u = (unsigned char)c;
	char code[3] = { '%', hex[u >> 4], hex[u & 15] };

	buf_add(out, code, 3);
}

static bool
is_code(const char *s, size_t len)
{
	return len >= 3 && s[0] == '%' && is(s[1], HEX) && is(s[2], HEX);
}

/* Append s with all bytes encoded that are not of the class or a code. */
static void
add_encoded(struct buf *out, const char *s, size_t len, unsigned what)
{
	size_t i = 0, n;

	for (;;) {
		n = run(s + i, len - i, what);
		buf_add(out, s + i, n);
		i += n;
		if (i == len)
			return;
		if (is_code(s + i, len - i))
			buf_addc(out, '%');
		else
			add_code(out, s[i]);
		i++;
	}
}

/*
 * A host with letters beyond ASCII, perhaps percent-encoded, as punycode.
 * False when it is none: then nothing was added.
 */
static bool
add_punycode(struct buf *out, const char *host, size_t len)
{
	struct buf name = { 0 };
	uint8_t *ascii = NULL;
	bool done = false;

	url_decode(&name, host, len);
	if (name.len > 0 && name.len <= 1024 &&
	    memchr(name.data, '\0', name.len) == NULL &&
	    !utf8_plain_ascii(name.data, name.len) &&
	    idn2_lookup_u8((const uint8_t *)name.data, &ascii,
		IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK) {
		add_encoded(out, (char *)ascii, strlen((char *)ascii), HOST);
		idn2_free(ascii);
		done = true;
	}
	buf_free(&name);
	return done;
}

/* An IPv6 address in its brackets, which stand nowhere else in a URL. */
static bool
is_bracketed(const char *host, size_t len)
{
	if (len < 3 || host[0] != '[' || host[len - 1] != ']')
		return false;
	return run(host + 1, len - 2, HOST) == len - 2;
}

static void
encode_authority(struct buf *out, const char *s, size_t len)
{
	size_t host = 0, port = len;

	if (run(s, len, HOST) == len) {
		buf_add(out, s, len);
		return;
	}
	for (size_t i = 0; i < len; i++)
		if (s[i] == '@')
			host = i + 1;
	while (port > host && is_digit(s[port - 1]))
		port--;
	if (port > host && s[port - 1] == ':')
		port--;
	else
		port = len;
	if (host > 0) {
		add_encoded(out, s, host - 1, HOST);
		buf_addc(out, '@');
	}
	if (is_bracketed(s + host, port - host))
		buf_add(out, s + host, port - host);
	else if (!add_punycode(out, s + host, port - host))
		add_encoded(out, s + host, port - host, HOST);
	buf_add(out, s + port, len - port);
}

/* Blanks and controls around an address are slips of its author. */
static void
trim_controls(const char **s, size_t *len)
{
	while (*len > 0 && (unsigned char)**s <= 0x20) {
		++*s;
		--*len;
	}
	while (*len > 0 && (unsigned char)(*s)[*len - 1] <= 0x20)
		--*len;
}

/*
 * The path of a reference without scheme: a ':' before its first '/' would
 * make one (section 4.2).
 */
static void
encode_reference_path(struct buf *out, const char *s, size_t len)
{
	size_t first = until(s, len, '/', '/'), n;

	for (;;) {
		n = until(s, first, ':', ':');
		add_encoded(out, s, n, PART);
		s += n;
		len -= n;
		first -= n;
		if (first == 0)
			break;
		add_code(out, ':');
		s++;
		len--;
		first--;
	}
	add_encoded(out, s, len, PART);
}

/*
 * Is this surely a URL that needs nothing?  Most are: a scheme, or a path that
 * begins with a word or '/', then safe bytes and perhaps a fragment.
 */
static bool
is_clean(const char *s, size_t len)
{
	size_t i = run(s, len, SCHEME);

	if (i < len && s[i] == ':') {
		if (i == 0 || !is(s[0], ALPHA))
			return false;
	} else if (i < len && s[i] != '/') {
		return false;
	}
	i += run(s + i, len - i, PART);
	if (i < len && s[i] == '#') {
		i++;
		i += run(s + i, len - i, PART);
	}
	return i == len;
}

void
url_encode(struct buf *out, const char *s, size_t len)
{
	struct url u;

	if (is_clean(s, len)) {
		buf_add(out, s, len);
		return;
	}
	trim_controls(&s, &len);
	url_split(&u, s, len);
	buf_reserve(out, len);
	if (u.scheme_len > 0)
		buf_add(out, u.scheme, u.scheme_len + 1);
	if (u.has_authority) {
		buf_add(out, "//", 2);
		encode_authority(out, u.authority, u.authority_len);
	}
	if (u.scheme_len == 0 && !u.has_authority)
		encode_reference_path(out, u.path, u.path_len);
	else
		add_encoded(out, u.path, u.path_len, PART);
	if (u.has_query) {
		buf_addc(out, '?');
		add_encoded(out, u.query, u.query_len, PART);
	}
	if (u.has_fragment) {
		buf_addc(out, '#');
		add_encoded(out, u.fragment, u.fragment_len, PART);
	}
}

const char *
url_encoded(struct arena *a, const char *s, size_t len)
{
	struct buf safe = { 0 };

	if (is_clean(s, len)) /* as most are */
		return arena_strndup(a, s, len);
	url_encode(&safe, s, len);
	return buf_keep(&safe, a);
}

void
url_encode_segment(struct buf *out, const char *s, size_t len)
{
	size_t i = 0, n;

	while (i < len) {
		n = run(s + i, len - i, UNRESERVED);
		buf_add(out, s + i, n);
		i += n;
		if (i < len)
			add_code(out, s[i++]);
	}
}

bool
url_decode(struct buf *out, const char *s, size_t len)
{
	bool valid = true;
	size_t i = 0, n;

	for (;;) {
		n = until(s + i, len - i, '%', '%');
		buf_add(out, s + i, n);
		i += n;
		if (i == len)
			return valid;
		if (is_code(s + i, len - i)) {
			buf_addc(out, (char)(hex_value(s[i + 1]) << 4 |
					     hex_value(s[i + 2])));
			i += 3;
		} else {
			buf_addc(out, s[i++]);
			valid = false;
		}
	}
}

bool
url_may_link(const char *s, size_t len)
{
	struct url u;

	trim_controls(&s, &len);
	url_split(&u, s, len);
	return (scheme_may(u.scheme, u.scheme_len) & SCHEME_LINK) != 0;
}

/*
 * What tells pages of one path apart is in the query ("/watch?v=..."); who
 * sent the reader there is not (seen behind half of a blog's links).
 */
static bool
is_told(const struct url *u)
{
	static const char *const senders[] = { "utm_",
		"fbclid=", "gclid=", "mc_cid=", "igshid=" };

	for (size_t i = 0; i < sizeof senders / sizeof *senders; i++)
		if (strncmp(u->query, senders[i],
			u->query_len < strlen(senders[i])
			    ? u->query_len
			    : strlen(senders[i])) == 0)
			return false;
	return true;
}

void
url_show(struct buf *out, const char *s, size_t len)
{
	size_t start = out->len, host = 0;
	struct url u;

	trim_controls(&s, &len);
	url_split(&u, s, len);
	for (size_t i = 0; i < u.authority_len; i++)
		if (u.authority[i] == '@')
			host = i + 1;
	if (u.scheme_len > 0 &&
	    (scheme_may(u.scheme, u.scheme_len) & SCHEME_UNSAID) == 0)
		utf8_clean(out, u.scheme, (size_t)(u.authority - u.scheme));
	utf8_clean(out, u.authority + host, u.authority_len - host);
	utf8_clean(out, u.path, u.path_len);
	if (u.has_query && is_told(&u))
		utf8_clean(out, u.query - 1, u.query_len + 1);
	if (out->len == start)
		utf8_clean(out, s, len);
}
