#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "page/link_list.h"

static void
add_ref(struct link_list *r, const char *url, const char *label)
{
	bool fresh;

	link_list_to(r, url, &fresh);
	if (!fresh)
		return;
	buf_adds(&r->labels, label);
	link_list_labelled(r);
}

static void
one_address_counts_once_in_a_block_and_its_first_label_wins(void **state)
{
	struct link_list r = { 0 };

	(void)state;
	add_ref(&r, "https://a.example/", "first");
	add_ref(&r, "https://b.example/", "other");
	add_ref(&r, "https://a.example/", "second");
	assert_int_equal(r.n, 2);
	assert_int_equal(r.list[0].len, 5);
	assert_memory_equal(link_list_label(&r, &r.list[0]), "first", 5);
	assert_memory_equal(link_list_label(&r, &r.list[1]), "other", 5);
	assert_int_equal(r.list[1].number, 2);
	link_list_free(&r);
}

static void
the_next_block_counts_it_again(void **state)
{
	struct link_list r = { 0 };
	bool fresh;

	(void)state;
	add_ref(&r, "/a/x", "x");
	link_list_block(&r);
	assert_int_equal(link_list_to(&r, "/a/x", &fresh)->number, 2);
	assert_true(fresh);
	link_list_labelled(&r);
	assert_int_equal(link_list_to(&r, "/a/x", &fresh)->number, 2);
	assert_false(fresh);
	assert_int_equal(r.n, 2);
	link_list_free(&r);
}

static void
numbers_go_on_when_the_list_is_cleared(void **state)
{
	struct link_list r = { 0 };
	bool fresh;

	(void)state;
	add_ref(&r, "/a/x", "x");
	link_list_clear(&r);
	assert_int_equal(r.n, 0);
	assert_int_equal(link_list_to(&r, "/a/x", &fresh)->number, 2);
	assert_true(fresh);
	link_list_free(&r);
}

static void
a_block_may_have_a_hundred_thousand_links(void **state)
{
	static char urls[100000][16];
	struct link_list r = { 0 };
	bool fresh;

	(void)state;
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < 100000; i++) {
			snprintf(urls[i], sizeof urls[i], "/a/%zu", i);
			assert_int_equal(
			    link_list_to(&r, urls[i], &fresh)->number, i + 1);
			assert_int_equal(fresh, round == 0);
			if (fresh)
				link_list_labelled(&r);
		}
	link_list_free(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    one_address_counts_once_in_a_block_and_its_first_label_wins),
		cmocka_unit_test(the_next_block_counts_it_again),
		cmocka_unit_test(numbers_go_on_when_the_list_is_cleared),
		cmocka_unit_test(a_block_may_have_a_hundred_thousand_links),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
