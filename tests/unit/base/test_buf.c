#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/problem.h"

static void
an_empty_buf_is_an_empty_string_and_free_is_harmless(void **state)
{
	struct buf b = { 0 };

	(void)state;
	assert_string_equal(buf_str(&b), "");
	buf_cut(&b, 0);
	buf_clear(&b);
	buf_free(&b);
	buf_free(&b);
	assert_null(b.data);
}

static void
whatever_is_added_a_nul_follows(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_add(&b, NULL, 0);
	assert_string_equal(b.data, "");
	buf_adds(&b, "ab");
	buf_addc(&b, 'c');
	buf_fill(&b, '-', 3);
	buf_addf(&b, "%d%s", 42, "x");
	buf_add(&b, "y\0z", 3);
	assert_int_equal(b.len, 12);
	assert_memory_equal(b.data, "abc---42xy\0z", 13);
	buf_free(&b);
}

static void
many_single_bytes_and_long_formats_fit(void **state)
{
	struct buf b = { 0 };
	char text[5000];

	(void)state;
	for (int i = 0; i < 100000; i++) {
		buf_addc(&b, (char)('a' + i % 26));
		assert_true(b.len < b.cap);
		assert_int_equal(b.data[b.len], '\0');
	}
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	buf_clear(&b);
	buf_addf(&b, "<%s>", text);
	assert_int_equal(b.len, 5001);
	assert_int_equal(b.data[5000], '>');
	assert_int_equal(b.data[99999 % 26], 'x');
	buf_free(&b);
}

static void
a_cut_shortens_and_never_lengthens(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_adds(&b, "gazette");
	buf_cut(&b, 9);
	assert_string_equal(b.data, "gazette");
	buf_cut(&b, 3);
	assert_string_equal(b.data, "gaz");
	assert_int_equal(b.len, 3);
	buf_clear(&b);
	assert_string_equal(buf_str(&b), "");
	buf_free(&b);
}

/* A file of that many bytes, counting through the alphabet. */
static void
make_file(char path[static 32], size_t size)
{
	int fd;

	memcpy(path, "/tmp/chasqui-buf-XXXXXX", 24);
	fd = mkstemp(path);
	assert_int_not_equal(fd, -1);
	for (size_t i = 0; i < size; i++) {
		char c = (char)('a' + i % 26);

		assert_int_equal(write(fd, &c, 1), 1);
	}
	close(fd);
}

static void
a_file_is_read_up_to_the_limit_and_no_further(void **state)
{
	struct problem why = { 0 };
	struct buf b = { 0 };
	char path[32];

	(void)state;
	make_file(path, 1000);
	buf_adds(&b, "before");
	assert_int_equal(buf_read_file(&b, path, 1000, &why), 0);
	assert_int_equal(b.len, 1006);
	assert_memory_equal(b.data, "beforeabc", 9);
	buf_clear(&b);
	assert_int_equal(buf_read_file(&b, path, 999, &why), -1);
	assert_string_equal(why.file, path);
	assert_string_equal(why.sentence, "is longer than 999 bytes");
	assert_int_equal(b.len, 999);
	buf_clear(&b);
	assert_int_equal(buf_read_file(&b, path, SIZE_MAX, NULL), 0);
	assert_int_equal(b.len, 1000);
	unlink(path);
	buf_free(&b);
}

static void
a_pipe_is_read_to_its_end(void **state)
{
	struct buf b = { 0 };
	char text[3000];
	int ends[2];

	(void)state;
	memset(text, 'p', sizeof text);
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < 10; i++)
		assert_int_equal(write(ends[1], text, sizeof text), 3000);
	close(ends[1]);
	assert_int_equal(buf_read_fd(&b, ends[0], 30000, NULL), 0);
	assert_int_equal(b.len, 30000);
	close(ends[0]);
	buf_free(&b);
}

static void
what_is_no_file_is_refused_and_not_waited_for(void **state)
{
	struct problem why = { 0 };
	struct buf b = { 0 };
	char path[32];

	(void)state;
	assert_int_equal(buf_read_file(&b, "/tmp", 10, &why), -1);
	assert_string_equal(why.sentence, "is a folder, not a file");
	make_file(path, 0);
	unlink(path);
	why = (struct problem){ 0 };
	assert_int_equal(buf_read_file(&b, path, 10, &why), -1);
	assert_string_equal(why.sentence,
	    "cannot be opened: No such file or directory");
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(buf_read_file(&b, path, 10, &why), -1);
	assert_string_equal(why.sentence, "is not a regular file");
	assert_string_equal(why.file, path);
	unlink(path);
	assert_int_equal(buf_read_file(&b, "/dev/zero", 10, &why), -1);
	assert_int_equal(buf_read_fd(&b, -1, 10, &why), -1);
	assert_int_equal(b.len, 0);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_empty_buf_is_an_empty_string_and_free_is_harmless),
		cmocka_unit_test(whatever_is_added_a_nul_follows),
		cmocka_unit_test(many_single_bytes_and_long_formats_fit),
		cmocka_unit_test(a_cut_shortens_and_never_lengthens),
		cmocka_unit_test(a_file_is_read_up_to_the_limit_and_no_further),
		cmocka_unit_test(a_pipe_is_read_to_its_end),
		cmocka_unit_test(what_is_no_file_is_refused_and_not_waited_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
