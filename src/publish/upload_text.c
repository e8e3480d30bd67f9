#include "publish/upload_parts.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "capsule/front_matter.h"
#include "capsule/visibility.h"
#include "publish/compose.h"
#include "publish/media.h"
#include "site/parts/editing.h"

/* What a new text is called in what is said of it, before it has a name. */
#define NEW_PATH "articles/new.md"

static const char *
stamp(char out[32])
{
	time_t now = time(NULL);
	struct tm utc = { 0 };

	gmtime_r(&now, &utc);
	(void)strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return out;
}

bool
upload_is_own(const struct upload *u, const char *text, size_t len)
{
	struct front_matter f;
	bool own;

	(void)front_matter_read(&f, text, len, "x.md", NULL, NULL, NULL);
	own = editing_is_by(&f.authors, u->who->name);
	front_matter_free(&f);
	return own;
}

/* "Nothing was changed; articles/x.md:3: ..." */
static int
fault(const struct upload *u, struct problem *why, struct reply *r)
{
	char text[sizeof *why + 32];

	problem_in(why, u->file.path);
	return upload_refuse(u, r, STATUS_PERMANENT_FAILURE, WORD_UPLOAD_FAULT,
	    problem_str(why, text, sizeof text));
}

static int
compose(struct upload *u, const struct buf *body, struct buf *out,
    struct reply *r)
{
	struct problem why = { 0 };
	char now[32];
	struct compose c = { .kind = u->target.kind,
		.gemtext = media_is_gemtext(u->line.mime),
		.text = body->data,
		.len = body->len,
		.old = u->file.exists ? buf_str(&u->old) : NULL,
		.old_len = u->old.len,
		.path = u->file.path,
		.slug = u->target.path[0] == '\0' ? u->file.slug : "",
		.name = u->who->name,
		.dates = &u->capsule->settings.dates,
		.now = stamp(now) };

	return compose_text(&c, out, &why) == -1 ? fault(u, &why, r) : 0;
}

/* Where a new article goes: by its slug, title, or the moment. */
static int
find_new(struct upload *u, const struct buf *text, struct reply *r)
{
	struct front_matter f;
	char slug[SLUG_SIZE], now[32];
	bool found;

	(void)front_matter_read(&f, text->data, text->len, "0.md", NULL, NULL,
	    NULL);
	if (strcmp(f.slug, "0") != 0)
		slug_make(slug, f.slug, strlen(f.slug));
	else
		slug_make(slug, f.title, strlen(f.title));
	front_matter_free(&f);
	if (slug[0] == '\0')
		slug_make(slug, stamp(now), strlen(now));
	found = locate_new(u->capsule, slug, &u->file);
	return found ? 0
		     : upload_refuse(u, r, STATUS_PERMANENT_FAILURE,
			   WORD_UPLOAD_NOWHERE, NULL);
}

/* Is it for readers now?  Else its author is led to his drafts. */
static void
note_shown(struct upload *u, const struct buf *text)
{
	const char *slash = strchr(u->file.path, '/');
	const struct front_matter_how how = {
		.path = slash != NULL ? slash + 1 : u->file.path,
		.dates = &u->capsule->settings.dates,
	};
	struct front_matter f;
	int64_t changes;

	(void)front_matter_read_by(&f, text->data, text->len, &how, NULL);
	u->shown =
	    visibility_served(visibility_at(&f, (int64_t)time(NULL), &changes));
	front_matter_free(&f);
	history_version(text->data, text->len, u->version);
}

int
upload_publish_text(struct upload *u, struct reply *r)
{
	struct problem why = { 0 };
	struct buf body = { 0 }, text = { 0 };
	int result = lseek(u->spool, 0, SEEK_SET) == -1 ||
			     buf_read_fd(&body, u->spool,
				 u->capsule->rules->size, &why) == -1
			 ? upload_fail(u, r, &why)
			 : 0;

	if (u->target.kind == TARGET_NEW)
		memcpy(u->file.path, NEW_PATH, sizeof NEW_PATH);
	if (result == 0)
		result = compose(u, &body, &text, r);
	if (result == 0 && u->target.kind == TARGET_NEW)
		result = find_new(u, &text, r);
	if (result == 0 && u->who->role == ROLE_AUTHOR &&
	    !upload_is_own(u, text.data, text.len))
		result = upload_refuse(u, r, STATUS_CERTIFICATE_NOT_AUTHORISED,
		    WORD_UPLOAD_NOT_YOURS, NULL);
	if (result == 0)
		result = upload_put(u, &text, r);
	if (result == 0)
		note_shown(u, &text);
	buf_free(&body);
	buf_free(&text);
	return result;
}
