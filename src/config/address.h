#ifndef CONFIG_ADDRESS_H
#define CONFIG_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/problem.h"

/* Addresses: of sockets, of peers, of networks.  No names are looked up. */

/* A socket's address, with its length. */
struct address {
	struct sockaddr_storage sa;
	socklen_t len;
};

/* Room for "[ipv6]:port" and for an address alone. */
#define ADDRESS_SIZE 64

/*
 * "127.0.0.1:1965" or "[::1]:1965" (not a name; port 1 to 65535).  0, or -1
 * with the sentence in why.
 */
int address_parse(struct address *a, const char *text, struct problem *why);
unsigned address_port(const struct address *a);
/* As address_parse() reads it.  Returns out. */
const char *address_show(const struct address *a, char out[ADDRESS_SIZE]);
bool address_equal(const struct address *a, const struct address *b);

/* An address without a port; IPv4 as ::ffff:a.b.c.d. */
struct ip {
	unsigned char byte[16];
};

/* The address of a peer; all zero for what is neither IPv4 nor IPv6. */
struct ip ip_of(const struct sockaddr_storage *sa);
bool ip_is_v4(const struct ip *ip);
/* How much of an address a log shows (chasqui.conf: log_addresses). */
enum ip_show { IP_FULL, IP_PREFIX, IP_NONE };
/* "192.0.2.7", "192.0.2.0/24", "2001:db8:1::/48" or "-".  Returns out. */
const char *ip_text(const struct ip *ip, enum ip_show how,
    char out[ADDRESS_SIZE]);
/* What limits count as one reader: an IPv4 address, a /64 of IPv6. */
struct ip ip_reader(const struct ip *ip);
bool ip_same_reader(const struct ip *a, const struct ip *b);

/* A network: "10.0.0.0/8", "2001:db8::/32", or one address. */
struct network {
	struct ip ip;
	unsigned bits; /* of the 128 */
};

int network_parse(struct network *n, const char *text, struct problem *why);
bool network_has(const struct network *n, const struct ip *ip);

#endif
