#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/fm/fm_plain.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

static void
marks_tags_and_entities_of_a_summary_become_plain_text(void **state)
{
	static const struct {
		const char *line, *plain;
	} cases[] = {
		{ "A *big* __day__ in [Puno](x.md)", "A big day in Puno" },
		{ "<p>A <em>day</em></p>", "A day" },
		{ "a &lt;b&gt; &amp; &#8217;", "a <b> & \u2019" },
		{ "1. May", "1. May" },
		{ "# x * y", "# x * y" },
		{ "- a_b_c", "- a_b_c" },
		{ "> 2 * 3 * 4", "> 2 * 3 * 4" },
		{ "", "" },
		{ "<br>", "" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(fm_plain_line(&a, cases[i].line),
		    cases[i].plain);
	arena_free(&a);
}

static void
of_a_title_only_entities_are_read(void **state)
{
	static const struct {
		const char *line, *plain;
	} cases[] = {
		{ "It&#8217;s *x* <b> [y](z)", "It\u2019s *x* <b> [y](z)" },
		{ "Arts &amp; Culture", "Arts & Culture" },
		{ "AT&T; x", "AT&T; x" },
		{ "`&amp;` \\* https://x.example/",
		    "`&` \\* https://x.example/" },
		{ "# &quot;", "# \"" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(fm_plain_entities(&a, cases[i].line),
		    cases[i].plain);
	arena_free(&a);
}

static void
escaped_text_is_read_the_same(void **state)
{
	static const char *const texts[] = { "a *b* _c_ `d`", "&amp;", "<b>",
		"[x](y) ![z](w)", "\\* \\", "1. x", "~~a~~ [^1] {{< x >}}",
		"https://x.example/a_b_c", "plain", "AT&T" };
	struct arena a = { 0 };
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		buf_clear(&out);
		fm_plain_line_escape(&out, texts[i]);
		assert_string_equal(fm_plain_line(&a, buf_str(&out)), texts[i]);
		buf_clear(&out);
		fm_plain_entities_escape(&out, texts[i]);
		assert_string_equal(fm_plain_entities(&a, buf_str(&out)),
		    texts[i]);
	}
	buf_clear(&out);
	fm_plain_line_escape(&out, "2 * 3: as it is");
	assert_string_equal(buf_str(&out), "2 * 3: as it is");
	buf_free(&out);
	arena_free(&a);
}

/* Markdown takes some of them for its own marks. */
static void
characters_of_private_use_stay(void **state)
{
	static const char *const texts[] = { "\uE000 &;\uE001",
		"&amp;\uE002& &lt;\U0010FFFD", "\uF8FF&nbsp;x" };
	struct arena a = { 0 };
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		buf_clear(&out);
		fm_plain_entities_escape(&out, texts[i]);
		assert_string_equal(fm_plain_entities(&a, buf_str(&out)),
		    texts[i]);
	}
	buf_free(&out);
	arena_free(&a);
}

int
main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_tags_and_entities_of_a_summary_become_plain_text),
		cmocka_unit_test(of_a_title_only_entities_are_read),
		cmocka_unit_test(escaped_text_is_read_the_same),
		cmocka_unit_test(characters_of_private_use_stay),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, NULL, NULL);
}
