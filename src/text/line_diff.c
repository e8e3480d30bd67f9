#include "text/line_diff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

#define CONTEXT   3    /* lines around a change */
#define MOST_EDIT 1000 /* changed lines that the fewest are looked for in */

struct line {
	const char *s;
	size_t len;
};

struct side {
	struct line *line; /* owned */
	bool *changed;     /* owned; one for each line */
	size_t n;
};

static struct side
split(const char *s, size_t len)
{
	struct side side = { 0 };
	const char *end = s + len;
	size_t n = 1;

	for (size_t i = 0; i < len; i++)
		n += s[i] == '\n';
	side.line = xcalloc(n, sizeof *side.line);
	side.changed = xcalloc(n, sizeof *side.changed);
	while (s < end) {
		const char *lf = memchr(s, '\n', (size_t)(end - s));
		const char *stop = lf != NULL ? lf : end;

		side.line[side.n++] = (struct line){ s, (size_t)(stop - s) };
		s = lf != NULL ? lf + 1 : end;
	}
	return side;
}

static bool
same(const struct line *a, const struct line *b)
{
	return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

/* ---- which lines changed: Myers, "An O(ND) Difference Algorithm" --------- */

/* The lines between those that both sides begin and end with. */
struct middle {
	const struct line *a, *b;
	long na, nb;
};

/*
 * How far each diagonal (k, from -d to d) was followed after d edits, for all
 * d up to the last: rounds[d] has 2 d + 1 numbers.
 */
struct rounds {
	long *x[MOST_EDIT + 1]; /* owned */
	long n;
};

/* Where diagonal k is entered in round d: from below (an insertion), or not. */
static bool
goes_down(const long *last, long d, long k)
{
	return k == -d || (k != d && last[k - 1 + d - 1] < last[k + 1 + d - 1]);
}

/* Follow each diagonal for one more edit; true at the end of both. */
static bool
one_round(const struct middle *m, struct rounds *r, long d)
{
	long *x = xcalloc((size_t)(2 * d + 1), sizeof *x);
	const long *last = d > 0 ? r->x[d - 1] : NULL;

	r->x[d] = x;
	r->n = d + 1;
	for (long k = -d; k <= d; k += 2) {
		long at = 0;

		if (d > 0 && goes_down(last, d, k))
			at = last[k + 1 + d - 1];
		else if (d > 0)
			at = last[k - 1 + d - 1] + 1;
		while (at < m->na && at - k < m->nb && at - k >= 0 &&
		       same(&m->a[at], &m->b[at - k]))
			at++;
		x[k + d] = at;
		if (at >= m->na && at - k >= m->nb)
			return true;
	}
	return false;
}

/* Back from the end: every step between two diagonals is a changed line. */
static void
walk_back(const struct middle *m, const struct rounds *r, bool *removed,
    bool *added)
{
	long x = m->na, y = m->nb;

	for (long d = r->n - 1; d > 0; d--) {
		const long *last = r->x[d - 1];
		long k = x - y;
		bool down = goes_down(last, d, k);
		long from = down ? last[k + 1 + d - 1] : last[k - 1 + d - 1];

		if (down) {
			y = from - (k + 1);
			added[y] = true;
		} else {
			removed[from] = true;
			y = from - (k - 1);
		}
		x = from;
	}
}

static void
compare(const struct middle *m, bool *removed, bool *added)
{
	struct rounds r = { .n = 0 };
	bool found = false;

	for (long d = 0; d <= MOST_EDIT && !found; d++)
		found = one_round(m, &r, d);
	if (found) {
		walk_back(m, &r, removed, added);
	} else {
		memset(removed, true, (size_t)m->na * sizeof *removed);
		memset(added, true, (size_t)m->nb * sizeof *added);
	}
	for (long d = 0; d < r.n; d++)
		free(r.x[d]);
}

static void
mark_changes(struct side *a, struct side *b)
{
	size_t head = 0, tail = 0, least = a->n < b->n ? a->n : b->n;
	struct middle m;

	while (head < least && same(&a->line[head], &b->line[head]))
		head++;
	while (tail < least - head &&
	       same(&a->line[a->n - tail - 1], &b->line[b->n - tail - 1]))
		tail++;
	m = (struct middle){ .a = a->line + head,
		.b = b->line + head,
		.na = (long)(a->n - head - tail),
		.nb = (long)(b->n - head - tail) };
	compare(&m, a->changed + head, b->changed + head);
}

/* ---- writing ------------------------------------------------------------- */

static void
write_line(struct buf *out, char mark, const struct line *l)
{
	buf_addc(out, mark);
	buf_add(out, l->s, l->len);
	buf_addc(out, '\n');
}

/* Is there a change within so many lines? */
static bool
change_near(const struct side *a, const struct side *b, size_t i, size_t j,
    size_t lines)
{
	for (size_t n = 0; n < lines; n++) {
		if ((i + n < a->n && a->changed[i + n]) ||
		    (j + n < b->n && b->changed[j + n]))
			return true;
		if (i + n >= a->n && j + n >= b->n)
			break;
	}
	return false;
}

/* The lines of a hunk from here on into body; *i and *j move behind it. */
static void
write_hunk(struct buf *body, const struct side *a, const struct side *b,
    size_t *i, size_t *j)
{
	size_t after = 0; /* lines behind the last change */

	while (*i < a->n || *j < b->n) {
		if (*i < a->n && a->changed[*i]) {
			write_line(body, '-', &a->line[(*i)++]);
			after = 0;
		} else if (*j < b->n && b->changed[*j]) {
			write_line(body, '+', &b->line[(*j)++]);
			after = 0;
		} else if (after >= CONTEXT &&
			   !change_near(a, b, *i, *j, CONTEXT + 1)) {
			return;
		} else {
			write_line(body, ' ', &a->line[(*i)++]);
			(*j)++;
			after++;
		}
	}
}

static void
write_hunks(struct buf *out, const struct side *a, const struct side *b)
{
	struct buf body = { 0 };
	size_t i = 0, j = 0;

	while (i < a->n || j < b->n) {
		size_t i0 = i, j0 = j;

		if (!change_near(a, b, i, j, CONTEXT + 1)) {
			i++;
			j++;
			continue;
		}
		buf_clear(&body);
		write_hunk(&body, a, b, &i, &j);
		buf_addf(out, "@@ -%zu,%zu +%zu,%zu @@\n", i > i0 ? i0 + 1 : i0,
		    i - i0, j > j0 ? j0 + 1 : j0, j - j0);
		buf_add(out, body.data, body.len);
	}
	buf_free(&body);
}

void
line_diff(struct buf *out, const char *before, size_t nbefore,
    const char *after, size_t nafter)
{
	struct side a = split(before, nbefore), b = split(after, nafter);

	mark_changes(&a, &b);
	write_hunks(out, &a, &b);
	free(a.line);
	free(a.changed);
	free(b.line);
	free(b.changed);
}
