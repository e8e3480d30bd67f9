#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "search/query.h"

/* The terms, written as: kind(words)* with a blank between. */
static void
check(const char *text, const char *terms)
{
	static const char kinds[] = { [TERM_WORDS] = 'w',
		[TERM_NOT] = 'n',
		[TERM_TOPIC] = 't',
		[TERM_AUTHOR] = 'a',
		[TERM_YEAR] = 'y' };
	struct query q;
	struct arena a = { 0 };
	struct buf out = { 0 };

	query_parse(&q, &a, text, strlen(text), NULL);
	for (size_t i = 0; i < q.n; i++) {
		buf_addf(&out, "%s%c(", i > 0 ? " " : "",
		    kinds[q.term[i].kind]);
		for (size_t k = 0; k < q.term[i].ntokens; k++)
			buf_addf(&out, "%s%s", k > 0 ? " " : "",
			    q.term[i].token[k]);
		buf_adds(&out, q.term[i].prefix ? ")*" : ")");
	}
	assert_string_equal(buf_str(&out), terms);
	buf_free(&out);
	arena_free(&a);
}

static void
the_last_word_may_go_on(void **state)
{
	(void)state;
	check("peru", "w(peru)*");
	check("Peru LIBRE ", "w(peru) w(libre)*");
	check("covid-19", "w(covid 19)*");
	check("vitamin c", "w(vitamin) w(c)");
	check("x", "w(x)");
	check("\u65b0", "w(\u65b0)");
	check("\u65b0\u805e", "w(\u65b0 \u805e)");
}

static void
quotation_marks_of_all_kinds_make_a_phrase(void **state)
{
	(void)state;
	check("\"Peru Libre\"", "w(peru libre)");
	check("\u201cPeru Libre\u201d vote", "w(peru libre) w(vote)*");
	check("\u00abuno dos\u00bb", "w(uno dos)");
	check("\"not closed", "w(not closed)");
	check("\"\" x\"\"y", "w(x) w(y)");
}

static void
a_minus_before_a_word_leaves_it_out(void **state)
{
	(void)state;
	check("peru -libre", "w(peru) n(libre)");
	check("peru -\"a b\"", "w(peru) n(a b)");
	check("a - b", "w(a) w(b)");
	check("e-mail", "w(e mail)*");
	check("--x", "n(x)");
}

static void
filters_are_known_by_their_names(void **state)
{
	(void)state;
	check("topic:peru x", "t(peru) w(x)");
	check("Topic:\"Latin America\" AUTHOR:Garate", "t(latin america) "
						       "a(garate)");
	check("year:2021", "y(2021)");
	check("topic: x", "w(topic) w(x)");
	check("subtopic:x", "w(subtopic x)");
}

static void
what_means_nothing_is_left_out(void **state)
{
	struct query q;
	struct arena a = { 0 };

	(void)state;
	check("", "");
	check(" \t\n- \" * ( ) : ^ + ~ \\", "");
	check("a AND (b OR c) NOT d*", "w(a) w(and) w(b) w(or) w(c) w(not) "
				       "w(d)");
	check("\xee\x80\x80tperu", "w(tperu)*");
	query_parse(&q, &a, "-x", 2, NULL);
	assert_false(q.asks);
	query_parse(&q, &a, "topic:x", 7, NULL);
	assert_true(q.asks);
	arena_free(&a);
}

static void
long_questions_are_cut(void **state)
{
	struct query q;
	struct arena a = { 0 };
	char text[10000];

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "ab "[i % 3];
	query_parse(&q, &a, text, sizeof text, NULL);
	assert_int_equal(q.n, 16);
	memset(text, 'x', sizeof text);
	query_parse(&q, &a, text, sizeof text, NULL);
	assert_int_equal(q.n, 1);
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "x-"[i % 2];
	query_parse(&q, &a, text, sizeof text, NULL);
	assert_int_equal(q.n, 1);
	assert_true(q.term[0].ntokens <= 24);
	arena_free(&a);
}

static void
found(const char *question, const char *text, const char *hit)
{
	struct query q;
	struct arena a = { 0 };
	size_t start, end;
	bool is;

	query_parse(&q, &a, question, strlen(question), NULL);
	is = query_find(&q, text, strlen(text), &start, &end);
	assert_int_equal(is, hit != NULL);
	if (is) {
		assert_int_equal(end - start, strlen(hit));
		assert_memory_equal(text + start, hit, end - start);
	}
	arena_free(&a);
}

static void
the_first_hit_in_a_text_is_found(void **state)
{
	(void)state;
	found("libre", "Per\u00fa Libre, libre", "Libre");
	found("peru", "El Per\u00fa Libre", "Per\u00fa");
	found("cast", "By Castillo", "Castillo");
	found("\"cast\"", "By Castillo", NULL);
	found("\"a b\"", "a a c a a b", "a b");
	found("x -libre", "libre", NULL);
	found("topic:libre", "libre", NULL);
	found("\u805e\u7d19", "\u65b0\u805e\u7d19", "\u805e\u7d19");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_word_may_go_on),
		cmocka_unit_test(quotation_marks_of_all_kinds_make_a_phrase),
		cmocka_unit_test(a_minus_before_a_word_leaves_it_out),
		cmocka_unit_test(filters_are_known_by_their_names),
		cmocka_unit_test(what_means_nothing_is_left_out),
		cmocka_unit_test(long_questions_are_cut),
		cmocka_unit_test(the_first_hit_in_a_text_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
