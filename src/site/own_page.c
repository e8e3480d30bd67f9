#include <string.h>

#include "archive/front_matter.h"
#include "base/arena.h"
#include "base/buf.h"
#include "site/furniture.h"
#include "site/pages.h"

/*
 * The page's text: from the index, or while there is none from the file that
 * the name says.  0, or -1: there is no such page.
 */
static int
read_page(struct visit *v, const char *name, const char **path, struct buf *src)
{
	struct own_page page;

	*path = arena_printf(v->arena, "pages/%s.md", name);
	if (v->index == NULL)
		return furniture_read(v, *path, src);
	if (!index_own_page(v->index, v->arena, name, &page))
		return -1;
	*path = page.path;
	buf_add(src, page.text, page.len);
	return 0;
}

/*
 * Title and language are the file's own, read with its text: a page is always
 * of one state.
 */
static void
show(struct visit *v, const char *name, const char *path, const struct buf *src)
{
	struct front f;
	struct ways ways = ways_begin(&v->r->page);

	front_matter_read(&f, src->data, src->len, path, NULL, NULL, NULL);
	if (!f.draft) {
		furniture_text_title(v, f.title);
		furniture_language(v, f.lang);
		furniture_text_form(v, arena_printf(v->arena, "/%s", name),
		    WORD_PAGE_AS_TEXT);
		furniture_markdown(v, &v->r->page,
		    &(struct markdown_text){ .path = path,
			.base = "/",
			.title = f.title,
			.text = src->data + f.body,
			.len = src->len - f.body });
		ways_link(&ways, LOOK_GEMTEXT | LOOK_MENU, "/",
		    visit_words(v, WORD_FRONT_PAGE));
	}
	front_free(&f);
}

/* The name without ".txt", when it has that. */
static const char *
take_plain(struct visit *v, const char *name)
{
	size_t len = strlen(name);

	if (len <= 4 || strcmp(name + len - 4, ".txt") != 0)
		return name;
	v->r->plain = true;
	return arena_strndup(v->arena, name, len - 4);
}

void
own_page(struct visit *v)
{
	const char *name = take_plain(v, v->rest), *path;
	struct buf src = { 0 };

	if (read_page(v, name, &path, &src) == 0)
		show(v, name, path, &src);
	else if (v->index == NULL)
		visit_not_ready(v);
	buf_free(&src);
}
