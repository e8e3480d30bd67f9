#ifndef MARKDOWN_PIPE_TABLE_H
#define MARKDOWN_PIPE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include <cmark.h>

#include "page/page.h"

struct inline_builder;

/*
 * Pipe tables on cmark's tree, where such a table is a paragraph: its lines
 * are rows, the pipes in its text separate cells (conversion.md 3).
 */
struct pipe_shape {
	size_t header; /* the header row's line, counted from 0; the delimiter
			  row is the next one, lines before it are text */
	size_t columns;
	enum align *aligns; /* owned by the caller: free() */
};

/*
 * Is there a table in this paragraph?  No, too, when rows are so short beside
 * the header that filling them up would take more memory than the text has.
 */
bool pipe_table_find(cmark_node *paragraph, struct pipe_shape *shape);

/* The rows of a table while they are read. */
struct pipe_rows {
	struct arena *arena;
	struct pipe_shape shape;
	struct text *cells; /* owned; whole rows, and the one being read */
	size_t ncells;
	size_t rows;
	size_t line;    /* of the paragraph */
	size_t column;  /* the cell that is being read */
	bool begun;     /* something of this row was read */
	bool separated; /* a pipe was read, and nothing behind it */
};

void pipe_rows_begin(struct pipe_rows *r, const struct pipe_shape *shape,
    struct arena *a);
/* Something comes that is no blank and no pipe, and is part of a cell. */
void pipe_rows_fill(struct pipe_rows *r, struct inline_builder *t);
/* A pipe in a row's text: the cell that t holds ends. */
void pipe_rows_pipe(struct pipe_rows *r, struct inline_builder *t);
/* The row ends. */
void pipe_rows_break(struct pipe_rows *r, struct inline_builder *t);
/* The table, in the arena; what the rows owned is freed. */
const struct table *pipe_rows_end(struct pipe_rows *r,
    struct inline_builder *t);

#endif
