#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/fm/yaml_words.h"

#include <string.h>

#include "base/buf.h"
#include "capsule/fm/fm_yaml.h"

/* The words for what libyaml finds wrong with a text. */
static void
assert_words(const char *src, size_t line, const char *words)
{
	struct arena a = { 0 };
	struct fm_values all = { .arena = &a };
	struct problem why = { 0 };

	assert_int_equal(fm_yaml_read(&all, src, strlen(src), 1, &why), -1);
	assert_string_equal(why.sentence, words);
	assert_int_equal(why.line, line);
	arena_free(&a);
}

static void
each_common_mistake_is_told_as_what_to_do(void **state)
{
	(void)state;
	assert_words("date: 2021\ntitle: Resignation: she leaves\n", 2,
	    "put the title between quotes: it has a colon");
	assert_words("title: @home\n", 1,
	    "put the title between quotes: it begins with a character that "
	    "YAML keeps for itself");
	assert_words("title: *bold* words\n", 1,
	    "put the title between quotes: it begins with '*' or '&'");
	assert_words("title: *bold\n", 1,
	    "put it between quotes: '*bold' stands for a value of that name, "
	    "and there is none");
	assert_words("topics: [A, B\ndate: 2021\n", 1,
	    "the list of topics is not closed: ']' is missing, or a comma in "
	    "it");
	assert_words("title: \"A\ndate: 2021\n", 1,
	    "the quotes of title are not closed");
	assert_words("title: \"C:\\data\"\n", 1,
	    "the title has a backslash between double quotes: write two, or "
	    "use single quotes");
	assert_words("title: A\n\tdate: 2021\n", 2,
	    "a tab stands at the beginning: indent with blanks");
	assert_words("title: A\nno colon here\n", 2,
	    "a line has no colon: want 'key: value'");
	assert_words("title: \"A\" b\n", 1,
	    "this line stands further left or right than those beside it, or "
	    "something follows a closing quote");
	assert_words("title: \xFF\n", 1,
	    "this is not UTF-8: save the file as UTF-8");
}

static void
what_has_no_translation_stands_as_it_is(void **state)
{
	struct buf out = { 0 };

	(void)state;
	yaml_words(&out, "found a new thing", "while scanning", "a: b", 4);
	assert_string_equal(buf_str(&out),
	    "YAML: found a new thing while scanning");
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_common_mistake_is_told_as_what_to_do),
		cmocka_unit_test(what_has_no_translation_stands_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
