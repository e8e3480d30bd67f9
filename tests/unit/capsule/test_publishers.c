#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "capsule/publishers.h"

#define ONE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define TWO "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct arena arena;
static struct publishers list;
static struct problem why;

static int
parse(const char *text)
{
	memset(&why, 0, sizeof why);
	return publishers_parse(&list, &arena, text, strlen(text), &why);
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
a_line_is_a_role_a_fingerprint_and_a_name(void **state)
{
	const struct publisher *p;

	(void)state;
	assert_int_equal(parse("# who may publish\n\n"
			       "author " ONE " Ana  Torres  # since May\r\n"
			       "\teditor\tSHA256:" TWO " Björn Åkesson"),
	    0);
	assert_int_equal(list.n, 2);
	p = publishers_find(&list, ONE);
	assert_int_equal(p->role, ROLE_AUTHOR);
	assert_string_equal(p->name, "Ana Torres");
	p = publishers_find(&list, TWO);
	assert_int_equal(p->role, ROLE_EDITOR);
	assert_string_equal(p->name, "Björn Åkesson");
	assert_null(publishers_find(&list, ""));
	assert_int_equal(parse(""), 0);
	assert_int_equal(list.n, 0);
}

static void
a_mistake_is_named_with_its_line(void **state)
{
	static const struct {
		const char *text;
		size_t line;
		const char *sentence;
	} mistakes[] = {
		{ "author " ONE " A\nboss " TWO " B\n", 2, "boss" },
		{ "author 0123 A\n", 1, "fingerprint" },
		{ "author\n", 1, "fingerprint" },
		{ "author " ONE " # nobody\n", 1, "name" },
		{ "author " ONE " A\n\neditor " ONE " A\n", 3, "already" },
		{ "author \xff", 0, "text" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		assert_int_equal(parse(mistakes[i].text), -1);
		assert_int_equal(why.line, mistakes[i].line);
		assert_non_null(strstr(why.sentence, mistakes[i].sentence));
	}
}

static void
roles_have_names(void **state)
{
	(void)state;
	for (enum role r = ROLE_AUTHOR; r <= ROLE_ADMIN; r++)
		assert_int_equal(role_of(role_name(r)), r);
	assert_int_equal(role_of(""), ROLE_NONE);
	assert_int_equal(role_of("root"), ROLE_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_a_role_a_fingerprint_and_a_name),
		cmocka_unit_test(a_mistake_is_named_with_its_line),
		cmocka_unit_test(roles_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
