#include "export/static_form.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "capsule/address.h"
#include "export/gemtext_xhtml.h"
#include "page/gemtext.h"
#include "page/item_type.h"
#include "page/place.h"
#include "page/plain.h"
#include "proto/gopher.h"
#include "site/parts/reply.h"
#include "site/parts/request.h"
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

static const char *
gemini_file(struct arena *a, const char *path, enum export_entry_kind kind)
{
	switch (kind) {
	case EXPORT_PAGE:
		if (path[1] == '\0')
			return "index.gmi";
		return arena_printf(a, "%s%s", path + 1,
		    address_is_folder(path) ? "/index.gmi" : ".gmi");
	case EXPORT_TEXT:
	case EXPORT_FILE:
		break;
	}
	return arena_strdup(a, path + 1);
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

/* ---- books --------------------------------------------------------------- */

static const char *
book_file(struct arena *a, const char *path, enum export_entry_kind kind)
{
	const char *file = gemini_file(a, path, kind);
	size_t len = strlen(file);

	if (kind != EXPORT_PAGE)
		return file;
	return arena_printf(a, "%.*s.xhtml", (int)(len - strlen(".gmi")), file);
}

/* The page's title is its first heading's. */
static void
book_form(const struct reply *r, const struct place *place, struct buf *out)
{
	struct buf gemtext = { 0 };
	const char *title = "";

	for (size_t i = r->page.nblocks; i-- > 0;)
		if (r->page.blocks[i].kind == BLOCK_HEADING)
			title = r->page.blocks[i].body.text;
	gemtext_write(&r->page, place, &gemtext);
	gemtext_xhtml(out, buf_str(&gemtext), gemtext.len, title, r->lang);
	buf_free(&gemtext);
}

const struct static_form static_book = {
	.scheme = "gemini",
	.look = LOOK_GEMTEXT,
	.file = book_file,
	.link = gemini_link,
	.write = book_form,
};

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
type_of(const struct export_entry *entry)
{
	switch (entry->kind) {
	case EXPORT_PAGE:
		return '1';
	case EXPORT_TEXT:
		return '0';
	case EXPORT_FILE:
		break;
	}
	return item_type(entry->path, NULL) == '1'
		   ? '9'
		   : item_type(entry->path, NULL);
}

static const char *
gopher_link(struct arena *a, const struct export_entry *from,
    const struct export_entry *to, const struct place *place, const char *below)
{
	struct buf out = { 0 };

	(void)from;
	url_origin(&out, "gopher", place->host, place->port);
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
