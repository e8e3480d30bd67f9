#ifndef IMPORT_ARTICLE_PAGE_CONSENT_H
#define IMPORT_ARTICLE_PAGE_CONSENT_H

#include <stdbool.h>

#include <libxml/tree.h>

struct arena;

/*
 * Consent boxes have names that their makers change, and more text than a
 * short article; but all of them say the same words, again and again.
 */
bool page_consent_is(struct arena *a, xmlNode *n);

#endif
