#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <libxml/HTMLparser.h>

#include "base/arena.h"
#include "import/article/link_kind.h"

static const struct {
	const char *href;
	enum link_kind is;
} cases[] = {
	{ "/2024/03/the-dredger", LINK_OTHER },
	{ "/tag/harbour", LINK_TOPIC },
	{ "https://www.facebook.com/sharer.php?u=x", LINK_SHARE },
	{ "mailto:?subject=x", LINK_SHARE },
	{ "mailto:ada@ferry.example", LINK_MAIL },
	{ "https://twitter.com/ferry", LINK_PROFILE },
	{ "https://www.facebook.com/ferry/", LINK_PROFILE },
	{ "https://t.me/ferry?x=1", LINK_PROFILE },
	{ "https://twitter.com/ferry/status/1", LINK_OTHER },
	{ "https://www.youtube.com/watch?v=1", LINK_OTHER },
	{ "https://t.me/", LINK_OTHER },
	{ "#part-2", LINK_FRAGMENT },
	{ "#", LINK_NOWHERE },
	{ "javascript:share()", LINK_NOWHERE },
};

static void
links_are_told_by_where_they_lead(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = { 0 };
		xmlNode *link = xmlNewNode(NULL, (const xmlChar *)"a");

		xmlNewProp(link, (const xmlChar *)"href",
		    (const xmlChar *)cases[i].href);
		if (link_kind_of(&a, link) != cases[i].is)
			fail_msg("%s: %d", cases[i].href,
			    (int)link_kind_of(&a, link));
		xmlFreeNode(link);
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_are_told_by_where_they_lead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
