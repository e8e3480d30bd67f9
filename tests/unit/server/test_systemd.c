#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "server/systemd.h"

static void
a_state_is_told_to_the_socket_that_systemd_named(void **state)
{
	char dir[] = "/tmp/chasqui-sd-XXXXXX", in[256];
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
	ssize_t n;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(at.sun_path, sizeof at.sun_path, "%s/s", dir);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
	setenv("NOTIFY_SOCKET", at.sun_path, 1);
	systemd_notify("READY=1");
	n = recv(fd, in, sizeof in - 1, 0);
	assert_true(n > 0);
	in[n] = '\0';
	assert_string_equal(in, "READY=1");
	systemd_notify_reloading();
	n = recv(fd, in, sizeof in - 1, 0);
	assert_true(n > 0);
	in[n] = '\0';
	assert_non_null(strstr(in, "RELOADING=1\nMONOTONIC_USEC="));
	unsetenv("NOTIFY_SOCKET");
	systemd_notify("READY=1"); /* nobody there: nothing happens */
	close(fd);
	unlink(at.sun_path);
	rmdir(dir);
}

static void
the_watchdog_is_fed_at_half_its_time(void **state)
{
	char pid[32];

	(void)state;
	unsetenv("WATCHDOG_USEC");
	assert_int_equal(systemd_watchdog_ms(), -1);
	setenv("WATCHDOG_USEC", "3000000", 1);
	assert_int_equal(systemd_watchdog_ms(), 1500);
	setenv("WATCHDOG_PID", "1", 1);
	assert_int_equal(systemd_watchdog_ms(), -1);
	snprintf(pid, sizeof pid, "%d", (int)getpid());
	setenv("WATCHDOG_PID", pid, 1);
	assert_int_equal(systemd_watchdog_ms(), 1500);
	setenv("WATCHDOG_USEC", "nonsense", 1);
	assert_int_equal(systemd_watchdog_ms(), -1);
	unsetenv("WATCHDOG_USEC");
	unsetenv("WATCHDOG_PID");
}

static void
sockets_are_taken_once_and_by_whom_they_are_for(void **state)
{
	struct systemd_socket got[8];
	char pid[32];
	int fd = open("/dev/null", O_RDONLY);

	(void)state;
	dup2(fd, 3);
	dup2(fd, 4);
	snprintf(pid, sizeof pid, "%d", (int)getpid());
	setenv("LISTEN_FDS", "2", 1);
	setenv("LISTEN_PID", "1", 1);
	assert_int_equal(systemd_sockets(got, 8), 0);
	setenv("LISTEN_FDS", "2", 1);
	setenv("LISTEN_PID", pid, 1);
	setenv("LISTEN_FDNAMES", "gemini:gopher", 1);
	assert_int_equal(systemd_sockets(got, 8), 2);
	assert_int_equal(got[0].fd, 3);
	assert_string_equal(got[0].name, "gemini");
	assert_int_equal(got[1].fd, 4);
	assert_string_equal(got[1].name, "gopher");
	assert_true(fcntl(4, F_GETFD) & FD_CLOEXEC);
	assert_int_equal(systemd_sockets(got, 8), 0);
	close(3);
	close(4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_state_is_told_to_the_socket_that_systemd_named),
		cmocka_unit_test(the_watchdog_is_fed_at_half_its_time),
		cmocka_unit_test(
		    sockets_are_taken_once_and_by_whom_they_are_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
