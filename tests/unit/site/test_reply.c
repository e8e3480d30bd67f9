#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "site/parts/reply.h"

static void
a_reply_begins_as_not_found(void **state)
{
	struct reply r;

	(void)state;
	reply_init(&r);
	assert_int_equal(r.status, 51);
	assert_int_equal(r.fd, -1);
	assert_string_equal(r.meta, "");
	reply_free(&r);
}

static void
a_sentence_keeps_no_control_bytes(void **state)
{
	struct reply r;

	(void)state;
	reply_init(&r);
	reply_say(&r, 59, "no\r\nsecond\tline\x7F and %s", "a\nword");
	assert_int_equal(r.status, 59);
	assert_string_equal(r.meta, "nosecondline and aword");
	reply_free(&r);
}

static void
a_long_sentence_is_cut_between_characters(void **state)
{
	char words[1400];
	struct reply r;

	(void)state;
	reply_init(&r);
	for (size_t shift = 0; shift < 3; shift++) {
		memset(words, 'a', shift);
		for (size_t i = shift; i + 3 < sizeof words; i += 3)
			memcpy(words + i, "\xE2\x82\xAC", 4);
		reply_say(&r, 40, "%s", words);
		assert_true(strlen(r.meta) < sizeof r.meta);
		assert_true(strlen(r.meta) > sizeof r.meta - 5);
		assert_true(utf8_valid(r.meta, strlen(r.meta)));
	}
	reply_free(&r);
}

static void
a_long_label_of_the_way_on_is_cut_between_characters(void **state)
{
	char words[400];
	struct reply r;

	(void)state;
	reply_init(&r);
	for (size_t i = 0; i + 3 < sizeof words; i += 3)
		memcpy(words + i, "\xE2\x82\xAC", 4);
	reply_onward(&r, "/t/x/", words);
	assert_string_equal(r.onward, "/t/x/");
	assert_int_equal(strlen(r.onward_label), 255);
	assert_true(utf8_valid(r.onward_label, 255));
	words[3] = '\0';
	reply_onward(&r, "/t/x/", words);
	assert_string_equal(r.onward_label, words);
	reply_free(&r);
}

static void
freeing_closes_the_file_that_nobody_took(void **state)
{
	struct reply r;
	int fd;

	(void)state;
	reply_init(&r);
	fd = r.fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_true(fd != -1);
	reply_free(&r);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	assert_int_equal(r.fd, -1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reply_begins_as_not_found),
		cmocka_unit_test(a_sentence_keeps_no_control_bytes),
		cmocka_unit_test(a_long_sentence_is_cut_between_characters),
		cmocka_unit_test(
		    a_long_label_of_the_way_on_is_cut_between_characters),
		cmocka_unit_test(freeing_closes_the_file_that_nobody_took),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
