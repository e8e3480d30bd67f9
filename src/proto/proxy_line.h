#ifndef PROTO_PROXY_LINE_H
#define PROTO_PROXY_LINE_H

#include <stddef.h>
#include <sys/socket.h>

#include "proto/protocol.h"

/*
 * Read a PROXY protocol header, version 1 (text) or 2 (binary), from the
 * first bytes of a connection whose peer is trusted.
 *
 * used  how many bytes the header takes, on PARSE_OK
 * from  the client's address; family AF_UNSPEC when the header tells none
 *       (UNKNOWN, LOCAL): the peer's own address stands
 *
 * PARSE_BAD: no such header, or a broken one: close.
 *
 * Spec: HAProxy's PROXY protocol, versions 1 and 2.
 */
enum parse proxy_line_parse(const char *in, size_t len, size_t *used,
    struct sockaddr_storage *from);

#endif
