#include "index/tokenizer.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/utf8_write.h"

/* ---- one character ------------------------------------------------------- */

enum role {
	APART,  /* between words */
	WITHIN, /* part of a word: as */
	ALONE,  /* a word by itself: as */
	MARK,   /* an accent behind its letter: nothing, and no end of a word */
};

struct character {
	uint32_t c;
	unsigned char role, len;
	char as[26];
};

/* Scripts written without spaces, and Hangul. */
static const struct {
	uint32_t first, last;
} unspaced[] = {
	{ 0x0E00, 0x0EFF },   /* Thai, Lao */
	{ 0x1000, 0x109F },   /* Burmese */
	{ 0x1780, 0x17FF },   /* Khmer */
	{ 0x2E80, 0x2FDF },   /* radicals */
	{ 0x3005, 0x3007 },   /* marks of iteration */
	{ 0x3040, 0x31FF },   /* kana, bopomofo */
	{ 0x3400, 0x9FFF },   /* Han */
	{ 0xAC00, 0xD7A3 },   /* Hangul */
	{ 0xF900, 0xFAFF },   /* Han */
	{ 0xFF66, 0xFF9D },   /* narrow kana */
	{ 0x20000, 0x3FFFD }, /* Han */
};

static bool
stands_alone(uint32_t c)
{
	for (size_t i = 0; i < sizeof unspaced / sizeof *unspaced; i++)
		if (c >= unspaced[i].first && c <= unspaced[i].last)
			return true;
	return false;
}

/* Small letters, and no accents: what a letter is found by. */
static void
strip(struct buf *out, uint32_t c)
{
	uint32_t parts[32];
	size_t n = sizeof parts / sizeof *parts;
	ucs4_t one = c;

	if (u32_normalize(UNINORM_NFKD, &one, 1, parts, &n) != parts) {
		utf8_add(out, uc_tolower(c));
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (!uc_is_general_category(parts[i], UC_MARK))
			utf8_add(out, uc_tolower(parts[i]));
}

/* Append the letters and digits of s, in small letters. */
static void
keep_letters(struct character *out, const char *s, size_t len)
{
	uint32_t c;

	for (size_t i = 0, n; i < len && out->len + 4u < sizeof out->as;
	     i += n) {
		n = utf8_next(s + i, len - i, &c);
		if (c >= 'A' && c <= 'Z')
			out->as[out->len++] = (char)(c - 'A' + 'a');
		else if (uc_is_general_category(c, UC_LETTER) ||
			 uc_is_general_category(c, UC_NUMBER)) {
			memcpy(out->as + out->len, s + i, n);
			out->len = (unsigned char)(out->len + n);
		}
	}
}

static void
find_out(uint32_t c, struct character *out)
{
	struct buf bare = { 0 }, latin = { 0 };

	memset(out, 0, sizeof *out);
	out->c = c;
	if (uc_is_general_category(c, UC_MARK) && !stands_alone(c)) {
		out->role = MARK;
		return;
	}
	if (!uc_is_general_category(c, UC_LETTER) &&
	    !uc_is_general_category(c, UC_NUMBER) &&
	    !(stands_alone(c) && uc_is_general_category(c, UC_MARK)))
		return;
	out->role = WITHIN;
	if (stands_alone(c)) {
		out->role = ALONE;
		utf8_add(&latin, c);
		memcpy(out->as, latin.data, latin.len);
		out->len = (unsigned char)latin.len;
	} else {
		strip(&bare, c);
		fold_ascii(&latin, buf_str(&bare), bare.len);
		keep_letters(out, buf_str(&latin), latin.len);
		if (out->len == 0)
			out->role = MARK;
	}
	buf_free(&bare);
	buf_free(&latin);
}

/* What was found out is kept: a text has few different characters. */
static const struct character *
character(uint32_t c)
{
	static struct character kept[4096];
	struct character *k = &kept[c % (sizeof kept / sizeof *kept)];

	if (k->c != c)
		find_out(c, k);
	return k;
}

/* ---- words --------------------------------------------------------------- */

struct word {
	char text[TOKEN_MAX];
	size_t len, start, end;
};

/* 0x00 apart, else the byte that stands for it: letters small. */
/* clang-format off */
static const unsigned char ascii[128] = {
	['0'] = '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
	['A'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	['a'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
};
/* clang-format on */

static void
grow(struct word *w, const char *as, size_t len, size_t start, size_t end)
{
	if (w->len == 0)
		w->start = start;
	w->end = end;
	if (w->len + len > sizeof w->text)
		return;
	memcpy(w->text + w->len, as, len);
	w->len += len;
}

static int
finish(struct word *w, token_sink *sink, void *ctx)
{
	size_t len = w->len;

	w->len = 0;
	return len == 0 ? 0 : sink(ctx, w->text, len, w->start, w->end);
}

/* A key from TOKEN_MARK to the next blank. */
static int
give_key(const char *text, size_t len, size_t *at, token_sink *sink, void *ctx)
{
	const char *end = memchr(text + *at, ' ', len - *at);
	size_t start = *at;

	*at = end == NULL ? len : (size_t)(end - text);
	return sink(ctx, text + start, *at - start, start, *at);
}

/* A character beyond ASCII at i, of n bytes. */
static int
add_character(struct word *w, uint32_t c, size_t i, size_t n, token_sink *sink,
    void *ctx)
{
	const struct character *k = character(c);
	int stop = 0;

	if (k->role == WITHIN) {
		grow(w, k->as, k->len, i, i + n);
		return 0;
	}
	if (k->role == MARK)
		return 0;
	stop = finish(w, sink, ctx);
	if (k->role == ALONE && stop == 0)
		stop = sink(ctx, k->as, k->len, i, i + n);
	return stop;
}

int
tokenizer_each(const char *text, size_t len, token_sink *sink, void *ctx)
{
	struct word w;
	int stop = 0;
	size_t i = 0, n;
	uint32_t c;

	w.len = 0;
	while (i < len && stop == 0) {
		unsigned char byte = (unsigned char)text[i];

		if (byte < 128) {
			if (ascii[byte] != 0)
				grow(&w, (const char *)&ascii[byte], 1, i,
				    i + 1);
			else
				stop = finish(&w, sink, ctx);
			i++;
			continue;
		}
		if (len - i > 3 && memcmp(text + i, TOKEN_MARK, 3) == 0) {
			stop = finish(&w, sink, ctx);
			if (stop == 0)
				stop = give_key(text, len, &i, sink, ctx);
			continue;
		}
		n = utf8_next(text + i, len - i, &c);
		stop = add_character(&w, c, i, n, sink, ctx);
		i += n;
	}
	return stop != 0 ? stop : finish(&w, sink, ctx);
}

/* ---- for FTS5 ------------------------------------------------------------ */

static int
create(void *ctx, const char **args, int nargs, Fts5Tokenizer **out)
{
	static char nothing;

	(void)ctx;
	(void)args;
	(void)nargs;
	*out = (Fts5Tokenizer *)&nothing;
	return SQLITE_OK;
}

static void delete (Fts5Tokenizer *t)
{
	(void)t;
}

struct fts5_sink {
	void *ctx;
	int (*token)(void *, int, const char *, int, int, int);
};

static int
to_fts5(void *ctx, const char *token, size_t len, size_t start, size_t end)
{
	const struct fts5_sink *s = ctx;

	return s->token(s->ctx, 0, token, (int)len, (int)start, (int)end);
}

static int
tokenize(Fts5Tokenizer *t, void *ctx, int flags, const char *text, int len,
    int (*token)(void *, int, const char *, int, int, int))
{
	struct fts5_sink s = { ctx, token };

	(void)t;
	(void)flags;
	if (text == NULL || len <= 0)
		return SQLITE_OK;
	return tokenizer_each(text, (size_t)len, to_fts5, &s);
}

int
tokenizer_register(sqlite3 *db)
{
	static fts5_tokenizer methods = { create, delete, tokenize };
	fts5_api *api = NULL;
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, "SELECT fts5(?)", -1, &st, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(st);
		rc = sqlite3_finalize(st);
	}
	if (rc != SQLITE_OK || api == NULL)
		return rc != SQLITE_OK ? rc : SQLITE_ERROR;
	return api->xCreateTokenizer(api, "chasqui", NULL, &methods, NULL);
}
