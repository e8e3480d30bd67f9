#ifndef SITE_PAGES_H
#define SITE_PAGES_H

#include "site/parts/context.h"

/*
 * What answers at each kind of address (capsule/address.h): X(kind, function,
 * whether it can answer before there is an index).  One file each, named as the
 * function where none is named.
 */
/* clang-format off */
#define SITE_PAGES(X) \
	X(FRONT, front, false)           /* / */ \
	X(ARTICLE, article_page, false)  /* /a/SLUG, /a/SLUG.txt, /a/SLUG/FILE */ \
	X(TOPIC, topic_page, false)      /* /t/, /t/TOPIC/..., */ \
	X(AUTHOR, author_page, false)    /* /author/, /author/NAME/... */ \
	X(ARCHIVE, months_page, false)   /* /archive/, /archive/titles: period.c */ \
	X(DIGEST, digest_page, false)    /* /digest/, /digest/2021-06-15 */ \
	X(SEARCH, search_page, false)    /* /search, /search/2 */ \
	X(PAGES, all_pages, false)       /* /pages: own_page.c */ \
	X(FEED, site_feed, false)        /* /atom.xml: feed.c */ \
	X(STATIC, static_file, true)     /* /static/... */ \
	X(BOOK, book_page, false)        /* /issue/2021-06.epub, /archive.epub */ \
	X(PICTURE, small_picture, true)  /* /pictures/HASH.jpg: static_file.c */ \
	X(ROBOTS, robots, true)          /* /robots.txt: wellknown.c */ \
	X(CAPS, caps, true)              /* /caps.txt */ \
	X(FAVICON, favicon, true)        /* /favicon.txt */ \
	X(ME, me_page, false)            /* /me, /me/FILE@VERSION */ \
	X(LETTER, letter_page, false)    /* /letter/SLUG: letters.c */ \
	X(PERIOD, period_page, false)    /* /2021/, /2021/06/..., */ \
	X(PAGE, own_page, true)          /* /NAME, /NAME.txt: all that is none of the above */
/* clang-format on */

#define PAGE_ANSWER(kind, page, without_index) answer page;
SITE_PAGES(PAGE_ANSWER)
#undef PAGE_ANSWER

answer redirected; /* first, what redirects.txt says of it: alias.c */
answer alias;      /* and what is not even that: an old address? */

#endif
