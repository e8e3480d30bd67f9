#include "publish/upload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/log.h"
#include "base/put.h"
#include "capsule/front_matter.h"
#include "capsule/history.h"
#include "capsule/visibility.h"
#include "index/index.h"
#include "proto/gemini.h"
#include "publish/compose.h"
#include "publish/judge.h"
#include "publish/locate.h"
#include "publish/media.h"
#include "publish/spool.h"
#include "site/editing.h"
#include "site/words/words.h"
#include "text/now.h"
#include "text/url.h"

#define OLD_MAX ((size_t)16 << 20) /* bytes of a text that is replaced */

struct upload {
	struct press *press; /* borrowed */
	struct titan line;
	struct target target;
	struct located file;
	const struct publisher *who; /* borrowed from the press's rules */
	char from[64];
	int spool; /* owned, or -1 */
	uint64_t have;
	struct buf old; /* owned: what the file holds; empty when it is new */

	/* What was put in place, for upload_is_live(). */
	char version[HISTORY_VERSION_SIZE];
	bool deleted, shown;
};

/* ---- answers ------------------------------------------------------------- */

static int
refuse(const struct upload *u, struct reply *r, enum status status, enum word w,
    const char *with)
{
	struct arena a = { 0 };
	const char *language = u->press->language;

	reply_say(r, status, "%s",
	    with == NULL ? words(language, w)
			 : words_with(&a, language, w, with, NULL));
	arena_free(&a);
	return -1;
}

/* Something on our side; nothing was changed. */
static int
fail(const struct upload *u, struct reply *r, const struct problem *why)
{
	char text[sizeof *why + 32];

	log_problem(NULL, why);
	return refuse(u, r, STATUS_TEMPORARY_FAILURE, WORD_UPLOAD_FAILED,
	    problem_str(why, text, sizeof text));
}

/* An address of this capsule, by this scheme, as the upload came. */
static const char *
address(const struct upload *u, struct arena *a, const char *scheme,
    const char *path)
{
	const struct request *req = &u->line.req;
	bool bare = strchr(req->host, ':') != NULL;
	struct buf out = { 0 };

	buf_addf(&out, "%s://%s%s%s", scheme, bare ? "[" : "", req->host,
	    bare ? "]" : "");
	if (req->port != 0 && req->port != GEMINI_PORT)
		buf_addf(&out, ":%u", req->port);
	url_encode(&out, path, strlen(path));
	return buf_keep(&out, a);
}

static void
lead_to(const struct upload *u, struct reply *r, const char *path)
{
	struct arena a = { 0 };

	reply_say(r, STATUS_REDIRECT_TEMPORARY, "%s",
	    address(u, &a, "gemini", path));
	arena_free(&a);
}

/* ---- what is there ------------------------------------------------------- */

/* 0, or -1 with the answer: it is there and cannot be read. */
static int
read_old(struct upload *u, struct reply *r)
{
	struct problem why = { 0 };
	struct stat st;
	int fd = file_open_below(u->press->dir, u->file.path, false, &st);
	int result;

	buf_clear(&u->old);
	u->file.exists = fd != -1;
	if (fd == -1 && errno == ENOENT)
		return 0;
	result = fd == -1 ? problem_errno(&why, "cannot be opened")
			  : buf_read_fd(&u->old, fd,
				u->press->rules->size > OLD_MAX
				    ? u->press->rules->size
				    : OLD_MAX,
				&why);
	if (fd != -1)
		close(fd);
	if (result == -1) {
		problem_in(&why, u->file.path);
		return fail(u, r, &why);
	}
	return 0;
}

static int
conflict(const struct upload *u, struct reply *r)
{
	struct arena a = { 0 };
	const char *path =
	    arena_printf(&a, "/me/%s@%s", u->file.path, u->line.version);

	refuse(u, r, STATUS_PERMANENT_FAILURE, WORD_UPLOAD_CONFLICT,
	    address(u, &a, "gemini", path));
	arena_free(&a);
	return -1;
}

/* Who sends back a version wants to replace that one, and no other. */
static int
check_version(const struct upload *u, struct reply *r)
{
	char now[HISTORY_VERSION_SIZE];

	if (u->line.version[0] == '\0')
		return 0;
	history_version(u->old.data, u->old.len, now);
	if (u->file.exists && strcmp(now, u->line.version) == 0)
		return 0;
	return conflict(u, r);
}

static bool
is_own(const struct upload *u, const char *text, size_t len)
{
	struct front_matter f;
	bool own;

	(void)front_matter_read(&f, text, len, "x.md", NULL, NULL, NULL);
	own = editing_is_by(&f.authors, u->who->name);
	front_matter_free(&f);
	return own;
}

/* An author writes his own articles, and the files beside them. */
static int
check_owner(const struct upload *u, struct reply *r)
{
	struct buf text = { 0 };
	struct stat st;
	bool own = true;
	int fd;

	if (u->who->role != ROLE_AUTHOR)
		return 0;
	fd = file_open_below(u->press->dir, u->file.text, false, &st);
	if (fd != -1) {
		own = buf_read_fd(&text, fd, OLD_MAX, NULL) == 0 &&
		      is_own(u, buf_str(&text), text.len);
		close(fd);
	}
	buf_free(&text);
	return own ? 0
		   : refuse(u, r, STATUS_CERTIFICATE_NOT_AUTHORISED,
			 WORD_UPLOAD_NOT_YOURS, NULL);
}

/* ---- the source ---------------------------------------------------------- */

/* "PATH;edit": at first the address that carries the version. */
static void
answer_edit(struct upload *u, struct reply *r)
{
	struct arena a = { 0 };
	bool text = target_is_text(u->target.kind);
	const char *type =
	    text ? "text/markdown" : media_text_type(u->file.path);
	char now[HISTORY_VERSION_SIZE];

	if (!u->file.exists) {
		refuse(u, r, STATUS_NOT_FOUND, WORD_NOT_FOUND, NULL);
		return;
	}
	if (type == NULL) {
		refuse(u, r, STATUS_BAD_REQUEST, WORD_UPLOAD_MEDIA, NULL);
		return;
	}
	history_version(u->old.data, u->old.len, now);
	if (strcmp(u->line.version, now) != 0) {
		reply_say(r, STATUS_REDIRECT_TEMPORARY, "%s@%s;edit",
		    address(u, &a, "titan", u->line.req.path), now);
	} else {
		r->status = STATUS_SUCCESS;
		r->type = type;
		buf_add(&r->body, u->old.data, u->old.len);
	}
	arena_free(&a);
}

/* ---- beginning ----------------------------------------------------------- */

static struct upload *
begun(struct press *p, const struct titan *t, const struct identity *who,
    const char *from)
{
	struct upload *u = xcalloc(1, sizeof *u);

	u->press = p;
	u->line = *t;
	u->spool = -1;
	u->who = publishers_find(p->rules->publishers, who->fingerprint);
	(void)snprintf(u->from, sizeof u->from, "%.63s", from);
	return u;
}

static int
find_file(struct upload *u, struct reply *r)
{
	if (u->target.kind == TARGET_NEW) {
		if (!u->line.edit && u->line.size > 0)
			return 0;
		return refuse(u, r, STATUS_NOT_FOUND, WORD_NOT_FOUND, NULL);
	}
	if (!locate(u->press, &u->target, &u->file))
		return refuse(u, r, STATUS_BAD_REQUEST, WORD_UPLOAD_NOWHERE,
		    NULL);
	if (check_owner(u, r) == -1 || read_old(u, r) == -1)
		return -1;
	if (u->line.edit)
		return 0;
	if (u->line.size == 0 && !u->file.exists)
		return refuse(u, r, STATUS_NOT_FOUND, WORD_NOT_FOUND, NULL);
	return check_version(u, r);
}

static int
open_spool(struct upload *u, struct reply *r)
{
	struct problem why = { 0 };

	u->spool = spool_open(u->press->dir, &why);
	return u->spool == -1 ? fail(u, r, &why) : 0;
}

struct upload *
upload_begin(struct press *p, const struct titan *t, const struct identity *who,
    const char *from, struct reply *r)
{
	struct target target;
	struct upload *u;

	if (judge_upload(p->rules, p->language, t, who, (int64_t)time(NULL),
		&target, r) == -1)
		return NULL;
	u = begun(p, t, who, from);
	u->target = target;
	if (find_file(u, r) == 0) {
		if (t->edit)
			answer_edit(u, r);
		else if (open_spool(u, r) == 0) {
			buf_free(&u->old); /* read again when it is replaced */
			return u;
		}
	}
	upload_free(u);
	return NULL;
}

int
upload_add(struct upload *u, const void *data, size_t len, struct reply *r)
{
	struct problem why = { 0 };

	if (len > upload_left(u))
		return refuse(u, r, STATUS_BAD_REQUEST, WORD_UPLOAD_LENGTH,
		    NULL);
	if (file_write_all(u->spool, data, len) == -1) {
		problem_errno(&why, "no room");
		return fail(u, r, &why);
	}
	u->have += len;
	return 0;
}

uint64_t
upload_left(const struct upload *u)
{
	return u->line.size - u->have;
}

/* ---- into its place ------------------------------------------------------ */

static const char *
stamp(char out[32])
{
	time_t now = time(NULL);
	struct tm utc = { 0 };

	gmtime_r(&now, &utc);
	strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return out;
}

/* The version that is replaced goes to the history first. */
static int
keep_old(const struct upload *u, const char *what, struct problem *why)
{
	struct history_by by = { what, u->who->name, u->who->fingerprint,
		u->from };
	struct put_source old = { .data =
				      u->old.data != NULL ? u->old.data : "",
		.len = u->old.len,
		.fd = -1 };

	if (!u->file.exists ||
	    (strcmp(u->file.path, PRESS_NOTICE) == 0 && u->old.len == 0))
		return 0;
	return history_keep(u->press->dir, u->file.path, &old, &by,
	    now_ms(CLOCK_REALTIME), NULL, why);
}

/*
 * The notice stands in the capsule's own folder, which is out of reach: it is
 * written where it is, after room was made for it.
 */
static int
write_notice(const struct upload *u, const struct buf *text,
    struct problem *why)
{
	int fd = openat(u->press->dir, PRESS_NOTICE,
	    O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
	int result = -1;

	if (fd != -1 &&
	    (text->len == 0 || posix_fallocate(fd, 0, (off_t)text->len) == 0) &&
	    pwrite(fd, buf_str((struct buf *)text), text->len, 0) ==
		(ssize_t)text->len &&
	    ftruncate(fd, (off_t)text->len) == 0 && fsync(fd) == 0)
		result = 0;
	if (result == -1)
		problem_errno(why, "cannot be written");
	if (fd != -1)
		close(fd);
	return result;
}

static int
put_bytes(const struct upload *u, const struct buf *text, struct problem *why)
{
	struct put_source source = { .data = text != NULL ? text->data : NULL,
		.len = text != NULL ? text->len : 0,
		.fd = u->spool };

	if (u->target.kind == TARGET_NOTICE)
		return write_notice(u, text, why);
	return put_below(u->press->dir, u->file.path, &source, 0644, why);
}

/* text NULL: the spooled bytes as they are. */
static int
put_in_place(struct upload *u, const struct buf *text, struct reply *r)
{
	struct problem why = { 0 };

	if (keep_old(u, "replaced", &why) == -1 ||
	    put_bytes(u, text, &why) == -1)
		return fail(u, r, &why);
	log_info("%s: %s by %s from %s", u->file.path,
	    u->file.exists ? "replaced" : "new", u->who->name, u->from);
	return 0;
}

static int delete (struct upload *u, struct reply *r)
{
	static const struct buf nothing = { 0 };
	struct problem why = { 0 };
	bool notice = u->target.kind == TARGET_NOTICE;

	if (keep_old(u, "deleted", &why) == -1 ||
	    (notice ? write_notice(u, &nothing, &why)
		    : put_remove(u->press->dir, u->file.path, &why)) == -1)
		return fail(u, r, &why);
	u->deleted = true;
	log_info("%s: deleted by %s from %s", u->file.path, u->who->name,
	    u->from);
	return 0;
}

/* ---- texts --------------------------------------------------------------- */

/* "Nothing was changed; articles/x.md:3: ..." */
static int
fault(const struct upload *u, struct problem *why, struct reply *r)
{
	char text[sizeof *why + 32];

	problem_in(why, u->file.path);
	return refuse(u, r, STATUS_PERMANENT_FAILURE, WORD_UPLOAD_FAULT,
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
	found = locate_new(u->press, slug, &u->file);
	return found ? 0
		     : refuse(u, r, STATUS_PERMANENT_FAILURE,
			   WORD_UPLOAD_NOWHERE, NULL);
}

/* Is it for readers now?  Else its author is led to his drafts. */
static void
note_shown(struct upload *u, const struct buf *text)
{
	const char *slash = strchr(u->file.path, '/');
	struct front_matter f;
	int64_t changes;

	(void)front_matter_read(&f, text->data, text->len,
	    slash != NULL ? slash + 1 : u->file.path, NULL, NULL, NULL);
	u->shown =
	    visibility_served(visibility_at(&f, (int64_t)time(NULL), &changes));
	front_matter_free(&f);
	history_version(text->data, text->len, u->version);
}

static int
publish_text(struct upload *u, struct reply *r)
{
	struct problem why = { 0 };
	struct buf body = { 0 }, text = { 0 };
	int result = lseek(u->spool, 0, SEEK_SET) == -1 ||
			     buf_read_fd(&body, u->spool, u->press->rules->size,
				 &why) == -1
			 ? fail(u, r, &why)
			 : 0;

	if (u->target.kind == TARGET_NEW)
		memcpy(u->file.path, "articles/0.md", sizeof "articles/0.md");
	if (result == 0)
		result = compose(u, &body, &text, r);
	if (result == 0 && u->target.kind == TARGET_NEW)
		result = find_new(u, &text, r);
	if (result == 0 && u->who->role == ROLE_AUTHOR &&
	    !is_own(u, text.data, text.len))
		result = refuse(u, r, STATUS_CERTIFICATE_NOT_AUTHORISED,
		    WORD_UPLOAD_NOT_YOURS, NULL);
	if (result == 0)
		result = put_in_place(u, &text, r);
	if (result == 0)
		note_shown(u, &text);
	buf_free(&body);
	buf_free(&text);
	return result;
}

/* ---- files --------------------------------------------------------------- */

static int
publish_file(struct upload *u, struct reply *r)
{
	char head[MEDIA_HEAD];
	ssize_t n = pread(u->spool, head, sizeof head, 0);

	if (n < 0 || !media_fits(u->file.path, u->line.mime, head, (size_t)n))
		return refuse(u, r, STATUS_BAD_REQUEST, WORD_UPLOAD_MEDIA,
		    NULL);
	u->shown = true;
	return put_in_place(u, NULL, r);
}

/* ---- the end ------------------------------------------------------------- */

/* The address at which readers find it. */
static const char *
shown_at(const struct upload *u, struct arena *a)
{
	if (u->deleted)
		return "/";
	if (!u->shown)
		return "/me";
	switch (u->target.kind) {
	case TARGET_ARTICLE:
	case TARGET_NEW:
		return arena_printf(a, "/a/%s", u->file.slug);
	case TARGET_BUNDLE_FILE:
		return arena_printf(a, "/a/%s/%s", u->file.slug,
		    u->target.file);
	case TARGET_PAGE:
		return arena_printf(a, "/%.*s",
		    (int)strcspn(u->file.path + sizeof "pages/" - 1, "."),
		    u->file.path + sizeof "pages/" - 1);
	case TARGET_TOPIC:
		return u->target.name[0] == '\0'
			   ? "/t/"
			   : arena_printf(a, "/t/%s/", u->target.name);
	case TARGET_STATIC:
		return arena_printf(a, "/%s", u->file.path);
	case TARGET_LETTER:
		return "/me";
	case TARGET_NOTICE:
	case TARGET_NOTHING:
	case TARGETS:
		break;
	}
	return "/";
}

bool
upload_end(struct upload *u, struct reply *r)
{
	struct arena a = { 0 };
	int result = -1;

	if (upload_left(u) > 0) {
		refuse(u, r, STATUS_BAD_REQUEST, WORD_UPLOAD_LENGTH, NULL);
		return false;
	}
	/* It may have changed while the body came. */
	if (u->target.kind != TARGET_NEW &&
	    (check_owner(u, r) == -1 || read_old(u, r) == -1 ||
		check_version(u, r) == -1))
		return false;
	if (u->line.size == 0 && !u->file.exists)
		refuse(u, r, STATUS_NOT_FOUND, WORD_NOT_FOUND, NULL);
	else if (u->line.size == 0)
		result = delete (u, r);
	else if (target_is_text(u->target.kind))
		result = publish_text(u, r);
	else
		result = publish_file(u, r);
	buf_free(&u->old);
	if (result == 0)
		lead_to(u, r, shown_at(u, &a));
	arena_free(&a);
	return result == 0;
}

/* ---- seen by readers ----------------------------------------------------- */

/* Does the index know the article's file as it is now, and by which slug? */
static bool
article_is_live(struct upload *u, struct arena *a)
{
	struct article art;
	const char *slug;
	struct stat st;
	bool known =
	    index_slug_of_path(u->press->index, a, u->file.path, &slug) == 1;

	if (u->deleted || !known)
		return u->deleted && !known;
	if (index_article(u->press->index, a, slug, &art) != 1 ||
	    fstatat(u->press->dir, u->file.path, &st, 0) == -1 ||
	    art.inode != (uint64_t)st.st_ino ||
	    art.mtime_ns != stamp_ns(&st.st_mtim))
		return false;
	(void)snprintf(u->file.slug, sizeof u->file.slug, "%s", slug);
	return true;
}

static bool
page_is_live(struct upload *u, struct arena *a)
{
	char version[HISTORY_VERSION_SIZE];
	struct own_page page;
	const char *name = shown_at(u, a) + 1;

	if (u->deleted)
		return true;
	return index_own_page(u->press->index, a, name, &page) == 1 &&
	       strcmp(history_version(page.text, page.len, version),
		   u->version) == 0;
}

bool
upload_is_live(struct upload *u, struct reply *r)
{
	struct arena a = { 0 };
	bool live = true;

	if (!u->shown && !u->deleted)
		return true;
	if (!press_begin(u->press))
		return false;
	if (u->target.kind == TARGET_ARTICLE || u->target.kind == TARGET_NEW)
		live = article_is_live(u, &a);
	else if (u->target.kind == TARGET_PAGE)
		live = page_is_live(u, &a);
	press_end(u->press);
	if (live)
		lead_to(u, r, shown_at(u, &a));
	arena_free(&a);
	return live;
}

void
upload_free(struct upload *u)
{
	if (u == NULL)
		return;
	if (u->spool != -1)
		close(u->spool);
	buf_free(&u->old);
	free(u);
}
