#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../fake_helper.h"
#include "base/buf.h"
#include "import/images/smaller.h"

static const struct picture_want copied = { .max = 1 }, refused = { .max = 2 };
static int fd;
static pid_t server;

static int
begin(void **state)
{
	int ends[2];

	(void)state;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == -1 ||
	    fake_helper_make(HELPER_PICTURE,
		"[ $1 = 1 ] && cat && exit 0\necho no picture; exit 1\n") == -1)
		return -1;
	server = fork();
	if (server == 0) {
		close(ends[0]);
		smaller_serve(ends[1]);
		_exit(0);
	}
	close(ends[1]);
	fd = ends[0];
	return 0;
}

/* The server leaves by itself when nobody asks any more. */
static int
end(void **state)
{
	int status;

	(void)state;
	close(fd);
	assert_int_equal(waitpid(server, &status, 0), server);
	assert_int_equal(status, 0);
	return fake_helper_remove();
}

static void
pictures_are_asked_for_one_after_the_other(void **state)
{
	size_t len = 3000000; /* more than any socket holds */
	char *picture = malloc(len);
	struct buf out = { 0 };
	struct problem why = { .file = "" };

	(void)state;
	for (size_t i = 0; i < len; i++)
		picture[i] = (char)(i * 7 >> 3);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(
		    smaller_ask(fd, &copied, picture, len, &out, &why),
		    SMALL_MADE);
		assert_int_equal(out.len, len);
		assert_memory_equal(out.data, picture, len);
		buf_clear(&out);
		assert_int_equal(
		    smaller_ask(fd, &refused, picture, len, &out, &why),
		    SMALL_CANNOT);
		assert_string_equal(why.sentence, "no small form: no picture");
		assert_int_equal(out.len, 0);
	}
	free(picture);
	buf_free(&out);
}

static void
what_is_too_large_for_anybody_is_not_sent(void **state)
{
	struct buf out = { 0 };
	struct problem why = { .file = "" };

	(void)state;
	assert_int_equal(
	    smaller_ask(fd, &copied, "", PICTURE_FILE_MOST + 1, &out, &why),
	    SMALL_CANNOT);
	assert_string_equal(why.sentence,
	    "no small form: the picture's file is too large");
}

static void
where_nobody_answers_there_is_no_helper(void **state)
{
	struct buf out = { 0 };
	struct problem why = { .file = "" };
	int ends[2];

	(void)state;
	assert_int_equal(smaller_ask(-1, &copied, "x", 1, &out, &why),
	    SMALL_NO_HELPER);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	close(ends[1]);
	assert_int_equal(smaller_ask(ends[0], &copied, "x", 1, &out, &why),
	    SMALL_NO_HELPER);
	close(ends[0]);
	buf_free(&out);
}

/* An importer that strangers' bytes have taken over asks for what it likes. */
static void
an_ask_that_promises_too_much_ends_the_service(void **state)
{
	unsigned char all[sizeof(struct picture_want) + sizeof(size_t)];
	int ends[2];

	(void)state;
	memset(all, 0xFF, sizeof all);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	assert_int_equal(write(ends[0], all, sizeof all), sizeof all);
	alarm(10);
	smaller_serve(ends[1]);
	alarm(0);
	close(ends[0]);
	close(ends[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    pictures_are_asked_for_one_after_the_other, begin, end),
		cmocka_unit_test_setup_teardown(
		    what_is_too_large_for_anybody_is_not_sent, begin, end),
		cmocka_unit_test(where_nobody_answers_there_is_no_helper),
		cmocka_unit_test(
		    an_ask_that_promises_too_much_ends_the_service),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
