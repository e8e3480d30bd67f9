#ifndef IMPORT_NET_PUBLIC_ADDRESS_H
#define IMPORT_NET_PUBLIC_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/*
 * Is this the address of a machine on the public Internet?  No for loopback,
 * private, link-local, shared, documentation, multicast, reserved and unknown
 * addresses, and for IPv6 addresses that lead to such an IPv4 address.
 *
 * Spec: RFC 6890 and IANA's registries of special-purpose addresses.
 */
bool public_address(const struct sockaddr *sa);

#endif
