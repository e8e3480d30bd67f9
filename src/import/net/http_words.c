#include "import/net/http_words.h"

#include <string.h>
#include <strings.h>

#include "text/ascii.h"
#include "text/cursor.h"
#include "text/date.h"

#define WEEK_S (7 * 24 * 3600)

long
http_retry_after(const char *value, int64_t now)
{
	struct cursor in = { value, value + strlen(value) };
	struct date at;
	size_t digits;
	int64_t wait;

	cursor_skip(&in, " \t");
	digits = cursor_digits(&in);
	if (digits > 0 && in.p[digits] == '\0') {
		wait = digits <= 9 ? cursor_number(&in, digits) : WEEK_S;
	} else {
		if (date_parse(&at, in.p, strlen(in.p)) == -1)
			return -1;
		wait = at.seconds > now ? at.seconds - now : 0;
	}
	return wait < WEEK_S ? (long)wait : WEEK_S;
}

const char *
http_validator(const char *value, char out[HTTP_WORD_SIZE])
{
	size_t len = 0;

	while ((unsigned char)value[len] >= ' ' && value[len] != 0x7f)
		len++;
	if (value[len] != '\0' || len >= HTTP_WORD_SIZE)
		len = 0;
	memcpy(out, value, len);
	out[len] = '\0';
	return out;
}

/* Up to size - 1 bytes of a word, in lower case. */
static const char *
lower_word(const char *s, size_t len, char out[HTTP_WORD_SIZE])
{
	if (len >= HTTP_WORD_SIZE)
		len = HTTP_WORD_SIZE - 1;
	for (size_t i = 0; i < len; i++)
		out[i] = to_lower(s[i]);
	out[len] = '\0';
	return out;
}

const char *
http_type(const char *value, char out[HTTP_WORD_SIZE])
{
	value += strspn(value, " \t");
	return lower_word(value, strcspn(value, "; \t"), out);
}

const char *
http_charset(const char *value, char out[HTTP_WORD_SIZE])
{
	const char *end = value + strlen(value);

	while ((value = memchr(value, ';', (size_t)(end - value))) != NULL) {
		value += 1 + strspn(value + 1, " \t");
		if (strncasecmp(value, "charset=", 8) == 0) {
			value += 8 + (value[8] == '"');
			return lower_word(value, strcspn(value, "\"; \t"), out);
		}
	}
	return lower_word("", 0, out);
}
