#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "page/page.h"
#include "page/place.h"
#include "proto/gemini.h"

static struct request req;
static const char *why;

/* Parse a URL with its CRLF behind it. */
static enum parse
ask(const char *url)
{
	char line[4096];
	int len = snprintf(line, sizeof line, "%s\r\n", url);

	memset(&req, 0, sizeof req);
	why = NULL;
	return gemini_parse(line, (size_t)len, false, &req, &why);
}

static void
assert_bad(const char *url)
{
	if (ask(url) != PARSE_BAD)
		fail_msg("not refused: %s", url);
	assert_non_null(why);
}

static void
assert_path(const char *url, const char *path)
{
	if (ask(url) != PARSE_OK)
		fail_msg("refused: %s: %s", url, why);
	assert_string_equal(req.path, path);
}

/* ---- the request --------------------------------------------------------- */

/* M1 */
static void
a_request_cut_anywhere_asks_for_more(void **state)
{
	static const char line[] = "gemini://gazette.example/a/x\r\n";

	(void)state;
	assert_int_equal(gemini_parse(NULL, 0, false, &req, &why), PARSE_MORE);
	for (size_t n = 0; n < sizeof line - 1; n++)
		assert_int_equal(gemini_parse(line, n, false, &req, &why),
		    PARSE_MORE);
	assert_int_equal(gemini_parse(line, sizeof line - 1, false, &req, &why),
	    PARSE_OK);
	assert_string_equal(req.scheme, "gemini");
	assert_string_equal(req.host, "gazette.example");
	assert_string_equal(req.path, "/a/x");
	assert_int_equal(req.port, 0);
	assert_int_equal(req.asked, ASK_PAGE);
	assert_false(req.has_query);
}

/* M1 */
static void
a_line_feed_alone_ends_no_line(void **state)
{
	static const char line[] = "gemini://h/\n";

	(void)state;
	assert_int_equal(gemini_parse(line, sizeof line - 1, false, &req, &why),
	    PARSE_MORE);
	assert_int_equal(gemini_parse(line, sizeof line - 1, true, &req, &why),
	    PARSE_BAD);
	assert_int_equal(gemini_parse("gemini://h/\r", 12, true, &req, &why),
	    PARSE_BAD);
	assert_bad("gemini://h/\nx");
}

/* M2 */
static void
a_url_may_have_1024_bytes_and_no_more(void **state)
{
	char line[1200] = "gemini://h/";

	(void)state;
	memset(line + 11, 'a', sizeof line - 11);
	memcpy(line + 1024, "\r\n", 2);
	assert_int_equal(gemini_parse(line, 1024, false, &req, &why),
	    PARSE_MORE);
	assert_int_equal(gemini_parse(line, 1025, false, &req, &why),
	    PARSE_MORE);
	assert_int_equal(gemini_parse(line, 1026, false, &req, &why), PARSE_OK);
	assert_int_equal(strlen(req.path), 1014);
	memcpy(line + 1024, "a\r\n", 3);
	assert_int_equal(gemini_parse(line, 1024, false, &req, &why),
	    PARSE_MORE);
	assert_int_equal(gemini_parse(line, 1025, false, &req, &why),
	    PARSE_BAD);
	assert_int_equal(gemini_parse(line, 1027, false, &req, &why),
	    PARSE_BAD);
	memcpy(line + 1024, "\ra\r\n", 4);
	assert_int_equal(gemini_parse(line, 1026, false, &req, &why),
	    PARSE_BAD);
}

/* M3, M4 */
static void
user_information_and_fragments_are_refused_even_when_empty(void **state)
{
	(void)state;
	assert_bad("gemini://u@h/");
	assert_bad("gemini://u:p@h/");
	assert_bad("gemini://@h/");
	assert_bad("gemini://h/#");
	assert_bad("gemini://h/a#b");
	assert_bad("gemini://h?q#b");
	assert_bad("https://u@h/");
}

/* M5 */
static void
scheme_and_host_are_read_without_regard_to_case(void **state)
{
	(void)state;
	assert_path("GEMINI://Gazette.EXAMPLE.:1965/A", "/A");
	assert_string_equal(req.scheme, "gemini");
	assert_string_equal(req.host, "gazette.example");
	assert_int_equal(req.port, 1965);
	assert_path("gemini://h:/A", "/A");
	assert_int_equal(req.port, 0);
	assert_path("gemini://[0:0:0:0:0:0:0:1]:7000/", "/");
	assert_string_equal(req.host, "::1");
	assert_int_equal(req.port, 7000);
	assert_path("gemini://XN--Bcher-KVA.example/", "/");
	assert_string_equal(req.host, "xn--bcher-kva.example");
}

/* M6 */
static void
an_empty_path_is_the_root(void **state)
{
	(void)state;
	assert_path("gemini://h", "/");
	assert_false(req.has_query);
	assert_path("gemini://h/", "/");
	assert_path("gemini://h?a%20b", "/");
	assert_true(req.has_query);
	assert_string_equal(req.query, "a b");
	assert_path("gemini://h/search?", "/search");
	assert_true(req.has_query);
	assert_string_equal(req.query, "");
}

/* M7 */
static void
what_is_no_absolute_url_is_refused(void **state)
{
	static const char *const bad[] = { "", "/", "/a/x", "//h/a", "a/x",
		"h/a", "hello world", "GET / HTTP/1.1", "gemini://h/a b",
		"\xEF\xBB\xBFgemini://h/", "gemini://h/\x01", "gemini://h/\t",
		"gemini://h/a%", "gemini://h/a%4", "gemini://h/a%zz",
		"gemini://h/\xC3\xB1", "gemini://b\xC3\xBC.example/",
		"gemini://h/a|b", "gemini://h/<a>", "gemini://h/a\\b",
		"gemini://h:x/", "gemini://h:65536/", "gemini://[::1/",
		"gemini://h:1:2/", "gemini:///a", "gemini:a", "gemini:/a",
		"gemini://./", "gemini://:1965/", "://h/", "1gemini://h/",
		" gemini://h/", "gemini://h/ ", "gemini://a%62c/" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_bad(bad[i]);
	assert_int_equal(
	    gemini_parse("gemini://h/\0\r\n", 14, false, &req, &why),
	    PARSE_BAD);
}

/* M9 */
static void
codes_are_decoded_once_after_splitting(void **state)
{
	(void)state;
	assert_path("gemini://h/%61%2fb%2Fc%3Fd%23e", "/a%2fb%2Fc?d#e");
	assert_false(req.has_query);
	assert_path("gemini://h/a%2541", "/a%41");
	assert_path("gemini://h/a%C3%B1o", "/a\xC3\xB1o");
	assert_path("gemini://h/a+b", "/a+b");
	assert_path("gemini://h/search?a+b%2Bc%26d%3D%20", "/search");
	assert_string_equal(req.query, "a+b+c&d= ");
	assert_bad("gemini://h/a%00b");
	assert_bad("gemini://h/a%0D%0A20");
	assert_bad("gemini://h/a%0a");
	assert_bad("gemini://h/a%09");
	assert_bad("gemini://h/a%7F");
	assert_bad("gemini://h/a%C3");
	assert_bad("gemini://h/%FF%FE");
	assert_bad("gemini://h/%C0%AE%C0%AE/");
	assert_bad("gemini://h/search?%00");
	assert_bad("gemini://h/search?%C3");
}

/* M10 */
static void
dot_segments_are_removed_and_climbing_is_refused(void **state)
{
	(void)state;
	assert_path("gemini://h/a/./b/../c", "/a/c");
	assert_path("gemini://h/a/..", "/");
	assert_path("gemini://h/a/%2e%2E/b", "/b");
	assert_path("gemini://h/.", "/");
	assert_path("gemini://h/a/.b", "/a/.b");
	assert_path("gemini://h/..%2f..%2fetc", "/..%2f..%2fetc");
	assert_bad("gemini://h/..");
	assert_bad("gemini://h/../a");
	assert_bad("gemini://h/a/../../b");
	assert_bad("gemini://h/%2e%2e/%2e%2e/etc/passwd");
}

/* M11 */
static void
bytes_behind_the_line_are_no_second_request(void **state)
{
	(void)state;
	assert_path("gemini://h/a\r\ngemini://h/b", "/a");
}

/* T2 */
/* T1, T3 */
static void
titan_is_refused_at_once(void **state)
{
	(void)state;
	assert_bad("titan://h/a;size=3;mime=text/plain");
}

/* ---- whose it is --------------------------------------------------------- */

static const char *const hosts[] = { "gazette.example", "xn--bcher-kva.test" };
static const unsigned ports[] = { 1965, 7000 };
static struct served_names names = { hosts, 2, ports, 2, false };

static bool
accepted(const char *url)
{
	if (ask(url) != PARSE_OK)
		fail_msg("refused: %s: %s", url, why);
	return gemini_accepts(&req, &names);
}

/* M5, M8 */
static void
names_and_ports_of_ours_are_accepted(void **state)
{
	(void)state;
	assert_true(accepted("gemini://gazette.example"));
	assert_true(accepted("Gemini://GAZETTE.example.:1965/x"));
	assert_true(accepted("gemini://gazette.example:7000/"));
	assert_true(accepted("gemini://XN--BCHER-kva.test/"));
}

/* M8 */
static void
other_schemes_hosts_and_ports_are_not_ours(void **state)
{
	static const char *const others[] = { "https://gazette.example/",
		"http://gazette.example:1965/a", "mailto:a@gazette.example",
		"data:,x", "gopher://gazette.example/1/",
		"gemini-but-much-longer-than-that://gazette.example/",
		"gemini://other.example/", "gemini://gazette.example.org/",
		"gemini://gazette.example:70/", "gemini://gazette.example:0/",
		"gemini://gazette.example:443/", "gemini://gazette.example../",
		"gemini://a!b/", "spartan://gazette.example/%00" };

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (accepted(others[i]))
			fail_msg("accepted: %s", others[i]);
}

/* M8 */
static void
a_host_longer_than_any_name_is_not_ours(void **state)
{
	char url[600] = "gemini://";

	(void)state;
	memset(url + 9, 'a', 400);
	assert_false(accepted(url));
}

/* M5 */
static void
addresses_are_accepted_where_that_is_set(void **state)
{
	static const char *const urls[] = { "gemini://127.0.0.1/",
		"gemini://[::1]:7000/" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		names.addresses = false;
		assert_false(accepted(urls[i]));
		names.addresses = true;
		assert_true(accepted(urls[i]));
	}
	assert_false(accepted("gemini://127.0.0.1.example/"));
	names.addresses = false;
}

static void
a_host_has_one_form(void **state)
{
	static const char *const forms[][2] = {
		{ "Gazette.Example.", "gazette.example" },
		{ "b\xC3\xBC"
		  "cher.test",
		    "xn--bcher-kva.test" },
		{ "BU\xCC\x88"
		  "CHER.test",
		    NULL }, /* not NFC: see below */
		{ "[0::1]", "::1" },
		{ "2001:DB8::0:1", "2001:db8::1" },
	};
	char out[256];

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		int r = gemini_host(out, forms[i][0], strlen(forms[i][0]));

		assert_int_equal(r, 0);
		assert_string_equal(out,
		    forms[i][1] ? forms[i][1] : "xn--bcher-kva.test");
	}
	assert_int_equal(gemini_host(out, "", 0), -1);
	assert_int_equal(gemini_host(out, ".", 1), -1);
	assert_int_equal(gemini_host(out, "\xFF.test", 6), -1);
}

/* ---- the answer ---------------------------------------------------------- */

static const struct place place = { .scheme = "gemini",
	.host = "h",
	.port = 1965 };
static const struct capsule_info head = { "The Gazette", "en", "gemini://h/",
	"gopher://h/", "" };

static struct buf out;

static const char *
answer(const struct reply *r)
{
	buf_clear(&out);
	gemini_write(&req, r, &place, &head, &out);
	return buf_str(&out);
}

static void
assert_begins(const char *text, const char *with)
{
	if (strncmp(text, with, strlen(with)) != 0)
		fail_msg("begins otherwise: %s", text);
}

static struct reply
reply_of(enum status status, const char *meta)
{
	struct reply r = { .status = status, .fd = -1 };

	snprintf(r.meta, sizeof r.meta, "%s", meta);
	return r;
}

/* M13, M15 */
static void
a_page_is_text_gemini_with_its_language(void **state)
{
	struct reply r = reply_of(20, "");

	(void)state;
	page_text(&r.page, "Caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D");
	assert_string_equal(answer(&r),
	    "20 text/gemini\r\n"
	    "Caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D\n");
	strcpy(r.lang, "es-PE");
	assert_begins(answer(&r), "20 text/gemini; lang=es-PE\r\nC");
	strcpy(r.lang, "es_PE");
	assert_begins(answer(&r), "20 text/gemini; lang=es-PE\r\nC");
	strcpy(r.lang, "en, es");
	assert_begins(answer(&r), "20 text/gemini; lang=\"en,es\"\r\nC");
	strcpy(r.lang, "en\"\r\n;x");
	assert_begins(answer(&r), "20 text/gemini\r\nC");
	page_free(&r.page);
}

/* Decoded text, not folded, LF */
static void
a_plain_page_is_text_with_line_feeds_and_unfolded(void **state)
{
	struct reply r = reply_of(20, "");

	(void)state;
	page_text(&r.page, "Caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D");
	r.plain = true;
	strcpy(r.lang, "es");
	assert_string_equal(answer(&r),
	    "20 text/plain\r\n"
	    "Caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D\n");
	page_free(&r.page);
}

static void
bytes_have_their_own_media_type_and_stay_as_they_are(void **state)
{
	struct reply r = reply_of(20, "");

	(void)state;
	r.type = "application/atom+xml";
	strcpy(r.lang, "es");
	buf_add(&r.body, "\0<\r\n.", 5);
	answer(&r);
	assert_int_equal(out.len, 25 + 5);
	assert_memory_equal(out.data, "20 application/atom+xml\r\n\0<\r\n.",
	    30);
	r.type = "text/gemini";
	assert_begins(answer(&r), "20 text/gemini; lang=es\r\n");
	buf_free(&r.body);
}

/* M14 */
static void
only_success_has_a_body(void **state)
{
	struct reply r = reply_of(51, "Nothing is here");

	(void)state;
	page_text(&r.page, "a page all the same");
	assert_string_equal(answer(&r), "51 Nothing is here\r\n");
	r.status = 10;
	assert_string_equal(answer(&r), "10 Nothing is here\r\n");
	page_free(&r.page);
}

/* M13, M17 */
static void
a_redirect_gives_an_encoded_address(void **state)
{
	struct reply r = reply_of(31, "/static/a\xC3\xB1o y.txt");

	(void)state;
	assert_string_equal(answer(&r), "31 /static/a%C3%B1o%20y.txt\r\n");
}

/* M9, M12 */
static void
meta_is_one_line_without_controls_below_1024_bytes(void **state)
{
	struct reply r = reply_of(51, "a\r\n20 text/gemini\t\x1B[1m\xFF");

	(void)state;
	assert_string_equal(answer(&r),
	    "51 a  20 text/gemini  [1m\xEF\xBF\xBD\r\n");
	memset(r.meta, 'a', 1022);
	strcpy(r.meta + 1022, "\xC3\xB1");
	answer(&r);
	assert_int_equal(out.len, 3 + 1022 + 2);
	assert_memory_equal(out.data + out.len - 3, "a\r\n", 3);
}

static const char *
refused(enum refusal what, const char *language)
{
	struct capsule_info h = head;

	h.language = language;
	buf_clear(&out);
	gemini_refuse(what, &place, &h, &out);
	return buf_str(&out);
}

/* M18, M19, M21 */
static void
a_refusal_is_a_status_and_a_sentence(void **state)
{
	static const char *const statuses[] = { [REFUSE_BAD] = "59 ",
		[REFUSE_HOST] = "53 ",
		[REFUSE_TIMEOUT] = "59 ",
		[REFUSE_BUSY] = "41 ",
		[REFUSE_SLOW_DOWN] = "44 5\r\n",
		[REFUSE_FAILED] = "42 " };
	static const char *const languages[] = { "en", "es-PE", "xx", "" };

	(void)state;
	for (unsigned i = 0; i <= REFUSE_FAILED; i++)
		for (size_t l = 0; l < 4; l++) {
			refused((enum refusal)i, languages[l]);
			assert_memory_equal(out.data, statuses[i],
			    strlen(statuses[i]));
			assert_memory_equal(out.data + out.len - 2, "\r\n", 2);
			assert_true(out.data[out.len - 3] != '.');
			assert_true(utf8_columns(out.data, out.len) <= 3 + 67);
		}
}

static void
a_refusal_speaks_the_capsules_language(void **state)
{
	char english[200];

	(void)state;
	snprintf(english, sizeof english, "%s", refused(REFUSE_BAD, "en"));
	assert_string_not_equal(refused(REFUSE_BAD, "es"), english);
	assert_string_equal(refused(REFUSE_BAD, "tlh"), english);
}

static int
done(void **state)
{
	(void)state;
	buf_free(&out);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_cut_anywhere_asks_for_more),
		cmocka_unit_test(a_line_feed_alone_ends_no_line),
		cmocka_unit_test(a_url_may_have_1024_bytes_and_no_more),
		cmocka_unit_test(
		    user_information_and_fragments_are_refused_even_when_empty),
		cmocka_unit_test(
		    scheme_and_host_are_read_without_regard_to_case),
		cmocka_unit_test(an_empty_path_is_the_root),
		cmocka_unit_test(what_is_no_absolute_url_is_refused),
		cmocka_unit_test(codes_are_decoded_once_after_splitting),
		cmocka_unit_test(
		    dot_segments_are_removed_and_climbing_is_refused),
		cmocka_unit_test(bytes_behind_the_line_are_no_second_request),
		cmocka_unit_test(titan_is_refused_at_once),
		cmocka_unit_test(names_and_ports_of_ours_are_accepted),
		cmocka_unit_test(other_schemes_hosts_and_ports_are_not_ours),
		cmocka_unit_test(a_host_longer_than_any_name_is_not_ours),
		cmocka_unit_test(addresses_are_accepted_where_that_is_set),
		cmocka_unit_test(a_host_has_one_form),
		cmocka_unit_test(a_page_is_text_gemini_with_its_language),
		cmocka_unit_test(
		    a_plain_page_is_text_with_line_feeds_and_unfolded),
		cmocka_unit_test(
		    bytes_have_their_own_media_type_and_stay_as_they_are),
		cmocka_unit_test(only_success_has_a_body),
		cmocka_unit_test(a_redirect_gives_an_encoded_address),
		cmocka_unit_test(
		    meta_is_one_line_without_controls_below_1024_bytes),
		cmocka_unit_test(a_refusal_is_a_status_and_a_sentence),
		cmocka_unit_test(a_refusal_speaks_the_capsules_language),
	};

	return cmocka_run_group_tests(tests, NULL, done);
}
