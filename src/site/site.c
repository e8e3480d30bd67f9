#include "site/site.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "capsule/address.h"
#include "capsule/capsule.h"
#include "index/index.h"
#include "page/place.h"
#include "site/parts/context.h"
#include "site/route.h"
#include "text/now.h"
#include "text/url.h"

struct site {
	struct site_options how; /* its strings live in options */
	struct arena options;    /* owned */

	int pictures, books;      /* folders, owned; or -1 */
	struct capsule capsule;   /* owned; always open */
	struct capsule_info info; /* of capsule, as is: */
	struct style style;
	struct index *index; /* owned; NULL while there is none */
	int64_t generation;  /* of the index, when capsule was read */
	bool kept;           /* index stays in the state that it is in */
	int64_t looked;      /* monotonic second of the last look at root */
};

/* ---- settings ------------------------------------------------------------ */

/* A capsule without a title is called by the name that it is served under. */
static void
name_capsule(struct site *s, struct capsule *c)
{
	const char *url = s->how.gemini_url[0] != '\0' ? s->how.gemini_url
						       : s->how.gopher_url;
	struct url u;

	url_split(&u, url, strlen(url));
	if (c->title[0] != '\0')
		return;
	c->title = u.authority_len > 0
		       ? arena_strndup(&c->arena, u.authority, u.authority_len)
		       : "Chasqui";
}

/* From now on c is the capsule: s owns it. */
static void
take_capsule(struct site *s, struct capsule *c)
{
	name_capsule(s, c);
	s->capsule = *c;
	s->info = (struct capsule_info){ .title = c->title,
		.language = c->language,
		.gemini_url = s->how.gemini_url,
		.gopher_url = s->how.gopher_url,
		.web = c->web };
	s->style = (struct style){ .fold = c->fold,
		.charset = c->charset,
		.crlf = true,
		.dot = c->text_dot,
		.excerpt_lines = c->excerpt_lines,
		.texts = c->text_articles ? PATH_ARTICLES : NULL,
		.types = s->how.types };
}

/* 0, or -1 with the reason: the settings are as they were. */
static int
read_capsule(struct site *s, struct problem *why)
{
	struct capsule fresh;

	if (capsule_open(&fresh, s->how.root, why) == -1)
		return -1;
	capsule_close(&s->capsule);
	take_capsule(s, &fresh);
	return 0;
}

/* Does another folder stand at the root's path than the one that is held? */
static bool
root_is_another(const struct site *s)
{
	struct stat now, held;

	return stat(s->how.root, &now) == 0 &&
	       (fstat(s->capsule.dir, &held) == -1 ||
		   now.st_dev != held.st_dev || now.st_ino != held.st_ino);
}

/*
 * The folder may have been unmounted, or another one moved into its place: a
 * descriptor then still shows the old one.  Looked for once a second.
 */
static void
follow_root(struct site *s)
{
	struct problem why = { 0 };
	int64_t second = now_ms(CLOCK_MONOTONIC_COARSE) / 1000;

	if (second == s->looked || s->kept)
		return;
	s->looked = second;
	if (root_is_another(s))
		read_capsule(s, &why);
}

/* ---- the index ----------------------------------------------------------- */

/*
 * Begin to read one state of the index; the file may have been made, replaced
 * or removed since the last time.  False: there is none to be read.
 */
static bool
begin(struct site *s)
{
	struct problem why = { 0 };

	if (s->index != NULL) {
		if (index_begin(s->index, &why) == 0)
			return true;
		index_close(s->index);
	}
	s->index = index_open(s->how.index, &why);
	if (s->index == NULL)
		return false;
	index_hide(s->index, s->how.hides, s->how.hides_ctx);
	if (index_begin(s->index, &why) == 0)
		return true;
	index_close(s->index);
	s->index = NULL;
	return false;
}

/*
 * The settings are the index's too, as the indexer took them in: lists and
 * what is said of them are of one state, and nobody reads half a file.  What
 * was read from the file at first stays until the indexer has been there.
 */
static void
follow_settings(struct site *s)
{
	struct capsule c = s->capsule;

	if (index_follow_conf(s->index, &c, &s->generation))
		take_capsule(s, &c);
}

/* ---- the site ------------------------------------------------------------ */

static void
copy_options(struct site *s, const struct site_options *how)
{
	struct arena *a = &s->options;

	s->how = *how;
	s->how.root = arena_strdup(a, how->root);
	s->how.index = arena_strdup(a, how->index);
	s->how.gemini_url = arena_strdup(a, how->gemini_url);
	s->how.gopher_url = arena_strdup(a, how->gopher_url);
}

static int
open_folder(const char *path)
{
	return path == NULL ? -1
			    : open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

struct site *
site_new(const struct site_options *how, struct problem *why)
{
	struct site *s = xcalloc(1, sizeof *s);
	struct capsule c;

	copy_options(s, how);
	if (capsule_open_or_defaults(&c, s->how.root, why) == -1) {
		arena_free(&s->options);
		free(s);
		return NULL;
	}
	take_capsule(s, &c);
	s->pictures = open_folder(how->pictures);
	s->books = open_folder(how->books);
	s->looked = now_ms(CLOCK_MONOTONIC_COARSE) / 1000;
	return s;
}

void
site_free(struct site *s)
{
	if (s == NULL)
		return;
	index_close(s->index);
	if (s->pictures != -1)
		close(s->pictures);
	if (s->books != -1)
		close(s->books);
	capsule_close(&s->capsule);
	arena_free(&s->options);
	free(s);
}

/*
 * Answer from one state of the index, or without one.  False: it broke while
 * it was read, and the answer is worth nothing.
 */
static bool
answer_once(struct site *s, struct context *ctx)
{
	bool reading = s->kept || begin(s);

	ctx->index = reading ? s->index : NULL;
	if (reading)
		follow_settings(s);
	ctx->language = s->capsule.language;
	route_answer(ctx);
	if (!reading || s->kept || index_end(s->index) == 0)
		return true;
	index_close(s->index);
	s->index = NULL;
	return false;
}

void
site_answer(struct site *s, const struct request *req,
    const struct place *place, struct reply *r)
{
	struct context ctx = {
		.how = &s->how,
		.capsule = &s->capsule,
		.pictures = s->pictures,
		.books = s->books,
		.req = req,
		.place = place,
		.r = r,
		.arena = &r->page.arena,
	};

	follow_root(s);
	/* A second time from the index that the indexer has made anew. */
	for (int i = 0; i < 2; i++) {
		if (answer_once(s, &ctx))
			return;
		reply_free(r);
	}
	context_not_ready(&ctx);
}

void
site_keep(struct site *s)
{
	struct problem why = { 0 };

	if (!s->kept && root_is_another(s) && read_capsule(s, &why) == -1)
		s->kept = begin(s);
}

const struct style *
site_style(const struct site *s)
{
	return &s->style;
}

const struct capsule_info *
site_info(const struct site *s)
{
	return &s->info;
}
