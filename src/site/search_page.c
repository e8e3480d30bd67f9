#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "capsule/address.h"
#include "search/search.h"
#include "site/page_parts.h"
#include "site/pages.h"
#include "text/url.h"
#include "text/utf8_write.h"

enum {
	MENU_HITS = 50,     /* one menu: Gopher has no further pages */
	SHOWN_COLUMNS = 60, /* of the words, in the title */
};

/* One search and its answer. */
struct search {
	const char *words; /* as the reader typed them, on one line */
	const char *query; /* the same, percent-encoded, for links */
	size_t page;
	bool one_menu;
	struct hits hits;
};

/* ---- what is asked ------------------------------------------------------- */

static const char *
one_line(struct context *ctx, const char *s)
{
	struct buf out = { 0 };
	const char *line;
	size_t start;

	utf8_clean(&out, s, strlen(s));
	while (out.len > 0 && out.data[out.len - 1] == ' ')
		buf_cut(&out, out.len - 1);
	start = strspn(buf_str(&out), " ");
	line = arena_strdup(ctx->arena, buf_str(&out) + start);
	buf_free(&out);
	return line;
}

static const char *
encoded(struct context *ctx, const char *s)
{
	struct buf out = { 0 };

	url_encode_segment(&out, s, strlen(s));
	return buf_keep(&out, ctx->arena);
}

/* Long questions are cut in the title alone. */
static const char *
title(struct context *ctx, const char *words)
{
	size_t len = strlen(words);
	size_t shown = utf8_cut(words, len, SHOWN_COLUMNS);
	const char *short_words = arena_printf(ctx->arena, "%.*s%s", (int)shown,
	    words, shown < len ? " ..." : "");

	return context_words_with(ctx, WORD_SEARCH_FOR, short_words, NULL);
}

/* ---- what is found ------------------------------------------------------- */

/* What was not looked at; false: nothing. */
static bool
tell_limits(struct context *ctx, const struct hits *hits)
{
	const struct {
		bool holds;
		enum word word;
	} limits[] = {
		{ hits->growing, WORD_SEARCH_GROWING },
		{ hits->cut, WORD_SEARCH_CUT },
		{ hits->some, WORD_SEARCH_SOME },
	};
	bool told = false;

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (limits[i].holds) {
			page_text(&ctx->r->page,
			    context_words(ctx, limits[i].word));
			told = true;
		}
	return told;
}

static void
found(struct context *ctx, const struct search *s)
{
	const struct hits *hits = &s->hits;

	page_parts_line(ctx, context_words(ctx, WORD_FOUND));
	for (size_t i = 0; i < hits->n; i++)
		page_parts_entry_with(ctx, &hits->hit[i].card,
		    hits->hit[i].around,
		    hits->hit[i].in_title ? context_words(ctx, WORD_IN_TITLE)
					  : "");
	if (!tell_limits(ctx, hits) && hits->more && s->one_menu)
		page_text(&ctx->r->page,
		    context_words(ctx, WORD_SEARCH_SYNTAX));
}

static void
found_nothing(struct context *ctx, const struct hits *hits)
{
	if (!tell_limits(ctx, hits))
		page_parts_line(ctx, context_words(ctx, WORD_FOUND_NOTHING));
	page_text(&ctx->r->page, context_words(ctx, WORD_SEARCH_HELP));
	page_text(&ctx->r->page, context_words(ctx, WORD_SEARCH_SYNTAX));
}

static void
turn_to(struct context *ctx, const struct search *s, size_t page,
    enum word word, struct link_group *ways)
{
	const char *number = arena_printf(ctx->arena, "%zu", page);
	const char *url =
	    page == 1 ? arena_printf(ctx->arena, PATH_SEARCH "?%s", s->query)
		      : arena_printf(ctx->arena, PATH_SEARCH "/%zu?%s", page,
			    s->query);

	link_group_link(ways, LOOK_ALL, url,
	    context_words_with(ctx, word, number, NULL));
}

static void
show(struct context *ctx, const struct search *s)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	page_parts_begin_list(ctx, title(ctx, s->words));
	if (s->hits.n > 0)
		found(ctx, s);
	else
		found_nothing(ctx, &s->hits);
	if (s->hits.more && !s->one_menu)
		turn_to(ctx, s, s->page + 1, WORD_NEXT_FOUND, &ways);
	if (s->page > 1)
		turn_to(ctx, s, s->page - 1, WORD_PREVIOUS_FOUND, &ways);
	link_group_add(&ways,
	    &(struct link_line){ .url = PATH_SEARCH,
		.label = context_words(ctx, WORD_SEARCH_AGAIN),
		.search = true });
	link_group_link(&ways, LOOK_ALL, PATH_TOPICS,
	    context_words(ctx, WORD_ALL_TOPICS));
	page_parts_end(ctx, &ways);
}

/*
 * Without words the answer is the prompt, at the linked address itself (M16);
 * proto/gopher.c makes a menu of it (G37).
 */
void
search_page(struct context *ctx)
{
	struct search s = { .page = 1, .one_menu = context_by_gopher(ctx) };
	size_t per_page = s.one_menu ? MENU_HITS : ctx->capsule->items;

	if (ctx->rest[0] != '\0')
		s.page = context_number(ctx->rest);
	if (s.page == 0)
		return;
	if (!utf8_valid(ctx->req->query, strlen(ctx->req->query))) {
		context_refuse(ctx, STATUS_BAD_REQUEST, WORD_BAD_QUERY);
		return;
	}
	s.words = one_line(ctx, ctx->req->query);
	if (s.words[0] != '\0')
		search(ctx->index, ctx->capsule, ctx->arena, s.words, s.page,
		    per_page, &s.hits);
	if (s.words[0] == '\0' || s.hits.empty) {
		context_refuse(ctx, STATUS_INPUT, WORD_SEARCH_PROMPT);
		return;
	}
	if (s.hits.n == 0 && s.page > 1 && !s.hits.cut)
		return;
	s.query = encoded(ctx, s.words);
	show(ctx, &s);
}
