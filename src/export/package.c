#include "export/package.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/capsule.h"
#include "config/config.h"
#include "export/epub.h"
#include "export/gempub.h"
#include "export/tree.h"
#include "index/index.h"

static int
write_file(const struct package *p, const char *file, struct buf *text,
    struct problem *why)
{
	int result =
	    tree_write(p->e->tree, file, buf_str(text), text->len, why);

	buf_clear(text);
	return result;
}

/* The capsule's title, and which part of it this is. */
static const char *
name_of(const struct package *p, struct arena *a)
{
	if (p->book == NULL || strcmp(p->book->title, p->title) == 0)
		return p->title;
	return arena_printf(a, "%s: %s", p->title, p->book->title);
}

static int
write_epub(const struct package *p, const struct capsule *c, struct arena *a,
    struct problem *why)
{
	const struct epub_book b = {
		.id = arena_printf(a, "%s%s", p->url, p->e->list->key),
		.title = name_of(p, a),
		.author = c->author,
		.language = c->language,
		.license = c->license,
		.description = c->description,
		.modified = p->book->modified,
		.items = p->book->items,
		.nitems = p->book->nitems,
	};
	struct buf out = { 0 };
	int result = -1;

	buf_adds(&out, EPUB_MIMETYPE);
	if (write_file(p, EPUB_MIMETYPE_FILE, &out, why) == -1)
		goto end;
	epub_container(&out);
	if (write_file(p, EPUB_CONTAINER_FILE, &out, why) == -1)
		goto end;
	epub_nav(&out, &b);
	if (write_file(p, EPUB_NAV_FILE, &out, why) == -1)
		goto end;
	epub_package(&out, &b);
	result = write_file(p, EPUB_PACKAGE_FILE, &out, why);
end:
	buf_free(&out);
	return result;
}

/* The day of the newest article, or "". */
static const char *
edition(const struct package *p, struct arena *a)
{
	struct index *ix = index_open(p->e->index, NULL);
	const char *day = "";
	char text[DATE_SIZE];
	struct list all;

	if (ix != NULL && index_begin(ix, NULL) == 0) {
		if (index_list(ix, a, LIST_ALL, "", &all) && all.newest.known)
			day = arena_strdup(a, date_day(&all.newest, text));
		index_end(ix);
	}
	index_close(ix);
	return day;
}

static int
write_gempub(const struct package *p, const struct capsule *c, struct arena *a,
    struct problem *why)
{
	struct buf out = { 0 };
	int result;

	gempub_metadata(&out, c, name_of(p, a),
	    p->book != NULL ? p->book->modified : edition(p, a));
	result = write_file(p, GEMPUB_METADATA, &out, why);
	buf_free(&out);
	return result;
}

int
package_write(const struct package *p, struct problem *why)
{
	struct arena a = { 0 };
	struct capsule c;
	int result = -1;

	if (p->e->pack == EXPORT_TREE)
		return 0;
	/* a fault of capsule.conf has been told of: there is no author then */
	if (capsule_open_or_defaults(&c, p->e->capsule->root, why) == 0)
		result = p->e->pack == EXPORT_EPUB
			     ? write_epub(p, &c, &a, why)
			     : write_gempub(p, &c, &a, why);
	capsule_close(&c);
	arena_free(&a);
	return result;
}
