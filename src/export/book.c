#include "export/book.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "capsule/address.h"
#include "capsule/picture.h"
#include "config/config.h"
#include "index/index.h"
#include "page/page.h"
#include "site/book_page.h"
#include "site/site.h"
#include "site/words/words.h"

/* ---- which articles ------------------------------------------------------ */

static const char *
title_of(struct book *b, const struct list *list,
    const struct capsule_info *info)
{
	switch (list->kind) {
	case LIST_ALL:
		return arena_strdup(&b->arena, info->title);
	case LIST_MONTH:
		return words_month_title(&b->arena, info->language,
		    list->newest.year, list->newest.month);
	case LIST_DAY:
		return arena_strdup(&b->arena, list->key);
	case LIST_TOPIC:
	case LIST_AUTHOR:
		break;
	}
	return arena_strdup(&b->arena, list->title);
}

static int
read_list(struct book *b, struct index *ix, const struct export_list *want,
    const struct capsule_info *info, struct problem *why)
{
	char day[DATE_SIZE];
	struct list list;

	if (!index_list(ix, &b->arena, want->kind, want->key, &list) ||
	    list.count == 0)
		return want->key[0] == '\0'
			   ? problem_set(why, 0, "there is no article yet")
			   : problem_set(why, 0, "no article is in '%s'",
				 want->key);
	b->title = title_of(b, &list, info);
	b->modified = list.updated.known ? arena_strdup(&b->arena,
					       date_day(&list.updated, day))
					 : "";
	b->n = index_list_titles(ix, &b->arena, &list, 1, BOOK_MOST, &b->cards);
	for (size_t i = 0; i < b->n; i++)
		*map_add(&b->slugs, b->cards[i].slug,
		    strlen(b->cards[i].slug)) = (void *)(uintptr_t)&b->cards[i];
	return 0;
}

int
book_read(struct book *b, const struct exporter *e,
    const struct capsule_info *info, struct problem *why)
{
	struct index *ix = index_open(e->index, why);
	int result = -1;

	*b = (struct book){ 0 };
	if (ix == NULL)
		return -1;
	index_hide(ix, config_in_zone, e->capsule);
	if (index_begin(ix, why) == 0) {
		result = read_list(b, ix, e->list, info, why);
		if (index_end(ix) == -1 && result == 0)
			result =
			    problem_set(why, 0, "the index cannot be read");
	}
	index_close(ix);
	return result;
}

void
book_free(struct book *b)
{
	free(b->items);
	map_free(&b->slugs);
	arena_free(&b->arena);
	*b = (struct book){ 0 };
}

/* ---- what is in it ------------------------------------------------------- */

static const struct card *
card_of(const struct book *b, const char *slug, size_t len)
{
	void **found = map_find(&b->slugs, slug, len);

	return found == NULL ? NULL : *found;
}

bool
book_has(const struct book *b, const char *url)
{
	size_t len = strcspn(url, "?#");
	struct arena a = { 0 };
	const char *path = arena_strndup(&a, url, len), *rest;
	enum address_kind kind = address_find(path, &rest);
	bool file = kind == ADDRESS_STATIC || kind == ADDRESS_PICTURE, has;

	if (kind == ADDRESS_ARTICLE) {
		size_t slug = strcspn(rest, "/");

		file = rest[slug] == '/' && rest[slug + 1] != '\0';
		has = card_of(b, rest, slug) != NULL;
	} else {
		has = file;
	}
	if (has && file && b->pictures_alone)
		has = picture_is_name(path);
	arena_free(&a);
	return has;
}

const char *
book_title_of(const struct book *b, const char *path)
{
	const char *rest;
	const struct card *card;

	if (address_find(path, &rest) != ADDRESS_ARTICLE)
		return NULL;
	card = card_of(b, rest, strlen(rest));
	return card == NULL ? NULL : card->title;
}

void
book_front(const struct book *b, const struct capsule_info *info,
    struct page *p)
{
	char day[DATE_SIZE];

	page_heading(p, 1, info->title);
	if (strcmp(b->title, info->title) != 0)
		page_text(p, b->title);
	for (size_t i = 0; i < b->n; i++) {
		const struct card *c = &b->cards[i];

		page_link(p, address_of_article(&p->arena, c->slug),
		    arena_printf(&p->arena, "%s%s%s", date_day(&c->date, day),
			c->date.known ? " " : "", c->title));
	}
}

void
book_add(struct book *b, const char *file, const char *type, const char *title)
{
	b->items = array_room(b->items, b->nitems, sizeof *b->items);
	b->items[b->nitems++] =
	    (struct epub_item){ arena_strdup(&b->arena, file), type,
		    title == NULL ? NULL : arena_strdup(&b->arena, title) };
}
