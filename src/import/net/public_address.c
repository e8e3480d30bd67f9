#include "import/net/public_address.h"

#include <stddef.h>
#include <string.h>

#include <netinet/in.h>

struct range {
	unsigned char start[16];
	unsigned bits;
};

/* Not public: RFC 6890 and the registry of IPv4. */
static const struct range ipv4[] = {
	{ { 0 }, 8 },             /* this network */
	{ { 10 }, 8 },            /* private */
	{ { 100, 64 }, 10 },      /* shared by the customers of a provider */
	{ { 127 }, 8 },           /* loopback */
	{ { 169, 254 }, 16 },     /* link-local */
	{ { 172, 16 }, 12 },      /* private */
	{ { 192, 0, 0 }, 24 },    /* of the protocols themselves */
	{ { 192, 0, 2 }, 24 },    /* documentation */
	{ { 192, 88, 99 }, 24 },  /* relays to IPv6, no longer in use */
	{ { 192, 168 }, 16 },     /* private */
	{ { 198, 18 }, 15 },      /* measurements */
	{ { 198, 51, 100 }, 24 }, /* documentation */
	{ { 203, 0, 113 }, 24 },  /* documentation */
	{ { 224 }, 3 },           /* multicast, reserved, broadcast */
};

/* Of IPv6 only this is handed out to machines... */
static const struct range global = { { 0x20 }, 3 };
/* ...but for these. */
static const struct range ipv6[] = {
	{ { 0x20, 0x01 }, 23 },             /* of the protocols; Teredo */
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 }, /* documentation */
	{ { 0x3f, 0xff }, 20 },             /* documentation */
};

/* Addresses that hold an IPv4 address, and where it stands in them. */
static const struct {
	struct range range;
	size_t at;
} holders[] = {
	{ { { [10] = 0xff, 0xff }, 96 }, 12 },      /* mapped */
	{ { { 0x00, 0x64, 0xff, 0x9b }, 96 }, 12 }, /* translated */
	{ { { 0x20, 0x02 }, 16 }, 2 },              /* 6to4 */
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool
within(const unsigned char *address, const struct range *r)
{
	size_t whole = r->bits / 8;
	unsigned rest = r->bits % 8, mask = 0xffu << (8 - rest) & 0xffu;

	if (memcmp(address, r->start, whole) != 0)
		return false;
	return rest == 0 || ((address[whole] ^ r->start[whole]) & mask) == 0;
}

static bool
public_ipv4(const unsigned char *address)
{
	for (size_t i = 0; i < COUNT(ipv4); i++)
		if (within(address, &ipv4[i]))
			return false;
	return true;
}

static bool
public_ipv6(const unsigned char *address)
{
	for (size_t i = 0; i < COUNT(holders); i++)
		if (within(address, &holders[i].range))
			return public_ipv4(address + holders[i].at);
	for (size_t i = 0; i < COUNT(ipv6); i++)
		if (within(address, &ipv6[i]))
			return false;
	return within(address, &global);
}

bool
public_address(const struct sockaddr *sa)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	switch (sa->sa_family) {
	case AF_INET:
		memcpy(&v4, sa, sizeof v4);
		return public_ipv4((const unsigned char *)&v4.sin_addr);
	case AF_INET6:
		memcpy(&v6, sa, sizeof v6);
		return public_ipv6((const unsigned char *)&v6.sin6_addr);
	default:
		return false;
	}
}
