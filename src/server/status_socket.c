#include "server/status_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "server/stats_show.h"

#define STATUS_MAX (1 << 20)

/*
 * The socket's address by way of the folder's descriptor: a folder's path may
 * be longer than an address can be.
 */
static int
address(const char *state, struct sockaddr_un *at, int *folder,
    struct problem *why)
{
	*folder = open(state, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (*folder == -1) {
		problem_errno(why, "cannot be opened");
		return problem_in(why, state);
	}
	memset(at, 0, sizeof *at);
	at->sun_family = AF_UNIX;
	(void)snprintf(at->sun_path, sizeof at->sun_path,
	    "/proc/self/fd/%d/" STATS_SOCKET, *folder);
	return 0;
}

int
stats_listen(const char *state, struct problem *why)
{
	struct sockaddr_un at;
	int folder, fd;

	if (address(state, &at, &folder, why) == -1)
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	unlink(at.sun_path);
	if (fd == -1 ||
	    bind(fd, (const struct sockaddr *)&at, sizeof at) == -1 ||
	    chmod(at.sun_path, 0660) == -1 || listen(fd, 16) == -1) {
		problem_errno(why, "no socket for `chasqui status`");
		problem_in(why, state);
		if (fd != -1)
			close(fd);
		fd = -1;
	}
	close(folder);
	return fd;
}

void
stats_tell(int socket, const struct stats *b)
{
	int fd;

	while ((fd = accept4(socket, NULL, NULL,
		    SOCK_NONBLOCK | SOCK_CLOEXEC)) != -1) {
		struct buf out = { 0 };

		stats_text(b, &out);
		buf_adds(&out, STATS_SEPARATOR);
		stats_metrics(b, &out);
		/* It fits into the socket's buffer, or is cut: no waiting. */
		(void)send(fd, out.data, out.len, MSG_NOSIGNAL);
		buf_free(&out);
		close(fd);
	}
}

int
stats_ask(const char *state, struct buf *out, struct problem *why)
{
	struct sockaddr_un at;
	int folder, fd, status = -1;

	if (address(state, &at, &folder, why) == -1)
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd == -1 ||
	    connect(fd, (const struct sockaddr *)&at, sizeof at) == -1) {
		if (errno == ECONNREFUSED || errno == ENOENT)
			problem_set(why, 0, "no server runs with this state");
		else
			problem_errno(why, "cannot ask the server");
		problem_in(why, state);
	} else {
		status = buf_read_fd(out, fd, STATUS_MAX, why);
	}
	if (fd != -1)
		close(fd);
	close(folder);
	return status;
}
