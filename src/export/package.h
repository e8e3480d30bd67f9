#ifndef EXPORT_PACKAGE_H
#define EXPORT_PACKAGE_H

#include "export/book.h"
#include "export/exporter.h"

/* What a book in one file says of itself, beside its pages. */
struct package {
	const struct exporter *e;
	const struct book *book; /* whose pages are written; NULL: all pages */
	const char *title;       /* the capsule's */
	const char *url;         /* where it is served, or "" */
};

/*
 * Add it to the exporter's tree: a gempub's metadata, or what makes a tree an
 * EPUB; nothing to a tree that stays one.  0, or -1 with the reason.
 */
int package_write(const struct package *p, struct problem *why);

#endif
