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
#include "proto/gopher.h"

static struct request req;
static const char *why;

static enum parse
ask_bytes(const char *line, size_t len, bool ended)
{
	memset(&req, 0, sizeof req);
	why = NULL;
	return gopher_parse(line, len, ended, &req, &why);
}

static void
assert_path(const char *line, const char *path)
{
	if (ask_bytes(line, strlen(line), false) != PARSE_OK)
		fail_msg("not taken: %s: %s", line, why);
	assert_int_equal(req.asked, ASK_PAGE);
	assert_string_equal(req.path, path);
	assert_string_equal(req.host, "");
	assert_string_equal(req.scheme, "gopher");
}

static void
assert_words(const char *line, const char *words)
{
	assert_path(line, "/search");
	assert_true(req.has_query);
	assert_string_equal(req.query, words);
}

static void
assert_no_words(const char *line, const char *path)
{
	assert_path(line, path);
	assert_false(req.has_query);
	assert_string_equal(req.query, "");
}

/* ---- requests ------------------------------------------------------------ */

/* G1 */
static void
a_line_ends_at_crlf_lf_or_the_end_of_input(void **state)
{
	static const char line[] = "/a/x\r\n";

	(void)state;
	for (size_t n = 0; n < sizeof line - 1; n++)
		assert_int_equal(ask_bytes(line, n, false), PARSE_MORE);
	assert_path(line, "/a/x");
	assert_path("/a/x\n", "/a/x");
	assert_int_equal(ask_bytes("/a/x", 4, true), PARSE_OK);
	assert_string_equal(req.path, "/a/x");
	assert_int_equal(ask_bytes(NULL, 0, true), PARSE_OK);
	assert_string_equal(req.path, "/");
	assert_int_equal(ask_bytes(NULL, 0, false), PARSE_MORE);
}

/* G1, G7 */
static void
a_carriage_return_alone_ends_no_line(void **state)
{
	(void)state;
	assert_int_equal(ask_bytes("/a/x\r", 5, false), PARSE_MORE);
	assert_int_equal(ask_bytes("/a/x\r", 5, true), PARSE_BAD);
	assert_int_equal(ask_bytes("/a\rx\r\n", 6, false), PARSE_BAD);
	assert_int_equal(ask_bytes("/a\r\r\n", 5, false), PARSE_BAD);
}

/* G2 */
static void
slashes_at_the_ends_make_no_difference(void **state)
{
	(void)state;
	assert_path("\r\n", "/");
	assert_path("/\r\n", "/");
	assert_path("a/x\r\n", "/a/x");
	assert_path("/a/x/\r\n", "/a/x");
	assert_path("t/peru/\n", "/t/peru");
	assert_path("search/\r\n", "/search");
}

/* G3 */
static void
a_line_may_have_1024_bytes_and_no_more(void **state)
{
	char line[1200];

	(void)state;
	memset(line, 'a', sizeof line);
	memcpy(line + 1024, "\r\n", 2);
	assert_int_equal(ask_bytes(line, 1024, false), PARSE_MORE);
	assert_int_equal(ask_bytes(line, 1025, false), PARSE_MORE);
	assert_int_equal(ask_bytes(line, 1026, false), PARSE_OK);
	assert_int_equal(strlen(req.path), 1025);
	assert_int_equal(ask_bytes(line, 1024, true), PARSE_OK);
	line[1024] = '\n';
	assert_int_equal(ask_bytes(line, 1025, false), PARSE_OK);
	line[1024] = 'a';
	assert_int_equal(ask_bytes(line, 1025, false), PARSE_BAD);
	assert_int_equal(ask_bytes(line, 1025, true), PARSE_BAD);
	assert_int_equal(ask_bytes(line, 1200, false), PARSE_BAD);
	line[1025] = '\n';
	assert_int_equal(ask_bytes(line, 1026, false), PARSE_BAD);
	/* Words count too. */
	memcpy(line, "/search\t", 8);
	memcpy(line + 1024, "\r\n", 2);
	assert_int_equal(ask_bytes(line, 1026, false), PARSE_OK);
	assert_int_equal(strlen(req.query), 1016);
}

/* G4 */
static void
bytes_behind_the_line_are_ignored(void **state)
{
	(void)state;
	assert_path("/a/x\r\n/a/y\r\n", "/a/x");
	assert_int_equal(ask_bytes("/a/x\n\0\xFF", 7, false), PARSE_OK);
}

/* G6 */
static void
nothing_but_the_tabs_is_stripped(void **state)
{
	(void)state;
	assert_path(" a b \r\n", "/ a b ");
	assert_words("/search\t two  words \r\n", " two  words ");
	assert_words("/search\ta\tb\tc\r\n", "a");
}

/* G7 */
static void
nul_controls_and_broken_utf8_are_refused_in_every_field(void **state)
{
	static const char *const bad[] = { "/a\x01\r\n", "/a\x7F\r\n",
		"/a\xFF\r\n", "/a\xC3\r\n", "/search\ta\x1B\r\n",
		"/search\ta\xE9\x1B\r\n", "/search\ta\t\x02\r\n",
		"/\xC0\xAE\xC0\xAE/\r\n", "/a\xC2\x9B\r\n", "/search?%00\r\n",
		"/search?%FF%00\r\n", "/search\xE9\ta\r\n" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (ask_bytes(bad[i], strlen(bad[i]), false) != PARSE_BAD)
			fail_msg("not refused: %zu", i);
		assert_non_null(why);
	}
	assert_int_equal(ask_bytes("/a\0b\r\n", 6, false), PARSE_BAD);
}

/* G25 */
static void
words_typed_in_latin1_are_understood(void **state)
{
	char line[REQUEST_MAX + 3];

	(void)state;
	assert_words("/search\toto\xF1o\r\n", "oto\u00F1o");
	assert_words("/search?oto%F1o\r\n", "oto\u00F1o");
	assert_words("/search?oto\u00F1o%20x\r\n", "oto\u00F1o x");
	assert_words("/search\toto\u00F1o\r\n", "oto\u00F1o");
	memset(line, 0xF1, sizeof line);
	memcpy(line, "/search\t", 8);
	memcpy(line + sizeof line - 3, "\r\n", 3);
	assert_int_equal(ask_bytes(line, sizeof line - 1, false), PARSE_BAD);
}

/* G8 */
static void
what_can_name_nothing_leads_nowhere(void **state)
{
	static const char *const none[] = { "..", "/..", "../../etc/passwd",
		"/static/../x", "/a/..", "/.", "./a", "/static/.hidden",
		".git/config", "//a/x", "/a//x", "/a/x//", "//", "a\\b",
		"/..\\..\\x", "gemini://h/a", "/static/..x" };
	char line[80];

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		snprintf(line, sizeof line, "%s\r\n", none[i]);
		assert_path(line, GOPHER_NOWHERE);
	}
}

/* G9 */
static void
selectors_are_not_decoded(void **state)
{
	(void)state;
	assert_path("/a%2fb%41\r\n", "/a%2fb%41");
	assert_path("/%2e%2e/x\r\n", "/%2e%2e/x");
	assert_path("/static/a\xC3\xB1o y.txt\r\n", "/static/a\xC3\xB1o y.txt");
	assert_path("/a/x?y\r\n", "/a/x?y");
}

/* G10 */
static void
a_url_selector_is_an_address_with_or_without_slash(void **state)
{
	static const char *const lines[] = {
		"URL:https://x.example/a//b/?c=d#e",
		"/URL:https://x.example/a//b/?c=d#e"
	};
	char line[80];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		snprintf(line, sizeof line, "%s\t+\r\n", lines[i]);
		assert_int_equal(ask_bytes(line, strlen(line), false),
		    PARSE_OK);
		assert_int_equal(req.asked, ASK_URL_PAGE);
		assert_string_equal(req.query, "https://x.example/a//b/?c=d#e");
	}
	assert_path("url:x\r\n", "/url:x");
}

/* G35 */
static void
words_follow_a_tab_and_a_plus_is_a_plus(void **state)
{
	(void)state;
	assert_words("/search\tperu libre\r\n", "peru libre");
	assert_words("search\tPer\xC3\xBA+libre%20\r\n",
	    "Per\xC3\xBA+libre%20");
	assert_words("/search\t\r\n", "");
	assert_no_words("/search\r\n", "/search");
}

/* G36 */
static void
words_may_follow_a_question_mark_and_are_decoded_there(void **state)
{
	(void)state;
	assert_words("/search?peru%20libre+\r\n", "peru libre+");
	assert_words("search/?x\r\n", "x");
	assert_words("/search?100%\r\n", "100%");
	assert_words("/search?https://x/../y\r\n", "https://x/../y");
	assert_words("/search?\r\n", "");
	assert_words("/search?a\tb\r\n", "b");
}

/* G37 */
static void
words_for_anything_else_are_ignored(void **state)
{
	(void)state;
	assert_no_words("/a/x\twords\r\n", "/a/x");
	assert_no_words("\twords\r\n", "/");
}

/* G40 */
static void
a_dollar_for_the_front_menu_is_the_probe(void **state)
{
	(void)state;
	assert_int_equal(ask_bytes("\t$\r\n", 4, false), PARSE_OK);
	assert_int_equal(req.asked, ASK_INFO);
	assert_path("/a/x\t$\r\n", "/a/x");
	assert_path("\t$x\r\n", "/");
}

/* G41 */
static void
only_the_exact_markers_are_no_words(void **state)
{
	(void)state;
	assert_path("/a/x\t+\r\n", "/a/x");
	assert_path("/a/x\t!\r\n", "/a/x");
	assert_no_words("/search\t+\r\n", "/search");
	assert_no_words("/search\t!\r\n", "/search");
	assert_no_words("/search\t$\r\n", "/search");
	assert_words("/search\t+peru\r\n", "+peru");
	assert_words("/search\t$5\r\n", "$5");
	assert_words("/search\t!!\r\n", "!!");
	assert_words("/search\tperu\t+\r\n", "peru");
}

/* G45 */
static void
http_is_recognised_by_its_first_line(void **state)
{
	static const char get[] = "GET /a//x HTTP/1.1\r\nHost: h\r\n\r\n";
	static const char head[] = "HEAD / HTTP/1.0\r\n\r\n";

	(void)state;
	assert_int_equal(ask_bytes(get, sizeof get - 1, false), PARSE_OK);
	assert_int_equal(req.asked, ASK_HTTP);
	assert_false(req.head_only);
	assert_int_equal(ask_bytes(head, sizeof head - 1, false), PARSE_OK);
	assert_int_equal(req.asked, ASK_HTTP);
	assert_true(req.head_only);
	assert_path("GET /\r\n", "/GET ");
}

/* G48 */
static void
other_foreign_lines_are_ordinary_selectors(void **state)
{
	(void)state;
	assert_path("gemini://gazette.example/\r\n", GOPHER_NOWHERE);
	assert_path("gazette.example /a/x 0\r\n", "/gazette.example /a/x 0");
	assert_path("PROXY TCP4 192.0.2.1 192.0.2.2 1 70\r\n",
	    "/PROXY TCP4 192.0.2.1 192.0.2.2 1 70");
}

/* ---- answers ------------------------------------------------------------- */

static const struct capsule_info head = { "The Gazette", "en",
	"gemini://h.example/", "gopher://h.example/", "https://w.example/" };
static const struct style style = { .fold = true, .crlf = true };
static const struct place place = { .scheme = "gopher",
	.host = "h.example",
	.port = 7070,
	.style = &style };
static struct buf out;

static const char *
answer_at(const struct reply *r, const struct place *where)
{
	buf_clear(&out);
	gopher_write(&req, r, where, &head, &out);
	return buf_str(&out);
}

static const char *
answer(const struct reply *r)
{
	return answer_at(r, &place);
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

	assert_int_equal(ask_bytes("/a/x\r\n", 6, false), PARSE_OK);
	snprintf(r.meta, sizeof r.meta, "%s", meta);
	return r;
}

/* G11, G13, G15 */
static void
a_page_is_a_menu_that_ends_in_a_dot(void **state)
{
	struct reply r = reply_of(20, "");

	(void)state;
	page_text(&r.page, "Caf\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D");
	page_link(&r.page, "/t/peru/", "Peru");
	assert_string_equal(answer(&r),
	    "iCaf\xC3\xA9 \"x\"\t\terror.host\t1\r\n"
	    "i\t\terror.host\t1\r\n"
	    "1Peru\t/t/peru/\th.example\t7070\r\n"
	    ".\r\n");
	page_free(&r.page);
	assert_string_equal(answer(&r), ".\r\n");
}

/* G21, G22 */
static void
a_plain_page_is_text_with_crlf_and_no_dot(void **state)
{
	struct reply r = reply_of(20, "");

	(void)state;
	r.plain = true;
	page_text(&r.page, "one");
	page_text(&r.page, "two");
	assert_string_equal(answer(&r), "one\r\n\r\ntwo\r\n");
	page_free(&r.page);
}

/* G21, G26 */
static void
bytes_are_sent_as_they_are(void **state)
{
	struct reply r = reply_of(20, "");
	struct place latin1 = place;

	(void)state;
	latin1.style =
	    &(struct style){ .charset = CHARSET_LATIN1, .crlf = true };
	r.type = "application/pdf";
	buf_add(&r.body, "\0\n\xC3\xB1\n.", 6);
	answer_at(&r, &latin1);
	assert_int_equal(out.len, 6);
	assert_memory_equal(out.data, "\0\n\xC3\xB1\n.", 6);
	buf_free(&r.body);
}

/* G25 */
static void
latin1_is_made_once_of_the_finished_text(void **state)
{
	struct reply r = reply_of(20, "");
	struct place latin1 = place;

	(void)state;
	latin1.style =
	    &(struct style){ .charset = CHARSET_LATIN1, .crlf = true };
	/* these two bytes would be a character of UTF-8 again */
	page_text(&r.page, "Caf\u00E9, price \u00C2\u00A3 5 \u2713");
	assert_string_equal(answer_at(&r, &latin1),
	    "iCaf\xE9, price \xC2\xA3 5 +\t\terror.host\t1\r\n.\r\n");
	r.plain = true;
	assert_string_equal(answer_at(&r, &latin1),
	    "Caf\xE9, price \xC2\xA3 5 +\r\n");
	page_free(&r.page);
}

/* G30 */
static void
an_error_is_one_type_3_line_and_a_way_home(void **state)
{
	struct reply r = reply_of(51, "Nothing is here; look elsewhere");

	(void)state;
	assert_string_equal(answer(&r),
	    "3Nothing is here; look elsewhere\t\terror.host\t1\r\n"
	    "1Front page\t/\th.example\t7070\r\n"
	    ".\r\n");
	r.meta[0] = '\0';
	answer(&r);
	assert_int_equal(out.data[0], '3');
	assert_true(out.data[1] != '\t');
	strcpy(r.meta, "a\tb\r\nc");
	assert_begins(answer(&r), "3a b  c\t\terror.host\t1\r\n");
}

/* G16, G30 */
static void
a_long_error_goes_on_in_information_lines(void **state)
{
	struct reply r = reply_of(40, "");

	(void)state;
	memset(r.meta, 'a', 60);
	strcpy(r.meta + 60, " and then more words");
	answer(&r);
	assert_int_equal(out.data[0], '3');
	assert_non_null(strstr(out.data, "\r\nithen more words\t\t"));
	assert_null(strstr(out.data, "\r\n3"));
}

/* G33 */
static void
a_removed_article_leads_to_its_topic(void **state)
{
	struct reply r = reply_of(52, "This article was removed");

	(void)state;
	strcpy(r.onward, "/t/peru/");
	strcpy(r.onward_label, "Peru");
	assert_string_equal(answer(&r),
	    "3This article was removed\t\terror.host\t1\r\n"
	    "1Peru\t/t/peru/\th.example\t7070\r\n"
	    "1Front page\t/\th.example\t7070\r\n"
	    ".\r\n");
}

static void
a_redirect_that_led_nowhere_shows_no_address(void **state)
{
	struct reply r = reply_of(31, "/a/secret");

	(void)state;
	assert_null(strstr(answer(&r), "secret"));
	assert_int_equal(out.data[0], '3');
}

/* G37 */
static void
a_search_without_words_is_a_search_line_and_a_hint(void **state)
{
	struct reply r = reply_of(10, "Type a word");

	(void)state;
	assert_path("/search\r\n", "/search");
	answer(&r);
	assert_int_equal(out.data[0], '7');
	assert_non_null(strstr(out.data, "\t/search\th.example\t7070\r\n"));
	assert_non_null(strstr(out.data, "\r\niType a word\t\t"));
	assert_non_null(strstr(out.data, "\r\n1Front page\t/\t"));
	assert_null(strstr(out.data + 1, "\n7"));
}

/* G40 */
static void
the_probe_is_told_the_title(void **state)
{
	(void)state;
	assert_int_equal(ask_bytes("\t$\r\n", 4, false), PARSE_OK);
	assert_string_equal(answer(NULL),
	    "+-2\r\n+INFO: 1The Gazette\t\th.example\t7070\r\n");
}

/* G40 */
static void
the_probe_is_told_one_item_whatever_the_title_holds(void **state)
{
	struct capsule_info odd = head;
	struct buf told = { 0 };

	(void)state;
	odd.title = "A\tB\r\nC";
	assert_int_equal(ask_bytes("\t$\r\n", 4, false), PARSE_OK);
	gopher_write(&req, NULL, &place, &odd, &told);
	assert_string_equal(told.data,
	    "+-2\r\n+INFO: 1A B  C\t\th.example\t7070\r\n");
	buf_free(&told);
}

/* G25 */
static void
the_probe_is_told_the_title_in_the_places_charset(void **state)
{
	struct capsule_info odd = head;
	struct place latin1 = place;
	struct buf told = { 0 };

	(void)state;
	latin1.style =
	    &(struct style){ .charset = CHARSET_LATIN1, .crlf = true };
	odd.title = "Oto\u00F1o \u2014 \u4F60";
	assert_int_equal(ask_bytes("\t$\r\n", 4, false), PARSE_OK);
	gopher_write(&req, NULL, &latin1, &odd, &told);
	assert_string_equal(told.data,
	    "+-2\r\n+INFO: 1Oto\xF1o -- ?\t\th.example\t7070\r\n");
	buf_free(&told);
}

/* G20 */
static void
a_url_page_is_for_some_schemes_only(void **state)
{
	(void)state;
	ask_bytes("URL:https://x.example/\n", 23, false);
	assert_begins(answer(NULL), "<!DOCTYPE html>");
	assert_non_null(strstr(out.data, "href=\"https://x.example/\""));
	ask_bytes("URL:javascript:alert(1)\n", 24, false);
	answer(NULL);
	assert_int_equal(out.data[0], '3');
	assert_null(strstr(out.data, "alert"));
}

/* G45 */
static void
http_is_answered_with_http(void **state)
{
	(void)state;
	ask_bytes("GET / HTTP/1.1\r\n", 16, false);
	assert_begins(answer(NULL), "HTTP/1.0 200 ");
	assert_non_null(strstr(out.data, "gemini://h.example/"));
}

/* G16, G30: one short line, nothing of the request in it */
static void
a_refusal_fits_one_line_in_every_language(void **state)
{
	static const char *const languages[] = { "en", "es", "fr", "de", "pt",
		"it", "xx" };
	struct capsule_info h = head;

	(void)state;
	for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
		for (unsigned i = 0; i <= REFUSE_FAILED; i++) {
			h.language = languages[l];
			buf_clear(&out);
			gopher_refuse((enum refusal)i, &place, &h, &out);
			assert_int_equal(out.data[0], '3');
			assert_null(strstr(out.data, "\ni"));
			assert_non_null(strstr(out.data, "\r\n1"));
			assert_string_equal(out.data + out.len - 5,
			    "\r\n.\r\n");
		}
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
		cmocka_unit_test(a_line_ends_at_crlf_lf_or_the_end_of_input),
		cmocka_unit_test(a_carriage_return_alone_ends_no_line),
		cmocka_unit_test(slashes_at_the_ends_make_no_difference),
		cmocka_unit_test(a_line_may_have_1024_bytes_and_no_more),
		cmocka_unit_test(bytes_behind_the_line_are_ignored),
		cmocka_unit_test(nothing_but_the_tabs_is_stripped),
		cmocka_unit_test(
		    nul_controls_and_broken_utf8_are_refused_in_every_field),
		cmocka_unit_test(what_can_name_nothing_leads_nowhere),
		cmocka_unit_test(selectors_are_not_decoded),
		cmocka_unit_test(
		    a_url_selector_is_an_address_with_or_without_slash),
		cmocka_unit_test(words_follow_a_tab_and_a_plus_is_a_plus),
		cmocka_unit_test(
		    words_may_follow_a_question_mark_and_are_decoded_there),
		cmocka_unit_test(words_for_anything_else_are_ignored),
		cmocka_unit_test(a_dollar_for_the_front_menu_is_the_probe),
		cmocka_unit_test(only_the_exact_markers_are_no_words),
		cmocka_unit_test(http_is_recognised_by_its_first_line),
		cmocka_unit_test(other_foreign_lines_are_ordinary_selectors),
		cmocka_unit_test(a_page_is_a_menu_that_ends_in_a_dot),
		cmocka_unit_test(a_plain_page_is_text_with_crlf_and_no_dot),
		cmocka_unit_test(bytes_are_sent_as_they_are),
		cmocka_unit_test(latin1_is_made_once_of_the_finished_text),
		cmocka_unit_test(words_typed_in_latin1_are_understood),
		cmocka_unit_test(
		    the_probe_is_told_the_title_in_the_places_charset),
		cmocka_unit_test(an_error_is_one_type_3_line_and_a_way_home),
		cmocka_unit_test(a_long_error_goes_on_in_information_lines),
		cmocka_unit_test(a_removed_article_leads_to_its_topic),
		cmocka_unit_test(a_redirect_that_led_nowhere_shows_no_address),
		cmocka_unit_test(
		    a_search_without_words_is_a_search_line_and_a_hint),
		cmocka_unit_test(the_probe_is_told_the_title),
		cmocka_unit_test(
		    the_probe_is_told_one_item_whatever_the_title_holds),
		cmocka_unit_test(a_url_page_is_for_some_schemes_only),
		cmocka_unit_test(http_is_answered_with_http),
		cmocka_unit_test(a_refusal_fits_one_line_in_every_language),
	};

	return cmocka_run_group_tests(tests, NULL, done);
}
