#ifndef SITE_BOOK_PAGE_H
#define SITE_BOOK_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "index/index.h"

struct arena;

/*
 * Books to take along: a month, a topic or all articles in one file.  They are
 * made by a process that is asked for them, and kept in a folder under a name
 * that changes with any article in them.
 */

#define BOOK_MOST 500 /* articles of a book; the newest */

/* The folder, below a state folder; in the arena. */
const char *book_folder(struct arena *a, const char *state);

/* A book that a process shall make; "" and LIST_ALL are all articles. */
struct book_order {
	enum list_kind kind; /* LIST_ALL, LIST_MONTH, LIST_TOPIC */
	char key[SLUG_SIZE];
	char form[8];  /* "gpub" or "epub" */
	char file[64]; /* the name that it shall have in the folder */
};

#define BOOK_ORDER_SIZE 512 /* bytes of an order's line at most */

/*
 * An order as one line, "capsule TAB kind TAB key TAB form TAB file", and back.
 * book_order_read() takes bytes of anybody: false where something is not as
 * it should be; capsule has the name's size.
 */
size_t book_order_write(const struct book_order *o, const char *capsule,
    char out[BOOK_ORDER_SIZE]);
bool book_order_read(struct book_order *o, char capsule[256], const char *line,
    size_t len);

struct context;
struct link_group;

/*
 * The lines that lead to a list's book, in both forms: stem is its address
 * without the extension, count its articles.  They say how large it was when it
 * was last made: what it will be when nobody has asked for it yet depends on
 * its pictures, and no number is better than a wrong one.  None where no books
 * are made.
 */
void book_links(struct context *ctx, struct link_group *ways, const char *stem,
    size_t count);

/* Files of one book, older and newer, begin with these bytes of their name. */
#define BOOK_SAME 17

#define BOOK_LINK_SIZE 32
/*
 * In the folder, the name of a link to the book of this file's that was made
 * last: a list knows it without looking at each of its articles.
 */
void book_link_name(const char *file, char out[BOOK_LINK_SIZE]);

#endif
