#ifndef TLS_SERVER_NAME_H
#define TLS_SERVER_NAME_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The host name in a ClientHello's server_name extension, in the form in which
 * names are compared: lower case, no final dot.
 *
 * data, len  the extension's content; only read
 *
 * False when there is none, or none that can be a name of ours.
 *
 * Spec: RFC 6066, section 3; gemini.md M22.
 */
bool server_name_read(const unsigned char *data, size_t len, char out[256]);

#endif
