#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "markdown/line_class.h"

/* One letter for each line: b(lank), t(ext), c(ode). */
static void
assert_kinds(const char *src, const char *expected)
{
	struct line_class c = { 0 };
	char kinds[64];
	size_t n = 0;

	while (*src != '\0') {
		size_t len = strcspn(src, "\n");

		kinds[n++] = "btc"[line_class_next(&c, src, len)];
		src += len + (src[len] == '\n');
	}
	kinds[n] = '\0';
	assert_string_equal(kinds, expected);
}

static void
fences_enclose_code(void **state)
{
	(void)state;
	assert_kinds("a\n```x\n\n# b\n```\nc\n", "tcccct");
	assert_kinds("~~~~\n~~~\n````\n~~~~ x\n~~~~~ \na\n", "ccccct");
	assert_kinds("``` a`b\nc\n", "tt");
	assert_kinds("``\nc\n", "tt");
	assert_kinds("```\nto the end\n", "cc");
}

static void
no_fence_begins_in_raw_html(void **state)
{
	(void)state;
	assert_kinds("<pre>\n```\n</pre>\n\n[^1]: a\n", "tttbt");
	assert_kinds("<PRE class=x>\na\n\n~~~\n</Pre>\n```\nb\n", "ttbttcc");
	assert_kinds("<div>\n```\n\na\n", "ttbt");
	assert_kinds("</div>\n```\n\n```\n", "ttbc");
	assert_kinds("<!-- a\n\n```\n-->\nb\n", "tbttt");
	assert_kinds("<!-- a -->\n```\nb\n", "tcc");
	assert_kinds("> <div>\n> ```\n```\na\n", "ttcc");
	assert_kinds("- <pre>\n  ```\n- ```\n  a\n", "ttcc");
	assert_kinds("<b>a</b>\n```\nb\n", "tcc");
	assert_kinds("<https://a.example>\n```\nb\n", "tcc");
	assert_kinds("<prefix>\n```\nb\n", "tcc");
}

static void
indented_lines_are_code_but_not_below_a_paragraph(void **state)
{
	(void)state;
	assert_kinds("    a\n\n\tb\nc\n    d\n", "cbctt");
	assert_kinds("# h\n    a\n---\n    b\n", "tctc");
}

static void
lists_move_the_margin(void **state)
{
	(void)state;
	assert_kinds("- a\n\n    b\n\n      c\n", "tbtbc");
	assert_kinds("1. a\n\n   ```\n   b\n   ```\n   c\n", "tbccct");
	assert_kinds("-     a\n", "c");
	assert_kinds("- ```\n  a\nb\n", "cct");
	assert_kinds("* * *\n    a\n", "tc");
}

static void
a_fence_ends_with_its_quote(void **state)
{
	(void)state;
	assert_kinds("> ```\n> a\n> ```\n> b\n", "ccct");
	assert_kinds("> ```\n> a\nb\n", "cct");
	assert_kinds("> ```\n\nb\n", "cbt");
	assert_kinds(">     a\n", "c");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fences_enclose_code),
		cmocka_unit_test(no_fence_begins_in_raw_html),
		cmocka_unit_test(
		    indented_lines_are_code_but_not_below_a_paragraph),
		cmocka_unit_test(lists_move_the_margin),
		cmocka_unit_test(a_fence_ends_with_its_quote),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
