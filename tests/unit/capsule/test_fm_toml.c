#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/fm/fm_toml.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "values_listed.h"

static const struct syntax syntax = { fm_toml_read, "/" };

static void
keys_and_values_come_with_their_lines(void **state)
{
	(void)state;
	assert_reads("title = \"Foo\" # one\n\n# two\n\tweight=3\nx = true",
	    "1 title==Foo\n4 weight=3\n5 x=true\n");
	assert_reads("", "");
	assert_reads("# only this", "");
}

static void
keys_may_be_bare_quoted_and_dotted(void **state)
{
	(void)state;
	assert_reads("a-b_1 = 1\n\"c d\" = 2\n'e.f' = 3\ng . h.\"i\" = 4\n"
		     "\"\" = 5\n1.2 = 6\n",
	    "1 a-b_1=1\n2 c d=2\n3 e.f=3\n4 g/h/i=4\n5 =5\n6 1/2=6\n");
}

static void
tables_are_the_names_in_front(void **state)
{
	(void)state;
	assert_reads(
	    "a = 1\n[extra]\nb = 2\n[ extra . \"x\" ] # note\nc.d = 3\n"
	    "[other]\n",
	    "1 a=1\n3 extra/b=2\n5 extra/x/c/d=3\n");
	assert_reads("[[authors]]\nname = 'A'\n[[authors]]\nname = 'B'\n",
	    "2 authors/name[]==A\n4 authors/name[]==B\n");
}

static void
all_forms_of_strings_are_read(void **state)
{
	(void)state;
	assert_reads("a = \"x\\ty\\\\ \\\"q\\\" \\u00e9 \\U0001F41F\"\n"
		     "b = 'C:\\new'\n",
	    "1 a==x\ty\\ \"q\" \xC3\xA9 \xF0\x9F\x90\x9F\n2 b==C:\\new\n");
	assert_reads("a = \"\"\"\none\ntwo\"\"\"\nb = 1\n",
	    "1 a==one\ntwo\n4 b=1\n");
	assert_reads("a = \"\"\"one \\\n   two \\  \n\n  three\"\"\"\n",
	    "1 a==one two three\n");
	assert_reads("a = '''\none \\\n'two''\n'''\n",
	    "1 a==one \\\n'two''\n\n");
	assert_reads("a = \"\"\"\"x\"\"\"\"\"\nb = ''''''\nc = \"\"\n",
	    "1 a==\"x\"\"\n2 b==\n3 c==\n");
}

static void
numbers_dates_and_booleans_stay_as_written(void **state)
{
	(void)state;
	assert_reads("a = -1_000\nb = 6.5e-3\nc = 0xFF\nd = inf\ne = false\n",
	    "1 a=-1_000\n2 b=6.5e-3\n3 c=0xFF\n4 d=inf\n5 e=false\n");
	assert_reads("a = 2021-06-11\nb = 2021-06-11T08:30:00Z # x\n"
		     "c = 2021-06-11 08:30:00.5-05:00\nd = 08:30:00\n",
	    "1 a=2021-06-11\n2 b=2021-06-11T08:30:00Z\n"
	    "3 c=2021-06-11 08:30:00.5-05:00\n4 d=08:30:00\n");
}

static void
arrays_may_run_over_lines(void **state)
{
	(void)state;
	assert_reads("a = [ 'x', \"y\" ]\nb = []\nc = [\n  1, # one\n  2,\n]\n",
	    "1 a[]==x\n1 a[]==y\n4 c[]=1\n5 c[]=2\n");
	assert_reads("a = [[1, 2], ['x'], []]\n",
	    "1 a[]=1\n1 a[]=2\n1 a[]==x\n");
	assert_reads("a = [2021-06-11, 2021-06-12]\n",
	    "1 a[]=2021-06-11\n1 a[]=2021-06-12\n");
}

static void
inline_tables_are_read(void **state)
{
	(void)state;
	assert_reads("a = { b = 1, c.d = 'x', e = {} }\nf = 2\n",
	    "1 a/b=1\n1 a/c/d==x\n2 f=2\n");
	assert_reads("a = [ { n = 'A' }, { n = 'B', m = [1] } ]\n",
	    "1 a/n[]==A\n1 a/n[]==B\n1 a/m[]=1\n");
	assert_reads("a = {\n  b = 1,\n  c = 2,\n}\n", "2 a/b=1\n3 a/c=2\n");
}

static void
lines_may_end_in_any_way(void **state)
{
	(void)state;
	assert_reads("a = 1\r\nb = 2\rc = \"\"\"x\r\ny\"\"\"\nd = 3",
	    "1 a=1\n2 b=2\n3 c==x\ny\n5 d=3\n");
}

static void
broken_syntax_is_refused_with_its_line(void **state)
{
	static const char *const second_line[] = {
		"b",
		"b =",
		"b = ",
		"b = x",
		"b = 1 2",
		"b = \"x",
		"b = 'x",
		"b = \"x\" y",
		"b = \"\\q\"",
		"b = \"\\u12\"",
		"b = \"\\uD800\"",
		"b = \"\\U00110000\"",
		"= 1",
		"b. = 1",
		".b = 1",
		"[b",
		"[]",
		"[[b]",
		"[b] x = 1",
		"b = [1, 2",
		"b = [1 2]",
		"b = [1,,2]",
		"b = [,]",
		"b = {c}",
		"b = {c = 1",
		"b = {c = 1 d = 2}",
		"b = {c = }",
		"b = 1_",
		"b = _1",
		"b = 1__0",
		"b = 1.",
		"b = .5",
		"b = 0x",
		"b = 0xG",
		"b = 1e",
		"b = tru",
		"b = 2021-6-1",
		"b = + 1",
		"b ]= 1",
		"b = '''x\n\n",
		"b = \"\"\"x\n\"\"\n",
		"b = ]",
		"b = }",
		"b = [}",
		"b = {]",
	};
	char src[100];

	(void)state;
	for (size_t i = 0; i < sizeof second_line / sizeof *second_line; i++) {
		snprintf(src, sizeof src, "a = 1\n%s\n", second_line[i]);
		assert_refused(src, 2);
	}
}

static void
any_cut_of_a_document_is_refused_or_read(void **state)
{
	static const char src[] = "t = \"a\\u00e9\"\nl = [ 1, {x = 'y'} ]\n"
				  "[p.q]\nm = \"\"\"\nx\\\n  y\"\"\"\n"
				  "d = 2021-06-11 08:30:00\n";
	struct doc d;

	(void)state;
	for (size_t n = 0; n < sizeof src; n++) {
		doc_read(&d, src, n);
		assert_true(d.result == 0 || d.why.line > 0);
		doc_free(&d);
	}
}

static void
deep_nesting_is_refused(void **state)
{
	struct buf src = { 0 };

	(void)state;
	buf_adds(&src, "a = ");
	buf_fill(&src, '[', 50000);
	assert_refused(buf_str(&src), 1);
	buf_clear(&src);
	buf_adds(&src, "a = ");
	for (int i = 0; i < 1000; i++)
		buf_adds(&src, "{a = ");
	assert_refused(buf_str(&src), 1);
	buf_clear(&src);
	for (int i = 0; i < 1000; i++)
		buf_adds(&src, "a.");
	buf_adds(&src, "a = 1\n");
	assert_refused(buf_str(&src), 1);
	buf_free(&src);
}

static void
too_many_values_are_refused(void **state)
{
	struct buf src = { 0 };

	(void)state;
	buf_adds(&src, "a = [\n");
	for (int i = 0; i < FM_VALUES_MAX; i++)
		buf_adds(&src, "1,\n");
	buf_adds(&src, "1]\n");
	assert_refused(buf_str(&src), FM_VALUES_MAX + 2);
	buf_free(&src);
}

static void
a_nul_byte_outside_of_strings_is_refused(void **state)
{
	static const char src[] = "a = 1\nb = 2\0\n";
	struct doc d;

	(void)state;
	doc_read(&d, src, sizeof src - 1);
	assert_int_equal(d.result, -1);
	assert_int_equal(d.why.line, 2);
	doc_free(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_and_values_come_with_their_lines),
		cmocka_unit_test(keys_may_be_bare_quoted_and_dotted),
		cmocka_unit_test(tables_are_the_names_in_front),
		cmocka_unit_test(all_forms_of_strings_are_read),
		cmocka_unit_test(numbers_dates_and_booleans_stay_as_written),
		cmocka_unit_test(arrays_may_run_over_lines),
		cmocka_unit_test(inline_tables_are_read),
		cmocka_unit_test(lines_may_end_in_any_way),
		cmocka_unit_test(broken_syntax_is_refused_with_its_line),
		cmocka_unit_test(any_cut_of_a_document_is_refused_or_read),
		cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(too_many_values_are_refused),
		cmocka_unit_test(a_nul_byte_outside_of_strings_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
