#include "capsule/fm/fm_pair.h"

#include <string.h>

#include "capsule/fm/fm_key.h"
#include "text/ascii.h"

#define KEY_MAX 40 /* letters; the longest of capsule(5) has 16 */

/* In pieces: a text whose lines end with CR alone may have no LF at all. */
#define PIECE 128

const char *
fm_line_end(const char *s, const char *end)
{
	while (s < end) {
		size_t len = end - s < PIECE ? (size_t)(end - s) : PIECE;
		const char *lf = memchr(s, '\n', len);
		const char *cr =
		    memchr(s, '\r', lf != NULL ? (size_t)(lf - s) : len);

		if (cr != NULL || lf != NULL)
			return cr != NULL ? cr : lf;
		s += len;
	}
	return end;
}

const char *
fm_line_next(const char *s, const char *end)
{
	bool cr = s < end && *s == '\r';

	if (s < end)
		s++;
	return cr && s < end && *s == '\n' ? s + 1 : s;
}

static const char *
skip_blanks(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	return s;
}

bool
fm_line_is_blank(const char *s, const char *end)
{
	return skip_blanks(s, end) == end;
}

static bool
is_key_byte(char c)
{
	return is_alnum(c) || c == '_' || c == '-' || c == '.';
}

bool
fm_pair_read(struct fm_pair *p, const char *s, const char *end)
{
	const char *start = skip_blanks(s, end);
	char quote = '\0';

	p->indented = start > s;
	s = start;
	if (s < end && (*s == '"' || *s == '\''))
		quote = *s++;
	p->key = s;
	while (s < end && is_key_byte(*s))
		s++;
	p->key_len = (size_t)(s - p->key);
	if (p->key_len == 0 || p->key_len > KEY_MAX || is_digit(*p->key) ||
	    !is_alnum(*p->key))
		return false;
	if (quote != '\0' && (s == end || *s++ != quote))
		return false;
	s = skip_blanks(s, end);
	if (s == end || (*s != ':' && *s != '='))
		return false;
	p->value = skip_blanks(s + 1, end);
	while (end > p->value && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	p->len = (size_t)(end - p->value);
	return true;
}

bool
fm_pair_is_known(const char *s, const char *end)
{
	char key[KEY_MAX + 1];
	struct fm_pair p;

	if (!fm_pair_read(&p, s, end))
		return false;
	memcpy(key, p.key, p.key_len);
	key[p.key_len] = '\0';
	return fm_key_is_known(key);
}
