#include "page/item_type.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char digits[] = "0123456789";

struct kind {
	const char *extension;
	char item;
	const char *media;
};

/* Sorted by extension. */
/* clang-format off */
static const struct kind kinds[] = {
	{ "7z",       '9', "application/x-7z-compressed" },
	{ "aac",      's', "audio/aac" },
	{ "apk",      '9', "application/vnd.android.package-archive" },
	{ "asc",      '0', "text/plain" },
	{ "atom",     '0', "application/atom+xml" },
	{ "avi",      '9', "video/x-msvideo" },
	{ "avif",     'I', "image/avif" },
	{ "bmp",      'I', "image/bmp" },
	{ "bz2",      '9', "application/x-bzip2" },
	{ "c",        '0', "text/plain" },
	{ "conf",     '0', "text/plain" },
	{ "css",      '0', "text/css" },
	{ "csv",      '0', "text/csv" },
	{ "deb",      '9', "application/vnd.debian.binary-package" },
	{ "diff",     '0', "text/x-diff" },
	{ "djvu",     '9', "image/vnd.djvu" },
	{ "doc",      '9', "application/msword" },
	{ "docx",     '9', "application/vnd.openxmlformats-officedocument."
	                   "wordprocessingml.document" },
	{ "eps",      '9', "application/postscript" },
	{ "epub",     '9', "application/epub+zip" },
	{ "flac",     's', "audio/flac" },
	{ "gemini",   '0', "text/gemini" },
	{ "gif",      'g', "image/gif" },
	{ "gmi",      '0', "text/gemini" },
	{ "gpub",     '9', "application/gpub+zip" },
	{ "gz",       '9', "application/gzip" },
	{ "h",        '0', "text/plain" },
	{ "heic",     'I', "image/heic" },
	{ "htm",      'h', "text/html" },
	{ "html",     'h', "text/html" },
	{ "ico",      'I', "image/x-icon" },
	{ "ics",      '0', "text/calendar" },
	{ "ini",      '0', "text/plain" },
	{ "iso",      '9', "application/x-iso9660-image" },
	{ "jpe",      'I', "image/jpeg" },
	{ "jpeg",     'I', "image/jpeg" },
	{ "jpg",      'I', "image/jpeg" },
	{ "js",       '0', "text/javascript" },
	{ "json",     '0', "application/json" },
	{ "jxl",      'I', "image/jxl" },
	{ "log",      '0', "text/plain" },
	{ "m4a",      's', "audio/mp4" },
	{ "m4v",      '9', "video/mp4" },
	{ "markdown", '0', "text/markdown" },
	{ "md",       '0', "text/markdown" },
	{ "mid",      's', "audio/midi" },
	{ "midi",     's', "audio/midi" },
	{ "mkv",      '9', "video/x-matroska" },
	{ "mobi",     '9', "application/x-mobipocket-ebook" },
	{ "mov",      '9', "video/quicktime" },
	{ "mp3",      's', "audio/mpeg" },
	{ "mp4",      '9', "video/mp4" },
	{ "mpeg",     '9', "video/mpeg" },
	{ "mpg",      '9', "video/mpeg" },
	{ "nfo",      '0', "text/plain" },
	{ "odp",      '9', "application/vnd.oasis.opendocument.presentation" },
	{ "ods",      '9', "application/vnd.oasis.opendocument.spreadsheet" },
	{ "odt",      '9', "application/vnd.oasis.opendocument.text" },
	{ "oga",      's', "audio/ogg" },
	{ "ogg",      's', "audio/ogg" },
	{ "ogv",      '9', "video/ogg" },
	{ "opus",     's', "audio/ogg" },
	{ "org",      '0', "text/org" },
	{ "otf",      '9', "font/otf" },
	{ "patch",    '0', "text/x-diff" },
	{ "pdf",      '9', "application/pdf" },
	{ "pl",       '0', "text/plain" },
	{ "png",      'I', "image/png" },
	{ "ppt",      '9', "application/vnd.ms-powerpoint" },
	{ "pptx",     '9', "application/vnd.openxmlformats-officedocument."
	                   "presentationml.presentation" },
	{ "ps",       '9', "application/postscript" },
	{ "py",       '0', "text/plain" },
	{ "rar",      '9', "application/vnd.rar" },
	{ "rpm",      '9', "application/x-rpm" },
	{ "rs",       '0', "text/plain" },
	{ "rss",      '0', "application/rss+xml" },
	{ "rst",      '0', "text/plain" },
	{ "rtf",      '9', "application/rtf" },
	{ "sh",       '0', "text/plain" },
	{ "sig",      '9', "application/pgp-signature" },
	{ "svg",      'I', "image/svg+xml" },
	{ "tar",      '9', "application/x-tar" },
	{ "tex",      '0', "text/x-tex" },
	{ "tgz",      '9', "application/gzip" },
	{ "tif",      'I', "image/tiff" },
	{ "tiff",     'I', "image/tiff" },
	{ "toml",     '0', "application/toml" },
	{ "torrent",  '9', "application/x-bittorrent" },
	{ "tsv",      '0', "text/tab-separated-values" },
	{ "ttf",      '9', "font/ttf" },
	{ "txt",      '0', "text/plain" },
	{ "vcf",      '0', "text/vcard" },
	{ "vtt",      '0', "text/vtt" },
	{ "wasm",     '9', "application/wasm" },
	{ "wav",      's', "audio/wav" },
	{ "weba",     's', "audio/webm" },
	{ "webm",     '9', "video/webm" },
	{ "webp",     'I', "image/webp" },
	{ "woff",     '9', "font/woff" },
	{ "woff2",    '9', "font/woff2" },
	{ "xhtml",    'h', "application/xhtml+xml" },
	{ "xls",      '9', "application/vnd.ms-excel" },
	{ "xlsx",     '9', "application/vnd.openxmlformats-officedocument."
	                   "spreadsheetml.sheet" },
	{ "xml",      '0', "application/xml" },
	{ "xz",       '9', "application/x-xz" },
	{ "yaml",     '0', "application/yaml" },
	{ "yml",      '0', "application/yaml" },
	{ "zip",      '9', "application/zip" },
	{ "zst",      '9', "application/zstd" },
};
/* clang-format on */

/* The extension of the last segment of a path of this length, "" for none. */
static void
take_extension(const char *path, size_t end, char extension[EXTENSION_SIZE])
{
	size_t dot = end;

	extension[0] = '\0';
	while (dot > 0 && path[dot - 1] != '.' && path[dot - 1] != '/')
		dot--;
	/* ".profile" has a name and no extension */
	if (dot < 2 || path[dot - 1] != '.' || path[dot - 2] == '/')
		return;
	if (end - dot < EXTENSION_SIZE) {
		memcpy(extension, path + dot, end - dot);
		extension[end - dot] = '\0';
	} else {
		memcpy(extension, "?", 2);
	}
}

static int
compare(const void *key, const void *member)
{
	return strcasecmp(key, ((const struct kind *)member)->extension);
}

static const struct kind *
find(const char *extension)
{
	return bsearch(extension, kinds, sizeof kinds / sizeof *kinds,
	    sizeof *kinds, compare);
}

/* The item of a media type, as other files of it have it. */
static char
item_of(const char *media)
{
	size_t len = strcspn(media, ";");

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strlen(kinds[i].media) == len &&
		    strncasecmp(kinds[i].media, media, len) == 0)
			return kinds[i].item;
	return strncasecmp(media, "text/", 5) == 0 ? '0' : '9';
}

/* "/search", or "/search/t/peru" for the articles of a topic. */
static bool
is_search(const char *path, size_t len)
{
	if (len < 7 || memcmp(path, "/search", 7) != 0)
		return false;
	return len == 7 || (len > 10 && memcmp(path + 7, "/t/", 3) == 0 &&
			       memchr(path + 10, '/', len - 10) == NULL);
}

/* What follows the address of a kind of lists, or NULL: it is another's. */
static const char *
behind_lists(const char *path)
{
	static const char *const lists[] = { "/t/", "/author/", "/digest/" };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strncmp(path, lists[i], strlen(lists[i])) == 0)
			return path + strlen(lists[i]);
	return path[0] == '/' && strspn(path + 1, digits) == 4 && path[5] == '/'
		   ? path + 6
		   : NULL;
}

/* "/t/peru/all", "/2021/06/all/2": articles in full are text on Gopher. */
static bool
is_whole(const char *path, size_t len)
{
	const char *key = behind_lists(path), *rest;

	if (key == NULL)
		return false;
	rest = key + strcspn(key, "/?#");
	if (rest == key || strncmp(rest, "/all", 4) != 0)
		return false;
	rest += 4;
	if (rest[0] == '/')
		rest += 1 + strspn(rest + 1, digits);
	return rest == path + len;
}

/* Texts that have a name of their own and no extension, in any folder. */
static bool
is_known_text(const char *path, size_t end)
{
	static const char *const names[] = { "AUTHORS", "CHANGELOG", "CHANGES",
		"COPYING", "CREDITS", "INSTALL", "LICENCE", "LICENSE",
		"Makefile", "NEWS", "NOTICE", "README", "THANKS", "TODO" };
	size_t start = end;

	while (start > 0 && path[start - 1] != '/')
		start--;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (end - start == strlen(names[i]) &&
		    strncasecmp(path + start, names[i], end - start) == 0)
			return true;
	return false;
}

char
item_type(const char *path, const struct own_types *own)
{
	char extension[EXTENSION_SIZE];
	size_t len = strcspn(path, "?#");
	const char *said;
	const struct kind *k;

	take_extension(path, len, extension);
	if (is_search(path, len))
		return path[len] == '?' ? '1' : '7';
	if (is_whole(path, len))
		return '0';
	if (extension[0] != '\0') {
		said = own_types_of(own, extension);
		if (said != NULL)
			return item_of(said);
		k = find(extension);
		return k != NULL ? k->item : '9';
	}
	if (strncmp(path, "/static/", 8) != 0 || len == 8)
		return '1';
	/* a folder there shows its index.gmi, a text (X8) */
	return path[len - 1] == '/' || is_known_text(path, len) ? '0' : '9';
}

const char *
item_type_media(const char *path, const struct own_types *own)
{
	char extension[EXTENSION_SIZE];
	size_t len = strlen(path);
	const char *said;
	const struct kind *k;

	take_extension(path, len, extension);
	said = own_types_of(own, extension);
	if (said != NULL)
		return said;
	k = find(extension);
	if (k != NULL)
		return k->media;
	return is_known_text(path, len) ? "text/plain"
					: "application/octet-stream";
}

char
item_type_foreign(char type)
{
	/* clang-format off */
	static const char map[][2] = {
		{ '0', '0' }, { '1', '1' }, { '7', '7' }, { '9', '9' },
		{ 'g', 'g' }, { 'I', 'I' }, { 's', 's' }, { 'h', 'h' },
		{ '4', '9' }, { '5', '9' }, { '6', '9' }, /* packed files */
		{ 'd', '9' }, { 'P', '9' }, { ';', '9' }, /* documents, films */
		{ ':', 'I' }, { 'p', 'I' }, { '<', 's' }, /* Gopher+ names */
		{ 'M', '0' }, { 'x', '0' }, { 'c', '0' }, { 'm', '1' },
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof map / sizeof *map; i++)
		if (map[i][0] == type)
			return map[i][1];
	return 0;
}
