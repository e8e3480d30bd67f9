#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "site/parts/atom.h"

static void
escaped(const char *in, size_t len, const char *want)
{
	struct buf out = { 0 };

	atom_escape(&out, in, len);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
}

static void
what_xml_reads_as_markup_is_escaped(void **state)
{
	(void)state;
	escaped("a<b> & \"c\" 'd'", 14, "a&lt;b&gt; &amp; &quot;c&quot; 'd'");
	escaped("]]>", 3, "]]&gt;");
}

static void
what_xml_cannot_hold_is_left_out(void **state)
{
	(void)state;
	escaped("a\0b\x01\x1F\x7F\rc", 8, "abc");
	escaped("\xEF\xBF\xBE|\xEF\xBF\xBF", 7, "|");
	escaped("line\n\tend", 9, "line\n\tend");
}

static void
bytes_that_are_no_utf8_do_not_break_the_feed(void **state)
{
	(void)state;
	escaped("\xC3", 1, "\xEF\xBF\xBD");
	escaped("\xED\xA0\x80x", 4, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDx");
}

static void
an_empty_element_is_left_out(void **state)
{
	struct buf out = { 0 };

	(void)state;
	atom_element(&out, "subtitle", "");
	assert_int_equal(out.len, 0);
	atom_element(&out, "subtitle", "a & b");
	assert_string_equal(buf_str(&out), "<subtitle>a &amp; b</subtitle>\n");
	buf_free(&out);
}

static void
a_date_is_a_moment_in_utc(void **state)
{
	struct date unknown = { 0 }, day = date_of_day(2021, 6, 11);
	struct buf out = { 0 };

	(void)state;
	atom_date(&out, "updated", &day);
	assert_string_equal(buf_str(&out),
	    "<updated>2021-06-11T00:00:00Z</updated>\n");
	buf_clear(&out);
	atom_date(&out, "updated", &unknown);
	assert_string_equal(buf_str(&out),
	    "<updated>1970-01-01T00:00:00Z</updated>\n");
	buf_free(&out);
}

static void
an_address_cannot_leave_its_attribute(void **state)
{
	struct buf out = { 0 };

	(void)state;
	atom_link(&out, "via", NULL, "https://m.example/?a=\"><b>&c");
	assert_string_equal(buf_str(&out),
	    "<link rel=\"via\" href=\"https://m.example/"
	    "?a=&quot;&gt;&lt;b&gt;&amp;c\"/>\n");
	buf_free(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_xml_reads_as_markup_is_escaped),
		cmocka_unit_test(what_xml_cannot_hold_is_left_out),
		cmocka_unit_test(bytes_that_are_no_utf8_do_not_break_the_feed),
		cmocka_unit_test(an_empty_element_is_left_out),
		cmocka_unit_test(a_date_is_a_moment_in_utc),
		cmocka_unit_test(an_address_cannot_leave_its_attribute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
