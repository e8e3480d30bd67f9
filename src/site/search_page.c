#include <string.h>

#include "archive/search.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/url.h"
#include "base/utf8.h"
#include "site/furniture.h"
#include "site/pages.h"

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
one_line(struct visit *v, const char *s)
{
	struct buf out = { 0 };
	const char *line;
	size_t start;

	utf8_clean(&out, s, strlen(s));
	while (out.len > 0 && out.data[out.len - 1] == ' ')
		buf_cut(&out, out.len - 1);
	start = strspn(buf_str(&out), " ");
	line = arena_strdup(v->arena, buf_str(&out) + start);
	buf_free(&out);
	return line;
}

static const char *
encoded(struct visit *v, const char *s)
{
	struct buf out = { 0 };

	url_encode_segment(&out, s, strlen(s));
	return buf_keep(&out, v->arena);
}

/* Long questions are cut in the title alone. */
static const char *
title(struct visit *v, const char *words)
{
	size_t len = strlen(words);
	size_t shown = utf8_cut(words, len, SHOWN_COLUMNS);
	const char *short_words = arena_printf(v->arena, "%.*s%s", (int)shown,
	    words, shown < len ? " ..." : "");

	return visit_words_with(v, WORD_SEARCH_FOR, short_words, NULL);
}

/* ---- what is found ------------------------------------------------------- */

static void
found(struct visit *v, const struct search *s)
{
	const struct hits *hits = &s->hits;

	furniture_line(v, visit_words(v, WORD_FOUND));
	for (size_t i = 0; i < hits->n; i++)
		furniture_entry_with(v, &hits->hit[i].card, hits->hit[i].around,
		    hits->hit[i].in_title ? visit_words(v, WORD_IN_TITLE) : "");
	if (hits->cut)
		page_text(&v->r->page, visit_words(v, WORD_SEARCH_CUT));
	else if (hits->more && s->one_menu)
		page_text(&v->r->page, visit_words(v, WORD_SEARCH_SYNTAX));
}

static void
found_nothing(struct visit *v)
{
	furniture_line(v, visit_words(v, WORD_FOUND_NOTHING));
	page_text(&v->r->page, visit_words(v, WORD_SEARCH_HELP));
	page_text(&v->r->page, visit_words(v, WORD_SEARCH_SYNTAX));
}

static void
turn_to(struct visit *v, const struct search *s, size_t page, enum word word,
    struct ways *ways)
{
	const char *number = arena_printf(v->arena, "%zu", page);
	const char *url =
	    page == 1
		? arena_printf(v->arena, "/search?%s", s->query)
		: arena_printf(v->arena, "/search/%zu?%s", page, s->query);

	ways_link(ways, LOOK_ALL, url, visit_words_with(v, word, number, NULL));
}

static void
show(struct visit *v, const struct search *s)
{
	struct ways ways = ways_begin(&v->r->page);

	furniture_list_title(v, title(v, s->words));
	if (s->hits.n > 0)
		found(v, s);
	else
		found_nothing(v);
	if (s->hits.more && !s->one_menu)
		turn_to(v, s, s->page + 1, WORD_NEXT_FOUND, &ways);
	if (s->page > 1)
		turn_to(v, s, s->page - 1, WORD_PREVIOUS_FOUND, &ways);
	ways_add(&ways, &(struct way){ .url = "/search",
			    .label = visit_words(v, WORD_SEARCH_AGAIN),
			    .search = true });
	ways_link(&ways, LOOK_ALL, "/t/", visit_words(v, WORD_ALL_TOPICS));
	ways_home(&ways, v);
}

/*
 * Without words the answer is the prompt, at the linked address itself (M16);
 * proto/gopher.c makes a menu of it (G37).
 */
void
search_page(struct visit *v)
{
	struct search s = { .page = 1, .one_menu = visit_by_gopher(v) };
	size_t per_page = s.one_menu ? MENU_HITS : v->capsule->items;

	if (v->rest[0] != '\0')
		s.page = visit_number(v->rest);
	if (s.page == 0)
		return;
	if (!utf8_valid(v->req->query, strlen(v->req->query))) {
		visit_refuse(v, 59, WORD_BAD_QUERY);
		return;
	}
	s.words = one_line(v, v->req->query);
	if (s.words[0] != '\0')
		search(v->index, v->arena, s.words, s.page, per_page, &s.hits);
	if (s.hits.later) {
		visit_refuse(v, 41, WORD_TOO_MANY);
		v->r->later = v->r->soon = true;
		return;
	}
	if (s.words[0] == '\0' || s.hits.empty) {
		visit_refuse(v, 10, WORD_SEARCH_PROMPT);
		return;
	}
	if (s.hits.n == 0 && s.page > 1)
		return;
	s.query = encoded(v, s.words);
	show(v, &s);
}
