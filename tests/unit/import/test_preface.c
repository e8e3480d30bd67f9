#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "import/html/preface.h"

#define PAGE "<!DOCTYPE html>\n<html><title>t</title>x</html>"

static void
notices_stand_before_the_page(void **state)
{
	static const char *const before[] = {
		"<br />\n<b>Notice</b>: Undefined index in <b>/x.php</b><br "
		"/>\n",
		"Warning: x in /y.php on line 3\n",
		"<!-- <div> --><B>Fatal error</B>: a < 3 in "
		"<a href='function.include'>include</a>\n",
		"<font size='1'><table class='xdebug-error'><tr><th>Notice</th>"
		"</tr></table></font>\n",
		"<?xml version='1.0'?>\n<pre>Deprecated</pre>",
	};
	struct buf page = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
		buf_clear(&page);
		buf_addf(&page, "%s%s", before[i], PAGE);
		assert_int_equal(preface_len(buf_str(&page)),
		    strlen(before[i]));
	}
	buf_free(&page);
}

static void
what_may_be_content_stays(void **state)
{
	static const char *const pages[] = { "", "text", "<", "<!--", "<!",
		PAGE, " \n<!-- saved -->" PAGE, "<?xml version='1.0'?>" PAGE,
		"<h1>A headline</h1>" PAGE, "<div>text</div>" PAGE,
		"<article>" PAGE, "A page begins with <!DOCTYPE html> always.",
		"A page begins with <!DOCTYPE html", "<b>Notice</b>: no page" };
	struct buf page = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		assert_int_equal(preface_len(pages[i]), 0);
	for (int i = 0; i < 20000; i++)
		buf_adds(&page, "<b>x");
	buf_adds(&page, PAGE);
	assert_int_equal(preface_len(buf_str(&page)), 0);
	buf_free(&page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notices_stand_before_the_page),
		cmocka_unit_test(what_may_be_content_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
