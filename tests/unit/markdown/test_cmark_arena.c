#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "markdown/cmark_arena.h"

static void
memory_is_zeroed_and_aligned(void **state)
{
	cmark_mem *mem = cmark_arena_begin();

	(void)state;
	memset(mem->realloc(NULL, 1000), 0xFF, 1000);
	cmark_arena_end();
	mem = cmark_arena_begin();
	for (size_t i = 1; i < 100; i++) {
		unsigned char *p = mem->calloc(i, 3);

		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t n = 0; n < i * 3; n++)
			assert_int_equal(p[n], 0);
		memset(p, 0xFF, i * 3);
	}
	cmark_arena_end();
}

static void
a_block_that_grows_keeps_its_bytes(void **state)
{
	cmark_mem *mem = cmark_arena_begin();
	char *p = mem->realloc(NULL, 3), *other;

	(void)state;
	memcpy(p, "ab", 3);
	p = mem->realloc(p, 100);
	other = mem->calloc(1, 10);
	p = mem->realloc(p, 200);
	assert_string_equal(p, "ab");
	p = mem->realloc(p, 1000 * 1000);
	assert_string_equal(p, "ab");
	memset(p, 'x', 1000 * 1000);
	p = mem->realloc(p, 4);
	assert_int_equal(p[3], 'x');
	assert_int_equal(other[9], 0);
	cmark_arena_end();
}

static void
the_newest_block_is_taken_back(void **state)
{
	cmark_mem *mem = cmark_arena_begin();
	void *a = mem->calloc(1, 10), *b = mem->calloc(1, 10);

	(void)state;
	mem->free(b);
	assert_ptr_equal(mem->calloc(1, 10), b);
	mem->free(a);
	mem->free(NULL);
	assert_ptr_not_equal(mem->calloc(1, 10), a);
	cmark_arena_end();
}

static void
blocks_of_any_size_are_apart(void **state)
{
	enum { SIZES = 22, MANY = 50 * 1000, SMALL = 150 };
	static unsigned char *block[SIZES + MANY];
	cmark_mem *mem = cmark_arena_begin();
	size_t n = 0;

	(void)state;
	for (size_t size = 0; n < SIZES; size = size * 2 + 1, n++) {
		block[n] = mem->calloc(1, size);
		memset(block[n], (int)n, size);
	}
	for (; n < SIZES + MANY; n++) {
		block[n] = mem->calloc(1, SMALL);
		memset(block[n], (int)(n % 251), SMALL);
	}
	for (size_t i = 0, size = 0; i < SIZES; size = size * 2 + 1, i++)
		for (size_t k = 0; k < size; k++)
			assert_true(block[i][k] == i);
	for (size_t i = SIZES; i < SIZES + MANY; i++)
		for (size_t k = 0; k < SMALL; k++)
			assert_true(block[i][k] == i % 251);
	cmark_arena_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(a_block_that_grows_keeps_its_bytes),
		cmocka_unit_test(the_newest_block_is_taken_back),
		cmocka_unit_test(blocks_of_any_size_are_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
