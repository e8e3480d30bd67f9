#include "config/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff,
	0xff };

/* A decimal number of digits alone, at most max; -1 for anything else. */
static long
number(const char *s, long max)
{
	long n = 0;

	if (*s == '\0')
		return -1;
	for (; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return -1;
		n = n * 10 + (*s - '0');
		if (n > max)
			return -1;
	}
	return n;
}

/* Split "host:port" or "[host]:port"; false when it is neither. */
static bool
split(const char *text, char *host, size_t size, const char **port)
{
	const char *begin = text, *end = strrchr(text, ':');
	size_t len;

	if (end == NULL)
		return false;
	*port = end + 1;
	if (*begin == '[') {
		if (end == begin + 1 || end[-1] != ']')
			return false;
		begin++;
		end--;
	}
	len = (size_t)(end - begin);
	if (len == 0 || len >= size)
		return false;
	memcpy(host, begin, len);
	host[len] = '\0';
	return *text == '[' || strchr(host, ':') == NULL;
}

int
address_parse(struct address *a, const char *text, struct problem *why)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)&a->sa;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&a->sa;
	char host[INET6_ADDRSTRLEN];
	const char *port;
	long n;

	memset(a, 0, sizeof *a);
	if (!split(text, host, sizeof host, &port))
		goto bad;
	n = number(port, 65535);
	if (n < 1)
		goto bad;
	if (inet_pton(AF_INET, host, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)n);
		a->len = sizeof *v4;
		return 0;
	}
	if (inet_pton(AF_INET6, host, &v6->sin6_addr) == 1) {
		v6->sin6_family = AF_INET6;
		v6->sin6_port = htons((uint16_t)n);
		a->len = sizeof *v6;
		return 0;
	}
bad:
	return problem_set(why, 0,
	    "'%s' is not an address to listen on: want \"[::]:1965\" or "
	    "\"127.0.0.1:1965\"",
	    text);
}

unsigned
address_port(const struct address *a)
{
	if (a->sa.ss_family == AF_INET)
		return ntohs(((const struct sockaddr_in *)&a->sa)->sin_port);
	if (a->sa.ss_family == AF_INET6)
		return ntohs(((const struct sockaddr_in6 *)&a->sa)->sin6_port);
	return 0;
}

const char *
address_show(const struct address *a, char out[ADDRESS_SIZE])
{
	char host[INET6_ADDRSTRLEN];
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)&a->sa;
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&a->sa;

	if (a->sa.ss_family == AF_INET) {
		inet_ntop(AF_INET, &v4->sin_addr, host, sizeof host);
		(void)snprintf(out, ADDRESS_SIZE, "%s:%u", host,
		    address_port(a));
	} else if (a->sa.ss_family == AF_INET6) {
		inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof host);
		(void)snprintf(out, ADDRESS_SIZE, "[%s]:%u", host,
		    address_port(a));
	} else {
		(void)snprintf(out, ADDRESS_SIZE, "-");
	}
	return out;
}

bool
address_equal(const struct address *a, const struct address *b)
{
	char x[ADDRESS_SIZE], y[ADDRESS_SIZE];

	return strcmp(address_show(a, x), address_show(b, y)) == 0;
}

struct ip
ip_of(const struct sockaddr_storage *sa)
{
	struct ip ip = { { 0 } };

	if (sa->ss_family == AF_INET) {
		memcpy(ip.byte, mapped, sizeof mapped);
		memcpy(ip.byte + 12,
		    &((const struct sockaddr_in *)sa)->sin_addr, 4);
	} else if (sa->ss_family == AF_INET6) {
		memcpy(ip.byte, &((const struct sockaddr_in6 *)sa)->sin6_addr,
		    16);
	}
	return ip;
}

bool
ip_is_v4(const struct ip *ip)
{
	return memcmp(ip->byte, mapped, sizeof mapped) == 0;
}

/* Keep the first bytes of an address alone. */
static struct ip
cut(const struct ip *ip, size_t bytes)
{
	struct ip out = *ip;

	memset(out.byte + bytes, 0, sizeof out.byte - bytes);
	return out;
}

const char *
ip_text(const struct ip *ip, enum ip_show how, char out[ADDRESS_SIZE])
{
	bool v4 = ip_is_v4(ip);
	struct ip shown = *ip;
	char host[INET6_ADDRSTRLEN];

	if (how == IP_NONE) {
		(void)snprintf(out, ADDRESS_SIZE, "-");
		return out;
	}
	if (how == IP_PREFIX)
		shown = cut(ip, v4 ? 15 : 6);
	inet_ntop(v4 ? AF_INET : AF_INET6, shown.byte + (v4 ? 12 : 0), host,
	    sizeof host);
	(void)snprintf(out, ADDRESS_SIZE, "%s%s", host,
	    how == IP_FULL ? ""
	    : v4           ? "/24"
			   : "/48");
	return out;
}

struct ip
ip_reader(const struct ip *ip)
{
	return ip_is_v4(ip) ? *ip : cut(ip, 8);
}

bool
ip_same_reader(const struct ip *a, const struct ip *b)
{
	struct ip one = ip_reader(a), other = ip_reader(b);

	return memcmp(&one, &other, sizeof one) == 0;
}

int
network_parse(struct network *n, const char *text, struct problem *why)
{
	char host[INET6_ADDRSTRLEN];
	const char *slash = strchr(text, '/');
	size_t len = slash == NULL ? strlen(text) : (size_t)(slash - text);
	long bits;
	bool v4;

	memset(n, 0, sizeof *n);
	if (len >= sizeof host)
		goto bad;
	memcpy(host, text, len);
	host[len] = '\0';
	v4 = inet_pton(AF_INET, host, n->ip.byte + 12) == 1;
	if (v4)
		memcpy(n->ip.byte, mapped, sizeof mapped);
	else if (inet_pton(AF_INET6, host, n->ip.byte) != 1)
		goto bad;
	bits =
	    slash == NULL ? (v4 ? 32 : 128) : number(slash + 1, v4 ? 32 : 128);
	if (bits < 0)
		goto bad;
	n->bits = (unsigned)bits + (v4 ? 96 : 0);
	return 0;
bad:
	return problem_set(why, 0,
	    "'%s' is not an address or a network like \"10.0.0.0/8\"", text);
}

bool
network_has(const struct network *n, const struct ip *ip)
{
	size_t whole = n->bits / 8;
	unsigned rest = n->bits % 8;
	unsigned mask = 0xff00u >> rest & 0xffu;

	if (memcmp(n->ip.byte, ip->byte, whole) != 0)
		return false;
	return rest == 0 || ((n->ip.byte[whole] ^ ip->byte[whole]) & mask) == 0;
}
