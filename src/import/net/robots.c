#include "import/net/robots.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "text/ascii.h"
#include "text/cursor.h"

#define DELAY_MAX 60 /* seconds; more would be a way of saying no */

struct robots_rule {
	const char *pattern; /* normalised; begins with '/' or '*' */
	size_t len;
	bool allow;
};

/* A line's key and value, without the blanks around them. */
struct line {
	const char *key, *value;
	size_t key_len, value_len;
};

/* Reading one group after the other. */
struct reader {
	struct robots *robots;
	const char *agent;
	bool named;           /* a group for the agent itself was found */
	bool starred;         /* the rules so far are those of "*" */
	bool in_agents;       /* the last line of note was a user-agent */
	bool for_us, for_all; /* whom the present group speaks to */
};

/* ---- paths ---- */

static bool
is_unreserved(int c)
{
	return c > 0 && c < 0x80 &&
	       (is_alnum((char)c) || strchr("-._~", c) != NULL);
}

/*
 * One form for all ways of writing a path (RFC 9309 section 2.2.2): codes of
 * letters and digits are decoded, all beyond ASCII is encoded, and so are '*'
 * and '$' where they stand for themselves.
 */
static void
normalise(struct buf *out, const char *s, size_t len, bool is_pattern)
{
	for (size_t i = 0; i < len; i++) {
		int high =
		    i + 2 < len && s[i] == '%' ? hex_value(s[i + 1]) : -1;
		int low = high >= 0 ? hex_value(s[i + 2]) : -1;
		int c = low >= 0 ? high << 4 | low : (unsigned char)s[i];
		bool mark =
		    is_pattern && (c == '*' || (c == '$' && i + 1 == len));

		if (low >= 0)
			i += 2;
		if (is_unreserved(c) || (low < 0 && c > ' ' && c < 0x7f &&
					    (mark || strchr("%*$", c) == NULL)))
			buf_addc(out, (char)c);
		else
			buf_addf(out, "%%%02X", (unsigned)c);
	}
}

/*
 * '*' stands for any bytes, '$' at the end for the end.  Between two '*' the
 * leftmost place is as good as any other, so nothing is tried twice.
 */
static bool
matches(const struct robots_rule *r, const char *s, size_t len)
{
	const char *p = r->pattern, *end = p + r->len, *stop = s + len;
	bool whole = r->len > 0 && end[-1] == '$';
	bool first = true;

	end -= whole;
	for (;;) {
		const char *star = memchr(p, '*', (size_t)(end - p));
		size_t n = (size_t)((star != NULL ? star : end) - p);
		const char *found = s;

		if (n > (size_t)(stop - s))
			return false;
		if (star == NULL && whole && !first)
			found = stop - n;
		if (first || (star == NULL && whole))
			found = memcmp(found, p, n) == 0 ? found : NULL;
		else if (n > 0)
			found = memmem(s, (size_t)(stop - s), p, n);
		if (found == NULL)
			return false;
		s = found + n;
		if (star == NULL)
			return !whole || s == stop;
		first = false;
		p = star + 1;
	}
}

bool
robots_allow(const struct robots *r, const char *target)
{
	struct buf path = { 0 };
	size_t longest = 0;
	bool allow = true;

	normalise(&path, target, strlen(target), false);
	for (size_t i = 0; i < r->n; i++) {
		const struct robots_rule *rule = &r->rules[i];

		if (rule->len < longest ||
		    !matches(rule, buf_str(&path), path.len))
			continue;
		/* of two equally long ones the one that allows */
		allow =
		    rule->len == longest ? allow || rule->allow : rule->allow;
		longest = rule->len;
	}
	buf_free(&path);
	return allow || strcmp(target, "/robots.txt") == 0;
}

/* ---- lines ---- */

/* False when it is no "key: value". */
static bool
split(struct line *l, const char *s, size_t len)
{
	const char *hash = memchr(s, '#', len), *colon;

	if (hash != NULL)
		len = (size_t)(hash - s);
	colon = memchr(s, ':', len);
	if (colon == NULL)
		return false;
	l->key = s;
	l->key_len = (size_t)(colon - s);
	l->value = colon + 1;
	l->value_len = len - l->key_len - 1;
	trim(&l->key, &l->key_len);
	trim(&l->value, &l->value_len);
	return true;
}

static bool
key_is(const struct line *l, const char *key)
{
	return strlen(key) == l->key_len &&
	       strncasecmp(l->key, key, l->key_len) == 0;
}

/* Of "Name/1.0 (more)" the name counts. */
static bool
is_agent(const struct line *l, const char *agent)
{
	size_t n = 0;

	while (
	    n < l->value_len && (is_unreserved(l->value[n]) &&
				    l->value[n] != '.' && l->value[n] != '~'))
		n++;
	return n == strlen(agent) && strncasecmp(l->value, agent, n) == 0;
}

static void
forget_rules(struct robots *r)
{
	r->rules = NULL;
	r->n = 0;
	r->delay_s = 0;
}

static void
read_agent(struct reader *in, const struct line *l)
{
	if (!in->in_agents)
		in->for_us = in->for_all = false;
	in->in_agents = true;
	if (l->value_len == 1 && l->value[0] == '*')
		in->for_all = true;
	if (!is_agent(l, in->agent))
		return;
	in->for_us = true;
	in->named = true;
	if (in->starred) /* what was said to all does not count for us */
		forget_rules(in->robots);
	in->starred = false;
}

/* Does the present group count, as far as is known? */
static bool
counts(struct reader *in)
{
	if (in->for_us)
		return true;
	if (!in->for_all || in->named)
		return false;
	in->starred = true;
	return true;
}

static void
read_rule(struct reader *in, const struct line *l, bool allow)
{
	struct robots *r = in->robots;
	struct buf pattern = { 0 };
	struct robots_rule *rule;

	in->in_agents = false;
	if (l->value_len == 0 || strchr("/*", l->value[0]) == NULL ||
	    !counts(in))
		return;
	normalise(&pattern, l->value, l->value_len, true);
	/* room for twice as many whenever a power of two is full */
	if ((r->n & (r->n - 1)) == 0)
		r->rules = arena_grow(&r->arena, r->rules, r->n * sizeof *rule,
		    (r->n == 0 ? 1 : 2 * r->n) * sizeof *rule);
	rule = &r->rules[r->n++];
	rule->len = pattern.len;
	rule->pattern = buf_keep(&pattern, &r->arena);
	rule->allow = allow;
}

static void
read_delay(struct reader *in, const struct line *l)
{
	struct cursor at = { l->value, l->value + l->value_len };
	int seconds;

	in->in_agents = false; /* it ends the list of agents as rules do */
	if (!counts(in))
		return;
	if (!cursor_take_number(&at, 1, 9, &seconds) || seconds > DELAY_MAX)
		seconds = DELAY_MAX;
	in->robots->delay_s = seconds;
}

static void
read_line(struct reader *in, const char *s, size_t len)
{
	struct line l;

	if (!split(&l, s, len))
		return;
	if (key_is(&l, "user-agent"))
		read_agent(in, &l);
	else if (key_is(&l, "allow"))
		read_rule(in, &l, true);
	else if (key_is(&l, "disallow"))
		read_rule(in, &l, false);
	else if (key_is(&l, "crawl-delay"))
		read_delay(in, &l);
}

void
robots_read(struct robots *r, const char *text, size_t len, const char *agent)
{
	struct reader in = { .robots = r, .agent = agent };
	const char *end = text + (len < ROBOTS_MAX ? len : ROBOTS_MAX);

	*r = (struct robots){ .n = 0 };
	if (end - text >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	while (text < end) {
		const char *stop = text;

		while (stop < end && *stop != '\n' && *stop != '\r')
			stop++;
		read_line(&in, text, (size_t)(stop - text));
		text = stop + (stop < end);
	}
}

void
robots_free(struct robots *r)
{
	arena_free(&r->arena);
	*r = (struct robots){ .n = 0 };
}
