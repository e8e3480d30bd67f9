/*
 * Readers who ask for a large answer and take nothing of it: they hold what a
 * server lets them hold, from many addresses of loopback.
 *
 * slow_readers PORT LINE CONNECTIONS ADDRESSES SECONDS
 *
 * Prints how many were connected and how many of them were cut off until the
 * time was up.  Says "holding" first, when all have asked.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* From 127.1.x.y, the n-th of so many; -1 when it is turned away. */
static int
ask(uint16_t port, const char *line, unsigned n)
{
	struct sockaddr_in from = { .sin_family = AF_INET };
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(port) };
	struct timeval most = { .tv_sec = 2 };
	int fd = socket(AF_INET, SOCK_STREAM, 0), small = 4096;

	from.sin_addr.s_addr = htonl(0x7F010001u + n);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
	if (bind(fd, (struct sockaddr *)&from, sizeof from) == 0 &&
	    connect(fd, (struct sockaddr *)&to, sizeof to) == 0 &&
	    send(fd, line, strlen(line), MSG_NOSIGNAL) > 0 &&
	    send(fd, "\r\n", 2, MSG_NOSIGNAL) == 2)
		return fd;
	close(fd);
	return -1;
}

/* Reset: what was sent is not read, so an end of it is not seen. */
static int
is_cut(int fd)
{
	struct pollfd on = { fd, 0, 0 };

	return poll(&on, 1, 0) == 1 && (on.revents & (POLLERR | POLLHUP));
}

int
main(int argc, char **argv)
{
	struct rlimit files;
	unsigned long n, addresses, cut = 0, connected = 0;
	long seconds;
	int *fd;

	if (argc != 6)
		return 2;
	n = strtoul(argv[3], NULL, 10);
	addresses = strtoul(argv[4], NULL, 10);
	seconds = strtol(argv[5], NULL, 10);
	if (n < 1 || n > 20000 || addresses < 1 || addresses > 250 ||
	    seconds < 1 || seconds > 30)
		return 2;
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	fd = calloc(n, sizeof *fd);
	if (fd == NULL)
		return 3;
	for (unsigned long i = 0; i < n; i++) {
		fd[i] = ask((uint16_t)strtoul(argv[1], NULL, 10), argv[2],
		    (unsigned)(i % addresses));
		connected += fd[i] != -1;
	}
	printf("holding\n");
	fflush(stdout);
	sleep((unsigned)seconds);
	for (unsigned long i = 0; i < n; i++)
		if (fd[i] != -1) {
			cut += (unsigned long)is_cut(fd[i]);
			close(fd[i]);
		}
	printf("connected %lu cut %lu\n", connected, cut);
	free(fd);
	return 0;
}
