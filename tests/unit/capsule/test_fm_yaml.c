#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/fm/fm_yaml.h"

#include <string.h>

#include "base/buf.h"
#include "values_listed.h"

static const struct syntax syntax = { fm_yaml_read, "." };

static void
keys_and_values_come_with_their_lines(void **state)
{
	(void)state;
	assert_reads("title: Foo\n\n# a note\ndate: 2021-06-11\n",
	    "1 title=Foo\n4 date=2021-06-11\n");
}

static void
all_forms_of_text_are_read(void **state)
{
	(void)state;
	assert_reads("a: 'it''s'\nb: \"x\\ty\\u00e9\"\nc: two\n  lines\n"
		     "d: |\n  one\n  two\ne: >\n  one\n  two\n",
	    "1 a==it's\n2 b==x\ty\xC3\xA9\n3 c=two lines\n5 d==one\ntwo\n\n"
	    "8 e==one two\n\n");
}

static void
block_and_flow_lists_are_the_same(void **state)
{
	(void)state;
	assert_reads("tags:\n  - a\n  - b\n", "2 tags[]=a\n3 tags[]=b\n");
	assert_reads("tags: [a, \"b\",]\n", "1 tags[]=a\n1 tags[]==b\n");
	assert_reads("tags:\n- [a]\n- [b, c]\n",
	    "2 tags[]=a\n3 tags[]=b\n3 tags[]=c\n");
}

static void
maps_within_maps_and_lists_give_dotted_keys(void **state)
{
	(void)state;
	assert_reads("params:\n  author:\n    name: Ana\n  x: 1\ny: 2\n",
	    "3 params.author.name=Ana\n4 params.x=1\n5 y=2\n");
	assert_reads("authors:\n- name: A\n  mail: m\n- B\nz: {p: {q: r}}\n",
	    "2 authors.name[]=A\n3 authors.mail[]=m\n4 authors[]=B\n"
	    "5 z.p.q=r\n");
}

static void
nothing_is_an_empty_list_of_keys(void **state)
{
	(void)state;
	assert_reads("", "");
	assert_reads("\n# only a comment\n", "");
	assert_reads("{}\n", "");
	assert_reads("a:\nb: ~\nc: []\nd: {}\n", "1 a=\n2 b=~\n");
}

static void
an_alias_repeats_what_its_anchor_holds(void **state)
{
	(void)state;
	assert_reads("a: &x foo\nb: *x\n", "1 a=foo\n2 b=foo\n");
	assert_reads("a: &x [p, {q: r}]\nb:\n  c: *x\n",
	    "1 a[]=p\n1 a.q[]=r\n3 b.c[]=p\n3 b.c.q[]=r\n");
	assert_reads("a: &x {k: v}\nb: [*x]\n", "1 a.k=v\n2 b.k[]=v\n");
}

static void
an_alias_inside_its_own_anchor_is_refused(void **state)
{
	(void)state;
	assert_refused("a: 1\nb: &x [p, *x]\n", 2);
	assert_refused("a: *nowhere\n", 1);
}

static void
aliases_that_grow_are_refused(void **state)
{
	(void)state;
	assert_refused("a: &a [x,x,x,x,x,x,x,x,x]\n"
		       "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
		       "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
		       "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n",
	    4);
	assert_refused(
	    "a: &a {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}\n"
	    "b: &b {b: {b: {b: {b: *a}}}}\nc: {c: {c: {c: {c: *b}}}}\n",
	    3);
}

static void
deep_nesting_is_refused(void **state)
{
	struct buf src = { 0 };

	(void)state;
	buf_adds(&src, "a: ");
	buf_fill(&src, '[', 50000);
	assert_refused(buf_str(&src), 1);
	buf_clear(&src);
	for (int i = 0; i < 5000; i++)
		buf_adds(&src, "{a: ");
	assert_refused(buf_str(&src), 1);
	buf_clear(&src);
	for (int i = 0; i < 200; i++) {
		buf_fill(&src, ' ', (size_t)i);
		buf_adds(&src, "a:\n");
	}
	assert_refused(buf_str(&src), 17);
	buf_free(&src);
}

static void
too_many_values_are_refused(void **state)
{
	struct buf src = { 0 };

	(void)state;
	buf_adds(&src, "a:\n");
	for (int i = 0; i < FM_VALUES_MAX; i++)
		buf_adds(&src, "- x\n");
	buf_adds(&src, "b: c\n");
	assert_refused(buf_str(&src), FM_VALUES_MAX + 2);
	buf_free(&src);
}

static void
what_is_no_list_of_keys_is_refused(void **state)
{
	(void)state;
	assert_refused("just text\n", 1);
	assert_refused("- a\n- b\n", 1);
	assert_refused("a: 1\n? [x, y]\n: z\n", 2);
	assert_refused("a: 1\n--- b\n", 2);
}

static void
broken_syntax_is_refused_with_its_line(void **state)
{
	(void)state;
	assert_refused("a: 1\nb: [x, y\nc: 2\n", 2);
	assert_refused("a: 1\nb: [x,\n y", 2);
	assert_refused("a: 1\nb: x: y\n", 2);
	assert_refused("a: 1\n\tb: 2\n", 2);
	assert_refused("a: 1\nb: \"open\n\n", 2);
	assert_refused("a: 1\nb: 2\n c: 3\n", 3);
	assert_refused("a: 1\nb: \xFF\n", 2);
	assert_refused("a: 1\nb: \x01\n", 2);
}

static void
a_nul_byte_is_refused(void **state)
{
	static const char src[] = "a: 1\nb: x\0y\n";
	struct doc d;

	(void)state;
	doc_read(&d, src, sizeof src - 1);
	assert_int_equal(d.result, -1);
	assert_int_equal(d.why.line, 2);
	doc_free(&d);
}

static void
lines_may_end_in_any_way(void **state)
{
	(void)state;
	assert_reads("a: 1\r\nb: 2\rc: 3\n", "1 a=1\n2 b=2\n3 c=3\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_and_values_come_with_their_lines),
		cmocka_unit_test(all_forms_of_text_are_read),
		cmocka_unit_test(block_and_flow_lists_are_the_same),
		cmocka_unit_test(maps_within_maps_and_lists_give_dotted_keys),
		cmocka_unit_test(nothing_is_an_empty_list_of_keys),
		cmocka_unit_test(an_alias_repeats_what_its_anchor_holds),
		cmocka_unit_test(an_alias_inside_its_own_anchor_is_refused),
		cmocka_unit_test(aliases_that_grow_are_refused),
		cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(too_many_values_are_refused),
		cmocka_unit_test(what_is_no_list_of_keys_is_refused),
		cmocka_unit_test(broken_syntax_is_refused_with_its_line),
		cmocka_unit_test(a_nul_byte_is_refused),
		cmocka_unit_test(lines_may_end_in_any_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
