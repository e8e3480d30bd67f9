#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

static void
blocks_are_aligned_and_apart(void **state)
{
	static const size_t sizes[] = { 1, 0, 3, 100, 1500, 7, 5000, 9, 70000 };
	unsigned char *blocks[900];
	struct arena a = { 0 };
	size_t size;

	(void)state;
	for (size_t i = 0; i < 900; i++) {
		size = sizes[i % 9];
		blocks[i] = arena_alloc(&a, size);
		assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t),
		    0);
		memset(blocks[i], (int)(i % 251), size);
	}
	for (size_t i = 0; i < 900; i++)
		for (size_t k = 0; k < sizes[i % 9]; k++)
			assert_int_equal(blocks[i][k], i % 251);
	arena_free(&a);
	assert_null(a.chunks);
	assert_int_equal(a.left, 0);
	arena_free(&a);
}

static void
copies_and_formats_are_whole_strings(void **state)
{
	struct arena a = { 0 };
	char *bytes;

	(void)state;
	assert_string_equal(arena_strdup(&a, "gazette"), "gazette");
	assert_string_equal(arena_strndup(&a, "gazette", 3), "gaz");
	assert_string_equal(arena_strndup(&a, NULL, 0), "");
	bytes = arena_strndup(&a, "a\0b", 3);
	assert_memory_equal(bytes, "a\0b", 4);
	assert_string_equal(arena_printf(&a, "%s-%03d", "x", 7), "x-007");
	arena_free(&a);
}

static void
calloc_gives_zeros_also_in_used_memory(void **state)
{
	struct arena a = { 0 };
	unsigned char *p;

	(void)state;
	for (int i = 0; i < 200; i++) {
		p = arena_calloc(&a, 10, 17);
		for (size_t k = 0; k < 170; k++)
			assert_int_equal(p[k], 0);
		memset(p, 0xFF, 170);
	}
	arena_free(&a);
}

static void
the_newest_block_grows_in_place(void **state)
{
	struct arena a = { 0 };
	char *p, *q;

	(void)state;
	p = arena_grow(&a, NULL, 0, 20);
	memset(p, 'p', 20);
	q = arena_grow(&a, p, 20, 300);
	assert_ptr_equal(q, p);
	memset(q, 'q', 300);
	assert_ptr_equal(arena_grow(&a, q, 300, 10), q);
	arena_free(&a);
}

static void
an_older_block_is_moved_with_its_content(void **state)
{
	struct arena a = { 0 };
	char *p, *q, *other;

	(void)state;
	p = arena_grow(&a, NULL, 0, 16);
	memcpy(p, "0123456789abcdef", 16);
	other = arena_strdup(&a, "other");
	q = arena_grow(&a, p, 16, 100);
	assert_ptr_not_equal(q, p);
	assert_memory_equal(q, "0123456789abcdef", 16);
	memset(q, 'q', 100);
	assert_string_equal(other, "other");
	arena_free(&a);
}

static void
a_list_can_grow_to_any_length(void **state)
{
	struct arena a = { 0 };
	int *list = NULL;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		list = arena_room(&a, list, (size_t)i, sizeof *list);
		list[i] = i;
		if (i % 1000 == 0)
			arena_alloc(&a, 24);
	}
	for (int i = 0; i < 100000; i++)
		assert_int_equal(list[i], i);
	arena_free(&a);
}

static void
formats_are_whole_wherever_a_chunk_ends(void **state)
{
	struct arena a = { 0 };
	const char *lines[2000];

	(void)state;
	for (int i = 0; i < 2000; i++)
		lines[i] = arena_printf(&a, "%d%*s.", i, i % 131, "");
	for (int i = 0; i < 2000; i++) {
		char line[200];

		snprintf(line, sizeof line, "%d%*s.", i, i % 131, "");
		assert_string_equal(lines[i], line);
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_are_aligned_and_apart),
		cmocka_unit_test(copies_and_formats_are_whole_strings),
		cmocka_unit_test(formats_are_whole_wherever_a_chunk_ends),
		cmocka_unit_test(calloc_gives_zeros_also_in_used_memory),
		cmocka_unit_test(the_newest_block_grows_in_place),
		cmocka_unit_test(an_older_block_is_moved_with_its_content),
		cmocka_unit_test(a_list_can_grow_to_any_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
