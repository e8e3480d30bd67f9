#include "capsule/redirects.h"

#include <string.h>

struct line {
	const char *old, *to;
	size_t old_len, to_len;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static size_t
skip(const char *s, size_t len, bool blanks)
{
	size_t n = 0;

	while (n < len && is_blank(s[n]) == blanks)
		n++;
	return n;
}

/* 1: a redirect; 0: nothing is on the line; -1: something that is none. */
static int
read_line(struct line *l, const char *s, size_t len)
{
	size_t n = skip(s, len, true);

	s += n;
	len -= n;
	if (len == 0 || *s == '#')
		return 0;
	l->old = s;
	l->old_len = skip(s, len, false);
	n = l->old_len + skip(s + l->old_len, len - l->old_len, true);
	l->to = s + n;
	l->to_len = skip(s + n, len - n, false);
	n += l->to_len;
	n += skip(s + n, len - n, true);
	if (n != len || *l->old != '/' || l->to_len == 0)
		return -1;
	return *l->to == '/' ||
		       (l->to_len > 9 && memcmp(l->to, "gemini://", 9) == 0)
		   ? 1
		   : -1;
}

static size_t
without_slash(const char *s, size_t len)
{
	return len > 1 && s[len - 1] == '/' ? len - 1 : len;
}

bool
redirects_find(const char *text, size_t len, const char *path, const char **to,
    size_t *to_len)
{
	const char *end = text + len, *eol;
	size_t path_len = without_slash(path, strlen(path));
	struct line l;

	for (; text < end; text = eol + 1) {
		eol = memchr(text, '\n', (size_t)(end - text));
		if (eol == NULL)
			eol = end;
		if (read_line(&l, text, (size_t)(eol - text)) != 1 ||
		    without_slash(l.old, l.old_len) != path_len ||
		    memcmp(l.old, path, path_len) != 0)
			continue;
		*to = l.to;
		*to_len = l.to_len;
		return true;
	}
	return false;
}

void
redirects_check(const char *text, size_t len, const char *file,
    problem_sink *sink, void *ctx)
{
	const char *end = text + len, *eol;
	struct line l;

	for (size_t n = 1; text < end; text = eol + 1, n++) {
		struct problem found = { 0 };

		eol = memchr(text, '\n', (size_t)(end - text));
		if (eol == NULL)
			eol = end;
		if (read_line(&l, text, (size_t)(eol - text)) != -1)
			continue;
		problem_set(&found, n,
		    "is no redirect: want an old path, a blank, and a new "
		    "path or a gemini:// address");
		problem_in(&found, file);
		sink(ctx, &found);
	}
}
