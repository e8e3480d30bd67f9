#include "proto/proxy_line.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

#define V1_MAX 107  /* bytes, CRLF included: the longest that is possible */
#define V2_MAX 1024 /* bytes; addresses and a few TLVs, not 64 KB of them */

/* ---- version 1: one line of text ----------------------------------------- */

/* Take the next word of the line into out; the words are parted by one blank.
 */
static bool
next_word(const char **line, const char *end, char *out, size_t size)
{
	const char *stop = memchr(*line, ' ', (size_t)(end - *line));
	size_t len = (size_t)((stop != NULL ? stop : end) - *line);

	if (len == 0 || len >= size)
		return false;
	memcpy(out, *line, len);
	out[len] = '\0';
	*line += stop != NULL ? len + 1 : len;
	return true;
}

/* Decimal, without leading zeros; -1 when it is no port. */
static long
port_of(const char *s)
{
	long port = 0;

	if (s[0] == '0' && s[1] != '\0')
		return -1;
	for (; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return -1;
		port = port * 10 + (*s - '0');
		if (port > 65535)
			return -1;
	}
	return port;
}

static bool
set_address(struct sockaddr_storage *from, const char *family,
    const char *address, long port)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port) };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6,
		.sin6_port = htons((uint16_t)port) };

	memset(from, 0, sizeof *from);
	if (strcmp(family, "TCP4") == 0) {
		if (inet_pton(AF_INET, address, &in.sin_addr) != 1)
			return false;
		memcpy(from, &in, sizeof in);
		return true;
	}
	if (strcmp(family, "TCP6") != 0 ||
	    inet_pton(AF_INET6, address, &in6.sin6_addr) != 1)
		return false;
	memcpy(from, &in6, sizeof in6);
	return true;
}

/* The line behind "PROXY ", without its CRLF. */
static bool
read_v1(const char *line, const char *end, struct sockaddr_storage *from)
{
	char family[8], source[64], target[64], ports[2][8];
	struct sockaddr_storage to;
	long port[2];

	if (!next_word(&line, end, family, sizeof family))
		return false;
	if (strcmp(family, "UNKNOWN") == 0) {
		memset(from, 0, sizeof *from);
		return true;
	}
	if (!next_word(&line, end, source, sizeof source) ||
	    !next_word(&line, end, target, sizeof target) ||
	    !next_word(&line, end, ports[0], sizeof ports[0]) ||
	    !next_word(&line, end, ports[1], sizeof ports[1]) || line != end ||
	    end[-1] == ' ')
		return false;
	port[0] = port_of(ports[0]);
	port[1] = port_of(ports[1]);
	return port[0] >= 0 && port[1] >= 0 &&
	       set_address(&to, family, target, port[1]) &&
	       set_address(from, family, source, port[0]);
}

static enum parse
parse_v1(const char *in, size_t len, size_t *used,
    struct sockaddr_storage *from)
{
	static const size_t word = sizeof "PROXY " - 1;
	size_t seen = len < V1_MAX ? len : V1_MAX;
	const char *crlf = memmem(in, seen, "\r\n", 2);

	if (crlf == NULL)
		return len < V1_MAX ? PARSE_MORE : PARSE_BAD;
	if (!read_v1(in + word, crlf, from))
		return PARSE_BAD;
	*used = (size_t)(crlf - in) + 2;
	return PARSE_OK;
}

/* ---- version 2: binary --------------------------------------------------- */

static const char v2_signature[12] = "\r\n\r\n\0\r\nQUIT\n";

enum { V2_HEADER = 16, V2_LOCAL = 0x20, V2_PROXY = 0x21 };

/* The addresses behind the header; the family's own size at least. */
static bool
read_v2(unsigned char family, const char *at, size_t len,
    struct sockaddr_storage *from)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };

	switch (family >> 4) {
	case 1: /* source, target, source port, target port */
		if (len < 12)
			return false;
		memcpy(&in.sin_addr, at, 4);
		memcpy(&in.sin_port, at + 8, 2);
		memcpy(from, &in, sizeof in);
		return true;
	case 2:
		if (len < 36)
			return false;
		memcpy(&in6.sin6_addr, at, 16);
		memcpy(&in6.sin6_port, at + 32, 2);
		memcpy(from, &in6, sizeof in6);
		return true;
	case 0: /* unknown */
	case 3: /* a Unix socket */
		return true;
	}
	return false;
}

static enum parse
parse_v2(const char *in, size_t len, size_t *used,
    struct sockaddr_storage *from)
{
	const unsigned char *head = (const unsigned char *)in;
	size_t rest;

	if (len < V2_HEADER)
		return PARSE_MORE;
	rest = (size_t)head[14] << 8 | head[15];
	if ((head[12] != V2_LOCAL && head[12] != V2_PROXY) ||
	    (head[13] & 0x0F) > 2 || rest > V2_MAX - V2_HEADER)
		return PARSE_BAD;
	if (len < V2_HEADER + rest)
		return PARSE_MORE;
	memset(from, 0, sizeof *from);
	if (head[12] == V2_PROXY &&
	    !read_v2(head[13], in + V2_HEADER, rest, from))
		return PARSE_BAD;
	*used = V2_HEADER + rest;
	return PARSE_OK;
}

/* ---- either -------------------------------------------------------------- */

/* Do the bytes so far agree with how a header begins? */
static bool
may_begin(const char *in, size_t len, const char *with, size_t with_len)
{
	return memcmp(in, with, len < with_len ? len : with_len) == 0;
}

enum parse
proxy_line_parse(const char *in, size_t len, size_t *used,
    struct sockaddr_storage *from)
{
	if (len == 0)
		return PARSE_MORE;
	if (may_begin(in, len, "PROXY ", 6))
		return len < 6 ? PARSE_MORE : parse_v1(in, len, used, from);
	if (may_begin(in, len, v2_signature, sizeof v2_signature))
		return parse_v2(in, len, used, from);
	return PARSE_BAD;
}
