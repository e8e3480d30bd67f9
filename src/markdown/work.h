#ifndef MARKDOWN_WORK_H
#define MARKDOWN_WORK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How much work a document may be, so that no text whatever holds a worker:
 * each loop that looks back or ahead counts its steps (bytes looked at or
 * moved, nodes visited).  A usual text takes about two steps a byte.  What
 * takes more than its budget is shown as plain lines.
 */
struct work {
	size_t left;
};

#define WORK_A_BYTE 64
#define WORK_LEAST  ((size_t)1000 * 1000)

static inline void
work_begin(struct work *w, size_t bytes)
{
	w->left = WORK_LEAST + bytes * WORK_A_BYTE;
}

static inline void
work_do(struct work *w, size_t steps)
{
	w->left -= steps < w->left ? steps : w->left;
}

static inline bool
work_is_spent(const struct work *w)
{
	return w->left == 0;
}

#endif
