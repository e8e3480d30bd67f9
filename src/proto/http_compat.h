#ifndef PROTO_HTTP_COMPAT_H
#define PROTO_HTTP_COMPAT_H

#include <stdbool.h>
#include <stddef.h>

#include "proto/protocol.h"

/*
 * Is a line (without its end) the first of an HTTP request?  head_only tells
 * whether it is HEAD.
 */
bool http_compat_is_request(const char *line, size_t len, bool *head_only);
/*
 * Append an HTTP/1.0 answer that names the capsule's addresses (G45).  The
 * rest of the request is not waited for: whoever holds the connection reads
 * it before closing.
 */
void http_compat_http(bool head_only, const struct capsule_info *head,
    struct buf *out);

/* May a "URL:" selector lead there?  By its scheme (G20). */
bool http_compat_may_lead(const char *url);
/* Append the HTML page that links and redirects to url (G20). */
void http_compat_url_page(const char *url, const struct capsule_info *head,
    struct buf *out);

#endif
