#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/fm/fm_split.h"

#include <string.h>

static struct fm_split m;

/* The body of a text, behind its front matter. */
static const char *
body(const char *src)
{
	fm_split_find(&m, src, strlen(src));
	return src + m.body;
}

static void
each_marker_opens_front_matter(void **state)
{
	static const struct {
		const char *src;
		enum fm_split_kind kind;
	} cases[] = {
		{ "---\na: b\n---\nBody", FM_YAML },
		{ "+++\na = 1\n+++\nBody", FM_TOML },
		{ "----\na: b\n----\nBody", FM_YAML },
		{ "----\na: b\n---\nBody", FM_YAML },
		{ "++++++\na = 1\n++++++\nBody", FM_TOML },
		{ "---yaml\na: b\n---\nBody", FM_YAML },
		{ "--- YAML \na: b\n...\nBody", FM_YAML },
		{ "---toml\na = 1\n---\nBody", FM_TOML },
		{ "---json\n{\"a\": 1}\n---\nBody", FM_JSON },
		{ "\n \n---\na: b\n---\nBody", FM_YAML },
		{ "\xEF\xBB\xBF\r\n---\r\na: b\r\n---\r\nBody", FM_YAML },
		{ "{\"a\": \"}\\\"\"}\nBody", FM_JSON },
		{ "{\n  \"a\": {\"b\": 1}\n}\r\nBody", FM_JSON },
		{ "{\"a\": 1} Body", FM_JSON },
		{ "Title: A\nDate: 2021-06-11\n \nBody", FM_HEADERS },
		{ "date: 2021-06-11\ntitle: A\n  and more\n\nBody",
		    FM_HEADERS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *b = body(cases[i].src);

		while (*b == ' ' || *b == '\n')
			b++;
		assert_int_equal(m.kind, cases[i].kind);
		assert_false(m.open);
		assert_string_equal(b, "Body");
	}
}

static void
a_text_that_only_looks_like_it_is_all_body(void **state)
{
	static const char *const texts[] = { "", "Text", "# Title\n\nText",
		"\n---\nprose\n---\nmore", "----\nprose\n----\n",
		"--\na: b\n--\n", " ---\na: b\n---\n", "--- x\na: b\n---\n",
		"{{< figure >}}\n", "{: .class}\n", "Note: this is a text.\n",
		"Title\n=====\n\nText", "Title: A story\nof two lines\n\nText",
		"Source: an agency\n\nText" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_string_equal(body(texts[i]), texts[i]);
		assert_int_equal(m.sure, 0);
		assert_int_equal(m.body_line, 1);
	}
}

static void
what_does_not_end_is_front_matter_up_to_the_first_blank_line(void **state)
{
	static const struct {
		const char *src, *sure, *body;
		size_t line;
	} cases[] = {
		{ "---\ntitle: A\ndraft: true\n\nBody",
		    "title: A\ndraft: true\n", "\nBody", 4 },
		{ "---\ntitle: A\n-----\nBody", "title: A\n", "Body", 4 },
		{ "+++\ntitle = 'A'\n---\nBody", "title = 'A'\n", "Body", 4 },
		{ "---\ntitle: A", "title: A", "", 3 },
		{ "{\"title\": \"A\",\n\"draft\": true\n\nBody",
		    "{\"title\": \"A\",\n\"draft\": true\n", "\nBody", 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_string_equal(body(cases[i].src), cases[i].body);
		assert_true(m.open);
		assert_int_equal(m.body_line, cases[i].line);
		assert_int_equal(m.sure, strlen(cases[i].sure));
		assert_memory_equal(m.text, cases[i].sure, m.sure);
	}
}

static void
a_thematic_break_at_the_top_is_no_front_matter(void **state)
{
	struct fm_values all = { 0 };
	static const char text[] = "---\n\nNo fields here.\n";

	(void)state;
	assert_string_equal(body(text), text);
	assert_true(m.open);
	assert_int_equal(fm_split_values(&m, &all, NULL), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_marker_opens_front_matter),
		cmocka_unit_test(a_text_that_only_looks_like_it_is_all_body),
		cmocka_unit_test(
		    what_does_not_end_is_front_matter_up_to_the_first_blank_line),
		cmocka_unit_test(
		    a_thematic_break_at_the_top_is_no_front_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
