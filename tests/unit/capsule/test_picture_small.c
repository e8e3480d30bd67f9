#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../fake_helper.h"
#include "base/buf.h"
#include "base/problem.h"
#include "capsule/picture.h"
#include "capsule/picture_small.h"

/* What is wanted says what the helper does. */
enum { COPY = 1, REFUSE, NOTHING, DIE, WAIT, NO_SANDBOX };
#define SCRIPT                                                                 \
	"case $1,$2 in 1,*) cat ;; 2,*) echo no picture >&2; exit 1 ;;"        \
	" 4,*) kill -9 $$ ;; 5,*) exec sleep 20 ;;"                            \
	" 6,*) echo cannot be confined >&2; exit 3 ;; esac"

static struct buf out;
static struct problem why;

static enum small_made
ask(size_t what, const volatile sig_atomic_t *stop)
{
	const struct picture_want want = { .max = what };
	int fd = memfd_create("x", MFD_CLOEXEC);
	enum small_made made;

	assert_int_equal(write(fd, "picture", 7), 7);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	buf_clear(&out);
	why = (struct problem){ .file = "" };
	made = picture_small(fd, &want, stop, &out, &why);
	close(fd);
	return made;
}

static int
begin(void **state)
{
	(void)state;
	return fake_helper_make(HELPER_PICTURE, SCRIPT);
}

static int
end(void **state)
{
	(void)state;
	buf_free(&out);
	return fake_helper_remove();
}

static void
what_the_helper_writes_is_the_small_form(void **state)
{
	(void)state;
	assert_int_equal(ask(COPY, NULL), SMALL_MADE);
	assert_string_equal(buf_str(&out), "picture");
	assert_int_equal(ask(NOTHING, NULL), SMALL_NEEDLESS);
	assert_int_equal(out.len, 0);
}

static void
its_reason_is_told_and_is_no_picture(void **state)
{
	(void)state;
	assert_int_equal(ask(REFUSE, NULL), SMALL_CANNOT);
	assert_string_equal(why.sentence, "no small form: no picture");
	assert_int_equal(out.len, 0);
	assert_int_equal(ask(DIE, NULL), SMALL_CANNOT);
	assert_string_equal(why.sentence,
	    "no small form: decoding takes too much");
}

/* What is remembered of a picture is remembered for good. */
static void
what_the_system_refuses_is_no_fault_of_the_picture(void **state)
{
	struct rlimit had, none;

	(void)state;
	assert_int_equal(ask(NO_SANDBOX, NULL), SMALL_NO_HELPER);
	assert_int_equal(out.len, 0);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &had), 0);
	none = (struct rlimit){ .rlim_cur = 4, .rlim_max = had.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_int_equal(ask(COPY, NULL), SMALL_NO_HELPER);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &had), 0);
	assert_int_equal(ask(COPY, NULL), SMALL_MADE);
}

static void
who_stops_does_not_wait_for_it(void **state)
{
	const volatile sig_atomic_t stop = 1;

	(void)state;
	alarm(10);
	assert_int_equal(ask(WAIT, &stop), SMALL_GIVEN_UP);
	alarm(0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_helper_writes_is_the_small_form),
		cmocka_unit_test(its_reason_is_told_and_is_no_picture),
		cmocka_unit_test(
		    what_the_system_refuses_is_no_fault_of_the_picture),
		cmocka_unit_test(who_stops_does_not_wait_for_it),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
