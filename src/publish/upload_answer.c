#include "publish/upload_parts.h"

#include <string.h>

#include "base/log.h"
#include "text/url.h"

int
upload_refuse(const struct upload *u, struct reply *r, enum status status,
    enum word w, const char *with)
{
	struct arena a = { 0 };
	const char *language = u->capsule->language;

	reply_say(r, status, "%s",
	    with == NULL ? words(language, w)
			 : words_with(&a, language, w, with, NULL));
	arena_free(&a);
	return -1;
}

/* Something on our side; nothing was changed. */
int
upload_fail(const struct upload *u, struct reply *r, const struct problem *why)
{
	char text[sizeof *why + 32];

	log_problem(NULL, why);
	return upload_refuse(u, r, STATUS_TEMPORARY_FAILURE, WORD_UPLOAD_FAILED,
	    problem_str(why, text, sizeof text));
}

/* An address of this capsule, by this scheme, as the upload came. */
const char *
upload_address(const struct upload *u, struct arena *a, const char *scheme,
    const char *path)
{
	const struct request *req = &u->line.req;
	struct buf out = { 0 };

	url_origin(&out, scheme, req->host,
	    req->port != 0 ? req->port : GEMINI_PORT);
	url_encode(&out, path, strlen(path));
	return buf_keep(&out, a);
}

void
upload_lead_to(const struct upload *u, struct reply *r, const char *path)
{
	struct arena a = { 0 };

	reply_say(r, STATUS_REDIRECT_TEMPORARY, "%s",
	    upload_address(u, &a, "gemini", path));
	arena_free(&a);
}
