#ifndef SERVER_ROOTS_H
#define SERVER_ROOTS_H

#include "config/config.h"

/*
 * Which folders the capsules' roots are.  Another one may be put in the place
 * of one, as by unmounting it: children in their sandbox do not reach that.
 */
struct root;

/* As they are now; the caller frees them with free(). */
struct root *roots_note(const struct config *c);
/* A capsule whose root is another folder than was noted; NULL: none. */
const struct config_capsule *roots_changed(const struct root *noted,
    const struct config *c);

#endif
