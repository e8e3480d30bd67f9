#include "cmd/lint.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/helper.h"
#include "base/utf8.h"
#include "capsule/address.h"
#include "capsule/capsule.h"
#include "capsule/dirwalk.h"
#include "capsule/front_matter.h"
#include "cmd/cmd.h"
#include "cmd/lint_files.h"
#include "cmd/lint_picture.h"
#include "index/index.h"
#include "markdown/markdown.h"
#include "page/page.h"
#include "page/place.h"
#include "site/parts/links.h"
#include "site/parts/reply.h"
#include "site/parts/request.h"
#include "site/site.h"
#include "text/ascii.h"
#include "text/progress.h"
#include "text/url.h"

#define TITLE_COLUMNS 100 /* a line and a half of a menu */
#define LINKS_MAX     50  /* that lead nowhere, told of one file */

/* A link of a text, and where the site would lead it. */
struct met {
	const char *ref, *target; /* target NULL: as the Markdown says */
	struct met *next;
};

/* The capsule while it is read. */
struct reader {
	const struct lint *how;
	struct capsule capsule; /* owned, as are: */
	struct index *index;
	struct site *site;
	struct buf src;            /* of the file that is read, */
	struct front_matter front; /* and its front matter */
	const char *path;          /* borrowed */
	struct links links;        /* of that file */
	struct arena arena;        /* owns the links that were met in it: */
	struct met *met, **last;
	size_t searched; /* where in src the next link will be */
};

static void __attribute__((format(printf, 4, 0))) tell_to(problem_sink *sink,
    struct reader *r, size_t line, const char *fmt, va_list ap)
{
	struct problem found = { 0 };

	problem_setv(&found, line, fmt, ap);
	problem_in(&found, r->path);
	sink(r->how->ctx, &found);
}

/* Report something about the file that is read: a mistake, */
static void __attribute__((format(printf, 3, 4)))
tell(struct reader *r, size_t line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tell_to(r->how->sink, r, line, fmt, ap);
	va_end(ap);
}

/* or what may be meant so. */
static void __attribute__((format(printf, 3, 4)))
note(struct reader *r, size_t line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tell_to(r->how->note, r, line, fmt, ap);
	va_end(ap);
}

/* ---- lines --------------------------------------------------------------- */

/* The line of a reference: links are met in the order of the text. */
static size_t
line_of_link(struct reader *r, const char *ref)
{
	const char *found = memmem(r->src.data + r->searched,
	    r->src.len - r->searched, ref, strlen(ref));

	if (found == NULL) /* written with entities, or defined further up */
		found = memmem(r->src.data + r->front.body,
		    r->src.len - r->front.body, ref, strlen(ref));
	if (found == NULL)
		return r->front.body_line;
	r->searched = (size_t)(found - r->src.data) + 1;
	return problem_line(r->src.data, r->searched - 1);
}

/* The line of the front matter that begins with key; 0 when there is none. */
static size_t
line_of_key(const struct reader *r, const char *key)
{
	const char *p = r->src.data, *end = p + r->front.body;
	size_t len = strlen(key);

	for (size_t line = 1; p < end; line++) {
		if ((size_t)(end - p) > len && memcmp(p, key, len) == 0)
			return line;
		p = memchr(p, '\n', (size_t)(end - p));
		if (p == NULL)
			break;
		p++;
	}
	return 0;
}

/* ---- links --------------------------------------------------------------- */

/* Does the site answer a path of its own with something? */
static bool
answers(const struct reader *r, const char *path, size_t len)
{
	static const struct place place = { .scheme = "gemini",
		.host = "localhost",
		.port = GEMINI_PORT };
	struct request req = { .scheme = "gemini", .host = "localhost" };
	struct buf decoded = { 0 };
	struct reply reply;
	bool good = false;

	url_decode(&decoded, path, len);
	if (decoded.len < sizeof req.path) {
		memcpy(req.path, buf_str(&decoded), decoded.len);
		reply_init(&reply);
		site_answer(r->site, &req, &place, &reply);
		good = status_class(reply.status) !=
		       STATUS_CLASS_PERMANENT_FAILURE;
		reply_free(&reply);
	}
	buf_free(&decoded);
	return good;
}

/* Does a reference lead to something, as far as the capsule can tell? */
static bool
leads_somewhere(const struct reader *r, const char *ref, const char *target)
{
	struct url u;

	url_split(&u, target != NULL ? target : ref,
	    strlen(target != NULL ? target : ref));
	if (u.scheme_len > 0 || u.has_authority || u.path_len == 0)
		return true;
	return target != NULL && target[0] == '/' &&
	       answers(r, u.path, u.path_len);
}

/*
 * A link_finder: the site's own, listened to.  The site is asked afterwards:
 * its pages are Markdown, too, and one text is read at a time.
 */
static const char *
find(void *ctx, struct arena *a, const char *ref)
{
	struct reader *r = ctx;
	const char *target = links_find(&r->links, a, ref);
	struct met *met = arena_alloc(&r->arena, sizeof *met);

	met->ref = arena_strdup(&r->arena, ref);
	met->target = target != NULL ? arena_strdup(&r->arena, target) : NULL;
	met->next = NULL;
	*r->last = met;
	r->last = &met->next;
	return target;
}

/* Follow the links that were met, in the order of the text. */
static void
follow_links(struct reader *r)
{
	size_t nowhere = 0;

	r->searched = r->front.body;
	for (const struct met *met = r->met; met != NULL; met = met->next) {
		if (leads_somewhere(r, met->ref, met->target))
			continue;
		if (nowhere++ == LINKS_MAX) {
			tell(r, 0, "further links were not followed");
			return;
		}
		tell(r, line_of_link(r, met->ref),
		    "the link to '%s' leads to nothing in the capsule",
		    met->ref);
	}
}

/* What Markdown's reader finds doubtful: it knows the line, this the file. */
static void
doubt(void *ctx, const struct problem *found)
{
	struct reader *r = ctx;

	tell(r, found->line, "%s", found->sentence);
}

static void
read_body(struct reader *r)
{
	struct page page = { 0 };
	const struct markdown how = { .base = "/",
		.find = find,
		.find_ctx = r,
		.sink = doubt,
		.sink_ctx = r,
		.line = r->front.body_line };

	r->links = (struct links){ r->index, &r->capsule, r->path };
	r->met = NULL;
	r->last = &r->met;
	markdown_add(&page, r->src.data + r->front.body,
	    r->src.len - r->front.body, &how);
	page_free(&page);
	follow_links(r);
	arena_free(&r->arena);
}

/* ---- fields -------------------------------------------------------------- */

static void
read_title(struct reader *r)
{
	size_t columns = utf8_columns(r->front.title, strlen(r->front.title));

	if (columns > TITLE_COLUMNS)
		tell(r, line_of_key(r, "title"),
		    "the title has %zu columns: lists are read more easily "
		    "below %d",
		    columns, TITLE_COLUMNS);
}

/*
 * An address that a file asks for and shares: it is told once, at the later
 * ones.
 */
static void
read_address(struct reader *r)
{
	struct arena a = { 0 };
	struct article first;
	struct old old;
	const char *slug;

	if (r->front.slug[0] != '\0' &&
	    index_slug_of_path(r->index, &a, r->path, &slug) == 1 &&
	    strcmp(slug, r->front.slug) != 0 &&
	    index_old_address(r->index, &a,
		address_of_article(&a, r->front.slug), &old) == OLD_SHARED &&
	    index_article(r->index, &a, old.cards[old.ncards - 1].slug,
		&first) == 1 &&
	    strcmp(first.path, r->path) != 0)
		tell(r, line_of_key(r, "slug"),
		    "the address /a/%s is shared with %s: this one is at /a/%s",
		    r->front.slug, first.path, slug);
	arena_free(&a);
}

/* Not even a blank line's worth of text behind the front matter. */
static bool
is_empty(const struct reader *r)
{
	for (size_t i = r->front.body; i < r->src.len; i++)
		if (!is_space(r->src.data[i]))
			return false;
	return true;
}

static void
read_article(struct reader *r)
{
	if (!r->front.date.known && r->front.weight == 0)
		tell(r, 0, "has no date: lists show it behind all others");
	if (r->front.topics.n == 0)
		tell(r, 0, "has no topic");
	if (is_empty(r))
		note(r, r->front.body_line, "has no text");
	read_title(r);
	read_address(r);
}

/* ---- files --------------------------------------------------------------- */

static bool
is_article(const char *path)
{
	return strncmp(path, "articles/", 9) == 0 &&
	       strncasecmp(file_name(path), "_index.", 7) != 0;
}

/* A file that cannot be read has been reported by the indexer. */
static bool
load(struct reader *r)
{
	struct stat st;
	int fd = file_open_below(r->capsule.dir, r->path, false, &st);
	bool loaded;

	buf_clear(&r->src);
	if (fd == -1)
		return false;
	loaded = buf_read_fd(&r->src, fd, r->how->max, NULL) == 0;
	close(fd);
	return loaded && r->src.len > 0;
}

/* So has a front matter that does not parse; its body is read all the same. */
static void
read_text(struct reader *r)
{
	const char *below = strchr(r->path, '/');
	const struct front_matter_how how = {
		.path = below != NULL ? below + 1 : r->path,
		.dates = &r->capsule.dates,
	};
	bool parsed;

	if (!load(r))
		return;
	parsed = front_matter_read_by(&r->front, r->src.data, r->src.len, &how,
		     NULL) == 0;
	if (!r->front.draft) {
		if (parsed && is_article(r->path))
			read_article(r);
		read_body(r);
	}
	front_matter_free(&r->front);
}

static void
read_files(struct reader *r)
{
	struct dirwalk *w = dirwalk_new(r->capsule.dir, "");
	struct found found;
	size_t n = 0;

	while (dirwalk_next(w, &found) == 1) {
		progress_show("files read", ++n);
		if (found.kind != FOUND_FILE ||
		    strcmp(found.path, CAPSULE_CONF) == 0)
			continue;
		r->path = found.path;
		read_text(r);
	}
	dirwalk_free(w);
}

static void
read_pictures(struct reader *r)
{
	struct lint_pictures pictures = {
		.want = { r->capsule.picture_max * 1000,
		    r->capsule.picture_grey },
		.known =
		    open(r->how->pictures, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
		.note = r->how->note,
	};
	struct problem note = { 0 };

	lint_files(r->capsule.root, (size_t)r->capsule.images_max_kb, &pictures,
	    r->how->sink, r->how->ctx);
	if (pictures.missing) {
		problem_set(&note, 0,
		    "pictures are not looked into: " HELPER_PICTURE
		    " cannot be started");
		problem_in(&note, r->capsule.root);
		r->how->note(r->how->ctx, &note);
	}
	if (pictures.known != -1)
		close(pictures.known);
}

int
lint_read(const struct lint *how, struct problem *why)
{
	const struct site_options options = { .root = how->root,
		.index = how->index,
		.article_size = how->max,
		.gemini_url = "gemini://localhost/",
		.gopher_url = "" };
	struct reader r = { .how = how };
	int result = -1;

	/* a capsule.conf with a mistake has been reported by the indexer */
	if (capsule_open_or_defaults(&r.capsule, how->root, why) == -1)
		return -1;
	r.index = index_open(how->index, why);
	if (r.index != NULL && index_begin(r.index, why) == 0)
		r.site = site_new(&options, why);
	if (r.site != NULL) {
		read_files(&r);
		read_pictures(&r);
		index_end(r.index);
		result = 0;
	}
	site_free(r.site);
	index_close(r.index);
	buf_free(&r.src);
	capsule_close(&r.capsule);
	return result;
}
