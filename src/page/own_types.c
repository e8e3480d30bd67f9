#include "page/own_types.h"

#include <string.h>
#include <strings.h>

/* Names of types and parameters, and values without quotes (RFC 6838). */
#define TOKEN_BYTES                                                            \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"       \
	"!#$&^_.+-"

/* META has 1,024 bytes, and the type's before it. */
#define VALUE_MOST 200

static const char *
behind_token(const char *s)
{
	return s + strspn(s, TOKEN_BYTES);
}

/* "charset=iso-8859-1; lang=pt-BR", a comma in a list of languages. */
static bool
are_parameters(const char *s)
{
	for (;;) {
		const char *name = s, *value;

		s = behind_token(name);
		if (s == name || *s != '=')
			return false;
		value = s + 1;
		s = value + strspn(value, TOKEN_BYTES ",");
		if (s == value)
			return false;
		if (*s == '\0')
			return true;
		if (*s++ != ';')
			return false;
		s += strspn(s, " ");
	}
}

static bool
is_media_type(const char *s)
{
	const char *slash = behind_token(s), *end;

	if (slash == s || *slash != '/')
		return false;
	end = behind_token(slash + 1);
	if (end == slash + 1)
		return false;
	if (*end == '\0')
		return true;
	return *end == ';' && are_parameters(end + 1 + strspn(end + 1, " "));
}

const char *
own_types_wrong(const char *key, const char *value)
{
	if (strlen(value) > VALUE_MOST)
		return "is too long";
	if (key[0] == '/')
		return are_parameters(value)
			   ? NULL
			   : "is no parameter like charset=iso-8859-1";
	if (key[0] == '\0' || strpbrk(key, "./ ") != NULL ||
	    strlen(key) >= EXTENSION_SIZE)
		return "is not of an extension without its dot";
	return is_media_type(value) ? NULL : "is no media type like text/plain";
}

const char *
own_types_of(const struct own_types *own, const char *extension)
{
	for (size_t i = 0; own != NULL && i < own->n; i++)
		if (strcasecmp(own->list[i].key, extension) == 0)
			return own->list[i].value;
	return NULL;
}

/* How much of the path the folder is; 0: it is not below it. */
static size_t
covers(const char *folder, const char *path)
{
	size_t len = strlen(folder);

	if (folder[0] != '/')
		return 0;
	if (len > 1 && folder[len - 1] == '/')
		len--;
	if (strncmp(folder, path, len) != 0)
		return 0;
	return len == 1 || path[len] == '/' || path[len] == '\0' ? len : 0;
}

const char *
own_types_parameters(const struct own_types *own, const char *path)
{
	const char *found = NULL;
	size_t most = 0;

	for (size_t i = 0; own != NULL && i < own->n; i++) {
		size_t len = covers(own->list[i].key, path);

		if (len > most) {
			most = len;
			found = own->list[i].value;
		}
	}
	return found;
}
