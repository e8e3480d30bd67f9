#ifndef TEXT_URL_H
#define TEXT_URL_H

#include <stdbool.h>
#include <stddef.h>

#define GOPHER_PORT 70
#define GEMINI_PORT 1965

struct arena;
struct buf;

/*
 * URLs as text (RFC 3986): taking apart, resolving, writing safely.  Strict
 * parsing of a request's URL is proto/gemini.c's (with libevent); here URLs
 * come from authors and are mended rather than refused.
 */

/* The parts as they stand in the string; all point into it, none is owned. */
struct url {
	const char *scheme, *authority, *path, *query, *fragment;
	size_t scheme_len, authority_len, path_len, query_len, fragment_len;
	bool has_authority, has_query, has_fragment; /* scheme_len 0: none */
};

/* Split; never fails (RFC 3986 appendix B; the scheme must be well-formed). */
void url_split(struct url *u, const char *s, size_t len);
/*
 * Append "gemini://host[:port]" (M5, G60): an IPv6 address stands in brackets,
 * and the port that Gemini or Gopher is at home at is left out.
 */
void url_origin(struct buf *out, const char *scheme, const char *host,
    unsigned port);
/* The same with a final '/', in the arena. */
const char *url_root(struct arena *a, const char *scheme, const char *host,
    unsigned port);
/* The host of u alone, without user, port and brackets; len 0: none. */
const char *url_host(const struct url *u, size_t *len);
/* Is the scheme of u this one (lower case), without regard to case? */
bool url_scheme_is(const struct url *u, const char *scheme);

/*
 * The reference resolved against a base (RFC 3986 section 5.2), dot segments
 * removed.  base may be a path alone ("/a/x"): then a relative reference gives
 * a path, and climbing above the root stays at the root.  In the arena.
 */
const char *url_resolve(struct arena *a, const char *base, const char *ref);
/*
 * Remove "." and ".." segments of a path (section 5.2.4) in place; path begins
 * with '/'.  False when it climbs above the root (the path is then at root).
 */
bool url_remove_dots(char *path);

/*
 * Append a URL made safe for a link line (conversion.md 1.6): RFC 3986
 * characters and valid %XX are kept, all else is percent-encoded as UTF-8,
 * never twice; a host beyond ASCII becomes punycode (libidn2).
 */
void url_encode(struct buf *out, const char *s, size_t len);
/* The same of len bytes at s, in the arena. */
const char *url_encoded(struct arena *a, const char *s, size_t len);
/* Append one path segment or query word, all but unreserved bytes encoded. */
void url_encode_segment(struct buf *out, const char *s, size_t len);
/*
 * Append s with each valid %XX decoded, once.  Returns false when a '%' is
 * not followed by two hex digits (the '%' is then kept).
 */
bool url_decode(struct buf *out, const char *s, size_t len);

/* May a link lead there?  By its scheme (text/scheme.h). */
bool url_may_link(const char *s, size_t len);
/*
 * Append "m.example/a?x" for "https://m.example/a?x#y": what a link is shown
 * by, host, path and query; a scheme that is not what all links have as well.
 */
void url_show(struct buf *out, const char *s, size_t len);

#endif
