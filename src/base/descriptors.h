#ifndef BASE_DESCRIPTORS_H
#define BASE_DESCRIPTORS_H

/* Open 0 to 2 where they are not: they are never a socket of ours (F14). */
void descriptors_fill(void);
/* As many as we may have. */
void descriptors_raise(void);

#endif
