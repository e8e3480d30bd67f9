#include "search/query.h"

#include <string.h>

#include "base/buf.h"
#include "index/schema.h"
#include "index/tokenizer.h"

#define MOST_BYTES  1024
#define MOST_TERMS  16
#define MOST_TOKENS 24 /* of a term */
#define PREFIX_MIN  2  /* characters of a word that may go on */

/* ---- taking apart -------------------------------------------------------- */

#define KEY_MAX 64 /* bytes of a filter's name */

static const struct query_keys english = { "topic", "author", "year" };

static const char *const quotes[] = { "\"", "\u201C", "\u201D", "\u201E",
	"\u00AB", "\u00BB" };

/* Bytes of a quotation mark at s, or 0. */
static size_t
quote_at(const char *s, size_t len)
{
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
		size_t n = strlen(quotes[i]);

		if (len >= n && memcmp(s, quotes[i], n) == 0)
			return n;
	}
	return 0;
}

static bool
is_blank_or_control(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f;
}

struct reader {
	struct arena *a;
	const struct query_keys *keys; /* besides the English ones, or NULL */
	const char *s;
	size_t len;
	struct term terms[MOST_TERMS];
	size_t n;
};

static void
advance(struct reader *r, size_t n)
{
	r->s += n;
	r->len -= n;
}

/* Take the bytes of a word, or of what stands in quotation marks. */
static const char *
take(struct reader *r, size_t *len, bool *quoted)
{
	size_t mark = quote_at(r->s, r->len), n = 0;
	const char *start;

	*quoted = mark > 0;
	advance(r, mark);
	start = r->s;
	while (n < r->len && quote_at(r->s + n, r->len - n) == 0 &&
	       (*quoted || !is_blank_or_control(r->s[n])))
		n++;
	*len = n;
	advance(r, n);
	if (*quoted)
		advance(r, quote_at(r->s, r->len));
	return start;
}

static int
keep(void *ctx, const char *token, size_t len, size_t start, size_t end)
{
	struct reader *r = ctx;
	struct term *t = &r->terms[r->n];

	(void)start;
	(void)end;
	t->token = arena_room(r->a, t->token, t->ntokens, sizeof *t->token);
	t->token[t->ntokens++] = arena_strndup(r->a, token, len);
	return t->ntokens == MOST_TOKENS;
}

static void
add(struct reader *r, enum term_kind kind, const char *s, size_t len)
{
	struct term *t = &r->terms[r->n];

	memset(t, 0, sizeof *t);
	t->kind = kind;
	t->text = arena_strndup(r->a, s, len);
	tokenizer_each(s, len, keep, r);
	if (t->ntokens > 0)
		r->n++;
}

/* A name as it is compared: the token that all of it is, or nothing. */
struct name {
	size_t bytes; /* of it, as it is written */
	char token[KEY_MAX];
	size_t len;
};

static int
take_name(void *ctx, const char *token, size_t len, size_t start, size_t end)
{
	struct name *n = ctx;

	if (start == 0 && end == n->bytes && len < sizeof n->token) {
		n->len = len;
		memcpy(n->token, token, len);
	}
	return 1;
}

static bool
is_name(const struct name *n, const char *key)
{
	struct name other = { .bytes = strlen(key) };

	tokenizer_each(key, other.bytes, take_name, &other);
	return n->len > 0 && n->len == other.len &&
	       memcmp(n->token, other.token, n->len) == 0;
}

static enum term_kind
filter_called(const struct name *n, const struct query_keys *keys)
{
	if (is_name(n, keys->topic))
		return TERM_TOPIC;
	if (is_name(n, keys->author))
		return TERM_AUTHOR;
	return is_name(n, keys->year) ? TERM_YEAR : TERM_WORDS;
}

/* The filter that begins here, with its colon; what follows must touch it. */
static enum term_kind
filter_at(struct reader *r)
{
	struct name name = { .len = 0 };
	enum term_kind kind;
	size_t n = 0;

	while (n < r->len && n < KEY_MAX && r->s[n] != ':' &&
	       !is_blank_or_control(r->s[n]))
		n++;
	if (n == 0 || n + 1 >= r->len || r->s[n] != ':' ||
	    is_blank_or_control(r->s[n + 1]))
		return TERM_WORDS;
	name.bytes = n;
	tokenizer_each(r->s, n, take_name, &name);
	kind = filter_called(&name, &english);
	if (kind == TERM_WORDS && r->keys != NULL)
		kind = filter_called(&name, r->keys);
	if (kind != TERM_WORDS)
		advance(r, n + 1);
	return kind;
}

/* The mark U+E000 is of no use to those who ask, and could feign a filter. */
static void
without_marks(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (len - i >= 3 && memcmp(s + i, TOKEN_MARK, 3) == 0) {
			buf_addc(out, ' ');
			i += 2;
		} else {
			buf_addc(out, s[i]);
		}
	}
}

/* May the word go on?  Not a single letter: half of all would be found. */
static bool
may_go_on(const struct term *t)
{
	const char *last = t->token[t->ntokens - 1];
	size_t characters = 0;

	for (; *last != '\0'; last++)
		characters += ((unsigned char)*last & 0xc0) != 0x80;
	return characters >= PREFIX_MIN && t->ntokens < MOST_TOKENS;
}

static void
read_terms(struct reader *r)
{
	bool bare = false;

	while (r->len > 0 && r->n < MOST_TERMS) {
		enum term_kind kind;
		size_t before = r->n, n;
		const char *s;
		bool quoted;

		if (is_blank_or_control(*r->s)) {
			advance(r, 1);
			continue;
		}
		kind = filter_at(r);
		if (kind == TERM_WORDS && *r->s == '-') {
			kind = TERM_NOT;
			advance(r, 1);
		}
		s = take(r, &n, &quoted);
		add(r, kind, s, n);
		bare = r->n > before && kind == TERM_WORDS && !quoted;
	}
	if (bare)
		r->terms[r->n - 1].prefix = may_go_on(&r->terms[r->n - 1]);
}

void
query_parse(struct query *q, struct arena *a, const char *text, size_t len,
    const struct query_keys *keys)
{
	struct reader r = { 0 };
	struct buf clean = { 0 };
	struct term *terms;

	without_marks(&clean, text, len < MOST_BYTES ? len : MOST_BYTES);
	r.a = a;
	r.keys = keys;
	r.s = buf_str(&clean);
	r.len = clean.len;
	read_terms(&r);
	buf_free(&clean);
	terms = arena_calloc(a, r.n + 1, sizeof *terms);
	memcpy(terms, r.terms, r.n * sizeof *terms);
	q->term = terms;
	q->n = r.n;
	q->asks = false;
	for (size_t i = 0; i < r.n; i++)
		q->asks |= terms[i].kind != TERM_NOT;
}

/* ---- finding ------------------------------------------------------------- */

struct finder {
	const struct query *q;
	size_t matched[MOST_TERMS]; /* tokens of each term so far */
	size_t begun[MOST_TERMS];   /* where the first of them stands */
	size_t start, end;
};

static bool
is_token(const struct term *t, size_t i, const char *token, size_t len)
{
	size_t n = strlen(t->token[i]);

	if (t->prefix && i + 1 == t->ntokens)
		return len >= n && memcmp(token, t->token[i], n) == 0;
	return len == n && memcmp(token, t->token[i], n) == 0;
}

static int
look(void *ctx, const char *token, size_t len, size_t start, size_t end)
{
	struct finder *f = ctx;

	for (size_t i = 0; i < f->q->n; i++) {
		const struct term *t = &f->q->term[i];

		if (t->kind != TERM_WORDS)
			continue;
		if (!is_token(t, f->matched[i], token, len))
			f->matched[i] = 0;
		if (!is_token(t, f->matched[i], token, len))
			continue;
		if (f->matched[i]++ == 0)
			f->begun[i] = start;
		if (f->matched[i] < t->ntokens)
			continue;
		f->start = f->begun[i];
		f->end = end;
		return 1;
	}
	return 0;
}

bool
query_find(const struct query *q, const char *text, size_t len, size_t *start,
    size_t *end)
{
	struct finder f = { 0 };

	f.q = q;
	if (tokenizer_each(text, len, look, &f) == 0)
		return false;
	*start = f.start;
	*end = f.end;
	return true;
}
