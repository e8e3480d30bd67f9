#include "site/visit.h"

#include <string.h>

const char *
visit_words(const struct visit *v, enum word w)
{
	return words(v->capsule->language, w);
}

const char *
visit_words_with(struct visit *v, enum word w, const char *one, const char *two)
{
	return words_with(v->arena, v->capsule->language, w, one, two);
}

void
visit_refuse(struct visit *v, int status, enum word w)
{
	reply_say(v->r, status, "%s", visit_words(v, w));
}

void
visit_not_ready(struct visit *v)
{
	visit_refuse(v, 40, WORD_NOT_READY);
	v->r->later = true;
}

bool
visit_by_gopher(const struct visit *v)
{
	return strcmp(v->place->scheme, "gopher") == 0;
}

size_t
visit_number(const char *s)
{
	size_t n = 0, len = strspn(s, "0123456789");

	if (len == 0 || len > 6 || s[len] != '\0' || s[0] == '0')
		return 0;
	for (; *s != '\0'; s++)
		n = n * 10 + (size_t)(*s - '0');
	return n;
}

bool
visit_segment(const char **rest, char *out, size_t size)
{
	size_t len = strcspn(*rest, "/");

	if (len == 0 || len >= size)
		return false;
	memcpy(out, *rest, len);
	out[len] = '\0';
	*rest += len;
	if (**rest == '/')
		(*rest)++;
	return true;
}
