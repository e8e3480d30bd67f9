#include "page/gemtext_links.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/url.h"

struct leading {
	struct buf *out;
	const char *base;
	relink_lead *lead;
	void *ctx;
};

static size_t
blanks(const char *s, const char *end)
{
	const char *at = s;

	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return (size_t)(at - s);
}

/* Where an address of the file is led; NULL: it stays. */
static const char *
led(struct leading *l, struct arena *a, const char *address, size_t len)
{
	struct url u;

	url_split(&u, address, len);
	if (len == 0 || address[0] == '#' || u.scheme_len > 0 ||
	    u.has_authority)
		return NULL;
	address = url_resolve(a, l->base, arena_strndup(a, address, len));
	return l->lead(l->ctx, a, url_encoded(a, address, strlen(address)),
	    false);
}

/* "=> address label"; s is behind the arrow. */
static void
link_line(struct leading *l, const char *s, const char *end)
{
	struct arena a = { 0 };
	const char *address = s + blanks(s, end), *behind = address, *to;

	while (behind < end && strchr(" \t\r\n", *behind) == NULL)
		behind++;
	to = led(l, &a, address, (size_t)(behind - address));
	if (to != NULL) {
		buf_add(l->out, s, (size_t)(address - s));
		buf_adds(l->out, to);
		s = behind;
	}
	buf_add(l->out, s, (size_t)(end - s));
	arena_free(&a);
}

static bool
begins(const char *s, const char *end, const char *with)
{
	size_t len = strlen(with);

	return (size_t)(end - s) >= len && memcmp(s, with, len) == 0;
}

void
gemtext_relink(struct buf *out, const char *text, size_t len, const char *base,
    relink_lead *lead, void *ctx)
{
	struct leading l = { out, base, lead, ctx };
	const char *s = text, *end = text + len, *next;
	bool fenced = false;

	for (; s < end; s = next) {
		next = memchr(s, '\n', (size_t)(end - s));
		next = next != NULL ? next + 1 : end;
		if (begins(s, next, "```"))
			fenced = !fenced;
		if (!fenced && begins(s, next, "=>")) {
			buf_adds(out, "=>");
			link_line(&l, s + 2, next);
		} else {
			buf_add(out, s, (size_t)(next - s));
		}
	}
}
