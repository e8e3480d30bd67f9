#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "proto/http_compat.h"

static const struct capsule_info head = { "Harbour <&> \"Gazette\"", "en",
	"gemini://h.example/", "gopher://h.example/", "https://w.example/" };
static struct buf out;

static bool
is_http(const char *line, bool *head_only)
{
	*head_only = false;
	return http_compat_is_request(line, strlen(line), head_only);
}

/* G45 */
static void
a_request_line_of_http_1_is_recognised(void **state)
{
	static const char *const lines[] = { "GET / HTTP/1.1",
		"POST /x?y HTTP/1.0", "OPTIONS * HTTP/1.1", "GET  HTTP/1.1" };
	bool head_only;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		assert_true(is_http(lines[i], &head_only));
		assert_false(head_only);
	}
	assert_true(is_http("HEAD / HTTP/1.1", &head_only));
	assert_true(head_only);
}

static void
selectors_are_not_taken_for_http(void **state)
{
	static const char *const lines[] = { "", "GET", "GET ", "GET /",
		"HTTP/1.1", " HTTP/1.1", "get / HTTP/1.1", "/a HTTP/1.1",
		"GET / HTTP/2", "A HTTP/1.", "GET HTTP/1.1" };
	bool head_only;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (is_http(lines[i], &head_only))
			fail_msg("taken: %s", lines[i]);
}

/* The bytes behind the empty line. */
static const char *
body_of(const struct buf *b)
{
	const char *end = strstr(b->data, "\r\n\r\n");

	assert_non_null(end);
	return end + 4;
}

static size_t
content_length(const struct buf *b)
{
	const char *field = strstr(b->data, "\r\nContent-Length: ");

	assert_non_null(field);
	return strtoul(field + 18, NULL, 10);
}

/* G45 */
static void
the_answer_names_every_address_and_its_length(void **state)
{
	const char *body;

	(void)state;
	buf_clear(&out);
	http_compat_http(false, &head, &out);
	body = body_of(&out);
	assert_memory_equal(out.data, "HTTP/1.0 ", 9);
	assert_int_equal(strlen(body), content_length(&out));
	assert_non_null(strstr(body, "\"gopher://h.example/\""));
	assert_non_null(strstr(body, "\"gemini://h.example/\""));
	assert_non_null(strstr(body, "\"https://w.example/\""));
	assert_non_null(strstr(body, "Harbour &lt;&amp;&gt; &quot;Gaz"));
}

static void
an_address_that_is_not_there_is_not_linked(void **state)
{
	struct capsule_info alone = head;

	(void)state;
	alone.gemini_url = alone.web = "";
	buf_clear(&out);
	http_compat_http(false, &alone, &out);
	assert_null(strstr(out.data, "Gemini"));
	assert_null(strstr(out.data, "\"\""));
}

/* G45 */
static void
head_gets_the_header_alone(void **state)
{
	size_t whole;

	(void)state;
	buf_clear(&out);
	http_compat_http(false, &head, &out);
	whole = content_length(&out);
	buf_clear(&out);
	http_compat_http(true, &head, &out);
	assert_string_equal(body_of(&out), "");
	assert_int_equal(content_length(&out), whole);
}

/* G20 */
static void
addresses_of_the_net_may_be_led_to_and_scripts_not(void **state)
{
	static const char *const good[] = { "http://x", "HTTPS://x",
		"gemini://x", "gopher://x", "gophers://x", "ftp://x",
		"mailto:a@b", "titan://x", "finger://x" };
	static const char *const bad[] = { "", "x", "/x", "//x",
		"javascript:alert(1)", "data:text/html,x", "file:///etc",
		"vbscript:x", " http://x", "ht tp://x", "ssh://x" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!http_compat_may_lead(good[i]))
			fail_msg("refused: %s", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (http_compat_may_lead(bad[i]))
			fail_msg("allowed: %s", bad[i]);
}

/* G20 */
static void
an_address_never_leaves_its_attribute(void **state)
{
	(void)state;
	buf_clear(&out);
	http_compat_url_page("https://x/\"><script>'&a=\xC3\xB1 b", &head,
	    &out);
	assert_null(strstr(out.data, "<script>"));
	assert_non_null(strstr(out.data,
	    "<a href=\"https://x/%22%3E%3Cscript%3E'&amp;a=%C3%B1%20b\""));
	assert_non_null(strstr(out.data,
	    "<meta http-equiv=\"refresh\" content=\"1; url=https://x/%22"));
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
		cmocka_unit_test(a_request_line_of_http_1_is_recognised),
		cmocka_unit_test(selectors_are_not_taken_for_http),
		cmocka_unit_test(the_answer_names_every_address_and_its_length),
		cmocka_unit_test(an_address_that_is_not_there_is_not_linked),
		cmocka_unit_test(head_gets_the_header_alone),
		cmocka_unit_test(
		    addresses_of_the_net_may_be_led_to_and_scripts_not),
		cmocka_unit_test(an_address_never_leaves_its_attribute),
	};

	return cmocka_run_group_tests(tests, NULL, done);
}
