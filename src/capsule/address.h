#ifndef CAPSULE_ADDRESS_H
#define CAPSULE_ADDRESS_H

#include <stdbool.h>

struct arena;

/*
 * Which addresses are the site's own: the one table that routing, links, the
 * indexer, exports and imports go by.  A new address is a row of it.
 */
enum address_kind {
	ADDRESS_FRONT,
	ADDRESS_ARTICLE,
	ADDRESS_TOPIC,
	ADDRESS_AUTHOR,
	ADDRESS_ARCHIVE,
	ADDRESS_DIGEST,
	ADDRESS_SEARCH,
	ADDRESS_PAGES,
	ADDRESS_FEED,
	ADDRESS_STATIC,
	ADDRESS_PICTURE,
	ADDRESS_BOOK, /* a month's, a topic's or all articles, to take along */
	ADDRESS_ROBOTS,
	ADDRESS_CAPS,
	ADDRESS_FAVICON,
	ADDRESS_ME,
	ADDRESS_LETTER,
	ADDRESS_PERIOD, /* "/2021", "/2021/06", "/2021/06/p2" */
	ADDRESS_PAGE,   /* none of the above: a page of pages/, or nothing */
	ADDRESSES
};

/* As links write them; what stands for many has its key behind it. */
#define PATH_ARTICLES  "/a/"
#define PATH_TOPICS    "/t/"
#define PATH_AUTHORS   "/author/"
#define PATH_MONTHS    "/archive/"
#define PATH_TITLES    "/archive/titles"
#define PATH_DAYS      "/digest/"
#define PATH_DAYS_FEED "/digest/atom.xml"
#define PATH_SEARCH    "/search"
#define PATH_FEED      "/atom.xml"
#define PATH_PAGES     "/pages"
#define PATH_FILES     "/static/"
#define PATH_KNOWN     "/.well-known/" /* static/.well-known/ */
#define PATH_ISSUES    "/issue/"       /* books of months */
#define PATH_PICTURES  "/pictures/"    /* small forms */
#define PATH_ME        "/me"
#define PATH_LETTERS   "/letter/"

/*
 * X(path, kind, below).  A path ending in '/' stands for itself, with and
 * without the slash, and for all below it; another for itself alone.  below:
 * whether further pages stand below it, as files in an exported folder.
 */
/* clang-format off */
#define ADDRESS_ROWS(X) \
	X(PATH_ARTICLES, ARTICLE, NOTHING) \
	X(PATH_TOPICS, TOPIC, PAGES_OF_EACH) \
	X(PATH_AUTHORS, AUTHOR, PAGES_OF_EACH) \
	X(PATH_MONTHS, ARCHIVE, OWN_PAGES) \
	X(PATH_DAYS, DIGEST, OWN_PAGES) \
	X(PATH_SEARCH "/", SEARCH, NOTHING) \
	X(PATH_PAGES, PAGES, NOTHING) \
	X(PATH_FEED, FEED, NOTHING) \
	X(PATH_FILES, STATIC, NOTHING) \
	X(PATH_KNOWN, STATIC, NOTHING) \
	X(PATH_PICTURES, PICTURE, NOTHING) \
	X(PATH_ISSUES, BOOK, NOTHING) \
	X("/archive.gpub", BOOK, NOTHING) \
	X("/archive.epub", BOOK, NOTHING) \
	X("/robots.txt", ROBOTS, NOTHING) \
	X("/caps.txt", CAPS, NOTHING) \
	X("/favicon.txt", FAVICON, NOTHING) \
	X(PATH_ME "/", ME, NOTHING) \
	X(PATH_LETTERS, LETTER, NOTHING)
/* clang-format on */

/*
 * Whose address is this?  path begins with '/', without a query; both forms,
 * with and without a final '/', are the same (G2).  *rest is what follows the
 * row's own part ("peru/2" of "/t/peru/2"); for years, months and pages all
 * behind the first '/'.
 */
enum address_kind address_find(const char *path, const char **rest);
/* Is it one that a page of pages/ cannot have? */
bool address_is_taken(const char *path);
/*
 * Does a page stand at this path that has others below it, so that its address
 * ends in '/' where an export makes it a folder?
 */
bool address_is_folder(const char *path);

/* "/a/SLUG", "/t/KEY/" and "/search/t/KEY", in the arena. */
const char *address_of_article(struct arena *a, const char *slug);
const char *address_of_topic(struct arena *a, const char *key);
const char *address_of_search_in(struct arena *a, const char *topic_key);

#endif
