#ifndef CAPSULE_FM_FM_PLAIN_H
#define CAPSULE_FM_FM_PLAIN_H

struct arena;
struct buf;

/*
 * One line of Markdown (a summary, as other programs write it) as plain text:
 * without marks and tags, entities decoded.  Never a list, heading or quote,
 * whatever the line begins with.  line is clean (fm_names.h); so is the result,
 * in the arena.
 */
const char *fm_plain_line(struct arena *a, const char *line);

/*
 * Append Markdown that fm_plain_line() makes this text of: the text itself,
 * unless something in it would be taken for a mark.
 */
void fm_plain_line_escape(struct buf *out, const char *text);

/* "[Ann](https://ann.example)", "**Ann**": the name of an author alone. */
const char *fm_plain_author(struct arena *a, const char *name);
void fm_plain_author_escape(struct buf *out, const char *name);

/*
 * The same two for a line that is no Markdown but may hold HTML's entities
 * ("Arts &amp; Culture"), as titles and names of WordPress exporters do.
 */
const char *fm_plain_entities(struct arena *a, const char *line);
void fm_plain_entities_escape(struct buf *out, const char *text);

#endif
