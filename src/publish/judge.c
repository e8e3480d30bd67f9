#include "publish/judge.h"

#include <stdio.h>
#include <string.h>

#include <openssl/crypto.h>

#include "publish/media.h"
#include "site/parts/editing.h"
#include "site/words/words.h"

static int
refuse(struct reply *r, const char *language, enum status status, enum word w,
    const char *with)
{
	struct arena a = { 0 };

	reply_say(r, status, "%s",
	    with == NULL ? words(language, w)
			 : words_with(&a, language, w, with, NULL));
	arena_free(&a);
	return -1;
}

/* In a time that does not tell how much of it was right. */
static bool
has_token(const char *wanted, const char *given)
{
	size_t len = strlen(wanted);

	return strlen(given) == len && CRYPTO_memcmp(wanted, given, len) == 0;
}

static int
judge_role(const char *language, const struct publisher *p,
    const struct target *target, struct reply *r)
{
	static const enum word names[] = {
		[ROLE_AUTHOR] = WORD_ROLE_AUTHOR,
		[ROLE_EDITOR] = WORD_ROLE_EDITOR,
		[ROLE_ADMIN] = WORD_ROLE_ADMIN,
	};

	if (target->kind == TARGET_NOTHING)
		return refuse(r, language, STATUS_BAD_REQUEST,
		    WORD_UPLOAD_NOWHERE, NULL);
	if (p->role < target_role(target->kind))
		return refuse(r, language, STATUS_CERTIFICATE_NOT_AUTHORISED,
		    WORD_UPLOAD_ROLE, words(language, names[p->role]));
	return 0;
}

static bool
is_utf8(const char *charset)
{
	return charset[0] == '\0' || strcmp(charset, "utf-8") == 0 ||
	       strcmp(charset, "us-ascii") == 0;
}

static int
judge_body(const struct publish_rules *rules, const char *language,
    const struct titan *t, const struct target *target, struct reply *r)
{
	bool text = target_is_text(target->kind);
	size_t most = rules->size;
	char number[32];

	if (text && rules->article_size < most)
		most = rules->article_size;
	(void)snprintf(number, sizeof number, "%zu", most);
	if (t->size > most)
		return refuse(r, language, STATUS_BAD_REQUEST,
		    WORD_UPLOAD_TOO_LARGE, number);
	if (text && !(media_is_text(t->mime) && is_utf8(t->charset)))
		return refuse(r, language, STATUS_BAD_REQUEST,
		    WORD_UPLOAD_MEDIA, NULL);
	return 0;
}

int
judge_upload(const struct publish_rules *rules, const char *language,
    const struct titan *t, const struct identity *who, int64_t now,
    struct target *target, struct reply *r)
{
	const struct publisher *p;

	if (rules->publishers->n == 0)
		return refuse(r, language, STATUS_BAD_REQUEST,
		    WORD_UPLOADS_NONE, NULL);
	if (!identity_is_valid(who, language, now, r))
		return -1;
	p = publishers_find(rules->publishers, who->fingerprint);
	if (p == NULL)
		return refuse(r, language, STATUS_CERTIFICATE_NOT_AUTHORISED,
		    WORD_PUBLISHER_UNKNOWN, who->fingerprint);
	if (!has_token(rules->token, t->token) && rules->token[0] != '\0')
		return refuse(r, language, STATUS_CERTIFICATE_NOT_AUTHORISED,
		    WORD_UPLOAD_TOKEN, NULL);
	target_of(target, t->req.path);
	if (judge_role(language, p, target, r) == -1)
		return -1;
	return judge_body(rules, language, t, target, r);
}
