#include "site/parts/reply.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"

void
reply_init(struct reply *r)
{
	*r = (struct reply){ .status = STATUS_NOT_FOUND, .fd = -1 };
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

/*
 * n is what snprintf() returned for s of the given size: where it was cut,
 * take away the rest of the character that it was cut in.
 */
static void
mend_cut(char *s, size_t size, int n)
{
	size_t len = n < 0 ? 0 : (size_t)n;

	if (len >= size) {
		len = size - 1;
		while (len > 0 && !utf8_valid(s, len) && len + 4 > size)
			len--;
	}
	s[len] = '\0';
}

void
reply_say(struct reply *r, enum status status, const char *fmt, ...)
{
	va_list args;
	char *out = r->meta;
	int len;

	va_start(args, fmt);
	len = vsnprintf(r->meta, sizeof r->meta, fmt, args);
	va_end(args);
	mend_cut(r->meta, sizeof r->meta, len);
	for (const char *p = r->meta; *p != '\0'; p++)
		if ((unsigned char)*p >= ' ' && *p != 0x7F)
			*out++ = *p;
	*out = '\0';
	r->status = status;
}

void
reply_onward(struct reply *r, const char *path, const char *label)
{
	mend_cut(r->onward, sizeof r->onward,
	    snprintf(r->onward, sizeof r->onward, "%s", path));
	mend_cut(r->onward_label, sizeof r->onward_label,
	    snprintf(r->onward_label, sizeof r->onward_label, "%s", label));
}
