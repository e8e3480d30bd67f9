#ifndef PROTO_STRANGER_H
#define PROTO_STRANGER_H

#include <stdbool.h>
#include <stddef.h>

#include "proto/protocol.h"

/*
 * Is a line (without its end) the first of an HTTP request?  head_only tells
 * whether it is HEAD.
 */
bool stranger_is_http(const char *line, size_t len, bool *head_only);
/*
 * Append an HTTP/1.0 answer that names the capsule's addresses (G45).  The
 * rest of the request is not waited for: whoever holds the connection reads
 * it before closing.
 */
void stranger_http(bool head_only, const struct masthead *head,
    struct buf *out);

/* May a "URL:" selector lead there?  By its scheme (G20). */
bool stranger_may_lead(const char *url);
/* Append the HTML page that links and redirects to url (G20). */
void stranger_url_page(const char *url, const struct masthead *head,
    struct buf *out);

#endif
