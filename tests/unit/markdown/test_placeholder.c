#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "markdown/placeholder.h"

/* "a {note 3} b {made} c", as the parser would be given it. */
static void
fill(struct placeholders *all, struct buf *out)
{
	const struct placeholder note = { "[^x]", 4, 3, false, false };
	const struct placeholder made = { "{{m}}", 5, 0, true, false };

	buf_adds(out, "a ");
	placeholder_add(all, &note, out);
	buf_adds(out, " b" PIPE_MARK " ");
	placeholder_add(all, &made, out);
	buf_adds(out, "made");
	placeholder_nothing(out);
	buf_adds(out, " c");
}

static void
text_shows_what_stands_for_them(void **state)
{
	struct placeholders all = { 0 };
	struct buf src = { 0 }, out = { 0 };
	struct text_part part;
	const char *s;

	(void)state;
	fill(&all, &src);
	for (s = src.data;
	     placeholder_next(&all, &s, src.data + src.len, &part);)
		if (part.note > 0)
			buf_addf(&out, "<%d>", part.note);
		else
			buf_addf(&out, part.pipe ? "<%.*s>" : "%.*s",
			    (int)part.len, part.s);
	assert_string_equal(buf_str(&out), "a <3> b<|> made c");
	buf_free(&src);
	buf_free(&out);
	placeholders_free(&all);
}

static void
code_shows_what_the_author_wrote(void **state)
{
	struct placeholders all = { 0 };
	struct buf src = { 0 }, out = { 0 };

	(void)state;
	fill(&all, &src);
	placeholder_restore(&all, src.data, src.len, false, &out);
	assert_string_equal(buf_str(&out), "a [^x] b\\| {{m}} c");
	buf_clear(&out);
	placeholder_restore(&all, src.data, src.len, true, &out);
	assert_string_equal(buf_str(&out), "a [^x] b| {{m}} c");
	buf_free(&src);
	buf_free(&out);
	placeholders_free(&all);
}

static void
addresses_hold_only_what_was_made(void **state)
{
	struct placeholders all = { 0 };
	struct buf src = { 0 }, out = { 0 };

	(void)state;
	fill(&all, &src);
	placeholder_drop(&all, src.data, src.len, &out);
	assert_string_equal(buf_str(&out), "a [^x] b| made c");
	buf_free(&src);
	buf_free(&out);
	placeholders_free(&all);
}

static void
marks_that_are_none_stay(void **state)
{
	static const char *const texts[] = { OPEN_MARK, OPEN_MARK "9",
		OPEN_MARK "9" SHUT_MARK, SHUT_MARK, OPEN_MARK "x" SHUT_MARK,
		"\xEE", "\xEE\x80", "\xEE\x81\x80" };
	struct placeholders all = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buf out = { 0 };

		placeholder_restore(&all, texts[i], strlen(texts[i]), false,
		    &out);
		assert_string_equal(buf_str(&out), texts[i]);
		buf_free(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_shows_what_stands_for_them),
		cmocka_unit_test(code_shows_what_the_author_wrote),
		cmocka_unit_test(addresses_hold_only_what_was_made),
		cmocka_unit_test(marks_that_are_none_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
