#ifndef PAGE_OWN_TYPES_H
#define PAGE_OWN_TYPES_H

#include <stdbool.h>
#include <stddef.h>

/* Longer than any extension of which something is known. */
#define EXTENSION_SIZE 12

/*
 * What an operator says of files, before what their names say: the type of an
 * extension ("gpub" is "application/gpub+zip"), and the parameters of all texts
 * below a folder ("/static/old/" are "charset=iso-8859-1").
 */
struct own_type {
	const char *key;   /* an extension, or a path that begins with '/' */
	const char *value; /* a media type, or parameters */
};

/* Borrowed; NULL in place of it: nothing is said. */
struct own_types {
	const struct own_type *list;
	size_t n;
};

/* NULL when the pair is right, else what is wrong: "is no media type". */
const char *own_types_wrong(const char *key, const char *value);

/* The type of an extension, in any case; NULL: nothing is said of it. */
const char *own_types_of(const struct own_types *own, const char *extension);

/* The parameters of the innermost folder that has the path; NULL: none. */
const char *own_types_parameters(const struct own_types *own, const char *path);

#endif
