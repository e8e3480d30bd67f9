#ifndef MARKDOWN_SHORTCODE_CALL_H
#define MARKDOWN_SHORTCODE_CALL_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* A stretch of the source; borrowed. */
struct piece {
	const char *s;
	size_t len;
};

/* An argument of a shortcode; key is empty for one that stands by itself. */
struct arg {
	struct piece key, value;
	bool quoted;
};

#define MOST_ARGS 16

/* A shortcode taken apart: what it is called and what it is told. */
struct call {
	struct piece name;
	struct arg args[MOST_ARGS];
	size_t n;
};

/* Is it this word, does it begin or end with it?  ASCII case is ignored. */
bool piece_is(struct piece p, const char *word);
bool piece_begins(struct piece p, const char *start);
bool piece_ends(struct piece p, const char *end);
/* Without blanks and line ends around it. */
struct piece piece_trim(struct piece p);
/* The bytes of a name ([A-Za-z0-9_-]) at its start. */
size_t piece_name(struct piece p);
/* Take a value off its front: true when it is quoted, else up to a blank. */
bool piece_take_value(struct piece *p, struct piece *value);

/* Read arguments of any builder: a="b", a: b, "b", b, with commas or not. */
void call_read_args(struct call *c, struct piece args);
/* The first argument of these names that says something, else an empty one. */
struct piece call_named(const struct call *c, const char *const *keys);
/* The nth of those without a name, else an empty one. */
struct piece call_positional(const struct call *c, size_t nth);

/*
 * Append what stands for a call: its picture, its link, the words of its
 * caption, or nothing; as HTML, which is good within Markdown and HTML.
 */
void call_write(const struct call *c, struct buf *out);

#endif
