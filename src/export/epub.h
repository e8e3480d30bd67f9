#ifndef EXPORT_EPUB_H
#define EXPORT_EPUB_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * What an EPUB has besides its documents and pictures: the files that say what
 * they are.  Pure functions of the book; the packing is chasqui-gempub's.
 *
 * Spec: EPUB 3.3 (package document, navigation document, OCF).
 */
#define EPUB_MIMETYPE_FILE  "mimetype"
#define EPUB_MIMETYPE       "application/epub+zip"
#define EPUB_CONTAINER_FILE "META-INF/container.xml"
#define EPUB_PACKAGE_FILE   "content.opf"
#define EPUB_NAV_FILE       "nav.xhtml"

/* A file of the book; strings are borrowed. */
struct epub_item {
	const char *file;  /* relative to the book's root, decoded */
	const char *type;  /* media type */
	const char *title; /* of a document that is read in order; else NULL */
};

struct epub_book {
	const char *id; /* a URI of its own */
	const char *title, *author, *language, *license, *description;
	const char *modified;          /* "2021-06-15" */
	const struct epub_item *items; /* in the order of reading */
	size_t nitems;
};

void epub_container(struct buf *out);
void epub_package(struct buf *out, const struct epub_book *book);
void epub_nav(struct buf *out, const struct epub_book *book);

#endif
