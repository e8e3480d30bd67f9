#include "site/own_page.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/address.h"
#include "capsule/front_matter.h"
#include "site/pages.h"
#include "site/parts/page_end.h"

/*
 * The page's text: from the index, or while there is none from the file that
 * the name says.  0, or -1: there is no such page.
 */
static int
read_page(struct context *ctx, const char *name, const char **path,
    struct buf *src)
{
	struct own_page page;

	*path = arena_printf(ctx->arena, "pages/%s.md", name);
	if (ctx->index == NULL)
		return page_parts_read(ctx, *path, src);
	if (!index_own_page(ctx->index, ctx->arena, name, &page))
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
show(struct context *ctx, const char *name, const char *path,
    const struct buf *src)
{
	struct text_form form = { arena_printf(ctx->arena, "/%s", name),
		WORD_PAGE_AS_TEXT, 0 };
	struct front_matter f;

	front_matter_read(&f, src->data, src->len, path, NULL, NULL, NULL);
	if (!f.draft) {
		page_parts_begin_text(ctx, f.title);
		page_parts_language(ctx, f.lang);
		page_parts_text_form(ctx, &form);
		page_parts_markdown(ctx, &ctx->r->page,
		    &(struct markdown_text){ .path = path,
			.base = "/",
			.title = f.title,
			.text = src->data + f.body,
			.len = src->len - f.body });
		page_parts_text_size(ctx, &form, &(uint64_t){ 0 });
		if (!ctx->r->plain)
			page_end(ctx);
	}
	front_matter_free(&f);
}

/* The name without ".txt", when it has that. */
static const char *
take_plain(struct context *ctx, const char *name)
{
	size_t len = strlen(name);

	if (len <= 4 || strcmp(name + len - 4, ".txt") != 0)
		return name;
	ctx->r->plain = true;
	return arena_strndup(ctx->arena, name, len - 4);
}

void
own_page(struct context *ctx)
{
	const char *name = take_plain(ctx, ctx->rest), *path;
	struct buf src = { 0 };

	if (read_page(ctx, name, &path, &src) == 0)
		show(ctx, name, path, &src);
	else if (ctx->index == NULL)
		context_not_ready(ctx);
	buf_free(&src);
}

/* ---- links to them ------------------------------------------------------- */

static bool
is_in_folder(const struct own_page *page)
{
	return strchr(page->name, '/') != NULL;
}

void
own_page_links(struct context *ctx, struct link_group *ways, size_t max)
{
	const struct own_page *pages;
	size_t n = index_own_pages(ctx->index, ctx->arena, &pages), left = max;

	for (int folders = 0; folders <= 1; folders++)
		for (size_t i = 0; i < n && left > 0; i++) {
			if (is_in_folder(&pages[i]) != folders)
				continue;
			link_group_add(ways,
			    &(struct link_line){ .url = arena_printf(ctx->arena,
						     "/%s", pages[i].name),
				.label = pages[i].title,
				.full_text = true });
			left--;
		}
	if (n > max)
		link_group_link(ways, LOOK_ALL, PATH_PAGES,
		    context_words(ctx, WORD_ALL_PAGES));
}

void
all_pages(struct context *ctx)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	if (ctx->rest[0] != '\0')
		return;
	page_parts_begin_list(ctx, context_words(ctx, WORD_ALL_PAGES));
	own_page_links(ctx, &ways, SIZE_MAX);
	page_end_list(ctx, 1);
}
