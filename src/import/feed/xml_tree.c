#include "import/feed/xml_tree.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/core/item.h"
#include "import/feed/xml_bytes.h"
#include "import/feed/xml_reader.h"

#define ATTRIBUTES_MAX 128         /* of a tag; the rest is passed over */
#define ELEMENT_MAX    (64u << 20) /* bytes of one that is handed over */
#define NODE_COST      128         /* bytes that a node is in memory */
#define PROBLEMS_MAX   20          /* that are told of a source */

void
xml_tree_begin(struct xml_tree *t, const struct xml_shape *shape,
    const struct intake *in, const struct xml_bytes *bytes, const char *source)
{
	*t = (struct xml_tree){ .shape = shape,
		.in = in,
		.bytes = bytes,
		.source = source };
	t->line = 1;
	t->doc = xmlNewDoc((const xmlChar *)"1.0");
	if (t->doc == NULL)
		abort(); /* memory ran out */
}

void
xml_tree_free(struct xml_tree *t)
{
	buf_free(&t->text);
	xmlFreeDoc(t->doc);
	t->doc = NULL;
}

void
xml_tree_tell(struct xml_tree *t, size_t line, const char *what,
    const char *name)
{
	struct problem why = { .file = "" };

	if (t->in->problem == NULL || ++t->problems > PROBLEMS_MAX)
		return;
	problem_set(&why, line, "is not well-formed XML: %s%s%s", what,
	    *name != '\0' ? " " : "", name);
	problem_in(&why, t->source);
	t->in->problem(t->in->ctx, &why);
}

const char *
xml_tree_innermost(const struct xml_tree *t)
{
	return t->depth > 0 ? t->open[t->depth - 1].name : "";
}

static xmlNode *
innermost_node(const struct xml_tree *t)
{
	return t->depth > 0 ? t->open[t->depth - 1].node : (xmlNode *)t->doc;
}

static bool
only_containers(const struct xml_tree *t)
{
	return t->depth == 0 || t->open[t->depth - 1].container;
}

/* Count what an element takes; false when that is too much. */
static bool
has_room(struct xml_tree *t, size_t bytes)
{
	size_t before = t->taken;

	t->taken += bytes;
	if (before <= ELEMENT_MAX && t->taken > ELEMENT_MAX)
		xml_tree_tell(t, t->line,
		    "more than 64 MB in one element, the rest is left out:",
		    xml_tree_innermost(t));
	return t->taken <= ELEMENT_MAX;
}

/* ---- text ---- */

static void
tell_lost(struct xml_tree *t)
{
	if (t->in->skipped != NULL)
		t->in->skipped(t->in->ctx, t->line, xml_tree_innermost(t),
		    "a byte that is no character of its encoding; \"\uFFFD\" "
		    "stands there");
}

void
xml_tree_text(struct xml_tree *t, const char *s, size_t len)
{
	const char *end = s + len;

	if (t->depth == 0 || (only_containers(t) && !t->keep))
		return; /* blanks between items, or a notice of PHP */
	if (!has_room(t, len))
		return;
	while (s < end) {
		size_t plain = xml_bytes_plain(t->bytes, s, (size_t)(end - s));

		buf_add(&t->text, s, plain);
		if (s + plain == end)
			return;
		if (s[plain] == XML_LOST)
			tell_lost(t);
		xml_mark_show(s[plain], &t->text);
		s += plain + 1;
	}
}

/* Text so far becomes a node of the innermost element. */
static void
flush_text(struct xml_tree *t)
{
	if (t->text.len > 0 && t->depth > 0 && t->text.len < INT_MAX)
		xmlAddChild(innermost_node(t),
		    xmlNewDocTextLen(t->doc, (const xmlChar *)t->text.data,
			(int)t->text.len));
	buf_clear(&t->text);
}

/* ---- nodes ---- */

static bool
is_one_of(const struct xml_tree *t, const char *name, const char *const *list)
{
	const char *colon = strchr(name, ':');

	for (size_t i = 0; list[i] != NULL; i++)
		if (xml_name_is(colon != NULL ? colon + 1 : name, list[i],
			t->bytes->marks))
			return true;
	return false;
}

bool
xml_tree_holds_elements(const struct xml_tree *t)
{
	const struct xml_open *o;

	if (only_containers(t))
		return true;
	o = &t->open[t->depth - 1];
	return is_one_of(t, o->name, t->shape->apart) ||
	       xmlFirstElementChild(o->node) != NULL;
}

/* Give a node its name, and its name space where the prefix is declared. */
static void
name_node(struct xml_tree *t, xmlNode *n, const char *name)
{
	char clean[XML_NAME_SIZE], *mark, *colon;
	const char *prefix = NULL, *local = clean;
	xmlNs *ns;

	memcpy(clean, name, sizeof clean);
	while ((mark = strpbrk(clean, t->bytes->marks)) != NULL)
		*mark = '_';
	colon = strchr(clean, ':');
	if (colon != NULL) {
		*colon = '\0';
		prefix = clean;
		local = colon + 1;
	}
	ns = xmlSearchNs(t->doc, n, (const xmlChar *)prefix);
	if (ns == NULL && colon != NULL) {
		*colon = ':';
		local = clean;
	}
	xmlNodeSetName(n, (const xmlChar *)local);
	xmlSetNs(n, ns);
}

static void
set_attribute(struct xml_tree *t, xmlNode *n, const char *name,
    const char *value)
{
	const xmlChar *text = (const xmlChar *)value;
	xmlNs *xml = NULL;

	if (strncmp(name, "xml:", 4) == 0)
		xml = xmlSearchNs(t->doc, n, (const xmlChar *)"xml");
	if (strcmp(name, "xmlns") == 0)
		xmlNewNs(n, text, NULL);
	else if (strncmp(name, "xmlns:", 6) == 0)
		xmlNewNs(n, text, (const xmlChar *)name + 6);
	else if (xml != NULL)
		xmlSetNsProp(n, xml, (const xmlChar *)name + 4, text);
	else if (!xmlHasProp(n, (const xmlChar *)name))
		xmlNewProp(n, (const xmlChar *)name, text);
}

static void
take_attributes(struct xml_tree *t, xmlNode *n, const char *s, size_t len)
{
	struct xml_attributes a = { s, s + len, t->bytes->marks };
	char name[XML_NAME_SIZE];
	struct buf value = { 0 };
	size_t count = 0;

	while (count <= ATTRIBUTES_MAX && xml_attribute_next(&a, name, &value))
		if (++count <= ATTRIBUTES_MAX)
			set_attribute(t, n, name, buf_str(&value));
	if (count > ATTRIBUTES_MAX)
		xml_tree_tell(t, t->line, "more than 128 attributes in",
		    xml_tree_innermost(t));
	buf_free(&value);
}

static xmlNode *
new_node(struct xml_tree *t, const char *name)
{
	xmlNode *n = xmlNewDocNode(t->doc, NULL, (const xmlChar *)name, NULL);

	if (n == NULL)
		abort();                      /* memory ran out */
	n->psvi = (void *)(uintptr_t)t->line; /* see xml_line() */
	xmlAddChild(innermost_node(t), n);
	return n;
}

/* ---- tags ---- */

/* The innermost element ends. */
static void
pop(struct xml_tree *t)
{
	struct xml_open *o;

	flush_text(t);
	o = &t->open[--t->depth];
	if (o->container || !only_containers(t))
		return;
	t->done = t->keep ? NULL : o->node;
	t->done_line = o->line;
	t->taken = 0;
}

/* All within the depth ends, though nothing says so. */
static void
pop_to(struct xml_tree *t, size_t depth)
{
	while (t->depth > depth) {
		xml_tree_tell(t, t->open[t->depth - 1].line,
		    "this is never ended:", xml_tree_innermost(t));
		pop(t);
	}
	t->beyond = 0;
}

/*
 * What a start tag ends that was not ended: an item the item before it, a
 * container that has no other around it all that stands before it, such as
 * the markup of a notice of PHP.
 */
static void
make_room(struct xml_tree *t, const char *name)
{
	bool apart = is_one_of(t, name, t->shape->apart);

	for (size_t i = t->depth; apart && i > 0; i--)
		if (xml_name_is(name, t->open[i - 1].name, t->bytes->marks)) {
			pop_to(t, i - 1);
			return;
		}
	if (t->depth > 0 && !t->open[0].container &&
	    is_one_of(t, name, t->shape->containers))
		while (t->depth > 0)
			pop(t);
}

void
xml_tree_start(struct xml_tree *t, const char *name, const char *attributes,
    size_t len)
{
	struct xml_open *o;

	make_room(t, name);
	if (t->beyond > 0 || t->depth == XML_DEPTH_MAX ||
	    !has_room(t, len + NODE_COST)) {
		t->beyond++;
		return;
	}
	flush_text(t);
	o = &t->open[t->depth];
	*o = (struct xml_open){ .line = t->line,
		.container = only_containers(t) &&
			     is_one_of(t, name, t->shape->containers) };
	(void)snprintf(o->name, sizeof o->name, "%s", name);
	o->node = new_node(t, name);
	take_attributes(t, o->node, attributes, len);
	name_node(t, o->node, o->name);
	t->depth++;
	if (o->container)
		t->taken = 0;
}

void
xml_tree_close(struct xml_tree *t)
{
	if (t->beyond > 0)
		t->beyond--;
	else if (t->depth > 0)
		pop(t);
}

/* Which open element an end tag of this name ends: its depth, or 0. */
static size_t
ended_by(const struct xml_tree *t, const char *name)
{
	for (size_t i = t->depth; i > 0; i--)
		if (strcmp(t->open[i - 1].name, name) == 0)
			return i;
	for (size_t i = t->depth; i > 0; i--)
		if (xml_name_is(name, t->open[i - 1].name, t->bytes->marks) ||
		    xml_name_is(t->open[i - 1].name, name, t->bytes->marks))
			return i;
	return 0;
}

void
xml_tree_end(struct xml_tree *t, const char *name)
{
	size_t depth;
	struct xml_open *o;

	if (t->beyond > 0 && !is_one_of(t, name, t->shape->apart)) {
		t->beyond--;
		return;
	}
	depth = ended_by(t, name);
	if (depth == 0) {
		xml_tree_tell(t, t->line, "this ends nothing:", name);
		return;
	}
	pop_to(t, depth);
	o = &t->open[depth - 1];
	if (strcmp(o->name, name) != 0 &&
	    strpbrk(name, t->bytes->marks) == NULL) {
		(void)snprintf(o->name, sizeof o->name, "%s", name);
		name_node(t, o->node, o->name); /* its start was damaged */
	}
	pop(t);
}

size_t
xml_tree_finish(struct xml_tree *t)
{
	const struct xml_open *cut = NULL;

	for (size_t i = 0; i < t->depth && cut == NULL; i++)
		if (!t->open[i].container)
			cut = &t->open[i];
	if (t->depth > 0)
		xml_tree_tell(t, cut != NULL ? cut->line : t->line,
		    "the source stops within",
		    cut != NULL ? cut->name : xml_tree_innermost(t));
	while (t->keep && t->depth > 0)
		pop(t);
	t->depth = 0;
	return cut != NULL ? cut->line : 0;
}
