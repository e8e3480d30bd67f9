#ifndef SITE_SITE_H
#define SITE_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"
#include "site/parts/site_options.h"

struct place;
struct style;
struct reply;
struct request;

/*
 * One capsule as a worker serves it: its settings and a reader of its index.
 * Both are opened when they are there and opened again when they changed, so
 * a site can be made before there is an index: then it answers 40 for a
 * moment, and serves static files and own pages.  A capsule.conf that does not
 * parse leaves the settings as they were, or the defaults.
 */
struct site;

/* NULL with the reason when the folder cannot be opened. */
struct site *site_new(const struct site_options *how, struct problem *why);
void site_free(struct site *s);

/*
 * Answer a request (ASK_PAGE).  All is read from one state of the index.  r
 * was begun by reply_init(); always ended by reply_free().
 *
 * Absolute links (feeds, Titan) are made of place, and its style counts where a
 * text is laid out: to tell its size, and in a feed.  Over Gopher (the scheme)
 * an answer is one that Gopher can send: hits as one menu of 50, since its
 * selectors hold no questions; articles in full and a folder of files as text;
 * lines of robots.txt and caps.txt with CR LF; nothing that asks for a
 * certificate, no redirect to another protocol; and menus tell how large the
 * text form is.  A 31 within the capsule is the caller's to follow there.
 */
void site_answer(struct site *s, const struct request *req,
    const struct place *place, struct reply *r);

/* How the capsule wants its menus and texts on Gopher; lives as long as s. */
const struct style *site_style(const struct site *s);
/*
 * Who asks is one of the last.  Where another folder has come to the root's
 * place, which this process may not read, they are answered from the index as
 * it is now, and not from one that tells of other files.
 */
void site_keep(struct site *s);
/* Good until the next call of site_answer(), which may read it anew. */
const struct capsule_info *site_info(const struct site *s);

#endif
