#ifndef PUBLISH_LETTER_H
#define PUBLISH_LETTER_H

#include "publish/writable.h"
#include "site/parts/reply.h"
#include "site/parts/request.h"

/*
 * A reader's letter, as a Gemini input from an article's page: the path is
 * /letter/SLUG, the query its text.  It is written with the status "new", for
 * an editor to accept.  r has the answer: a page of thanks, or why not.  One
 * reader may send three on a day, all of them two hundred.
 *
 * from  the address that it comes from
 */
void letter_take(struct writable_capsule *p, const struct request *req,
    const struct identity *who, const char *from, struct reply *r);

#endif
