#include "publish/upload_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "index/index.h"
#include "publish/judge.h"
#include "publish/media.h"
#include "publish/spool.h"
#include "text/now.h"

#define OLD_MAX ((size_t)16 << 20) /* bytes of a text that is replaced */

/* ---- what is there ----------------------------------------------------- */

/* Is what the file holds needed: for its version, or its front matter? */
static bool
needs_old(const struct upload *u)
{
	return target_is_text(u->target.kind) || u->line.edit ||
	       u->line.version[0] != '\0';
}

/* 0, or -1 with the answer: it is there and cannot be read. */
static int
read_old(struct upload *u, struct reply *r)
{
	struct problem why = { 0 };
	struct stat st;
	int fd = file_open_below(u->capsule->dir, u->file.path, false, &st);
	int result = 0;

	buf_clear(&u->old);
	u->file.exists = fd != -1;
	if (fd == -1 && errno == ENOENT)
		return 0;
	if (fd == -1)
		result = problem_errno(&why, "cannot be opened");
	else if (needs_old(u))
		result = buf_read_fd(&u->old, fd, OLD_MAX, &why);
	if (fd != -1)
		close(fd);
	if (result == -1) {
		problem_in(&why, u->file.path);
		return upload_fail(u, r, &why);
	}
	return 0;
}

static int
conflict(const struct upload *u, struct reply *r)
{
	struct arena a = { 0 };
	const char *path =
	    arena_printf(&a, "/me/%s@%s", u->file.path, u->line.version);

	upload_refuse(u, r, STATUS_PERMANENT_FAILURE, WORD_UPLOAD_CONFLICT,
	    upload_address(u, &a, "gemini", path));
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
	fd = file_open_below(u->capsule->dir, u->file.text, false, &st);
	if (fd != -1) {
		own = buf_read_fd(&text, fd, OLD_MAX, NULL) == 0 &&
		      upload_is_own(u, buf_str(&text), text.len);
		close(fd);
	}
	buf_free(&text);
	return own ? 0
		   : upload_refuse(u, r, STATUS_CERTIFICATE_NOT_AUTHORISED,
			 WORD_UPLOAD_NOT_YOURS, NULL);
}

/* ---- the source -------------------------------------------------------- */

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
		upload_refuse(u, r, STATUS_NOT_FOUND, WORD_NOT_FOUND, NULL);
		return;
	}
	if (type == NULL) {
		upload_refuse(u, r, STATUS_BAD_REQUEST, WORD_UPLOAD_MEDIA,
		    NULL);
		return;
	}
	history_version(u->old.data, u->old.len, now);
	if (strcmp(u->line.version, now) != 0) {
		reply_say(r, STATUS_REDIRECT_TEMPORARY, "%s@%s;edit",
		    upload_address(u, &a, "titan", u->line.req.path), now);
	} else {
		r->status = STATUS_SUCCESS;
		r->type = type;
		buf_add(&r->body, u->old.data, u->old.len);
	}
	arena_free(&a);
}

/* ---- beginning --------------------------------------------------------- */

static struct upload *
begun(struct writable_capsule *p, const struct titan *t,
    const struct identity *who, const char *from)
{
	struct upload *u = xcalloc(1, sizeof *u);

	u->capsule = p;
	u->line = *t;
	u->spool = -1;
	u->who = publishers_find(p->rules->publishers, who->fingerprint);
	(void)snprintf(u->from, sizeof u->from, "%.63s", from);
	return u;
}

static int
find_file(struct upload *u, struct reply *r)
{
	if (target_is_text(u->target.kind) && !writable_is_ready(u->capsule))
		return upload_refuse(u, r, STATUS_TEMPORARY_FAILURE,
		    WORD_NOT_READY, NULL);
	if (u->target.kind == TARGET_NEW) {
		if (!u->line.edit && u->line.size > 0)
			return 0;
		return upload_refuse(u, r, STATUS_NOT_FOUND, WORD_NOT_FOUND,
		    NULL);
	}
	if (!locate(u->capsule, &u->target, &u->file))
		return upload_refuse(u, r, STATUS_BAD_REQUEST,
		    WORD_UPLOAD_NOWHERE, NULL);
	if (check_owner(u, r) == -1 || read_old(u, r) == -1)
		return -1;
	if (u->line.edit)
		return 0;
	if (u->line.size == 0 && !u->file.exists)
		return upload_refuse(u, r, STATUS_NOT_FOUND, WORD_NOT_FOUND,
		    NULL);
	return check_version(u, r);
}

static int
open_spool(struct upload *u, struct reply *r)
{
	struct problem why = { 0 };

	u->spool = spool_open(u->capsule->dir, &why);
	return u->spool == -1 ? upload_fail(u, r, &why) : 0;
}

struct upload *
upload_begin(struct writable_capsule *p, const struct titan *t,
    const struct identity *who, const char *from, struct reply *r)
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
		return upload_refuse(u, r, STATUS_BAD_REQUEST,
		    WORD_UPLOAD_LENGTH, NULL);
	if (file_write_all(u->spool, data, len) == -1) {
		problem_errno(&why, "no room");
		return upload_fail(u, r, &why);
	}
	u->have += len;
	return 0;
}

uint64_t
upload_left(const struct upload *u)
{
	return u->line.size - u->have;
}

/* ---- files ------------------------------------------------------------- */

static int
publish_file(struct upload *u, struct reply *r)
{
	char head[MEDIA_HEAD];
	ssize_t n = pread(u->spool, head, sizeof head, 0);

	if (n < 0 || !media_fits(u->file.path, u->line.mime, head, (size_t)n))
		return upload_refuse(u, r, STATUS_BAD_REQUEST,
		    WORD_UPLOAD_MEDIA, NULL);
	u->shown = true;
	return upload_put(u, NULL, r);
}

/* ---- the end ----------------------------------------------------------- */

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
		upload_refuse(u, r, STATUS_BAD_REQUEST, WORD_UPLOAD_LENGTH,
		    NULL);
		return false;
	}
	/* It may have changed while the body came. */
	if (u->target.kind != TARGET_NEW &&
	    (check_owner(u, r) == -1 || read_old(u, r) == -1 ||
		check_version(u, r) == -1))
		return false;
	if (u->line.size == 0 && !u->file.exists)
		upload_refuse(u, r, STATUS_NOT_FOUND, WORD_NOT_FOUND, NULL);
	else if (u->line.size == 0)
		result = upload_delete(u, r);
	else if (target_is_text(u->target.kind))
		result = upload_publish_text(u, r);
	else
		result = publish_file(u, r);
	buf_free(&u->old);
	if (result == 0)
		upload_lead_to(u, r, shown_at(u, &a));
	arena_free(&a);
	return result == 0;
}

/* ---- seen by readers --------------------------------------------------- */

/* Does the index know the article's file as it is now, and by which slug? */
static bool
article_is_live(struct upload *u, struct arena *a)
{
	struct article art;
	const char *slug;
	struct stat st;
	bool known =
	    index_slug_of_path(u->capsule->index, a, u->file.path, &slug) == 1;

	if (u->deleted || !known)
		return u->deleted && !known;
	if (index_article(u->capsule->index, a, slug, &art) != 1 ||
	    fstatat(u->capsule->dir, u->file.path, &st, 0) == -1 ||
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
	return index_own_page(u->capsule->index, a, name, &page) == 1 &&
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
	if (!writable_begin(u->capsule))
		return false;
	if (u->target.kind == TARGET_ARTICLE || u->target.kind == TARGET_NEW)
		live = article_is_live(u, &a);
	else if (u->target.kind == TARGET_PAGE)
		live = page_is_live(u, &a);
	writable_end(u->capsule);
	if (live)
		upload_lead_to(u, r, shown_at(u, &a));
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
