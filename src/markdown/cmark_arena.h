#ifndef MARKDOWN_CMARK_ARENA_H
#define MARKDOWN_CMARK_ARENA_H

#include <cmark.h>

/*
 * Memory for one document of cmark at a time: nothing is given back singly,
 * all of it at once.  A tree of some thousand small nodes is so made in two
 * thirds of the time, and ended in none.
 *
 * The allocator is for cmark_parser_new_with_mem(); what was made with it is
 * not to be freed, and is gone after cmark_arena_end().  One document at a
 * time in a process: cmark's allocators are told no context.
 */
cmark_mem *cmark_arena_begin(void);
void cmark_arena_end(void);

#endif
