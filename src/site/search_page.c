#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "capsule/address.h"
#include "index/tokenizer.h"
#include "search/query.h"
#include "search/search.h"
#include "site/pages.h"
#include "site/parts/page_end.h"
#include "text/url.h"
#include "text/utf8_write.h"

enum {
	MENU_HITS = 50,     /* one menu: Gopher has no further pages */
	SHOWN_COLUMNS = 60, /* of the words, in the title */
};

/* One search and its answer. */
struct search {
	const char *path;  /* of the form: "/search", "/search/t/peru" */
	struct list topic; /* that it is narrowed to; key "": none */
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

static int
stop_at_first(void *ctx, const char *token, size_t len, size_t start,
    size_t end)
{
	(void)ctx;
	(void)token;
	(void)len;
	(void)start;
	(void)end;
	return 1;
}

/*
 * Signs alone find nothing, however often they are asked for.  But a '-' is a
 * word left out that is not there yet.
 */
static bool
is_signs(const char *s)
{
	return s[strspn(s, "- ")] != '\0' &&
	       tokenizer_each(s, strlen(s), stop_at_first, NULL) == 0;
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
title(struct context *ctx, const struct search *s)
{
	size_t len = strlen(s->words);
	size_t shown = utf8_cut(s->words, len, SHOWN_COLUMNS);
	const char *words = arena_printf(ctx->arena, "%.*s%s", (int)shown,
	    s->words, shown < len ? " ..." : "");

	if (s->topic.key[0] != '\0')
		return context_words_with(ctx, WORD_SEARCH_IN, s->topic.title,
		    words);
	return context_words_with(ctx, WORD_SEARCH_FOR, words, NULL);
}

/* ---- what is found ------------------------------------------------------- */

/* "48 articles, newest first." */
static const char *
count_line(struct context *ctx, const struct hits *hits)
{
	const char *articles = context_articles(ctx, hits->total);

	if (!hits->counted)
		articles = context_words_with(ctx, WORD_MORE_THAN,
		    arena_printf(ctx->arena, "%zu", hits->total), NULL);
	else if (hits->total == 1)
		return arena_printf(ctx->arena, "%s.", articles);
	return context_words_with(ctx, WORD_NEWEST_FIRST, articles, NULL);
}

/* What was not looked at; false: nothing. */
static bool
tell_limits(struct context *ctx, const struct hits *hits)
{
	const struct {
		bool holds;
		enum word word;
	} limits[] = {
		{ hits->cut, WORD_SEARCH_CUT },
		{ hits->some, WORD_SEARCH_SOME },
	};
	bool told = hits->growing; /* below the title */

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (limits[i].holds) {
			page_text(&ctx->r->page,
			    context_words(ctx, limits[i].word));
			told = true;
		}
	return told;
}

/* "tema:peru": with a key of this capsule, so that it can be tried. */
static void
add_example(struct context *ctx, struct buf *out, enum word filter,
    const char *value)
{
	buf_addf(out, "%s%s:%s", out->len > 0 ? ", " : "",
	    context_words(ctx, filter), value);
}

/* How to ask better, by what there is here. */
static void
hints(struct context *ctx)
{
	const struct list *list;
	struct buf examples = { 0 };

	page_text(&ctx->r->page, context_words(ctx, WORD_SEARCH_SYNTAX));
	if (index_top_topics(ctx->index, ctx->arena, 1, &list) > 0)
		add_example(ctx, &examples, WORD_FILTER_TOPIC, list->key);
	if (index_lists(ctx->index, ctx->arena, LIST_AUTHOR, NULL, 1, &list) >
	    0)
		add_example(ctx, &examples, WORD_FILTER_AUTHOR, list->key);
	if (index_lists(ctx->index, ctx->arena, LIST_DAY, NULL, 1, &list) > 0)
		add_example(ctx, &examples, WORD_FILTER_YEAR,
		    arena_strndup(ctx->arena, list->key, 4));
	if (examples.len > 0)
		page_text(&ctx->r->page,
		    context_words_with(ctx, WORD_SEARCH_FILTERS, examples.data,
			NULL));
	buf_free(&examples);
}

static void
found(struct context *ctx, const struct search *s)
{
	const struct hits *hits = &s->hits;

	page_parts_line(ctx, count_line(ctx, hits));
	for (size_t i = 0; i < hits->n; i++)
		page_parts_entry_with(ctx, &hits->hit[i].card,
		    hits->hit[i].around,
		    hits->hit[i].in_title ? context_words(ctx, WORD_IN_TITLE)
					  : "");
	if (!tell_limits(ctx, hits) && hits->more && s->one_menu)
		hints(ctx);
}

static void
found_nothing(struct context *ctx, const struct search *s)
{
	if (s->hits.empty) {
		page_parts_line(ctx, context_words(ctx, WORD_NO_WORDS));
	} else {
		if (!tell_limits(ctx, &s->hits))
			page_parts_line(ctx,
			    context_words(ctx, WORD_FOUND_NOTHING));
		page_text(&ctx->r->page, context_words(ctx, WORD_SEARCH_HELP));
	}
	hints(ctx);
}

static void
turn_to(struct context *ctx, const struct search *s, size_t page,
    enum word word, struct link_group *ways)
{
	const char *number = arena_printf(ctx->arena, "%zu", page);

	link_group_link(ways, LOOK_ALL,
	    arena_printf(ctx->arena, "%s%s%s?%s", s->path, page > 1 ? "/" : "",
		page > 1 ? number : "", s->query),
	    context_words_with(ctx, word, number, NULL));
}

static void
show(struct context *ctx, const struct search *s)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	page_parts_begin_list(ctx, title(ctx, s));
	if (s->hits.n > 0)
		found(ctx, s);
	else
		found_nothing(ctx, s);
	if (s->hits.more && !s->one_menu)
		turn_to(ctx, s, s->page + 1, WORD_NEXT_FOUND, &ways);
	if (s->page > 1)
		turn_to(ctx, s, s->page - 1, WORD_PREVIOUS_FOUND, &ways);
	if (s->topic.key[0] != '\0') {
		link_group_add(&ways,
		    &(struct link_line){ .url = s->path,
			.label = context_words(ctx, WORD_SEARCH_TOPIC),
			.search = true });
		link_group_link(&ways, LOOK_ALL,
		    address_of_topic(ctx->arena, s->topic.key),
		    context_words_with(ctx, WORD_TOPIC_IS, s->topic.title,
			NULL));
	}
	page_end(ctx);
}

/* ---- the address --------------------------------------------------------- */

/*
 * "", "2", "t/peru" or "t/peru/2".  False: no address of ours, as a second page
 * of what is one menu: words that are typed do not reach it.
 */
static bool
take_address(struct context *ctx, struct search *s)
{
	const char *rest = ctx->rest;
	char key[SLUG_SIZE];

	s->path = PATH_SEARCH;
	s->page = 1;
	s->topic.key = "";
	if (strncmp(rest, "t/", 2) == 0) {
		rest += 2;
		if (!context_segment(&rest, key, sizeof key) ||
		    !index_list(ctx->index, ctx->arena, LIST_TOPIC, key,
			&s->topic))
			return false;
		s->path = address_of_search_in(ctx->arena, key);
	}
	if (rest[0] != '\0')
		s->page = context_number(rest);
	return s->page == 1 || (s->page > 1 && !s->one_menu);
}

static void
ask(struct context *ctx, struct search *s)
{
	const struct query_keys keys = {
		.topic = context_words(ctx, WORD_FILTER_TOPIC),
		.author = context_words(ctx, WORD_FILTER_AUTHOR),
		.year = context_words(ctx, WORD_FILTER_YEAR),
	};
	struct question question = {
		.words = s->words,
		.keys = &keys,
		.page = s->page,
		.per_page = s->one_menu ? MENU_HITS : ctx->capsule->items,
	};

	if (s->topic.key[0] != '\0')
		question.words = arena_printf(ctx->arena, "topic:%s %s",
		    s->topic.key, s->words);
	search(ctx->index, ctx->capsule, ctx->arena, &question, &s->hits);
}

/*
 * Without words the answer is the prompt, at the linked address itself (M16);
 * proto/gopher.c makes a menu of it (G37).
 */
void
search_page(struct context *ctx)
{
	struct search s = { .one_menu = context_by_gopher(ctx) };

	if (!take_address(ctx, &s))
		return;
	if (!utf8_valid(ctx->req->query, strlen(ctx->req->query))) {
		context_refuse(ctx, STATUS_BAD_REQUEST, WORD_BAD_QUERY);
		return;
	}
	s.words = one_line(ctx, ctx->req->query);
	if (s.words[0] != '\0')
		ask(ctx, &s);
	if (s.words[0] == '\0' || (s.hits.empty && !is_signs(s.words))) {
		context_refuse(ctx, STATUS_INPUT, WORD_SEARCH_PROMPT);
		return;
	}
	if (s.hits.n == 0 && s.page > 1 && !s.hits.cut)
		return;
	s.query = encoded(ctx, s.words);
	show(ctx, &s);
}
