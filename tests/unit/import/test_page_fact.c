#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/article/page_fact.h"
#include "import/article/page_facts.h"

static void
a_host_is_the_page_s_own_as_a_whole_only(void **state)
{
	static const struct page_facts f = { .url = "https://ferry.example/a/1",
		.base = "" };
	static const char *const own[] = { "/b", "https://ferry.example",
		"https://ferry.example/b", "https://ferry.example?b=1",
		"https://ferry.example#b" };
	static const char *const others[] = { "//other.example/b",
		"https://ferry.example.org/b", "https://ferry.example:8443/b",
		"https://ferry.examples/b", "" };

	(void)state;
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (!page_fact_is_own_site(&f, own[i]))
			fail_msg("not its own: %s", own[i]);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (page_fact_is_own_site(&f, others[i]))
			fail_msg("its own: %s", others[i]);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_host_is_the_page_s_own_as_a_whole_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
