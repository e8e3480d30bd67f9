#ifndef EXPORT_BOOK_H
#define EXPORT_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/map.h"
#include "export/epub.h"
#include "export/exporter.h"

struct capsule_info;
struct page;

/*
 * The articles that a book is made of, and the page in front of them.  All
 * strings live in its arena.
 */
struct book {
	struct arena arena;
	const char *title;        /* "June 2021", "Peru", the capsule's own */
	const char *modified;     /* day of the newest change, or "" */
	const struct card *cards; /* newest first */
	size_t n;
	struct map slugs;        /* owned: card by slug */
	bool pictures_alone;     /* EPUB: of other files it has none */
	struct epub_item *items; /* owned; what was written so far */
	size_t nitems;
};

/*
 * Read the exporter's list from its index, without the articles of a zone;
 * info names the capsule.  0, or -1 with the reason: the index cannot be read,
 * or no article is in the list.
 */
int book_read(struct book *b, const struct exporter *e,
    const struct capsule_info *info, struct problem *why);
void book_free(struct book *b);

/* Does a path of the capsule (encoded) lead to something of the book? */
bool book_has(const struct book *b, const char *url);
/* The page in front: the capsule's name, the book's, a link to each article. */
void book_front(const struct book *b, const struct capsule_info *info,
    struct page *p);
/* The title of the article that stands at this path, or NULL: a file. */
const char *book_title_of(const struct book *b, const char *path);
/* A file of the book was written: title NULL for pictures. */
void book_add(struct book *b, const char *file, const char *type,
    const char *title);

#endif
