#include "publish/media.h"

#include <string.h>

#include "page/item_type.h"

/* How files begin; a type that is not here is not looked into. */
static const struct {
	const char *type;
	size_t at;
	const char *bytes;
	size_t len;
} beginnings[] = {
	{ "image/png", 0, "\x89PNG\r\n\x1a\n", 8 },
	{ "image/jpeg", 0, "\xff\xd8\xff", 3 },
	{ "image/gif", 0, "GIF8", 4 },
	{ "image/webp", 8, "WEBP", 4 },
	{ "image/avif", 4, "ftyp", 4 },
	{ "image/bmp", 0, "BM", 2 },
	{ "application/pdf", 0, "%PDF-", 5 },
	{ "application/epub+zip", 0, "PK", 2 },
	{ "application/gpub+zip", 0, "PK", 2 },
	{ "application/zip", 0, "PK", 2 },
	{ "application/gzip", 0, "\x1f\x8b", 2 },
	{ "audio/ogg", 0, "OggS", 4 },
	{ "audio/flac", 0, "fLaC", 4 },
};

/* What clients send when they do not know. */
static const char *const vague[] = { "", "text/plain",
	"application/octet-stream" };

static bool
is_vague(const char *mime)
{
	for (size_t i = 0; i < sizeof vague / sizeof *vague; i++)
		if (strcmp(mime, vague[i]) == 0)
			return true;
	return false;
}

static bool
is_any_text(const char *type)
{
	return strncmp(type, "text/", 5) == 0;
}

/* Do the bytes begin as those of this type do? */
static bool
begins_so(const char *type, const char *head, size_t len)
{
	if (is_any_text(type))
		return memchr(head, '\0', len) == NULL;
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
		size_t end = beginnings[i].at + beginnings[i].len;

		if (strcmp(type, beginnings[i].type) == 0)
			return len >= end &&
			       memcmp(head + beginnings[i].at,
				   beginnings[i].bytes, beginnings[i].len) == 0;
	}
	return true;
}

bool
media_fits(const char *name, const char *mime, const void *head, size_t len)
{
	const char *type = item_type_media(name, NULL);
	bool known = strcmp(type, "application/octet-stream") != 0;

	if (!is_vague(mime) && known && strcmp(mime, type) != 0 &&
	    !(is_any_text(mime) && is_any_text(type)))
		return false;
	if (!known && strncmp(mime, "image/", 6) == 0)
		return begins_so(mime, head, len);
	return begins_so(type, head, len);
}

const char *
media_text_type(const char *name)
{
	const char *type = item_type_media(name, NULL);

	return is_any_text(type) ? type : NULL;
}

bool
media_is_text(const char *mime)
{
	static const char *const types[] = { "text/markdown", "text/x-markdown",
		"text/gemini", "text/plain", "" };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(mime, types[i]) == 0)
			return true;
	return false;
}

bool
media_is_gemtext(const char *mime)
{
	return strcmp(mime, "text/gemini") == 0;
}
