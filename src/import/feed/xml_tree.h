#ifndef IMPORT_FEED_XML_TREE_H
#define IMPORT_FEED_XML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

#include "base/buf.h"
#include "import/feed/xml_tag.h"

struct intake;
struct xml_bytes;
struct xml_shape;

#define XML_DEPTH_MAX 128 /* elements within each other */

/* An element that has begun and not ended. */
struct xml_open {
	xmlNode *node;
	char name[XML_NAME_SIZE]; /* as its start tag has it, marks and all */
	size_t line;
	bool container;
};

/*
 * The tree that an XML reader builds from tags that need not fit together:
 * xml_reader.h says what becomes of those.
 */
struct xml_tree {
	const struct xml_shape *shape; /* borrowed, as is what follows */
	const struct intake *in;
	const struct xml_bytes *bytes; /* for their marks */
	const char *source;            /* its name */
	bool keep;       /* all of the document, not element by element */
	xmlDoc *doc;     /* owned */
	struct buf text; /* owned: of the innermost element, not in it yet */
	struct xml_open open[XML_DEPTH_MAX];
	size_t depth, beyond; /* of elements that are only counted */
	size_t taken;         /* bytes of the element under way */
	size_t line;          /* where the reader is */
	xmlNode *done;        /* whole, to be handed over */
	size_t done_line, problems;
};

void xml_tree_begin(struct xml_tree *t, const struct xml_shape *shape,
    const struct intake *in, const struct xml_bytes *bytes, const char *source);
void xml_tree_free(struct xml_tree *t);

/* A start tag; attributes: what stands between its name and its end. */
void xml_tree_start(struct xml_tree *t, const char *name,
    const char *attributes, size_t len);
/* The end of the innermost element by its own start tag ("<br/>"). */
void xml_tree_close(struct xml_tree *t);
/* An end tag. */
void xml_tree_end(struct xml_tree *t, const char *name);
/* Text as xml_bytes.h gives it. */
void xml_tree_text(struct xml_tree *t, const char *s, size_t len);
/*
 * The source is at its end: the line of the element that it stops in, outside
 * of which there are only containers; 0: there is none.
 */
size_t xml_tree_finish(struct xml_tree *t);

/* Name of the innermost element, "" if none. */
const char *xml_tree_innermost(const struct xml_tree *t);
/* May elements stand where the reader is, as far as can be told? */
bool xml_tree_holds_elements(const struct xml_tree *t);
/* Tell a problem at a line: what it is, and the name that it is about. */
void xml_tree_tell(struct xml_tree *t, size_t line, const char *what,
    const char *name);

#endif
