#include "base/problem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/*
 * Make a sentence or a name fit to be shown: no controls (C1 too, which a
 * terminal obeys as well), and no part of a character at its end.
 */
static void
make_harmless(char *s)
{
	size_t len = strlen(s), n;
	uint32_t c;

	for (size_t i = 0; i < len; i += n) {
		n = utf8_next(s + i, len - i, &c);
		if (c < 0x20 || (c >= 0x7F && c < 0xA0))
			memset(s + i, '?', n);
		else if (c == 0xFFFD && n == 1)
			s[i] = '?';
	}
}

/* Take off the bytes of a character that did not fit whole. */
static void
drop_part(char *s, size_t len)
{
	size_t start = len, n;
	uint32_t c;

	while (start > 0 && len - start < 3 && (s[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0 || (s[start - 1] & 0x80) == 0)
		return;
	start--;
	n = utf8_next(s + start, len - start, &c);
	if (n == 1 || n != len - start)
		s[start] = '\0';
}

int
problem_setv(struct problem *why, size_t line, const char *fmt, va_list ap)
{
	int n;

	if (why == NULL)
		return -1;
	why->line = line;
	n = vsnprintf(why->sentence, sizeof why->sentence, fmt, ap);
	if (n < 0)
		why->sentence[0] = '\0';
	else if ((size_t)n >= sizeof why->sentence)
		drop_part(why->sentence, sizeof why->sentence - 1);
	make_harmless(why->sentence);
	return -1;
}

int
problem_set(struct problem *why, size_t line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	problem_setv(why, line, fmt, ap);
	va_end(ap);
	return -1;
}

int
problem_errno(struct problem *why, const char *fmt, ...)
{
	int error = errno;
	size_t len;
	va_list ap;

	if (why == NULL)
		return -1;
	va_start(ap, fmt);
	problem_setv(why, 0, fmt, ap);
	va_end(ap);
	len = strlen(why->sentence);
	(void)snprintf(why->sentence + len, sizeof why->sentence - len, ": %s",
	    strerror(error));
	errno = error;
	return -1;
}

int
problem_in(struct problem *why, const char *file)
{
	size_t len = strlen(file), room = sizeof why->file - 1;

	if (why == NULL || why->file[0] != '\0')
		return -1;
	if (len > room) {
		file += len - room;
		while ((*file & 0xC0) == 0x80)
			file++;
		len = strlen(file);
	}
	memcpy(why->file, file, len + 1);
	make_harmless(why->file);
	return -1;
}

size_t
problem_line(const char *text, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
			line++;
	return line;
}

const char *
problem_str(const struct problem *why, char *out, size_t size)
{
	if (why->file[0] == '\0')
		(void)snprintf(out, size, "%s", why->sentence);
	else if (why->line == 0)
		(void)snprintf(out, size, "%s: %s", why->file, why->sentence);
	else
		(void)snprintf(out, size, "%s:%zu: %s", why->file, why->line,
		    why->sentence);
	return out;
}
