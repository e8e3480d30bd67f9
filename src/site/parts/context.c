#include "site/parts/context.h"

#include <string.h>

const char *
context_words(const struct context *ctx, enum word w)
{
	return words(ctx->language, w);
}

const char *
context_words_with(struct context *ctx, enum word w, const char *one,
    const char *two)
{
	return words_with(ctx->arena, ctx->language, w, one, two);
}

const char *
context_articles(struct context *ctx, size_t n)
{
	return words_articles(ctx->arena, ctx->language, n);
}

void
context_refuse(struct context *ctx, enum status status, enum word w)
{
	reply_say(ctx->r, status, "%s", context_words(ctx, w));
}

void
context_not_ready(struct context *ctx)
{
	context_refuse(ctx, STATUS_TEMPORARY_FAILURE, WORD_NOT_READY);
	ctx->r->later = true;
}

bool
context_by_gopher(const struct context *ctx)
{
	return strcmp(ctx->place->scheme, "gopher") == 0;
}

size_t
context_number(const char *s)
{
	size_t n = 0, len = strspn(s, "0123456789");

	if (len == 0 || len > 6 || s[len] != '\0' || s[0] == '0')
		return 0;
	for (; *s != '\0'; s++)
		n = n * 10 + (size_t)(*s - '0');
	return n;
}

bool
context_segment(const char **rest, char *out, size_t size)
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
