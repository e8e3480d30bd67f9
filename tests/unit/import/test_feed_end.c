#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "import/feed/feed_end.h"

static bool
has(const char *feed)
{
	return feed_has_end(feed, strlen(feed));
}

static void
feeds_of_all_kinds_have_their_end(void **state)
{
	(void)state;
	assert_true(has("<rss><channel></channel></rss>"));
	assert_true(has("<feed></feed>\n<!-- served by a cache -->"));
	assert_true(has("<rdf:RDF></rdf:RDF>"));
	assert_true(has("<a:feed xmlns:a='x'></a:feed\n >"));
	assert_true(has("<RDF></RDF>"));
}

static void
a_feed_cut_anywhere_has_none(void **state)
{
	static const char feed[] = "<rss><feedburner:info/><title>rss</title>"
				   "<item></item><a></feeds></rss>";

	(void)state;
	for (size_t n = 0; n < sizeof feed - 1; n++)
		assert_false(feed_has_end(feed, n));
	assert_true(has(feed));
}

static void
the_ends_of_other_tags_are_none_of_it(void **state)
{
	(void)state;
	assert_false(has("</html>"));
	assert_false(has("</rss2>"));
	assert_false(has("</rss:x>"));
	assert_false(has("<rss></channel"));
	assert_false(has("</<rss>"));
	assert_false(has("</"));
	assert_false(has(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(feeds_of_all_kinds_have_their_end),
		cmocka_unit_test(a_feed_cut_anywhere_has_none),
		cmocka_unit_test(the_ends_of_other_tags_are_none_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
