#ifndef CMD_IMAGES_OPTIONS_H
#define CMD_IMAGES_OPTIONS_H

#include <stddef.h>

struct arena;
struct capsule;

#define IMAGES_OPTIONS_WORDS 10

/*
 * Add to the words of a call of chasqui-import, of which there are n, what the
 * capsule's capsule.conf says of pictures.  Strings are the arena's; argv has
 * room for IMAGES_OPTIONS_WORDS more.  Returns how many words there are now.
 */
size_t images_options(struct arena *a, const struct capsule *c,
    const char **argv, size_t n);

#endif
