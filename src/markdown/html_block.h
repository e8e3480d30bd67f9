#ifndef MARKDOWN_HTML_BLOCK_H
#define MARKDOWN_HTML_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Where blocks of raw HTML begin and end, told line by line before the source
 * is parsed: no fence begins in one.
 *
 * Spec: CommonMark 0.30 section 4.6, start conditions 1, 2 and 6.
 */
enum html_block {
	HTML_BLOCK_NONE,
	HTML_BLOCK_TO_TAG,     /* to </pre>, </script>, </style>, </textarea> */
	HTML_BLOCK_TO_COMMENT, /* to the end of a comment */
	HTML_BLOCK_TO_BLANK,   /* to a blank line */
};

/* Which block the line opens; s, len: from its '<' on, without its end. */
enum html_block html_block_begins(const char *s, size_t len);
/* Is this line of the block, the first one included, its last? */
bool html_block_ends(enum html_block block, const char *s, size_t len);

#endif
