#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/url.h"

/* The parts between bars, "-" for one that is not there. */
static void
add_parts(struct buf *out, const char *s)
{
	struct url u;

	url_split(&u, s, strlen(s));
	buf_add(out, u.scheme, u.scheme_len);
	buf_addc(out, '|');
	if (u.has_authority)
		buf_add(out, u.authority, u.authority_len);
	else
		buf_addc(out, '-');
	buf_addc(out, '|');
	buf_add(out, u.path, u.path_len);
	buf_addc(out, '|');
	if (u.has_query)
		buf_add(out, u.query, u.query_len);
	else
		buf_addc(out, '-');
	buf_addc(out, '|');
	if (u.has_fragment)
		buf_add(out, u.fragment, u.fragment_len);
	else
		buf_addc(out, '-');
}

static void
a_url_is_split_into_its_five_parts(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "|-||-|-" },
		{ "https://m.example/a?b#c", "https|m.example|/a|b|c" },
		{ "https://m.example?b#c?d", "https|m.example||b|c?d" },
		{ "https://m.example#c/d", "https|m.example||-|c/d" },
		{ "mailto:me@m.example", "mailto|-|me@m.example|-|-" },
		{ "//m.example/a", "|m.example|/a|-|-" },
		{ "///a", "||/a|-|-" },
		{ "/a:b?", "|-|/a:b||-" },
		{ "1a:b", "|-|1a:b|-|-" },
		{ ":b", "|-|:b|-|-" },
		{ "a+b-c.d1:x", "a+b-c.d1|-|x|-|-" },
		{ "a b:c", "|-|a b:c|-|-" },
		{ "#", "|-||-|" },
		{ "a?b?c", "|-|a|b?c|-" },
	};
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		buf_clear(&b);
		add_parts(&b, pairs[i][0]);
		assert_string_equal(b.data, pairs[i][1]);
	}
	buf_free(&b);
}

static void
schemes_are_compared_without_case_and_whole(void **state)
{
	struct url u;

	(void)state;
	url_split(&u, "GeMiNi://x/", 11);
	assert_true(url_scheme_is(&u, "gemini"));
	assert_false(url_scheme_is(&u, "gemi"));
	assert_false(url_scheme_is(&u, "geminis"));
	url_split(&u, "x/", 2);
	assert_false(url_scheme_is(&u, ""));
}

/* RFC 3986 section 5.4, and what its abnormal examples leave open. */
static void
references_resolve_as_the_rfc_shows(void **state)
{
	static const char *const pairs[][2] = {
		{ "g:h", "g:h" },
		{ "g", "http://a/b/c/g" },
		{ "./g", "http://a/b/c/g" },
		{ "g/", "http://a/b/c/g/" },
		{ "/g", "http://a/g" },
		{ "//g", "http://g" },
		{ "?y", "http://a/b/c/d;p?y" },
		{ "g?y", "http://a/b/c/g?y" },
		{ "#s", "http://a/b/c/d;p?q#s" },
		{ "g#s", "http://a/b/c/g#s" },
		{ "g?y#s", "http://a/b/c/g?y#s" },
		{ ";x", "http://a/b/c/;x" },
		{ "g;x?y#s", "http://a/b/c/g;x?y#s" },
		{ "", "http://a/b/c/d;p?q" },
		{ ".", "http://a/b/c/" },
		{ "./", "http://a/b/c/" },
		{ "..", "http://a/b/" },
		{ "../", "http://a/b/" },
		{ "../g", "http://a/b/g" },
		{ "../..", "http://a/" },
		{ "../../", "http://a/" },
		{ "../../g", "http://a/g" },
		{ "../../../g", "http://a/g" },
		{ "../../../../g", "http://a/g" },
		{ "/./g", "http://a/g" },
		{ "/../g", "http://a/g" },
		{ "g.", "http://a/b/c/g." },
		{ ".g", "http://a/b/c/.g" },
		{ "g..", "http://a/b/c/g.." },
		{ "..g", "http://a/b/c/..g" },
		{ "./../g", "http://a/b/g" },
		{ "./g/.", "http://a/b/c/g/" },
		{ "g/./h", "http://a/b/c/g/h" },
		{ "g/../h", "http://a/b/c/h" },
		{ "g;x=1/./y", "http://a/b/c/g;x=1/y" },
		{ "g;x=1/../y", "http://a/b/c/y" },
		{ "g?y/./x", "http://a/b/c/g?y/./x" },
		{ "g?y/../x", "http://a/b/c/g?y/../x" },
		{ "g#s/./x", "http://a/b/c/g#s/./x" },
		{ "http:g", "http:g" },
		{ "gopher://x/1/../y", "gopher://x/y" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(
		    url_resolve(&a, "http://a/b/c/d;p?q", pairs[i][0]),
		    pairs[i][1]);
	assert_string_equal(url_resolve(&a, "http://a", "g"), "http://a/g");
	assert_string_equal(url_resolve(&a, "http://a?q", "g"), "http://a/g");
	arena_free(&a);
}

static void
a_path_alone_as_base_gives_a_path(void **state)
{
	static const char *const triples[][3] = {
		{ "/", "x.md", "/x.md" },
		{ "/a/x", "y", "/a/y" },
		{ "/a/x", "../y", "/y" },
		{ "/a/x", "../../../y?q#s", "/y?q#s" },
		{ "/a/x", "https://m.example/", "https://m.example/" },
		{ "/a/x", "//m.example/z", "//m.example/z" },
		{ "/a/x", "#s", "/a/x#s" },
		{ "/a/x", "", "/a/x" },
		{ "/a/x", "..//m.example/z", "/m.example/z" },
		{ "/a/x", "/..//m.example", "/m.example" },
		{ "a/x", "y", "a/y" },
		{ "a/x", "../../y", "y" },
		{ "x", "y", "y" },
		{ "", "y", "y" },
		{ "/a/x/", "y", "/a/x/y" },
		{ "mailto:x", "y", "mailto:y" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof triples / sizeof *triples; i++)
		assert_string_equal(
		    url_resolve(&a, triples[i][0], triples[i][1]),
		    triples[i][2]);
	arena_free(&a);
}

static void
climbing_above_the_root_is_noticed(void **state)
{
	static const struct {
		const char *path, *clean;
		bool inside;
	} cases[] = {
		{ "/", "/", true },
		{ "/a/b/c/./../../g", "/a/g", true },
		{ "/a/..", "/", true },
		{ "/a/../", "/", true },
		{ "/..", "/", false },
		{ "/../../a", "/a", false },
		{ "/a/../../b", "/b", false },
		{ "/a//b", "/a//b", true },
		{ "/a//../b", "/a/b", true },
		{ "/a/b/", "/a/b/", true },
		{ "/.../..a/.b", "/.../..a/.b", true },
		{ "/a/.", "/a/", true },
	};
	char path[64];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		memcpy(path, cases[i].path, strlen(cases[i].path) + 1);
		assert_int_equal(url_remove_dots(path), cases[i].inside);
		assert_string_equal(path, cases[i].clean);
	}
}

typedef void adding(struct buf *out, const char *s, size_t len);

static void
assert_adds(adding *f, const char *from, const char *to)
{
	struct buf b = { 0 };

	buf_addc(&b, '<');
	f(&b, from, strlen(from));
	assert_string_equal(b.data + 1, to);
	buf_free(&b);
}

static void
a_clean_url_stays_as_it_is(void **state)
{
	static const char *const urls[] = {
		"",
		"https://m.example/a/b;c=d,e?f=g&h=i/j?k#l/m?n",
		"gemini://u:p@m.example:1965/%C3%A9%20%41",
		"gopher://[2001:db8::1]:70/1/x",
		"http://[v1.fe:x]/",
		"mailto:me@m.example?subject=a%20b",
		"/a/x:y",
		"../x.md#s",
		"?q",
		"#s",
		"a/b:c",
		"//m.example/",
		"https://m.example/~x/!$&'()*+,;=:@-._",
		"HTTP://M.example/",
	};

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++)
		assert_adds(url_encode, urls[i], urls[i]);
}

static void
what_a_link_line_cannot_hold_is_encoded_once(void **state)
{
	static const char *const pairs[][2] = {
		{ "/a b", "/a%20b" },
		{ "/a%20b c", "/a%20b%20c" },
		{ "/\"<>\\^`{|}", "/%22%3C%3E%5C%5E%60%7B%7C%7D" },
		{ "/a\tb\nc\x7F", "/a%09b%0Ac%7F" },
		{ "/Per\u00FA?q=\u00F1#\u00E9", "/Per%C3%BA?q=%C3%B1#%C3%A9" },
		{ "/100%", "/100%25" },
		{ "/%zz%4", "/%25zz%254" },
		{ "/a#b#c", "/a#b%23c" },
		{ "/[x]?[y]", "/%5Bx%5D?%5By%5D" },
		{ "/\xFF", "/%FF" },
		{ "  https://m.example/a\r\n", "https://m.example/a" },
		{ "a:b c", "a:b%20c" },
		{ "java\tscript:x", "java%09script%3Ax" },
		{ "1:2/3:4", "1%3A2/3:4" },
		{ ":a:b", "%3Aa%3Ab" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_adds(url_encode, pairs[i][0], pairs[i][1]);
		assert_adds(url_encode, pairs[i][1], pairs[i][1]);
	}
}

static void
a_host_beyond_ascii_becomes_punycode(void **state)
{
	static const char *const pairs[][2] = {
		{ "https://b\u00FCcher.example/\u00FC",
		    "https://xn--bcher-kva.example/%C3%BC" },
		{ "https://B\u00DCCHER.example",
		    "https://xn--bcher-kva.example" },
		{ "https://bu\u0308cher.example",
		    "https://xn--bcher-kva.example" },
		{ "https://b%C3%BCcher.example/",
		    "https://xn--bcher-kva.example/" },
		{ "gemini://us\u00E9r@stra\u00DFe.example:1965/",
		    "gemini://us%C3%A9r@xn--strae-oqa.example:1965/" },
		{ "//\u4F8B.\u6E2C\u8A66/", "//xn--fsq.xn--g6w251d/" },
		{ "http://\u0301x/", "http://%CC%81x/" },
		{ "http://a b/", "http://a%20b/" },
		{ "http://\xFF/", "http://%FF/" },
		{ "http://[::1/", "http://%5B::1/" },
		{ "http://[::\u00E9]/", "http://%5B::%C3%A9%5D/" },
		{ "http://m.example:8a/\u00E9", "http://m.example:8a/%C3%A9" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_adds(url_encode, pairs[i][0], pairs[i][1]);
}

static void
a_segment_keeps_unreserved_bytes_alone(void **state)
{
	(void)state;
	assert_adds(url_encode_segment, "aZ09-._~", "aZ09-._~");
	assert_adds(url_encode_segment, "a/b?c%20 \u00E9",
	    "a%2Fb%3Fc%2520%20%C3%A9");
}

static void
decoding_happens_once_and_tells_of_bad_codes(void **state)
{
	struct buf b = { 0 };

	(void)state;
	assert_true(url_decode(&b, "a%20b%C3%a9%2520", 16));
	assert_string_equal(b.data, "a b\u00E9%20");
	buf_clear(&b);
	assert_true(url_decode(&b, "%00x", 4));
	assert_memory_equal(b.data, "\0x", 3);
	buf_clear(&b);
	assert_false(url_decode(&b, "%zz%4", 5));
	assert_string_equal(b.data, "%zz%4");
	buf_clear(&b);
	assert_false(url_decode(&b, "%41%", 4));
	assert_string_equal(b.data, "A%");
	buf_free(&b);
}

static void
no_link_leads_to_a_script_or_a_drive(void **state)
{
	static const char *const refused[] = { "javascript:x", "JavaScript:x",
		"data:text/html,x", "vbscript:x", "file:///etc/passwd", "c:\\x",
		"x:", " \tjavascript:x" };
	static const char *const allowed[] = { "https://m.example", "x.md",
		"/c:x", "", "#s", "mailto:me@m.example", "javascripts:x",
		"gopher://m.example", "./javascript:x" };

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(url_may_link(refused[i], strlen(refused[i])));
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		assert_true(url_may_link(allowed[i], strlen(allowed[i])));
}

static void
a_link_is_shown_by_what_tells_it_apart(void **state)
{
	static const char *const pairs[][2] = {
		{ "https://m.example/a?x#y", "m.example/a?x" },
		{ "https://tube.example/watch?v=1", "tube.example/watch?v=1" },
		{ "https://m.example/a?utm_source=feed", "m.example/a" },
		{ "irc://chat.example/news", "irc://chat.example/news" },
		{ "XMPP:a@m.example?join", "XMPP:a@m.example?join" },
		{ "//m.example/a", "m.example/a" },
		{ "https://user:secret@m.example:81/", "m.example:81/" },
		{ "mailto:me@m.example", "me@m.example" },
		{ "../x.md", "../x.md" },
		{ "?q", "?q" },
		{ "https://b\u00FCcher.example/\u00E9\n",
		    "b\u00FCcher.example/\u00E9" },
		{ "/a\x1B[0m", "/a [0m" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_adds(url_show, pairs[i][0], pairs[i][1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_url_is_split_into_its_five_parts),
		cmocka_unit_test(schemes_are_compared_without_case_and_whole),
		cmocka_unit_test(references_resolve_as_the_rfc_shows),
		cmocka_unit_test(a_path_alone_as_base_gives_a_path),
		cmocka_unit_test(climbing_above_the_root_is_noticed),
		cmocka_unit_test(a_clean_url_stays_as_it_is),
		cmocka_unit_test(what_a_link_line_cannot_hold_is_encoded_once),
		cmocka_unit_test(a_host_beyond_ascii_becomes_punycode),
		cmocka_unit_test(a_segment_keeps_unreserved_bytes_alone),
		cmocka_unit_test(decoding_happens_once_and_tells_of_bad_codes),
		cmocka_unit_test(no_link_leads_to_a_script_or_a_drive),
		cmocka_unit_test(a_link_is_shown_by_what_tells_it_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
