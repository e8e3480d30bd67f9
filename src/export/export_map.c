#include "export/export_map.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/map.h"
#include "capsule/address.h"
#include "config/config.h"
#include "page/place.h"
#include "proto/gemini.h"
#include "site/parts/reply.h"
#include "site/parts/request.h"
#include "site/site.h"
#include "text/percent.h"

enum {
	HOPS = 5,     /* of redirects */
	PATIENCE = 40 /* times 50 ms, while a file is being written */
};

struct export_map {
	struct export_map_options of;
	struct arena arena;      /* owns keys and entries */
	struct map urls;         /* entries by a link's path; NULL: no file */
	struct map paths, files; /* by their own path, and by their file's */
	struct export_entry *first, **last; /* for export_map_next() to give */
};

/* ---- entries by their names ------------------------------------------------
 */

struct export_map *
export_map_new(const struct export_map_options *of)
{
	struct export_map *a = xcalloc(1, sizeof *a);

	a->of = *of;
	a->last = &a->first;
	return a;
}

void
export_map_free(struct export_map *a)
{
	if (a == NULL)
		return;
	map_free(&a->urls);
	map_free(&a->paths);
	map_free(&a->files);
	arena_free(&a->arena);
	free(a);
}

/* ---- asking -------------------------------------------------------------- */

static void
tell(struct export_map *a, const char *path, const char *sentence)
{
	struct problem found = { 0 };

	problem_set(&found, 0, "%s", sentence);
	problem_in(&found, path);
	a->of.sink(a->of.ctx, &found);
}

/* An editor is saving just now: it is done in a moment. */
static void
ask_until_written(struct export_map *a, const struct request *req,
    struct reply *r)
{
	static const struct timespec moment = { .tv_nsec = 50000000 };

	site_answer(a->of.site, req, a->of.place, r);
	for (int i = 0; r->later && i < PATIENCE; i++) {
		nanosleep(&moment, NULL);
		reply_free(r);
		reply_init(r);
		site_answer(a->of.site, req, a->of.place, r);
	}
}

static bool
may_be_shown(const struct export_map *a, const char *path)
{
	const char *rest;
	enum address_kind kind = address_find(path, &rest);

	return kind != ADDRESS_SEARCH && kind != ADDRESS_BOOK &&
	       !config_in_zone(a->of.conf, path);
}

/* Feeds are made by the site; one that is a file of the capsule is a file. */
static bool
is_feed(const struct reply *r)
{
	return r->type != NULL && r->fd == -1 &&
	       strcmp(r->type, "application/atom+xml") == 0;
}

/* Ask, and go on where a redirect leads: true with the answer at its end. */
static bool
follow(struct export_map *a, struct request *req, struct reply *r)
{
	for (int hop = 0; hop < HOPS; hop++) {
		if (!may_be_shown(a, req->path))
			return false;
		ask_until_written(a, req, r);
		/* in parts: a list's articles in full, which have own pages */
		if (r->status == STATUS_SUCCESS)
			return !is_feed(r) && !r->more;
		if (status_class(r->status) == STATUS_CLASS_TEMPORARY_FAILURE)
			tell(a, req->path, r->meta);
		if (status_class(r->status) != STATUS_CLASS_REDIRECT ||
		    r->meta[0] != '/' || strlen(r->meta) >= sizeof req->path)
			return false;
		percent_decode(req->path, r->meta, strlen(r->meta), true);
		req->query[0] = '\0';
		reply_free(r);
		reply_init(r);
	}
	return false;
}

bool
export_map_ask(struct export_map *a, const struct export_entry *entry,
    struct reply *r)
{
	struct request req = { .scheme = "gemini" };

	memcpy(req.path, entry->path, strlen(entry->path) + 1);
	ask_until_written(a, &req, r);
	if (r->status == STATUS_SUCCESS)
		return true;
	tell(a, entry->path, r->meta);
	return false;
}

/* ---- entries ---------------------------------------------------------------
 */

/* "a/x.gmi", or "a/x_.gmi" when another address has that file. */
static const char *
free_file(struct export_map *a, const char *path, enum export_entry_kind kind)
{
	const char *file = a->of.file(&a->arena, path, kind);

	while (map_find(&a->files, file, strlen(file)) != NULL) {
		const char *dot = strrchr(file, '.');
		size_t stem = dot != NULL && strchr(dot, '/') == NULL
				  ? (size_t)(dot - file)
				  : strlen(file);

		file = arena_printf(&a->arena, "%.*s_%s", (int)stem, file,
		    file + stem);
	}
	return file;
}

static struct export_entry *
export_entry_at(struct export_map *a, const char *path,
    enum export_entry_kind kind)
{
	struct export_entry *entry;
	void **known = map_find(&a->paths, path, strlen(path));

	if (known != NULL)
		return *known;
	entry = arena_alloc(&a->arena, sizeof *entry);
	*entry = (struct export_entry){ .path = arena_strdup(&a->arena, path),
		.file = free_file(a, path, kind),
		.kind = kind };
	*map_add(&a->paths, entry->path, strlen(entry->path)) = entry;
	*map_add(&a->files, entry->file, strlen(entry->file)) = entry;
	*a->last = entry;
	a->last = &entry->next;
	return entry;
}

/* A folder of files is shown by one of them (X8): asked for by its name. */
static struct export_entry *
index_of_folder(struct export_map *a, const char *folder)
{
	static const char *const names[] = { "index.gmi", "index.gemini" };
	struct request req = { .scheme = "gemini" };
	struct export_entry *entry = NULL;
	struct reply r;

	for (size_t i = 0; entry == NULL && i < 2; i++) {
		if (file_join(req.path, sizeof req.path, folder, names[i]) ==
		    NULL)
			break;
		reply_init(&r);
		site_answer(a->of.site, &req, a->of.place, &r);
		if (r.status == STATUS_SUCCESS)
			entry = export_entry_at(a, req.path, EXPORT_FILE);
		reply_free(&r);
	}
	return entry;
}

static enum export_entry_kind
kind_of(const struct reply *r)
{
	if (r->type != NULL)
		return EXPORT_FILE;
	return r->plain ? EXPORT_TEXT : EXPORT_PAGE;
}

/* The entry of an answer at this path. */
static struct export_entry *
export_entry_of(struct export_map *a, char *path, const struct reply *r)
{
	size_t len = strlen(path);
	bool slash = len > 1 && path[len - 1] == '/';

	if (kind_of(r) == EXPORT_FILE && slash)
		return index_of_folder(a, path);
	if (slash)
		path[len - 1] = '\0';
	return export_entry_at(a, path, kind_of(r));
}

static struct export_entry *
resolve(struct export_map *a, struct request *req)
{
	struct export_entry *entry = NULL;
	struct reply r;

	reply_init(&r);
	if (follow(a, req, &r))
		entry = export_entry_of(a, req->path, &r);
	reply_free(&r);
	return entry;
}

/* A link's path becomes a request as it does on the wire. */
static struct export_entry *
resolve_url(struct export_map *a, const char *url)
{
	struct arena line = { 0 };
	const char *text = arena_printf(&line, "gemini://x%s\r\n", url);
	struct export_entry *entry = NULL;
	struct request req;
	const char *why;

	if (gemini_parse(text, strlen(text), true, &req, &why) == PARSE_OK)
		entry = resolve(a, &req);
	arena_free(&line);
	return entry;
}

/* Remember where a link leads, to be asked once; url is in the arena. */
static const struct export_entry *
find_new(struct export_map *a, const char *url)
{
	struct export_entry *entry = resolve_url(a, url);

	*map_add(&a->urls, url, strlen(url)) = entry;
	return entry;
}

const struct export_entry *
export_map_find(struct export_map *a, const char *url)
{
	size_t len = strcspn(url, "#");
	void **known = map_find(&a->urls, url, len);

	if (known != NULL)
		return *known;
	return find_new(a, arena_strndup(&a->arena, url, len));
}

const struct export_entry *
export_map_next(struct export_map *a)
{
	struct export_entry *entry = a->first;

	if (entry == NULL)
		return NULL;
	a->first = entry->next;
	if (a->first == NULL)
		a->last = &a->first;
	return entry;
}
