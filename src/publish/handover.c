#include "publish/handover.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FLAGS (SOCK_NONBLOCK | SOCK_CLOEXEC)

/* Room for one descriptor that travels beside a datagram. */
union control {
	struct cmsghdr align;
	char bytes[CMSG_SPACE(sizeof(int))];
};

int
handover_channel(int channel[2])
{
	return socketpair(AF_UNIX, SOCK_DGRAM | FLAGS, 0, channel);
}

static int
send_with(int channel, const struct handover *h, int fd)
{
	struct handover copy = *h;
	struct iovec bytes = { &copy, sizeof copy };
	union control control = { .bytes = { 0 } };
	struct msghdr m = { .msg_iov = &bytes,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
	return sendmsg(channel, &m, MSG_NOSIGNAL) == (ssize_t)sizeof copy ? 0
									  : -1;
}

int
handover_send(int channel, const struct handover *h)
{
	int pair[2], sent, error;

	if (socketpair(AF_UNIX, SOCK_STREAM | FLAGS, 0, pair) == -1)
		return -1;
	sent = send_with(channel, h, pair[1]);
	error = errno;
	close(pair[1]);
	if (sent == 0)
		return pair[0];
	close(pair[0]);
	errno = error;
	return -1;
}

/* The strings of a worker that may be somebody else's by now. */
static void
end_strings(struct handover *h)
{
	h->capsule[sizeof h->capsule - 1] = '\0';
	h->who.fingerprint[sizeof h->who.fingerprint - 1] = '\0';
	h->from[sizeof h->from - 1] = '\0';
	if (h->line_len > sizeof h->line)
		h->line_len = 0;
}

/* The descriptor that came along, or -1. */
static int
descriptor_of(struct msghdr *m)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(m);
	int fd = -1;

	if (c != NULL && c->cmsg_level == SOL_SOCKET &&
	    c->cmsg_type == SCM_RIGHTS && c->cmsg_len == CMSG_LEN(sizeof fd))
		memcpy(&fd, CMSG_DATA(c), sizeof fd);
	return fd;
}

int
handover_receive(int channel, struct handover *h)
{
	for (;;) {
		struct iovec bytes = { h, sizeof *h };
		union control control = { .bytes = { 0 } };
		struct msghdr m = { .msg_iov = &bytes,
			.msg_iovlen = 1,
			.msg_control = control.bytes,
			.msg_controllen = sizeof control.bytes };
		ssize_t n = recvmsg(channel, &m, MSG_CMSG_CLOEXEC);
		int fd;

		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		fd = descriptor_of(&m);
		end_strings(h);
		if (fd != -1 && n == (ssize_t)sizeof *h)
			return fd;
		if (fd != -1)
			close(fd);
	}
}

/* ---- a worker's side of the stream --------------------------------------- */

void
relay_begin(struct relay *r, int fd, uint64_t size)
{
	r->fd = fd;
	r->left = size;
	r->sent = false;
	r->start = r->end = 0;
	r->answer = (struct buf){ 0 };
}

void
relay_end(struct relay *r)
{
	close(r->fd);
	buf_free(&r->answer);
}

size_t
relay_room(struct relay *r, char **where)
{
	size_t room = sizeof r->hold - r->end;

	*where = r->hold + r->end;
	if (r->sent)
		return 0;
	return r->left < room ? (size_t)r->left + 1 : room;
}

void
relay_arrived(struct relay *r, size_t n)
{
	r->end += n;
	/* one byte too many is passed on: the publisher refuses it */
	r->left = n > r->left ? 0 : r->left - n;
}

/* What has come of the answer; true: its end. */
static bool
take_answer(struct relay *r)
{
	char bytes[4096];
	ssize_t n;

	while ((n = recv(r->fd, bytes, sizeof bytes, 0)) > 0)
		buf_add(&r->answer, bytes, (size_t)n);
	return n == 0 || (errno != EAGAIN && errno != EINTR);
}

static void
pass_on(struct relay *r)
{
	while (r->start < r->end) {
		ssize_t n = send(r->fd, r->hold + r->start, r->end - r->start,
		    MSG_NOSIGNAL);

		if (n <= 0)
			return;
		r->start += (size_t)n;
	}
	r->start = r->end = 0;
}

enum relay_state
relay_go_on(struct relay *r)
{
	pass_on(r);
	if (take_answer(r))
		return r->answer.len > 0 ? RELAY_ANSWERED : RELAY_LOST;
	if (r->start < r->end)
		return RELAY_WANTS_ROOM;
	return r->sent ? RELAY_WANTS_ANSWER : RELAY_WANTS_BODY;
}

void
relay_finish(struct relay *r)
{
	r->sent = true;
	shutdown(r->fd, SHUT_WR);
}
