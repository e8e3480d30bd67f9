#ifndef SITE_PARTS_LINKS_H
#define SITE_PARTS_LINKS_H

#include "capsule/capsule.h"

/* Where a text's references lead: the context of links_find(). */
struct links {
	struct index *index; /* NULL while there is none */
	const struct capsule *capsule;
	const char *path; /* of the text's file, below the capsule's root */
};

/*
 * A link_finder (markdown/markdown.h).  References to files ("b.md",
 * "../static/x.png", Zola's "@/b.md") become the address that the file is
 * served under, and addresses of the original site (capsule.web) the article
 * that was there.  A path that is no address of the capsule leads to the
 * original site when there is one: "/donate" is still reachable.
 */
const char *links_find(void *ctx, struct arena *a, const char *ref);

#endif
