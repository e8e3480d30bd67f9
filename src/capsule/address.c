#include "capsule/address.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"

#define ROW(path, kind, below) { path, ADDRESS_##kind, below },
/* clang-format off */
static const struct row {
	const char *path;
	enum address_kind kind;
	enum { NOTHING, OWN_PAGES, PAGES_OF_EACH } below;
} rows[] = { ADDRESS_ROWS(ROW) };
/* clang-format on */

/* What follows the row's own part of path, or NULL: another row's. */
static const char *
behind(const struct row *row, const char *path)
{
	size_t len = strlen(row->path);

	if (row->path[len - 1] != '/')
		return strcmp(path, row->path) == 0 ? "" : NULL;
	if (strncmp(path, row->path, len) == 0)
		return path + len;
	if (strncmp(path, row->path, len - 1) == 0 && path[len - 1] == '\0')
		return "";
	return NULL;
}

static const char digits[] = "0123456789";

/* What follows "/2021" or "/2021/06"; NULL: it begins with neither. */
static const char *
behind_period(const char *path)
{
	if (strspn(path + 1, digits) != 4)
		return NULL;
	path += 5;
	return path[0] == '/' && strspn(path + 1, digits) == 2 ? path + 3
							       : path;
}

static bool
ends_here(const char *path)
{
	return path[0] == '\0' || strcmp(path, "/") == 0;
}

/* What is deeper is somebody else's: "/2021/06/11/x" is an old address. */
static bool
is_period(const char *path)
{
	path = behind_period(path);
	if (path == NULL)
		return false;
	if (strncmp(path, "/p", 2) == 0) {
		path += 2 + strspn(path + 2, digits);
	} else if (strncmp(path, "/all", 4) == 0) { /* in full: site/whole.h */
		path += 4;
		if (path[0] == '/')
			path += 1 + strspn(path + 1, digits);
		if (strcmp(path, ".txt") == 0)
			return true;
	}
	return ends_here(path);
}

static const struct row *
find(const char *path, const char **rest)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		*rest = behind(&rows[i], path);
		if (*rest != NULL)
			return &rows[i];
	}
	return NULL;
}

/* "peru.epub" below the topics is the topic's book. */
static bool
is_book(const char *rest)
{
	const char *dot = strrchr(rest, '.');

	return dot != NULL && strchr(rest, '/') == NULL &&
	       (strcmp(dot, ".gpub") == 0 || strcmp(dot, ".epub") == 0);
}

enum address_kind
address_find(const char *path, const char **rest)
{
	const struct row *row = find(path, rest);

	if (row != NULL)
		return row->kind == ADDRESS_TOPIC && is_book(*rest)
			   ? ADDRESS_BOOK
			   : row->kind;
	*rest = path + 1;
	if (**rest == '\0')
		return ADDRESS_FRONT;
	return is_period(path) ? ADDRESS_PERIOD : ADDRESS_PAGE;
}

bool
address_is_taken(const char *path)
{
	const char *rest;

	return address_find(path, &rest) != ADDRESS_PAGE;
}

bool
address_is_folder(const char *path)
{
	const char *rest;
	const struct row *row = find(path, &rest);

	if (row == NULL) {
		rest = path[1] == '\0' ? path : behind_period(path);
		return rest != NULL && ends_here(rest);
	}
	return row->below != NOTHING &&
	       (rest[0] == '\0' ||
		   (row->below == PAGES_OF_EACH && strchr(rest, '/') == NULL));
}

const char *
address_of_article(struct arena *a, const char *slug)
{
	return arena_printf(a, PATH_ARTICLES "%s", slug);
}

const char *
address_of_topic(struct arena *a, const char *key)
{
	return arena_printf(a, PATH_TOPICS "%s/", key);
}

const char *
address_of_search_in(struct arena *a, const char *topic_key)
{
	return arena_printf(a, PATH_SEARCH PATH_TOPICS "%s", topic_key);
}
