#include "markdown/placeholder.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "text/ascii.h"

void
placeholders_free(struct placeholders *all)
{
	free(all->list);
	*all = (struct placeholders){ 0 };
}

void
placeholder_add(struct placeholders *all, const struct placeholder *s,
    struct buf *out)
{
	all->list = array_room(all->list, all->n, sizeof *all->list);
	all->list[all->n] = *s;
	buf_addf(out, OPEN_MARK "%zu" SHUT_MARK, all->n++);
}

void
placeholder_nothing(struct buf *out)
{
	buf_adds(out, OPEN_MARK SHUT_MARK);
}

/* A mark in a text: its place and bytes, and what it stands for. */
struct mark {
	const char *at;
	size_t len;
	const struct placeholder *s; /* NULL: nothing */
	bool pipe;
};

static bool
has(const char *s, const char *end, const char *mark)
{
	return (size_t)(end - s) >= MARK_LEN && memcmp(s, mark, MARK_LEN) == 0;
}

/* Read the mark at m->at, if it is one. */
static bool
read_mark(const struct placeholders *all, const char *end, struct mark *m)
{
	const char *s = m->at;
	size_t number = 0;

	m->s = NULL;
	m->len = MARK_LEN;
	m->pipe = has(s, end, PIPE_MARK);
	if (m->pipe)
		return true;
	if (!has(s, end, OPEN_MARK))
		return false;
	s += MARK_LEN;
	if (has(s, end, SHUT_MARK)) {
		m->len = 2 * MARK_LEN;
		return true;
	}
	for (; s < end && is_digit(*s) && number < all->n; s++)
		number = number * 10 + (size_t)(*s - '0');
	if (!has(s, end, SHUT_MARK) || number >= all->n)
		return false;
	m->s = &all->list[number];
	m->len = (size_t)(s - m->at) + MARK_LEN;
	return true;
}

/* The first mark from s on; false when there is none. */
static bool
find_mark(const struct placeholders *all, const char *s, const char *end,
    struct mark *m)
{
	while ((s = memchr(s, MARK_BYTE, (size_t)(end - s))) != NULL) {
		m->at = s++;
		if (read_mark(all, end, m))
			return true;
	}
	return false;
}

bool
placeholder_next(const struct placeholders *all, const char **s,
    const char *end, struct text_part *part)
{
	struct mark m;

	while (*s < end) {
		bool found = find_mark(all, *s, end, &m);
		const char *stop = found ? m.at : end;

		*part = (struct text_part){ .s = *s };
		part->len = (size_t)(stop - *s);
		*s = stop;
		if (part->len > 0)
			return true;
		if (!found)
			return false;
		*s = m.at + m.len;
		if (m.pipe)
			*part = (struct text_part){ "|", 1, 0, true };
		else if (m.s != NULL)
			part->note = m.s->note;
		if (part->len > 0 || part->note > 0)
			return true;
	}
	return false;
}

/* Where what was made of a placeholder ends: behind the next empty mark. */
static const char *
skip_made(const struct placeholders *all, const char *s, const char *end)
{
	struct mark m;

	for (; find_mark(all, s, end, &m); s = m.at + m.len)
		if (m.s == NULL && !m.pipe)
			return m.at + m.len;
	return s;
}

/* Append a text with what the author wrote where there are placeholders. */
static void
put_back(const struct placeholders *all, const char *s, size_t len,
    const char *pipe, bool (*wanted)(const struct placeholder *),
    struct buf *out)
{
	const char *end = s + len;
	struct mark m;

	while (find_mark(all, s, end, &m)) {
		buf_add(out, s, (size_t)(m.at - s));
		s = m.at + m.len;
		if (m.pipe)
			buf_adds(out, pipe);
		if (m.s == NULL || !wanted(m.s))
			continue;
		buf_add(out, m.s->source, m.s->len);
		if (m.s->wraps)
			s = skip_made(all, s, end);
	}
	buf_add(out, s, (size_t)(end - s));
}

static bool
any(const struct placeholder *p)
{
	(void)p;
	return true;
}

static bool
is_of_address(const struct placeholder *p)
{
	return p->note != 0 || p->typed;
}

void
placeholder_restore(const struct placeholders *all, const char *s, size_t len,
    bool in_table, struct buf *out)
{
	put_back(all, s, len, in_table ? "|" : "\\|", any, out);
}

void
placeholder_drop(const struct placeholders *all, const char *s, size_t len,
    struct buf *out)
{
	put_back(all, s, len, "|", is_of_address, out);
}
