#include "capsule/fm/fm_yaml.h"

#include <string.h>

#include <yaml.h>

#include "base/buf.h"
#include "capsule/fm/fm_pair.h"
#include "capsule/fm/yaml_words.h"

/* A map or list that is open. */
struct level {
	bool map;
	bool listed;   /* it is a list, or inside of one */
	bool has_key;  /* a map whose next node is a value */
	size_t names;  /* of its own key, in reader.name */
	size_t anchor; /* index + 1 of the anchor on it; 0: none */
};

/* What an alias repeats: values from the first up to the end. */
struct anchor {
	const char *name;
	size_t first, end;
	size_t names; /* that they have in common */
	bool open;
};

struct reader {
	yaml_parser_t parser;
	struct fm_values *all;
	struct problem *why;
	size_t line;                       /* of the first byte */
	const char *name[FM_VALUES_DEPTH]; /* the key of the next value */
	size_t names;
	struct level
	    level[FM_VALUES_DEPTH]; /* the open ones, outermost first */
	size_t levels;
	struct anchor anchor[64];
	size_t anchors;
	size_t documents;
};

static size_t
line_of(const struct reader *r, const yaml_event_t *ev)
{
	return r->line + ev->start_mark.line;
}

static struct level *
top(struct reader *r)
{
	return r->levels > 0 ? &r->level[r->levels - 1] : NULL;
}

static bool
wants_key(struct reader *r)
{
	return top(r) != NULL && top(r)->map && !top(r)->has_key;
}

/* The value of a key is complete: the next node of a map is a key. */
static void
value_done(struct reader *r)
{
	if (top(r) == NULL)
		return;
	r->names = top(r)->names;
	top(r)->has_key = false;
}

/* Remember the anchor of a node; returns its index + 1, 0 when it has none. */
static int
anchor_new(struct reader *r, const yaml_event_t *ev, const yaml_char_t *name,
    size_t *index)
{
	struct anchor *a;

	*index = 0;
	if (name == NULL)
		return 0;
	if (r->anchors == sizeof r->anchor / sizeof r->anchor[0])
		return problem_set(r->why, line_of(r, ev),
		    "YAML: too many anchors");
	a = &r->anchor[r->anchors++];
	a->name = arena_strdup(r->all->arena, (const char *)name);
	a->first = r->all->n;
	a->names = r->names;
	a->open = true;
	*index = r->anchors;
	return 0;
}

static void
anchor_done(struct reader *r, size_t index)
{
	if (index == 0)
		return;
	r->anchor[index - 1].end = r->all->n;
	r->anchor[index - 1].open = false;
}

static int
add_value(struct reader *r, const yaml_event_t *ev)
{
	struct fm_value v = {
		.key = r->name,
		.depth = r->names,
		.text = (const char *)ev->data.scalar.value,
		.len = ev->data.scalar.length,
		.line = line_of(r, ev),
		.quoted = ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE,
		.listed = top(r)->listed,
	};

	return fm_values_add(r->all, &v, r->why);
}

static int
on_scalar(struct reader *r, const yaml_event_t *ev)
{
	const char *s = (const char *)ev->data.scalar.value;
	size_t anchor;

	if (top(r) == NULL)
		return ev->data.scalar.length == 0
			   ? 0
			   : problem_set(r->why, line_of(r, ev),
				 "YAML: a list of keys and values is wanted");
	if (wants_key(r)) {
		if (r->names == FM_VALUES_DEPTH)
			return problem_set(r->why, line_of(r, ev),
			    "YAML: nested too deep");
		r->name[r->names++] =
		    arena_strndup(r->all->arena, s, ev->data.scalar.length);
		top(r)->has_key = true;
		return 0;
	}
	if (anchor_new(r, ev, ev->data.scalar.anchor, &anchor) == -1 ||
	    add_value(r, ev) == -1)
		return -1;
	anchor_done(r, anchor);
	value_done(r);
	return 0;
}

static int
open_level(struct reader *r, const yaml_event_t *ev, bool map,
    const yaml_char_t *anchor)
{
	struct level *l;
	size_t index;

	if (wants_key(r))
		return problem_set(r->why, line_of(r, ev),
		    "YAML: a key must be a word, not a list or map");
	if (r->levels == 0 && !map)
		return problem_set(r->why, line_of(r, ev),
		    "YAML: a list of keys and values is wanted");
	if (r->levels == FM_VALUES_DEPTH)
		return problem_set(r->why, line_of(r, ev),
		    "YAML: nested too deep");
	if (anchor_new(r, ev, anchor, &index) == -1)
		return -1;
	l = &r->level[r->levels];
	l->map = map;
	l->listed = !map || (r->levels > 0 && l[-1].listed);
	l->has_key = false;
	l->names = r->names;
	l->anchor = index;
	r->levels++;
	return 0;
}

static int
on_map(struct reader *r, const yaml_event_t *ev)
{
	return open_level(r, ev, true, ev->data.mapping_start.anchor);
}

static int
on_list(struct reader *r, const yaml_event_t *ev)
{
	return open_level(r, ev, false, ev->data.sequence_start.anchor);
}

static int
on_end(struct reader *r, const yaml_event_t *ev)
{
	(void)ev;
	anchor_done(r, top(r)->anchor);
	r->levels--;
	value_done(r);
	return 0;
}

/* Append the anchor's values again, under the key where the alias stands. */
static int
repeat(struct reader *r, const struct anchor *a, size_t line)
{
	const char *name[FM_VALUES_DEPTH];

	memcpy(name, r->name, r->names * sizeof *name);
	for (size_t i = a->first; i < a->end; i++) {
		struct fm_value v = r->all->value[i];
		size_t more = v.depth - a->names;

		if (r->names + more > FM_VALUES_DEPTH)
			return problem_set(r->why, line,
			    "YAML: nested too deep");
		memcpy(name + r->names, v.key + a->names, more * sizeof *name);
		v.key = name;
		v.depth = r->names + more;
		v.line = line;
		v.listed = v.listed || top(r)->listed;
		if (fm_values_add(r->all, &v, r->why) == -1)
			return -1;
	}
	return 0;
}

static int
on_alias(struct reader *r, const yaml_event_t *ev)
{
	const char *name = (const char *)ev->data.alias.anchor;
	size_t i = r->anchors;

	while (i > 0 && strcmp(r->anchor[i - 1].name, name) != 0)
		i--;
	if (i == 0 || r->anchor[i - 1].open || wants_key(r) || top(r) == NULL)
		return problem_set(r->why, line_of(r, ev),
		    "put it between quotes: '*%s' stands for a value of that "
		    "name, and there is none",
		    name);
	if (repeat(r, &r->anchor[i - 1], line_of(r, ev)) == -1)
		return -1;
	value_done(r);
	return 0;
}

static int
on_document(struct reader *r, const yaml_event_t *ev)
{
	if (r->documents++ > 0)
		return problem_set(r->why, line_of(r, ev),
		    "YAML: a second document begins here");
	return 0;
}

/* What each event means; the others mean nothing to us. */
static int (*const on[])(struct reader *, const yaml_event_t *) = {
	[YAML_DOCUMENT_START_EVENT] = on_document,
	[YAML_ALIAS_EVENT] = on_alias,
	[YAML_SCALAR_EVENT] = on_scalar,
	[YAML_SEQUENCE_START_EVENT] = on_list,
	[YAML_SEQUENCE_END_EVENT] = on_end,
	[YAML_MAPPING_START_EVENT] = on_map,
	[YAML_MAPPING_END_EVENT] = on_end,
};

/*
 * Where to look for the fault: what is left open is noticed where it ought to
 * have ended, and looked for where it begins.
 */
static size_t
faulty_line(const struct reader *r, const char *src, size_t len)
{
	const yaml_parser_t *p = &r->parser;
	size_t line = r->line;

	if (p->error ==
	    YAML_READER_ERROR) { /* of which only the offset is told */
		for (size_t i = 0; i < len && i < p->problem_offset; i++)
			line += src[i] == '\n';
		return line;
	}
	if (p->context != NULL && (strstr(p->context, "flow") != NULL ||
				      strstr(p->context, "quoted") != NULL ||
				      strstr(p->context, "simple key") != NULL))
		return line + p->context_mark.line;
	return line + p->problem_mark.line;
}

static int
refuse(struct reader *r, const char *src, size_t len)
{
	const yaml_parser_t *p = &r->parser;
	const char *end = src + len, *s = src;
	size_t line = faulty_line(r, src, len);
	struct buf sentence = { 0 };
	int result;

	for (size_t i = r->line; i < line && s < end; i++)
		s = fm_line_next(fm_line_end(s, end), end);
	yaml_words(&sentence,
	    p->problem != NULL ? p->problem : "not understood", p->context, s,
	    (size_t)(fm_line_end(s, end) - s));
	result = problem_set(r->why, line, "%s", buf_str(&sentence));
	buf_free(&sentence);
	return result;
}

int
fm_yaml_read(struct fm_values *all, const char *src, size_t len, size_t line,
    struct problem *why)
{
	struct reader r = { .all = all, .why = why, .line = line };
	yaml_event_t ev;
	yaml_event_type_t type;
	int result = 0;

	if (yaml_parser_initialize(&r.parser) == 0)
		return problem_set(why, line, "YAML: out of memory");
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)src,
	    len);
	do {
		if (yaml_parser_parse(&r.parser, &ev) == 0) {
			result = refuse(&r, src, len);
			break;
		}
		type = ev.type;
		if (on[type] != NULL)
			result = on[type](&r, &ev);
		yaml_event_delete(&ev);
	} while (result == 0 && type != YAML_STREAM_END_EVENT);
	yaml_parser_delete(&r.parser);
	return result;
}
