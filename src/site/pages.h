#ifndef SITE_PAGES_H
#define SITE_PAGES_H

#include "site/context.h"

/*
 * The kinds of addresses (capsule/address.h), one file each, named as the
 * functions.
 */
answer front;         /* / */
answer article_page;  /* /a/SLUG, /a/SLUG.txt, /a/SLUG/FILE */
answer topic_page;    /* /t/, /t/TOPIC/..., */
answer author_page;   /* /author/, /author/NAME/... */
answer months_page;   /* /archive/, /archive/titles: period.c */
answer period_page;   /* /2021/, /2021/06/..., */
answer digest_page;   /* /digest/, /digest/2021-06-15 */
answer search_page;   /* /search, /search/2 */
answer site_feed;     /* /atom.xml: feed.c */
answer static_file;   /* /static/... */
answer book_page;     /* /issue/2021-06.epub, /t/TOPIC.gpub, /archive.epub */
answer small_picture; /* /pictures/HASH.jpg: static_file.c */
answer robots;        /* /robots.txt: wellknown.c */
answer caps;          /* /caps.txt */
answer favicon;       /* /favicon.txt */
answer me_page;       /* /me, /me/FILE@VERSION */
answer letter_page;   /* /letter/SLUG: letters.c */
answer all_pages;     /* /pages: own_page.c */
answer own_page;      /* /NAME, /NAME.txt: all that is none of the above */
answer redirected;    /* first, what redirects.txt says of it: alias.c */
answer alias;         /* and what is not even that: an old address? */

#endif
