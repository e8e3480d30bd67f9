#include "capsule/fm/fm_lenient.h"

#include <string.h>
#include <strings.h>

#include "capsule/fm/fm_key.h"
#include "capsule/fm/fm_pair.h"
#include "text/ascii.h"

struct reader {
	struct fm_values *all;
	const char *sure;  /* front matter ends here, */
	bool has_sure;     /* if anything is front matter at all */
	size_t line;       /* of the line that is read */
	const char *table; /* TOML's, or NULL */
	const char *key;   /* of the last line that had one */
	bool wants;        /* its value may follow on lines of its own, */
	bool in_list;      /* as one in brackets that is not closed yet does */
};

/* ---- values -------------------------------------------------------------- */

/* Does a value say that the article is not to be seen, or not at any time? */
static bool
hides(const struct fm_value *v)
{
	static const enum field fields[] = { FIELD_DRAFT, FIELD_STATUS,
		FIELD_PUBLISHED, FIELD_UNLISTED, FIELD_DUE, FIELD_EXPIRES };
	struct fm_key k;

	if (!fm_key_find(&k, v))
		return false;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i] == k.field)
			return true;
	return false;
}

static bool
is_date(const struct fm_value *v)
{
	struct fm_key k;

	return fm_key_find(&k, v) && k.field == FIELD_DATE;
}

static void
in_table(struct fm_value *v, const char *names[3], const char *table)
{
	if (table == NULL)
		return;
	memmove(names + 1, names, v->depth * sizeof *names);
	names[0] = table;
	v->depth++;
}

static void
add(struct reader *r, const char *at, const char *inner, const char *s,
    size_t len, bool listed)
{
	const char *names[3];
	bool quoted = len >= 2 && (*s == '"' || *s == '\'') && s[len - 1] == *s;
	struct fm_value v = { .key = names, .line = r->line, .listed = listed };

	names[v.depth++] = r->key;
	if (inner != NULL)
		names[v.depth++] = inner;
	v.quoted = quoted;
	if (quoted) {
		s++;
		len -= 2;
	} else if (len > 0 && (*s == '"' || *s == '\'')) {
		s++; /* one that nobody closed */
		len--;
	}
	v.text = s;
	v.len = len;
	if (hides(&v) || (at >= r->sure && r->has_sure && is_date(&v))) {
		(void)fm_values_add(r->all, &v, NULL);
	} else if (at < r->sure) {
		in_table(&v, names, r->table);
		(void)fm_values_add(r->all, &v, NULL);
	}
}

/* The parts of "[a, "b, c", d", with or without its end. */
static void
add_list(struct reader *r, const char *at, const char *s, const char *end)
{
	char quote = '\0';
	const char *part = s;

	for (;; s++) {
		if (s < end && quote == '\0' && (*s == '"' || *s == '\''))
			quote = *s;
		else if (s < end && *s == quote)
			quote = '\0';
		if (s < end && (quote != '\0' || strchr(",[]", *s) == NULL))
			continue;
		while (part < s && is_space(*part))
			part++;
		if (part < s) {
			const char *last = s;

			while (is_space(last[-1]))
				last--;
			add(r, at, NULL, part, (size_t)(last - part), true);
		}
		if (s >= end)
			return;
		part = s + 1;
	}
}

/* Without a comment behind it, and the comma that JSON has between pairs. */
static size_t
trimmed(const char *s, size_t len)
{
	bool quoted = len > 0 && (*s == '"' || *s == '\'');
	const char *hash;

	for (const char *p = s; !quoted && p < s + len; p = hash + 1) {
		hash = memchr(p, '#', (size_t)(s + len - p));
		if (hash == NULL)
			break;
		if (hash == s || is_space(hash[-1])) {
			len = (size_t)(hash - s);
			break;
		}
	}
	while (len > 0 && (is_space(s[len - 1]) || s[len - 1] == ','))
		len--;
	return len;
}

/* ---- lines --------------------------------------------------------------- */

/* "draft", "draft true": what was meant hides it. */
static bool
read_bare_word(struct reader *r, const char *s, const char *end)
{
	static const char *const words[] = { "draft", "unpublished", "private",
		"hidden", "unlisted", "scheduled", "expired" };
	const char *word, *value;

	while (s < end && !is_letter(*s))
		s++;
	word = s;
	while (s < end && is_letter(*s))
		s++;
	value = s;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = (size_t)(value - word);

		if (strlen(words[i]) != len ||
		    strncasecmp(words[i], word, len) != 0)
			continue;
		while (value < end && !is_alnum(*value))
			value++;
		for (s = value; s < end && is_alnum(*s);)
			s++;
		if (!fm_line_is_blank(s, end))
			return false;
		r->key = words[i];
		if (s == value)
			add(r, word, NULL, "true", 4, false);
		else
			add(r, word, NULL, value, (size_t)(s - value), false);
		r->wants = false;
		return true;
	}
	return false;
}

static void
read_table(struct reader *r, const char *s, const char *end)
{
	const char *name;

	while (s < end && *s == '[')
		s++;
	name = s;
	while (s < end && (is_alnum(*s) || *s == '_' || *s == '-'))
		s++;
	if (s > name && s < end && *s == ']')
		r->table =
		    arena_strndup(r->all->arena, name, (size_t)(s - name));
}

/* An indented line below "key:" that is a key of its own, or more of a text. */
static bool
read_below(struct reader *r, const char *at, const struct fm_pair *p)
{
	const char *inner;

	if (!p->indented || !r->wants)
		return false;
	inner = arena_strndup(r->all->arena, p->key, p->key_len);
	add(r, at, inner, p->value, trimmed(p->value, p->len), false);
	return true;
}

static void
read_pair(struct reader *r, const char *at, const struct fm_pair *p)
{
	const char *key = arena_strndup(r->all->arena, p->key, p->key_len);
	size_t len = trimmed(p->value, p->len);

	if (!fm_key_is_known(key) && read_below(r, at, p))
		return;
	r->key = key;
	r->in_list =
	    len > 0 && *p->value == '[' && memchr(p->value, ']', len) == NULL;
	r->wants = len == 0 || r->in_list;
	if (len > 0 && *p->value == '[')
		add_list(r, at, p->value, p->value + len);
	else if (len > 0 && memchr("|>", *p->value, 2) == NULL)
		add(r, at, NULL, p->value, len, false);
}

/* "- a", "- name: a" of the key before. */
static void
read_item(struct reader *r, const char *at, const char *s, const char *end)
{
	struct fm_pair p;

	while (s < end && is_space(*s))
		s++;
	if (fm_pair_read(&p, s, end))
		add(r, at, arena_strndup(r->all->arena, p.key, p.key_len),
		    p.value, trimmed(p.value, p.len), true);
	else
		add(r, at, NULL, s, trimmed(s, (size_t)(end - s)), true);
}

static void
read_line(struct reader *r, const char *s, const char *end)
{
	const char *at = s;
	struct fm_pair p;

	while (s < end && is_space(*s))
		s++;
	if (s == end || *s == '#')
		return;
	if (fm_pair_read(&p, at, end)) {
		read_pair(r, at, &p);
	} else if (r->wants && r->in_list) {
		add_list(r, at, s, end);
		r->in_list = memchr(s, ']', (size_t)(end - s)) == NULL;
	} else if (r->wants && *s == '-') {
		read_item(r, at, s + 1, end);
	} else if (!read_bare_word(r, s, end)) {
		r->wants = false;
		if (*s == '[')
			read_table(r, s, end);
	}
}

/*
 * The end of what is read as one line: of JSON and YAML's maps in braces also
 * one of their pairs, so that a string or list that nobody closed ends with
 * its line.
 */
static const char *
piece_end(const char *s, const char *end, bool braces)
{
	const char *stop = fm_line_end(s, end);
	char quote = '\0';
	int lists = 0;

	for (; braces && s < stop; s++) {
		if (quote != '\0' && *s == '\\' && s + 1 < stop)
			s++;
		else if (quote != '\0' || *s == '"' || *s == '\'')
			quote = quote == '\0' ? *s : *s == quote ? '\0' : quote;
		else if (*s == '[' || *s == ']')
			lists += *s == '[' ? 1 : -1;
		else if (*s == '{' || *s == '}' || (*s == ',' && lists <= 0))
			return s;
	}
	return stop;
}

void
fm_lenient_read(struct fm_values *all, const char *src, size_t len, size_t sure,
    size_t line)
{
	struct reader r = { .all = all,
		.sure = src + sure,
		.has_sure = sure > 0,
		.line = line };
	const char *end = src + len, *s = src, *stop;
	bool braces;

	while (s < end && is_space(*s))
		s++;
	braces = s < end && *s == '{';
	for (s = src; s < end;) {
		stop = piece_end(s, end, braces);
		read_line(&r, s, stop);
		if (stop < end && (*stop == '\n' || *stop == '\r'))
			r.line++;
		s = fm_line_next(stop, end);
	}
}
