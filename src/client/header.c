#include "client/header.h"

#include <string.h>

#include "text/ascii.h"

#define LINE_MAX_BYTES 1029 /* "20 ", 1,024 bytes of META, CRLF */

static int
refuse(struct problem *why)
{
	return problem_set(why, 0, "what came is no answer of Gemini");
}

int
header_parse(struct header *h, const char *in, size_t len, struct problem *why)
{
	size_t most = len < LINE_MAX_BYTES ? len : LINE_MAX_BYTES, n = 0;
	const char *crlf = most > 0 ? memmem(in, most, "\r\n", 2) : NULL;
	const char *meta = in + 2;

	if (crlf == NULL || crlf - in < 2 || !is_digit(in[0]) ||
	    !is_digit(in[1]) || (crlf > meta && *meta != ' '))
		return refuse(why);
	h->status = (in[0] - '0') * 10 + in[1] - '0';
	if (h->status < 10 || h->status > 69)
		return refuse(why);
	if (meta < crlf)
		meta++;
	for (; meta < crlf; meta++)
		if ((unsigned char)*meta >= ' ' && *meta != 0x7F)
			h->meta[n++] = *meta;
	h->meta[n] = '\0';
	h->body = (size_t)(crlf - in) + 2;
	return 0;
}
