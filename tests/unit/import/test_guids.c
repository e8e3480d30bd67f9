#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/feed/guids.h"

static void
a_guid_of_several_entries_is_shared(void **state)
{
	struct guids g = { 0 };

	(void)state;
	assert_false(guids_shared(&g, "1"));
	guids_add(&g, "2", "/b");
	guids_add(&g, "1", "/c");
	guids_add(&g, "12", "/d");
	guids_add(&g, "1", "/a");
	guids_add(&g, "", "/x");
	guids_add(&g, "", "/y");
	assert_true(guids_shared(&g, "1"));
	assert_false(guids_shared(&g, "2"));
	assert_false(guids_shared(&g, "12"));
	assert_false(guids_shared(&g, "3"));
	assert_false(guids_shared(&g, ""));
	guids_free(&g);
}

static void
an_entry_that_stands_there_twice_keeps_its_guid(void **state)
{
	struct guids g = { 0 };

	(void)state;
	for (int i = 0; i < 100; i++)
		guids_add(&g, "1", "/a");
	guids_add(&g, "2", "/b");
	assert_false(guids_shared(&g, "1"));
	guids_free(&g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_guid_of_several_entries_is_shared),
		cmocka_unit_test(
		    an_entry_that_stands_there_twice_keeps_its_guid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
