#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/fm/fm_lenient.h"

#include <string.h>

#include "base/buf.h"
#include "values_listed.h"

static int
read_all(struct fm_values *all, const char *src, size_t len, size_t line,
    struct problem *why)
{
	(void)why;
	fm_lenient_read(all, src, len, len, line);
	return 0;
}

static const struct syntax syntax = { read_all, "." };

static void
a_bad_line_costs_no_other(void **state)
{
	(void)state;
	assert_reads("title: A: b\ndate: 2021-06-11\n\tx\ntopics: [A, 'B, C']\n"
		     "%%%\nlang: es # a remark\n",
	    "1 title=A: b\n2 date=2021-06-11\n4 topics[]=A\n"
	    "4 topics[]==B, C\n6 lang=es\n");
}

static void
lists_are_read_in_all_their_forms(void **state)
{
	(void)state;
	assert_reads("topics: [A, B\ntitle: T\n",
	    "1 topics[]=A\n1 topics[]=B\n2 title=T\n");
	assert_reads("topics:\n  - A\n  - \"B\"\ntitle: T\n",
	    "2 topics[]=A\n3 topics[]==B\n4 title=T\n");
	assert_reads("topics: [\n  A,\n  B\n]\ntitle: T\n",
	    "2 topics[]=A\n3 topics[]=B\n5 title=T\n");
	assert_reads("authors:\n  - name: Ana\n", "2 authors.name[]=Ana\n");
}

static void
quotes_are_taken_off_even_where_one_is_missing(void **state)
{
	(void)state;
	assert_reads("title: \"A\nauthor: 'Ana'\nsummary: \"a, b\"\n",
	    "1 title=A\n2 author==Ana\n3 summary==a, b\n");
}

static void
toml_and_json_are_read_by_line_too(void **state)
{
	(void)state;
	assert_reads("title = A\n[taxonomies]\ntags = ['x', 'y']\n",
	    "1 title=A\n3 taxonomies.tags[]==x\n3 taxonomies.tags[]==y\n");
	assert_reads(
	    "{\"title\": \"A, b\", \"draft\": true,\n\"tags\": [\"x\", \"y\"]",
	    "1 title==A, b\n1 draft=true\n2 tags[]==x\n2 tags[]==y\n");
}

static void
a_map_keeps_its_keys(void **state)
{
	(void)state;
	assert_reads("author:\n  name: Ana\n", "2 author.name=Ana\n");
}

static void
whatever_hides_an_article_is_heard(void **state)
{
	(void)state;
	assert_reads("title: A\n draft: true\n", "1 title=A\n2 draft=true\n");
	assert_reads("draft\n", "1 draft=true\n");
	assert_reads("\"draft\" true\n", "1 draft=true\n");
	assert_reads("draft; false\n", "1 draft=false\n");
	assert_reads("[extra]\ndraft = true\n", "2 draft=true\n");
	assert_reads("Private schools are dear\n", "");
}

static void
behind_what_is_sure_only_an_embargo_is_read(void **state)
{
	static const char src[] = "title: A\n\nslug: b\ndraft: true\n"
				  "date: 2099-01-01\nA draft of it\n";
	struct doc d = { .all = { .arena = &d.arena } };

	(void)state;
	fm_lenient_read(&d.all, src, strlen(src), 9, 1);
	assert_int_equal(d.all.n, 3);
	assert_string_equal(d.all.value[1].key[0], "draft");
	assert_string_equal(d.all.value[2].key[0], "date");
	d.all.n = 0;
	fm_lenient_read(&d.all, src, strlen(src), 0, 1);
	assert_int_equal(d.all.n, 1);
	assert_int_equal(d.all.value[0].line, 4);
	doc_free(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bad_line_costs_no_other),
		cmocka_unit_test(lists_are_read_in_all_their_forms),
		cmocka_unit_test(
		    quotes_are_taken_off_even_where_one_is_missing),
		cmocka_unit_test(toml_and_json_are_read_by_line_too),
		cmocka_unit_test(a_map_keeps_its_keys),
		cmocka_unit_test(whatever_hides_an_article_is_heard),
		cmocka_unit_test(behind_what_is_sure_only_an_embargo_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
