/*
 * Readers who ask for a large answer and take nothing of it: they hold what a
 * server lets them hold, from many addresses of loopback, and from so many /64s
 * of IPv6 by a PROXY header from 127.0.0.2.
 *
 * slow_readers PORT LINE CONNECTIONS ADDRESSES SECONDS [NETWORKS]
 *
 * Prints how many were connected and how many of them were cut off until the
 * time was up.  Says "holding" first, when all have asked.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PROXY 0x7F000002u

/* A header for another host of the n-th network each time. */
static bool
introduce(int fd, unsigned n)
{
	static unsigned host;
	char header[107];
	int len = snprintf(header, sizeof header,
	    "PROXY TCP6 2001:db8:0:%x::%x ::1 4711 70\r\n", n, ++host);

	return send(fd, header, (size_t)len, MSG_NOSIGNAL) == len;
}

/*
 * From address, 127.1.x.y or the proxy's for the n-th network; -1 when it is
 * turned away.
 */
static int
ask(uint16_t port, const char *line, uint32_t address, unsigned n)
{
	struct sockaddr_in from = { .sin_family = AF_INET };
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(port) };
	struct timeval most = { .tv_sec = 2 };
	int fd = socket(AF_INET, SOCK_STREAM, 0), small = 4096;

	from.sin_addr.s_addr = htonl(address);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
	if (bind(fd, (struct sockaddr *)&from, sizeof from) == 0 &&
	    connect(fd, (struct sockaddr *)&to, sizeof to) == 0 &&
	    (address != PROXY || introduce(fd, n)) &&
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
	unsigned long n, addresses, networks, cut = 0, connected = 0;
	long seconds;
	int *fd;

	if (argc != 6 && argc != 7)
		return 2;
	n = strtoul(argv[3], NULL, 10);
	addresses = strtoul(argv[4], NULL, 10);
	seconds = strtol(argv[5], NULL, 10);
	networks = argc == 7 ? strtoul(argv[6], NULL, 10) : 0;
	if (n < 1 || n > 20000 || addresses < 1 || addresses > 250 ||
	    networks > 250 || seconds < 1 || seconds > 30)
		return 2;
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	fd = calloc(n, sizeof *fd);
	if (fd == NULL)
		return 3;
	for (unsigned long i = 0; i < n; i++) {
		unsigned who = (unsigned)(i % (addresses + networks));

		fd[i] = ask((uint16_t)strtoul(argv[1], NULL, 10), argv[2],
		    who < addresses ? 0x7F010001u + who : PROXY, who);
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
