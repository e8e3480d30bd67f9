#ifndef IMPORT_WEB_H
#define IMPORT_WEB_H

#include <stdbool.h>

#include "base/problem.h"
#include "import/images/images.h"

struct item;
struct source;

/*
 * What an import by hand needs of the web: sources that are addresses, and
 * the pictures of articles.  The sources are fetched without asking
 * robots.txt, as a browser would: a person named them.
 */
struct web;

struct web_settings {
	bool see_to_images; /* else pictures stay as they are */
	struct images_rules images;
	int smaller; /* see struct images */
	bool allow_private;
	bool dry; /* sources are fetched, but nothing else, nothing is kept */
};

/*
 * root: the capsule's folder.  failed is told of each picture that could not
 * be had.  NULL with the reason.
 */
struct web *web_open(const char *root, const struct web_settings *settings,
    problem_sink *failed, void *ctx, struct problem *why);
void web_close(struct web *w);

/*
 * Open a source by its address.  url stays borrowed; where redirects led is
 * known until web_close().  0, or -1 with the reason; source_close().
 */
int web_source(struct web *w, struct source *s, const char *url,
    struct problem *why);
void web_images(struct web *w, struct item *it);

/*
 * What to add to a run's summary, "" when nothing was fetched; valid until
 * the next call.
 */
const char *web_summary(struct web *w);

#endif
