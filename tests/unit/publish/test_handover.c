#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "publish/handover.h"

static int channel[2];
static struct relay *relay;
static int publisher; /* its end of the stream */

static int
open_channel(void **state)
{
	(void)state;
	return handover_channel(channel);
}

static int
close_channel(void **state)
{
	(void)state;
	close(channel[0]);
	close(channel[1]);
	return 0;
}

static int
begin(void **state)
{
	struct handover h = { .capsule = "a.example" };

	if (open_channel(state) == -1)
		return -1;
	relay = malloc(sizeof *relay);
	relay_begin(relay, handover_send(channel[0], &h), 10);
	publisher = handover_receive(channel[1], &h);
	return publisher == -1;
}

static int
end(void **state)
{
	relay_end(relay);
	free(relay);
	if (publisher != -1)
		close(publisher);
	return close_channel(state);
}

static void
arrive(const char *text)
{
	char *room;
	size_t len = strlen(text);

	assert_true(relay_room(relay, &room) >= len);
	memcpy(room, text, len);
	relay_arrived(relay, len);
}

static void
a_line_comes_over_with_a_stream_for_its_body(void **state)
{
	struct handover h = { .capsule = "a.example",
		.from = "192.0.2.7",
		.line = "titan://h/x;size=1\r\n",
		.line_len = 20 };
	struct handover got;
	char text[8] = "";
	int mine = handover_send(channel[0], &h), theirs;

	(void)state;
	assert_int_not_equal(mine, -1);
	theirs = handover_receive(channel[1], &got);
	assert_int_not_equal(theirs, -1);
	assert_memory_equal(&h, &got, sizeof h);
	assert_int_equal(send(mine, "body", 4, 0), 4);
	assert_int_equal(recv(theirs, text, sizeof text, 0), 4);
	assert_string_equal(text, "body");
	assert_int_equal(handover_receive(channel[1], &got), -1);
	close(mine);
	close(theirs);
}

/* A worker may be somebody else's by now. */
static void
what_is_no_handover_is_passed_over(void **state)
{
	struct handover h, got;
	int mine, theirs;

	(void)state;
	assert_int_equal(send(channel[0], "short", 5, 0), 5);
	memset(&h, 'x', sizeof h);
	assert_int_equal(send(channel[0], &h, sizeof h, 0), sizeof h);
	mine = handover_send(channel[0], &h);
	theirs = handover_receive(channel[1], &got);
	assert_int_not_equal(theirs, -1);
	assert_int_equal(strlen(got.capsule), sizeof got.capsule - 1);
	assert_int_equal(strlen(got.from), sizeof got.from - 1);
	assert_int_equal(got.line_len, 0);
	close(mine);
	close(theirs);
}

static void
a_full_channel_says_so(void **state)
{
	struct handover h = { .capsule = "a.example" };
	int fd, n = 0;

	(void)state;
	while ((fd = handover_send(channel[0], &h)) != -1 && n < 100000) {
		close(fd);
		n++;
	}
	assert_int_equal(errno, EAGAIN);
	assert_true(n > 10);
	while ((fd = handover_receive(channel[1], &h)) != -1)
		close(fd);
}

static void
a_body_goes_over_and_the_answer_comes_back(void **state)
{
	char got[32] = "";

	(void)state;
	assert_int_equal(relay_go_on(relay), RELAY_WANTS_BODY);
	arrive("0123456789");
	assert_int_equal(relay_go_on(relay), RELAY_WANTS_BODY);
	relay_finish(relay);
	assert_int_equal(relay_go_on(relay), RELAY_WANTS_ANSWER);
	assert_int_equal(recv(publisher, got, sizeof got, 0), 10);
	assert_string_equal(got, "0123456789");
	assert_int_equal(recv(publisher, got, sizeof got, 0), 0);
	assert_int_equal(send(publisher, "30 x\r\n", 6, 0), 6);
	assert_int_equal(relay_go_on(relay), RELAY_WANTS_ANSWER);
	close(publisher);
	publisher = -1;
	assert_int_equal(relay_go_on(relay), RELAY_ANSWERED);
	assert_string_equal(buf_str(&relay->answer), "30 x\r\n");
}

static void
one_byte_too_many_shows(void **state)
{
	char got[32] = "", *room;

	(void)state;
	assert_int_equal(relay_room(relay, &room), 11);
	arrive("0123456789x");
	assert_int_equal(relay->left, 0);
	relay_go_on(relay);
	assert_int_equal(recv(publisher, got, sizeof got, 0), 11);
}

static void
a_publisher_that_dies_is_noticed(void **state)
{
	(void)state;
	arrive("012");
	close(publisher);
	publisher = -1;
	assert_int_equal(relay_go_on(relay), RELAY_LOST);
}

static void
what_the_publisher_does_not_take_is_held(void **state)
{
	char *room;
	int rounds = 0;

	(void)state;
	relay->left = 100000000;
	while (relay_go_on(relay) == RELAY_WANTS_BODY && rounds++ < 10000) {
		size_t n = relay_room(relay, &room);

		assert_true(n <= RELAY_HOLD);
		memset(room, 'x', n);
		relay_arrived(relay, n);
	}
	assert_int_equal(relay_go_on(relay), RELAY_WANTS_ROOM);
	assert_true(rounds > 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_line_comes_over_with_a_stream_for_its_body, open_channel,
		    close_channel),
		cmocka_unit_test_setup_teardown(
		    what_is_no_handover_is_passed_over, open_channel,
		    close_channel),
		cmocka_unit_test_setup_teardown(a_full_channel_says_so,
		    open_channel, close_channel),
		cmocka_unit_test_setup_teardown(
		    a_body_goes_over_and_the_answer_comes_back, begin, end),
		cmocka_unit_test_setup_teardown(one_byte_too_many_shows, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    a_publisher_that_dies_is_noticed, begin, end),
		cmocka_unit_test_setup_teardown(
		    what_the_publisher_does_not_take_is_held, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
