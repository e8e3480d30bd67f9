#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "import/item_list.h"
#include "text/date.h"

/* An item of that day, "" for none, told from the others by its title. */
static void
add(struct item_list *l, const char *day, const char *title)
{
	struct item it;

	item_init(&it);
	if (*day != '\0')
		assert_int_equal(date_parse(&it.front.date, day, strlen(day)),
		    0);
	it.front.title = title;
	item_list_take(l, &it);
	assert_string_equal(it.front.title, "");
	item_free(&it);
}

static void
the_newest_comes_first(void **state)
{
	struct item_list l = { 0 };

	(void)state;
	add(&l, "2021-06-01", "c");
	add(&l, "2021-06-03", "a");
	add(&l, "2021-06-02", "b");
	add(&l, "1969-06-02", "d");
	item_list_sort(&l);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(l.list[i].front.title[0], 'a' + i);
	item_list_free(&l);
	assert_int_equal(l.n, 0);
}

static void
of_one_moment_the_order_of_the_source_stays(void **state)
{
	struct item_list l = { 0 };

	(void)state;
	for (size_t i = 0; i < 100; i++)
		add(&l, i % 2 == 0 ? "2021-06-01" : "2021-06-02",
		    i % 2 == 0 ? "old" : "new");
	for (size_t i = 0; i < 100; i++)
		l.list[i].front.weight = (long)i;
	item_list_sort(&l);
	for (size_t i = 1; i < 100; i++)
		if (i != 50)
			assert_true(l.list[i].front.weight >
				    l.list[i - 1].front.weight);
	assert_string_equal(l.list[49].front.title, "new");
	assert_string_equal(l.list[50].front.title, "old");
	item_list_free(&l);
}

static void
one_without_a_date_leaves_all_as_they_are(void **state)
{
	struct item_list l = { 0 };

	(void)state;
	add(&l, "2021-06-01", "a");
	add(&l, "", "b");
	add(&l, "2021-06-03", "c");
	item_list_sort(&l);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(l.list[i].front.title[0], 'a' + i);
	item_list_free(&l);
}

static void
an_empty_list_can_be_sorted_and_freed(void **state)
{
	struct item_list l = { 0 };

	(void)state;
	item_list_sort(&l);
	item_list_free(&l);
	item_list_free(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_comes_first),
		cmocka_unit_test(of_one_moment_the_order_of_the_source_stays),
		cmocka_unit_test(one_without_a_date_leaves_all_as_they_are),
		cmocka_unit_test(an_empty_list_can_be_sorted_and_freed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
