#include "proto/titan.h"

#include <stdlib.h>
#include <string.h>

#include "proto/gemini.h"
#include "text/ascii.h"
#include "text/percent.h"

#define SCHEME      "titan:"
#define SIZE_DIGITS 15 /* more is no size of a file */
#define VERSION_LEN 16 /* hexadecimal digits behind an '@' */

bool
titan_is(const char *in, size_t len)
{
	size_t n = len < sizeof SCHEME - 1 ? len : sizeof SCHEME - 1;

	for (size_t i = 0; i < n; i++)
		if (to_lower(in[i]) != SCHEME[i])
			return false;
	return n > 0;
}

void
titan_hide_token(char *line, size_t len)
{
	static const char key[] = ";token=";
	char *token =
	    titan_is(line, len) ? memmem(line, len, key, sizeof key - 1) : NULL;

	if (token == NULL)
		return;
	for (token += sizeof key - 1; token < line + len && *token != ';';
	     token++)
		*token = '*';
}

/* ---- parameters ---------------------------------------------------------- */

/* A parameter's value: percent codes decoded, and printable. */
static const char *
take_text(char *out, size_t size, const char *s, size_t len)
{
	char value[REQUEST_MAX + 1];
	size_t n;

	if (len > REQUEST_MAX)
		return "a parameter is too long";
	n = percent_decode(value, s, len, false);
	if (n >= size)
		return "a parameter is too long";
	if (percent_fault(value, n) != NULL)
		return "a parameter is not a text";
	memcpy(out, value, n + 1);
	return NULL;
}

static const char *
take_size(struct titan *t, const char *s, size_t len)
{
	char digits[SIZE_DIGITS + 1];

	if (take_text(digits, sizeof digits, s, len) != NULL ||
	    digits[0] == '\0' || digits[strspn(digits, "0123456789")] != '\0')
		return "the size is not a number of bytes";
	t->size = strtoull(digits, NULL, 10);
	return NULL;
}

static void
lower(char *s)
{
	for (; *s != '\0'; s++)
		*s = to_lower(*s);
}

/* "text/plain; charset=utf-8": the type, and of what follows the charset. */
static const char *
take_mime(struct titan *t, const char *s, size_t len)
{
	const char *why = take_text(t->mime, sizeof t->mime, s, len);
	char *rest, *value;

	if (why != NULL)
		return why;
	lower(t->mime);
	rest = t->mime + strcspn(t->mime, "; ");
	value = strstr(rest, "charset=");
	if (value != NULL) {
		value += sizeof "charset=" - 1;
		value += strspn(value, "\"");
		len = strcspn(value, "\"; ");
		if (len >= sizeof t->charset)
			return "a parameter is too long";
		memcpy(t->charset, value, len);
		t->charset[len] = '\0';
	}
	*rest = '\0';
	return NULL;
}

static const char *
take_token(struct titan *t, const char *s, size_t len)
{
	return take_text(t->token, sizeof t->token, s, len);
}

static const char *
take_version(struct titan *t, const char *s, size_t len)
{
	return take_text(t->version, sizeof t->version, s, len);
}

static const char *
take_edit(struct titan *t, const char *s, size_t len)
{
	(void)s;
	(void)len;
	t->edit = true;
	return NULL;
}

enum { EDIT, SIZE, MIME, TOKEN, VERSION, PARAMETERS };

static const struct {
	const char *name;
	const char *(*take)(struct titan *t, const char *s, size_t len);
} parameters[PARAMETERS] = {
	[EDIT] = { "edit", take_edit },
	[SIZE] = { "size", take_size },
	[MIME] = { "mime", take_mime },
	[TOKEN] = { "token", take_token },
	[VERSION] = { "version", take_version },
};

/* One parameter, "name=value" or "name"; seen: those that have come. */
static const char *
take_parameter(struct titan *t, bool seen[PARAMETERS], const char *s,
    size_t len)
{
	const char *equals = memchr(s, '=', len);
	size_t name = equals == NULL ? len : (size_t)(equals - s);
	const char *value = equals == NULL ? s + len : equals + 1;

	for (size_t i = 0; i < PARAMETERS; i++) {
		if (strlen(parameters[i].name) != name ||
		    memcmp(parameters[i].name, s, name) != 0)
			continue;
		if (seen[i])
			return "a parameter is given twice";
		seen[i] = true;
		return parameters[i].take(t, value, (size_t)(s + len - value));
	}
	return NULL;
}

/* All of them: what stands behind the first ';'. */
static const char *
take_parameters(struct titan *t, const char *s, size_t len)
{
	bool seen[PARAMETERS] = { false };
	const char *end = s + len, *why = NULL;

	while (why == NULL && s < end) {
		const char *semicolon = memchr(s, ';', (size_t)(end - s));
		size_t n = (size_t)((semicolon != NULL ? semicolon : end) - s);

		why = take_parameter(t, seen, s, n);
		s += n + 1;
	}
	if (why == NULL && !t->edit && !seen[SIZE])
		why = "the size is missing";
	if (why == NULL && t->edit && t->size > 0)
		why = "a body, where the source is asked for";
	return why;
}

/* ---- the address --------------------------------------------------------- */

/* "/a/x@0123456789abcdef": the version leaves the path. */
static void
take_version_of_path(struct titan *t)
{
	char *at = strrchr(t->req.path, '@');

	if (at == NULL || strlen(at + 1) != VERSION_LEN ||
	    at[1 + strspn(at + 1, "0123456789abcdef")] != '\0')
		return;
	if (t->version[0] == '\0')
		memcpy(t->version, at + 1, VERSION_LEN + 1);
	*at = '\0';
}

/* The same rules as for a page's address: read it as one. */
static const char *
take_url(struct titan *t, const char *s, size_t len)
{
	static const char gemini[] = "gemini:";
	const size_t scheme = sizeof SCHEME - 1;
	char line[sizeof gemini + REQUEST_MAX + 2];
	const char *why = NULL;
	size_t n = sizeof gemini - 1;

	memcpy(line, gemini, n);
	memcpy(line + n, s + scheme, len - scheme);
	n += len - scheme;
	memcpy(line + n, "\r\n", 2);
	if (gemini_parse(line, n + 2, true, &t->req, &why) != PARSE_OK)
		return why;
	if (t->req.has_query)
		return "with a query";
	memcpy(t->req.scheme, "titan", sizeof "titan");
	take_version_of_path(t);
	return NULL;
}

enum parse
titan_parse(const char *in, size_t len, bool ended, struct titan *t,
    const char **why)
{
	struct titan found = { 0 };
	const char *semicolon;
	size_t end = 0, url;
	enum parse result = gemini_line(in, len, ended, &end, why);

	if (result != PARSE_OK)
		return result;
	*why = NULL;
	semicolon = memchr(in, ';', end);
	url = semicolon != NULL ? (size_t)(semicolon - in) : end;
	if (!titan_is(in, end) || url < sizeof SCHEME - 1)
		*why = "not a titan URL";
	else if (semicolon == NULL)
		*why = "the size is missing";
	else
		*why = take_parameters(&found, semicolon + 1, end - url - 1);
	if (*why == NULL)
		*why = take_url(&found, in, url);
	if (*why != NULL)
		return PARSE_BAD;
	found.body = end + 2;
	*t = found;
	return PARSE_OK;
}
