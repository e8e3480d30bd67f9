#include "capsule/fm/fm_split.h"

#include <string.h>
#include <strings.h>

#include "capsule/fm/fm_json.h"
#include "capsule/fm/fm_lenient.h"
#include "capsule/fm/fm_pair.h"
#include "capsule/fm/fm_toml.h"
#include "capsule/fm/fm_yaml.h"
#include "text/ascii.h"

/* The lines of a file, one after the other. */
struct lines {
	const char *s, *stop; /* the line, and its end */
	const char *end;      /* of the file */
	size_t number;
};

static void
next(struct lines *l)
{
	l->s = fm_line_next(l->stop, l->end);
	l->stop = fm_line_end(l->s, l->end);
	l->number++;
}

static struct lines
lines_of(const char *s, const char *end, size_t number)
{
	return (struct lines){ s, fm_line_end(s, end), end, number };
}

/* ---- fences -------------------------------------------------------------- */

/* A line of three or more hyphens or plus signs. */
struct fence {
	char mark;
	size_t n;
	enum fm_split_kind kind;
	bool named; /* the language stands behind it */
};

static const struct {
	const char *name;
	enum fm_split_kind kind;
} languages[] = {
	{ "yaml", FM_YAML },
	{ "yml", FM_YAML },
	{ "toml", FM_TOML },
	{ "json", FM_JSON },
};

static bool
read_fence(struct fence *f, const char *s, const char *end)
{
	size_t rest;

	*f = (struct fence){ .mark = s < end ? *s : '\0' };
	if (f->mark != '-' && f->mark != '+')
		return false;
	while (s < end && *s == f->mark) {
		f->n++;
		s++;
	}
	f->kind = f->mark == '-' ? FM_YAML : FM_TOML;
	rest = (size_t)(end - s);
	trim(&s, &rest);
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		if (strlen(languages[i].name) != rest ||
		    strncasecmp(s, languages[i].name, rest) != 0)
			continue;
		f->kind = languages[i].kind;
		f->named = true;
	}
	return f->n >= 3 && (rest == 0 || f->named);
}

static bool
closes(const struct lines *l, const struct fence *opening)
{
	struct fence f;

	if (opening->mark == '-' && l->stop - l->s >= 3 &&
	    memcmp(l->s, "...", 3) == 0)
		return fm_line_is_blank(l->s + 3, l->stop);
	return read_fence(&f, l->s, l->stop) && f.mark == opening->mark &&
	       !f.named && (f.n == 3 || f.n == opening->n);
}

/* ---- what looks like front matter ---------------------------------------- */

/* Does it begin with a pair, comments and blank lines aside? */
static bool
begins_with_pair(const char *text, const char *end)
{
	for (struct lines l = lines_of(text, end, 1); l.s < end; next(&l)) {
		struct fm_pair p;

		if (fm_line_is_blank(l.s, l.stop) || *l.s == '#')
			continue;
		if (*l.s == '{' || *l.s == '[')
			return true;
		return fm_pair_read(&p, l.s, l.stop);
	}
	return false;
}

static bool
is_fence_like(const char *s, const char *end)
{
	return end - s >= 2 && (*s == '-' || *s == '+' || *s == '.') &&
	       s[1] == *s;
}

/*
 * Front matter that does not end: it goes on to the first blank line, or to
 * one that may have been meant to end it.
 */
static void
take_open(struct fm_split *m, const char *src, const char *end)
{
	struct lines l = lines_of(m->text, end, m->line);
	size_t rest = (size_t)(end - m->text);

	m->open = true;
	m->len = rest < FM_MAX ? rest : FM_MAX;
	if (m->kind != FM_JSON && !fm_pair_is_known(l.s, l.stop))
		return;
	while (l.s < end && !fm_line_is_blank(l.s, l.stop) &&
	       !is_fence_like(l.s, l.stop))
		next(&l);
	m->sure = (size_t)(l.s - m->text);
	m->sure = m->sure < m->len ? m->sure : m->len;
	if (l.s < end && is_fence_like(l.s, l.stop))
		next(&l);
	m->body = (size_t)(l.s - src);
	m->body_line = l.number;
}

/* ---- each kind ----------------------------------------------------------- */

static void
find_fenced(struct fm_split *m, const char *src, struct lines l,
    const struct fence *fence, bool sure)
{
	next(&l);
	m->text = l.s;
	m->line = l.number;
	for (; l.s < l.end; next(&l)) {
		if (!closes(&l, fence))
			continue;
		if (!sure && !begins_with_pair(m->text, l.s))
			return;
		m->kind = fence->kind;
		m->len = m->sure = (size_t)(l.s - m->text);
		next(&l);
		m->body = (size_t)(l.s - src);
		m->body_line = l.number;
		return;
	}
	m->kind = fence->kind;
	take_open(m, src, l.end);
}

/* Not a shortcode's brace: a string or the closing brace comes next. */
static bool
begins_json(const char *s, const char *end)
{
	if (s == end || *s != '{')
		return false;
	for (s++; s < end && is_space(*s);)
		s++;
	return s < end && (*s == '"' || *s == '}');
}

static void
find_json(struct fm_split *m, const char *src, const struct lines *l)
{
	size_t len = fm_json_length(l->s, (size_t)(l->end - l->s));
	struct lines behind = *l;

	m->kind = FM_JSON;
	m->text = l->s;
	m->line = l->number;
	if (len == 0) {
		take_open(m, src, l->end);
		return;
	}
	m->len = m->sure = len;
	while (behind.stop < m->text + len)
		next(&behind);
	if (fm_line_is_blank(m->text + len, behind.stop)) {
		next(&behind);
		m->body = (size_t)(behind.s - src);
		m->body_line = behind.number;
	} else {
		m->body = (size_t)(m->text + len - src);
		m->body_line = behind.number;
	}
}

/* "Title: ..." and what belongs to it, up to the first blank line. */
static void
find_headers(struct fm_split *m, const char *src, struct lines l)
{
	bool titled = false;

	m->text = l.s;
	m->line = l.number;
	if (!fm_pair_is_known(l.s, l.stop))
		return;
	for (; l.s < l.end && !fm_line_is_blank(l.s, l.stop); next(&l)) {
		struct fm_pair p;
		bool pair = fm_pair_read(&p, l.s, l.stop);

		if (!pair && !is_space(*l.s))
			return;
		titled = titled || (pair && p.key_len == 5 &&
				       strncasecmp(p.key, "title", 5) == 0);
	}
	if (!titled)
		return;
	m->kind = FM_HEADERS;
	m->len = m->sure = (size_t)(l.s - m->text);
	m->body = (size_t)(l.s - src);
	m->body_line = l.number;
}

/* ---- the whole ----------------------------------------------------------- */

void
fm_split_find(struct fm_split *m, const char *src, size_t len)
{
	const char *end = len > 0 ? src + len : src;
	struct fence fence;
	struct lines l;

	*m = (struct fm_split){ .body_line = 1 };
	if (len == 0)
		return;
	if (len >= 3 && memcmp(src, "\xEF\xBB\xBF", 3) == 0)
		m->body = 3;
	l = lines_of(src + m->body, end, 1);
	while (l.s < end && fm_line_is_blank(l.s, l.stop))
		next(&l);
	if (l.s == end)
		return;
	if (read_fence(&fence, l.s, l.stop))
		find_fenced(m, src, l, &fence,
		    l.number == 1 && fence.n == 3 && !fence.named);
	else if (begins_json(l.s, end))
		find_json(m, src, &l);
	else
		find_headers(m, src, l);
}

int
fm_split_values(const struct fm_split *m, struct fm_values *all,
    struct problem *why)
{
	if (m->open && m->sure > 0)
		return problem_set(why, m->line - (m->kind != FM_JSON),
		    "front matter is not closed: %s",
		    m->kind == FM_JSON   ? "the last '}' is missing"
		    : m->kind == FM_TOML ? "a line '+++' is missing"
					 : "a line '---' is missing");
	if (m->open)
		return 0;
	if (m->len > FM_MAX)
		return problem_set(why, 1,
		    "front matter of %zu bytes; at most %d are read", m->len,
		    FM_MAX);
	switch (m->kind) {
	case FM_NONE:
		break;
	case FM_YAML:
		return fm_yaml_read(all, m->text, m->len, m->line, why);
	case FM_TOML:
		return fm_toml_read(all, m->text, m->len, m->line, why);
	case FM_JSON:
		return fm_json_read(all, m->text, m->len, m->line, why);
	case FM_HEADERS:
		fm_split_lenient(m, all);
		break;
	}
	return 0;
}

void
fm_split_lenient(const struct fm_split *m, struct fm_values *all)
{
	size_t len = m->len < FM_MAX ? m->len : FM_MAX;

	fm_lenient_read(all, m->text, len, m->sure < len ? m->sure : len,
	    m->line);
}
