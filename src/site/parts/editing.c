#include "site/parts/editing.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "site/parts/page_parts.h"
#include "text/url.h"

static bool
same_name(const char *one, const char *other)
{
	char a[SLUG_SIZE], b[SLUG_SIZE];

	index_key(a, one);
	index_key(b, other);
	return strcmp(a, b) == 0;
}

bool
editing_is_by(const struct fm_names *authors, const char *name)
{
	for (size_t i = 0; i < authors->n; i++)
		if (same_name(authors->name[i], name))
			return true;
	return false;
}

bool
editing_may(const struct context *ctx, const struct fm_names *authors)
{
	const struct identity *who = &ctx->req->identity;

	if (who->role == ROLE_NONE)
		return false;
	return who->role >= ROLE_EDITOR || editing_is_by(authors, who->name);
}

const char *
editing_url(struct context *ctx, const char *path, const char *behind)
{
	const struct place *at = ctx->place;
	struct buf url = { 0 };

	url_origin(&url, "titan", at->host, at->port);
	url_encode(&url, path, strlen(path));
	buf_adds(&url, behind);
	return buf_keep(&url, ctx->arena);
}

void
editing_link(struct context *ctx, struct link_group *ways,
    const struct article *art, const char *path)
{
	struct fm_names authors = { 0 };

	if (ctx->req->identity.role == ROLE_NONE)
		return;
	for (size_t i = 0; i < art->nauthors; i++)
		fm_names_add(ctx->arena, &authors, art->authors[i].title,
		    strlen(art->authors[i].title));
	if (editing_may(ctx, &authors))
		link_group_link(ways, LOOK_GEMTEXT,
		    editing_url(ctx, path, ";edit"),
		    context_words(ctx, WORD_EDIT_THIS));
}

bool
identity_is_valid(const struct identity *who, const char *language, int64_t now,
    struct reply *r)
{
	if (who->fingerprint[0] == '\0')
		reply_say(r, STATUS_CERTIFICATE_REQUIRED, "%s",
		    words(language, WORD_PUBLISHER_NEEDED));
	else if (now < who->not_before || now > who->not_after)
		reply_say(r, STATUS_CERTIFICATE_NOT_VALID, "%s",
		    words(language, WORD_CERTIFICATE_EXPIRED));
	else
		return true;
	return false;
}
