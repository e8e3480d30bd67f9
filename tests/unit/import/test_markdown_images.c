#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "import/images/markdown_images.h"

static struct buf text, asked;

static int
forget(void **state)
{
	(void)state;
	buf_free(&text);
	buf_free(&asked);
	return 0;
}

static enum image_fate
stays(void *ctx, struct buf *url, struct buf *alt)
{
	(void)ctx;
	buf_addf(&asked, "%s=%s;", buf_str(url), buf_str(alt));
	return IMAGE_STAYS;
}

static enum image_fate
goes(void *ctx, struct buf *url, struct buf *alt)
{
	(void)ctx;
	(void)url;
	(void)alt;
	return IMAGE_GOES;
}

static enum image_fate
moves(void *ctx, struct buf *url, struct buf *alt)
{
	(void)ctx;
	(void)alt;
	buf_clear(url);
	buf_adds(url, "/n(1)");
	return IMAGE_CHANGES;
}

static enum image_fate
is_described(void *ctx, struct buf *url, struct buf *alt)
{
	(void)ctx;
	(void)url;
	buf_adds(alt, " (5 KB)");
	return IMAGE_CHANGES;
}

static const char *
after(image_judge *judge, const char *markdown)
{
	buf_clear(&text);
	buf_clear(&asked);
	buf_adds(&text, markdown);
	markdown_images(&text, judge, NULL);
	return buf_str(&text);
}

static void
each_picture_is_asked_about_with_what_it_means(void **state)
{
	static const char source[] =
	    "A ![b\\_c](http://m.example/a\\(1\\)?x&amp;y \"T\") d\n\n"
	    "## ![](p.png)\n\n"
	    "  - ![*e* `f`](<q q.png>)\n\n"
	    "> | ![g](r.png) | ![h](s.png) |\n";

	(void)state;
	assert_string_equal(after(stays, source), source);
	assert_string_equal(buf_str(&asked),
	    "http://m.example/a(1)?x&y=b_c;p.png=;q q.png=e f;"
	    "r.png=g;s.png=h;");
}

static void
an_address_changes_and_all_else_stays(void **state)
{
	(void)state;
	assert_string_equal(after(moves, "x *y* ![a\\_b](u.png \"t\") z\n"),
	    "x *y* ![a\\_b](/n\\(1\\) \"t\") z\n");
	assert_string_equal(after(moves, "[![a](u.png)](v.html)\n"),
	    "[![a](/n\\(1\\))](v.html)\n");
}

static void
words_change_and_are_written_as_text(void **state)
{
	(void)state;
	assert_string_equal(after(is_described, "![a\\*b\\*](u.png)\n"),
	    "![a\\*b\\* (5 KB)](u.png)\n");
	assert_string_equal(after(is_described, "| ![a\\|b](u.png) |\n"),
	    "| ![a\\|b (5 KB)](u.png) |\n");
}

static void
pictures_in_code_are_no_pictures(void **state)
{
	static const char source[] = "`![a](u.png)` ![b](v.png) "
				     "``![c](w.png) ` ``\n\n"
				     "``` \n![d](v.png)\n```\n\n"
				     "    ![e](v.png)\n\n\\![f](v.png)\n";

	(void)state;
	after(stays, source);
	assert_string_equal(buf_str(&asked), "v.png=b;");
}

static void
a_picture_that_goes_takes_its_line_along(void **state)
{
	(void)state;
	assert_string_equal(after(goes, "a\n\n![b](u.png)\n\nc\n"), "a\n\nc\n");
	assert_string_equal(after(goes, "![b](u.png)\n"), "");
	assert_string_equal(after(goes, "a ![b](u.png) c\n"), "a  c\n");
	assert_string_equal(after(goes, "![b](u.png)![c](v.png)\n"), "\n");
}

static void
a_link_keeps_the_words_of_its_picture(void **state)
{
	(void)state;
	assert_string_equal(after(goes, "[![b](u.png)](v.html)\n"),
	    "[b](v.html)\n");
	assert_string_equal(after(goes, "x [![](u.png)](u-large.JPG?w=1) y\n"),
	    "x  y\n");
	assert_string_equal(after(goes, "[![](u.png)](http://m.example/a_b)\n"),
	    "[m.example/a\\_b](http://m.example/a_b)\n");
	assert_string_equal(after(goes, "[![b](u.png) c](v.html)\n"),
	    "[ c](v.html)\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_picture_is_asked_about_with_what_it_means),
		cmocka_unit_test(an_address_changes_and_all_else_stays),
		cmocka_unit_test(words_change_and_are_written_as_text),
		cmocka_unit_test(pictures_in_code_are_no_pictures),
		cmocka_unit_test(a_picture_that_goes_takes_its_line_along),
		cmocka_unit_test(a_link_keeps_the_words_of_its_picture),
	};

	return cmocka_run_group_tests(tests, NULL, forget);
}
