#ifndef MARKDOWN_HTML_TAG_H
#define MARKDOWN_HTML_TAG_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* What a tag means to a text (conversion.md 1.4). */
enum html_kind {
	HTML_OTHER, /* nothing: its text stays */
	HTML_BREAK, /* br */
	HTML_BLOCK, /* p, div and the like: a paragraph */
	HTML_LINE,  /* tr, dd and the like: a line */
	HTML_HEADING,
	HTML_ITEM,    /* li */
	HTML_LIST,    /* ul, ol */
	HTML_QUOTE,   /* blockquote */
	HTML_CELL,    /* td, th */
	HTML_RULE,    /* hr */
	HTML_LINK,    /* a */
	HTML_IMAGE,   /* img */
	HTML_MEDIA,   /* iframe, video, audio: something to go to */
	HTML_HIDDEN,  /* script, style: its content is no text */
	HTML_PRE,     /* pre: code */
	HTML_SUP,     /* raised */
	HTML_SUB,     /* lowered */
	HTML_STRIKE,  /* del, s */
	HTML_COMMENT, /* comments, declarations, processing instructions */
};

struct html_tag {
	enum html_kind kind;
	bool closing;
	const char *name; /* borrowed, as are the attributes */
	size_t name_len;
	const char *attrs;
	size_t attrs_len;
};

/* Where a text of tags is being read, so that no byte is looked at twice. */
struct html_reader {
	const char *s, *end;
	bool loose; /* quotes are not balanced: a tag ends at the next '>' */
	bool open_ended; /* there is no further '>' */
};

/*
 * Read the tag or comment at r->s, which is a '<', and step over it.  False
 * when it is none, or is never closed: then r->s stays.
 */
bool html_tag_read(struct html_reader *r, struct html_tag *tag);
/*
 * Append an attribute's value, entities decoded.  False when the tag has no
 * such attribute.
 */
bool html_attribute(const struct html_tag *tag, const char *name,
    struct buf *out);
/* A heading's level, 1 to 6. */
int html_heading_level(const struct html_tag *tag);
bool html_tag_is(const struct html_tag *tag, const char *name);
/* Step over all up to the closing tag of that name, with it; or to the end. */
void html_skip_content(struct html_reader *r, const struct html_tag *tag);

/* Append text with its entities decoded. */
void html_decode(struct buf *out, const char *s, size_t len);

#endif
