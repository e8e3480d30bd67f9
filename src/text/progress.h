#ifndef TEXT_PROGRESS_H
#define TEXT_PROGRESS_H

#include <stddef.h>

/*
 * Show on a terminal (and nowhere else) how far long work has come, a few
 * times a second: "12000 files read".  what NULL: done, clear the line.
 */
void progress_show(const char *what, size_t n);

#endif
