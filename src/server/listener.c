#include "server/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/log.h"

/*
 * How much of an answer the kernel takes beyond what is on its way: else a
 * reader that stalls pins up to 4 MB of its memory.
 */
#define UNSENT 65536

/* Connections to a dying server's port can linger for so long: F21. */
#define PROBE_MS 2000

static void
turn_on(int fd, int level, int name, int value)
{
	setsockopt(fd, level, name, &value, sizeof value);
}

/* [::] takes IPv4 too, unless that port has addresses of its own there. */
static bool
v6_alone(const struct config *c, const struct address *at)
{
	for (size_t i = 0; i < c->nlisten; i++) {
		const struct address *a = &c->listen[i].at;

		if (a->sa.ss_family == AF_INET &&
		    address_port(a) == address_port(at))
			return true;
	}
	return false;
}

/* A bound socket, or -1 with errno. */
static int
bound(const struct config *c, const struct address *at, bool shared)
{
	int fd = socket(at->sa.ss_family,
	    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd == -1)
		return -1;
	turn_on(fd, SOL_SOCKET, SO_REUSEADDR, 1);
	if (shared)
		turn_on(fd, SOL_SOCKET, SO_REUSEPORT, 1);
	if (at->sa.ss_family == AF_INET6)
		turn_on(fd, IPPROTO_IPV6, IPV6_V6ONLY, v6_alone(c, at));
	if (bind(fd, (const struct sockaddr *)&at->sa, at->len) == 0)
		return fd;
	close(fd);
	return -1;
}

/*
 * SO_REUSEPORT would let a second server start on the same port: try without
 * it first.  0 when the port is free; else -1 with errno.
 */
static int
probe(const struct config *c, const struct address *at)
{
	struct timespec nap = { 0, 20000000 };

	for (int waited = 0;; waited += 20) {
		int fd = bound(c, at, false);

		if (fd != -1) {
			close(fd);
			return 0;
		}
		if (errno != EADDRINUSE || waited >= PROBE_MS)
			return -1;
		nanosleep(&nap, NULL);
	}
}

/* Is it the machine that has no such addresses at all? */
static bool
family_lacks(const struct address *at)
{
	const struct in6_addr *v6 =
	    &((const struct sockaddr_in6 *)&at->sa)->sin6_addr;

	if (errno == EAFNOSUPPORT)
		return true;
	return errno == EADDRNOTAVAIL && at->sa.ss_family == AF_INET6 &&
	       (IN6_IS_ADDR_LOOPBACK(v6) || IN6_IS_ADDR_UNSPECIFIED(v6));
}

static int
refused(const struct address *at, struct problem *why)
{
	char shown[ADDRESS_SIZE];
	unsigned port = address_port(at);

	address_show(at, shown);
	if (errno == EADDRINUSE)
		return problem_set(why, 0,
		    "port %u is taken: another process listens on %s", port,
		    shown);
	if (errno == EACCES)
		return problem_set(why, 0,
		    "port %u (%s): ports below 1024 need root or "
		    "CAP_NET_BIND_SERVICE",
		    port, shown);
	return problem_errno(why, "port %u: cannot listen on %s", port, shown);
}

/* Add one more listening socket; -1 with errno. */
static int
add_socket(struct listener *l, const struct config *c)
{
	int fd = bound(c, &l->what.at, true);

	if (fd == -1)
		return -1;
	turn_on(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, UNSENT);
	if (listen(fd, SOMAXCONN) == -1) {
		close(fd);
		return -1;
	}
	l->fd = xreallocarray(l->fd, l->n + 1, sizeof *l->fd);
	l->fd[l->n++] = fd;
	return 0;
}

static void
close_one(struct listener *l)
{
	for (size_t i = 0; i < l->n; i++)
		close(l->fd[i]);
	free(l->fd);
	memset(l, 0, sizeof *l);
}

static void
share_one(struct listener *l, const struct listener *old)
{
	l->fd = xcalloc(old->n, sizeof *l->fd);
	l->given = old->given;
	l->adopted = old->adopted;
	for (size_t i = 0; i < old->n; i++) {
		int fd = fcntl(old->fd[i], F_DUPFD_CLOEXEC, 0);

		if (fd != -1)
			l->fd[l->n++] = fd;
	}
}

/* Who listens for the same protocol at the same address; NULL: nobody. */
static const struct listener *
same(const struct listeners *all, const struct config_listen *what)
{
	for (size_t i = 0; all != NULL && i < all->n; i++)
		if (all->list[i].what.protocol == what->protocol &&
		    address_equal(&all->list[i].what.at, &what->at))
			return &all->list[i];
	return NULL;
}

/* Share the sockets that are open already; false: there are none. */
static bool
share(struct listener *l, const struct listeners *old)
{
	const struct listener *o = same(old, &l->what);

	if (o == NULL)
		return false;
	share_one(l, o);
	l->adopted = false;
	return l->n > 0;
}

/* What a protocol is at an address that is not in the configuration. */
static struct config_listen
unconfigured(const struct config *c, const struct protocol *protocol)
{
	return (struct config_listen){ .protocol = protocol,
		.capsule = c->usual[protocol->row],
		.tls = protocol->tls_first || c->gopher_tls };
}

/* What systemd gave besides, a reload keeps. */
static void
share_adopted(struct listeners *out, const struct config *c,
    const struct listeners *old)
{
	for (size_t i = 0; old != NULL && i < old->n; i++) {
		const struct listener *o = &old->list[i];
		struct listener l = { .what =
					  unconfigured(c, o->what.protocol) };

		l.what.at = o->what.at;
		if (!o->adopted || same(out, &l.what) != NULL)
			continue;
		share_one(&l, o);
		out->list[out->n++] = l;
	}
}

static void
take_given(struct listener *l, int fd)
{
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	turn_on(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, UNSENT);
	l->fd = xcalloc(1, sizeof *l->fd);
	l->fd[0] = fd;
	l->n = 1;
	l->given = true;
}

/* Why a socket that was handed over cannot be accepted on; NULL: it can. */
static const char *
unfit(int fd, struct address *at)
{
	int type = 0, listens = 0;
	socklen_t len = sizeof type;

	*at = (struct address){ .len = sizeof at->sa };
	if (getsockname(fd, (struct sockaddr *)&at->sa, &at->len) == -1)
		return "is no socket";
	if (at->sa.ss_family != AF_INET && at->sa.ss_family != AF_INET6)
		return "is not of the internet";
	if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == -1 ||
	    type != SOCK_STREAM)
		return "is not a stream (ListenStream=)";
	len = sizeof listens;
	if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &len) == -1 ||
	    !listens)
		return "does not listen";
	return NULL;
}

/* A socket of systemd's for this address. */
static bool
find_given(struct listener *l, struct systemd_socket *given, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct address at;

		if (given[i].fd == -1 || unfit(given[i].fd, &at) != NULL ||
		    !address_equal(&at, &l->what.at))
			continue;
		take_given(l, given[i].fd);
		given[i].fd = -1;
		return true;
	}
	return false;
}

/* A port that is taken may be so by what was handed over for it. */
static int
refused_for_given(const struct address *at, const struct systemd_socket *given,
    size_t n, struct problem *why)
{
	char wanted[ADDRESS_SIZE], shown[ADDRESS_SIZE];
	int reason = errno;

	for (size_t i = 0; reason == EADDRINUSE && i < n; i++) {
		struct address has;

		if (given[i].fd == -1 || unfit(given[i].fd, &has) != NULL ||
		    address_port(&has) != address_port(at))
			continue;
		return problem_set(why, 0,
		    "port %u: systemd hands over %s, and the configuration "
		    "listens on %s: make them the same",
		    address_port(at), address_show(&has, shown),
		    address_show(at, wanted));
	}
	errno = reason;
	return refused(at, why);
}

/* One address: shared, handed over, or opened.  1: left out. */
static int
open_one(struct listener *l, const struct config *c,
    const struct listeners *old, struct systemd_socket *given, size_t ngiven,
    struct problem *why)
{
	char shown[ADDRESS_SIZE];
	const struct address *at = &l->what.at;
	bool have = share(l, old) || find_given(l, given, ngiven);

	if (!have && probe(c, at) == -1) {
		if (!family_lacks(at))
			return refused_for_given(at, given, ngiven, why);
		log_warning("%s is left out: this machine has no such "
			    "addresses",
		    address_show(at, shown));
		return 1;
	}
	while (!l->given && l->n < c->workers)
		if (add_socket(l, c) == -1)
			return refused(at, why);
	return 0;
}

/* [::] on a machine without IPv6 means 0.0.0.0. */
static struct address
usable(const struct address *at)
{
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&at->sa;
	struct address out = *at;
	struct sockaddr_in *v4 = (struct sockaddr_in *)&out.sa;
	int fd;

	if (at->sa.ss_family != AF_INET6 ||
	    !IN6_IS_ADDR_UNSPECIFIED(&v6->sin6_addr))
		return out;
	fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd != -1) {
		close(fd);
		return out;
	}
	memset(&out, 0, sizeof out);
	v4->sin_family = AF_INET;
	v4->sin_port = v6->sin6_port;
	out.len = sizeof *v4;
	return out;
}

/* Every address of the configuration that the machine has. */
static int
open_all(struct listeners *out, const struct config *c,
    const struct listeners *old, struct systemd_socket *given, size_t ngiven,
    struct problem *why)
{
	for (size_t i = 0; i < c->nlisten; i++) {
		struct listener l = { .what = c->listen[i] };
		int status;

		l.what.at = usable(&c->listen[i].at);
		status = open_one(&l, c, old, given, ngiven, why);
		if (status == 0)
			out->list[out->n++] = l;
		else
			close_one(&l);
		if (status == -1)
			return -1;
	}
	return 0;
}

/* Of a protocol that is configured something must be left. */
static int
check_protocols(const struct listeners *l, const struct config *c,
    struct problem *why)
{
	size_t open[PROTOCOLS] = { 0 };

	for (size_t i = 0; i < l->n; i++)
		open[l->list[i].what.protocol->row]++;
	for (size_t i = 0; i < c->nlisten; i++)
		if (open[c->listen[i].protocol->row] == 0)
			return problem_set(why, 0,
			    "none of the addresses for %s can be listened on",
			    c->listen[i].protocol->name);
	return 0;
}

/* What is not used, and why. */
static void
turn_down(struct systemd_socket *given, const struct address *at,
    const char *why)
{
	char shown[ADDRESS_SIZE];
	bool inet = at->sa.ss_family == AF_INET || at->sa.ss_family == AF_INET6;

	log_warning("a socket handed over by systemd (%s, named '%s') %s",
	    inet ? address_show(at, shown) : "without an address", given->name,
	    why);
	close(given->fd);
	given->fd = -1;
}

/* Sockets named after a protocol, at addresses that nobody configured. */
static void
adopt(struct listeners *out, const struct config *c,
    struct systemd_socket *given, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct protocol *protocol = protocol_named(given[i].name);
		struct listener l = { 0 };
		struct address at;
		const char *why;

		if (given[i].fd == -1)
			continue;
		why = unfit(given[i].fd, &at);
		if (why == NULL && protocol == NULL)
			why = "is for no address in the configuration, nor is "
			      "its name (FileDescriptorName=) gemini or gopher";
		if (why != NULL) {
			turn_down(&given[i], &at, why);
			continue;
		}
		l.what = unconfigured(c, protocol);
		l.what.at = at;
		take_given(&l, given[i].fd);
		l.adopted = true;
		out->list[out->n++] = l;
	}
}

int
listeners_open(struct listeners *out, const struct config *config,
    const struct listeners *old, const struct systemd_socket *given,
    size_t ngiven, struct problem *why)
{
	struct systemd_socket *left = xcalloc(ngiven + 1, sizeof *left);
	int status = 0;

	if (ngiven > 0)
		memcpy(left, given, ngiven * sizeof *left);
	out->n = 0;
	out->list =
	    xcalloc(config->nlisten + ngiven + (old == NULL ? 0 : old->n),
		sizeof *out->list);
	if (open_all(out, config, old, left, ngiven, why) == -1 ||
	    check_protocols(out, config, why) == -1) {
		listeners_close(out);
		status = -1;
	} else {
		adopt(out, config, left, ngiven);
		share_adopted(out, config, old);
	}
	free(left);
	return status;
}

void
listeners_close(struct listeners *l)
{
	for (size_t i = 0; i < l->n; i++)
		close_one(&l->list[i]);
	free(l->list);
	memset(l, 0, sizeof *l);
}

/*
 * Every socket has a worker, also when there are more than workers (after a
 * reload with fewer): closing one would reset what is queued on it.
 */
bool
listener_serves(const struct listener *l, size_t i, size_t w, size_t n)
{
	return l->n >= n ? i % n == w : i == w % l->n;
}

void
listeners_keep(struct listeners *l, size_t w, size_t n)
{
	for (size_t i = 0; i < l->n; i++) {
		struct listener *one = &l->list[i];
		size_t kept = 0;

		for (size_t j = 0; j < one->n; j++) {
			if (listener_serves(one, j, w, n))
				one->fd[kept++] = one->fd[j];
			else
				close(one->fd[j]);
		}
		one->n = kept;
	}
}
