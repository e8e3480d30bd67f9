#include "export/static_form.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "page/gemtext.h"
#include "page/item_type.h"
#include "page/place.h"
#include "page/plain.h"
#include "proto/gopher.h"
#include "site/reply.h"
#include "site/request.h"
#include "text/ascii.h"
#include "text/url.h"

/*
 * Append a path, each segment encoded, so that nothing in it is special: a
 * ':' would make a scheme of the first one.
 */
static void
add_path(struct buf *out, const char *path)
{
	const char *slash;

	for (; (slash = strchr(path, '/')) != NULL; path = slash + 1) {
		url_encode_segment(out, path, (size_t)(slash - path));
		buf_addc(out, '/');
	}
	url_encode_segment(out, path, strlen(path));
}

/* ---- gemtext ------------------------------------------------------------- */

static bool
all_digits(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && is_digit(s[n]))
		n++;
	return n == len;
}

/* "2021" and "2021/06" */
static bool
is_period(const char *path)
{
	size_t len = strlen(path);

	return (len == 4 && all_digits(path, 4)) ||
	       (len == 7 && all_digits(path, 4) && path[4] == '/' &&
		   all_digits(path + 5, 2));
}

/* "t/peru", with nothing behind it */
static bool
is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 && path[len] != '\0' &&
	       strchr(path + len, '/') == NULL;
}

/*
 * A list whose address ends in '/' on the server is a folder here, too: its
 * further pages are in it.
 */
static bool
is_folder(const char *path)
{
	static const char *const lists[] = { "", "t", "author", "archive",
		"digest" };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(path, lists[i]) == 0)
			return true;
	return is_below(path, "t/") || is_below(path, "author/") ||
	       is_period(path);
}

static const char *
gemini_file(struct arena *a, const char *path, enum export_entry_kind kind)
{
	path++;
	switch (kind) {
	case EXPORT_PAGE:
		if (path[0] == '\0')
			return "index.gmi";
		return arena_printf(a, "%s%s", path,
		    is_folder(path) ? "/index.gmi" : ".gmi");
	case EXPORT_TEXT:
	case EXPORT_FILE:
		break;
	}
	return arena_strdup(a, path);
}

/* "../a/x.gmi": up to the folder that both are in, and down again. */
static const char *
gemini_link(struct arena *a, const struct export_entry *from,
    const struct export_entry *to, const struct place *place, const char *below)
{
	const char *mine = from->file, *theirs = to->file;
	struct buf out = { 0 };
	size_t common = 0;

	(void)place;
	(void)below;
	for (size_t i = 0; mine[i] == theirs[i] && mine[i] != '\0'; i++)
		if (mine[i] == '/')
			common = i + 1;
	for (mine += common; (mine = strchr(mine, '/')) != NULL; mine++)
		buf_adds(&out, "../");
	add_path(&out, theirs + common);
	return buf_keep(&out, a);
}

static void
gemini_form(const struct reply *r, const struct place *place, struct buf *out)
{
	if (r->plain)
		plain_write(&r->page, place, out);
	else
		gemtext_write(&r->page, place, out);
}

const struct static_form static_gemini = {
	.scheme = "gemini",
	.look = LOOK_GEMTEXT,
	.file = gemini_file,
	.link = gemini_link,
	.write = gemini_form,
};

/* ---- menus --------------------------------------------------------------- */

static const char *
gopher_file(struct arena *a, const char *path, enum export_entry_kind kind)
{
	path++;
	if (kind != EXPORT_PAGE)
		return arena_strdup(a, path);
	return arena_printf(a, path[0] == '\0' ? "%sgophermap" : "%s/gophermap",
	    path);
}

/* A file's type by its name; one without an extension is no menu. */
static char
type_of(const struct export_entry *spot)
{
	switch (spot->kind) {
	case EXPORT_PAGE:
		return '1';
	case EXPORT_TEXT:
		return '0';
	case EXPORT_FILE:
		break;
	}
	return item_type(spot->path) == '1' ? '9' : item_type(spot->path);
}

static const char *
gopher_link(struct arena *a, const struct export_entry *from,
    const struct export_entry *to, const struct place *place, const char *below)
{
	bool brackets = strchr(place->host, ':') != NULL;
	struct buf out = { 0 };

	(void)from;
	buf_addf(&out, brackets ? "gopher://[%s]" : "gopher://%s", place->host);
	if (place->port != 70)
		buf_addf(&out, ":%u", place->port);
	buf_addf(&out, "/%c", type_of(to));
	add_path(&out, below);
	add_path(&out, to->path);
	return buf_keep(&out, a);
}

static void
gopher_form(const struct reply *r, const struct place *place, struct buf *out)
{
	static const struct request req = { .asked = ASK_PAGE, .path = "/" };
	static const struct capsule_info head = { "", "", "", "", "" };

	gopher_write(&req, r, place, &head, out);
	if (!r->plain)
		buf_cut(out, out->len - strlen(".\r\n"));
}

const struct static_form static_gopher = {
	.scheme = "gopher",
	.look = LOOK_MENU,
	.file = gopher_file,
	.link = gopher_link,
	.write = gopher_form,
};
