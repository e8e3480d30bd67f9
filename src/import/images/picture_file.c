#include "import/images/picture_file.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/sha256.h"
#include "text/slug.h"

#define NAME_MAX_LEN 40    /* of a picture's own name in ours */
#define SVG_HEAD     1024u /* bytes in which its element is looked for */

const char *const picture_extensions[] = { "jpg", "png", "gif", "webp", "avif",
	"svg", "bmp", NULL };

static const struct {
	const char *extension;
	size_t at, len;
	const char *bytes;
} kinds[] = {
	{ "jpg", 0, 3, "\xFF\xD8\xFF" },
	{ "png", 0, 8, "\x89PNG\r\n\x1A\n" },
	{ "gif", 0, 4, "GIF8" },
	{ "webp", 8, 4, "WEBP" },
	{ "avif", 4, 8, "ftypavif" },
	{ "avif", 4, 8, "ftypavis" },
	{ "bmp", 0, 2, "BM" },
};

bool
picture_address(const char *url)
{
	const char *end = url + strcspn(url, "?#"), *dot = end;

	while (dot > url && dot[-1] != '.' && dot[-1] != '/')
		dot--;
	if (dot == url || dot[-1] != '.')
		return false;
	for (size_t i = 0; picture_extensions[i] != NULL; i++)
		if (strlen(picture_extensions[i]) == (size_t)(end - dot) &&
		    strncasecmp(dot, picture_extensions[i],
			(size_t)(end - dot)) == 0)
			return true;
	return end - dot == 4 && strncasecmp(dot, "jpeg", 4) == 0;
}

/* An XML file whose first element may be svg. */
static bool
is_svg(const char *s, size_t len)
{
	size_t i = 0;

	if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		i = 3;
	while (i < len && strchr(" \t\r\n", s[i]) != NULL)
		i++;
	return i < len && s[i] == '<' &&
	       memmem(s + i, len - i < SVG_HEAD ? len - i : SVG_HEAD, "<svg",
		   4) != NULL &&
	       memmem(s + i, len - i < SVG_HEAD ? len - i : SVG_HEAD, "<html",
		   5) == NULL;
}

const char *
picture_extension(const char *bytes, size_t len)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (len > kinds[i].at + kinds[i].len &&
		    memcmp(bytes + kinds[i].at, kinds[i].bytes, kinds[i].len) ==
			0)
			return kinds[i].extension;
	return is_svg(bytes, len) ? "svg" : NULL;
}

/* The last part of the path without its extension, as a slug. */
static void
own_name(const char *target, char out[SLUG_SIZE])
{
	size_t len = strcspn(target, "?"), start = len, end;

	while (start > 0 && target[start - 1] != '/')
		start--;
	for (end = len; end > start && target[end - 1] != '.'; end--)
		;
	if (end <= start + 1)
		end = len + 1;
	slug_make(out, target + start, end - 1 - start);
	if (strlen(out) > NAME_MAX_LEN)
		out[out[NAME_MAX_LEN - 1] == '-' ? NAME_MAX_LEN - 1
						 : NAME_MAX_LEN] = '\0';
	if (*out == '\0')
		(void)snprintf(out, SLUG_SIZE, "picture");
}

const char *
picture_path(const char *url, const char *host, const char *target,
    char out[PICTURE_PATH_SIZE])
{
	char name[SLUG_SIZE], folder[SLUG_SIZE];
	char hash[SHA256_HEX_SIZE];

	own_name(target, name);
	if (slug_make(folder, host, strlen(host)) == 0)
		(void)snprintf(folder, sizeof folder, "host");
	(void)snprintf(out, PICTURE_PATH_SIZE, "static/img/%s/%s-%.8s", folder,
	    name, sha256_hex(url, strlen(url), hash));
	return out;
}

const char *
picture_size(unsigned long long bytes, char out[PICTURE_SIZE_SIZE])
{
	unsigned long long kb = bytes / 1000 + (bytes % 1000 != 0);

	if (kb < 1000)
		(void)snprintf(out, PICTURE_SIZE_SIZE, "%llu KB", kb);
	else
		(void)snprintf(out, PICTURE_SIZE_SIZE, "%llu.%llu MB",
		    kb / 1000, kb / 100 % 10);
	return out;
}
