#ifndef CAPSULE_FM_FM_EMBARGO_H
#define CAPSULE_FM_FM_EMBARGO_H

#include <stdbool.h>

#include "capsule/fm/fm_fields.h"

/*
 * What front matter says about who may see an article, dates aside.  An
 * embargo fails closed: a value that nobody understands hides the article, and
 * the sink is told.
 */
struct fm_embargo {
	size_t line;   /* of what hides it; 0: it may be shown */
	bool unlisted; /* to be served by its address alone */
};

void fm_embargo_read(struct fm_embargo *e, const struct fm_fields *said);
/* Is a value of this field that is no date a matter of fm_embargo_read()? */
bool fm_embargo_judges(enum field field);

#endif
