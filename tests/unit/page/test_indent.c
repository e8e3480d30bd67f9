#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "page/indent.h"
#include "page/page.h"

static void
assert_prefix(struct block b, const char *first, const char *rest)
{
	struct indent p;

	indent_of(&p, &b);
	assert_string_equal(p.first, first);
	assert_string_equal(p.rest, rest);
	assert_int_equal(p.first_len, strlen(first));
	assert_int_equal(p.rest_len, strlen(rest));
}

static void
a_block_of_the_top_has_none(void **state)
{
	(void)state;
	assert_prefix((struct block){ 0 }, "", "");
}

static void
items_hang_below_their_marks(void **state)
{
	(void)state;
	assert_prefix((struct block){ .lists = 1, .first = true }, "  * ",
	    "    ");
	assert_prefix((struct block){ .lists = 1 }, "    ", "    ");
	assert_prefix((struct block){ .lists = 2, .first = true }, "    * ",
	    "      ");
}

static void
numbers_stand_to_the_right(void **state)
{
	struct block b = { .lists = 1, .first = true, .ordered = true };

	(void)state;
	b.number = 3;
	assert_prefix(b, " 3. ", "    ");
	b.number = 10;
	assert_prefix(b, "10. ", "    ");
	b.number = 100;
	assert_prefix(b, "100. ", "     ");
	b.number = 0;
	b.lists = 2;
	assert_prefix(b, "   0. ", "      ");
}

static void
quotes_stand_on_every_line(void **state)
{
	(void)state;
	assert_prefix((struct block){ .quotes = 1 }, "  > ", "  > ");
	assert_prefix((struct block){ .quotes = 2 }, "  > > ", "  > > ");
}

static void
a_list_in_a_quote_is_not_a_quote_in_a_list(void **state)
{
	(void)state;
	assert_prefix((struct block){ .quotes = 1, .lists = 1, .first = true },
	    "  >   * ", "  >     ");
	assert_prefix((struct block){ .quotes = 1,
			  .lists = 1,
			  .outer = 1,
			  .first = true },
	    "  * > ", "    > ");
	assert_prefix((struct block){ .quotes = 1, .lists = 1, .outer = 1 },
	    "    > ", "    > ");
	assert_prefix((struct block){ .quotes = 1,
			  .lists = 2,
			  .outer = 1,
			  .first = true },
	    "    >   * ", "    >     ");
}

static void
no_depth_takes_more_than_half_of_the_width(void **state)
{
	struct indent p;

	(void)state;
	for (int quotes = 0; quotes < 20; quotes++)
		for (int lists = 0; lists < 20; lists++)
			for (int outer = 0; outer <= lists; outer++) {
				struct block b = { .quotes = quotes,
					.lists = lists,
					.outer = outer,
					.first = true };

				indent_of(&p, &b);
				assert_true(p.first_len <= 33);
				assert_int_equal(p.rest_len, p.first_len);
			}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_block_of_the_top_has_none),
		cmocka_unit_test(items_hang_below_their_marks),
		cmocka_unit_test(numbers_stand_to_the_right),
		cmocka_unit_test(quotes_stand_on_every_line),
		cmocka_unit_test(a_list_in_a_quote_is_not_a_quote_in_a_list),
		cmocka_unit_test(no_depth_takes_more_than_half_of_the_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
