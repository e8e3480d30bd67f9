#include "site/reply.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
reply_init(struct reply *r)
{
	*r = (struct reply){ .status = 51, .fd = -1 };
}

void
reply_free(struct reply *r)
{
	page_free(&r->page);
	buf_free(&r->body);
	if (r->fd != -1)
		close(r->fd);
	reply_init(r);
}

/* Shorten s, which was cut at len bytes, by the character it was cut in. */
static void
cut_whole(char *s, size_t len)
{
	size_t start = len;

	while (start > 0 && ((unsigned char)s[start - 1] & 0xC0) == 0x80)
		start--;
	if (start > 0 && ((unsigned char)s[start - 1] & 0xC0) == 0xC0)
		s[start - 1] = '\0';
}

void
reply_say(struct reply *r, int status, const char *fmt, ...)
{
	va_list args;
	char *out = r->meta;
	int len;

	va_start(args, fmt);
	len = vsnprintf(r->meta, sizeof r->meta, fmt, args);
	va_end(args);
	if (len < 0)
		r->meta[0] = '\0';
	else if ((size_t)len >= sizeof r->meta)
		cut_whole(r->meta, sizeof r->meta - 1);
	for (const char *p = r->meta; *p != '\0'; p++)
		if ((unsigned char)*p >= ' ' && *p != 0x7F)
			*out++ = *p;
	*out = '\0';
	r->status = status;
}
