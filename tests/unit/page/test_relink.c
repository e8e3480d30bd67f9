#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "markdown/markdown.h"
#include "page/gemtext.h"
#include "page/gophermap.h"
#include "page/place.h"
#include "page/relink.h"

static const struct place place = { .scheme = "gopher",
	.host = "h.example",
	.port = 70 };

/* "/gone" is nowhere, other paths get an end, URLs stay. */
static const char *
lead(void *ctx, struct arena *a, const char *url, bool alone)
{
	size_t *alones = ctx;

	*alones += alone;
	if (strncmp(url, "/gone", 5) == 0)
		return NULL;
	return url[0] == '/' ? arena_printf(a, "%s.gmi", url) : url;
}

/* The page in one look, which ends it. */
static void
assert_look(struct page *p, enum look look, const char *wanted)
{
	struct buf out = { 0 };
	size_t alones = 0;

	page_relink(p, look, lead, &alones);
	if (look == LOOK_MENU)
		gophermap_write(p, &place, &out);
	else
		gemtext_write(p, &place, &out);
	assert_string_equal(buf_str(&out), wanted);
	buf_free(&out);
	page_free(p);
}

static void
links_of_every_kind_are_led_elsewhere(void **state)
{
	static const char markdown[] =
	    "See [a](/a), ![b](/b.png) and [w](https://w.example/).\n\n"
	    "| x |\n|---|\n| [c](/c) |\n\n[d](/d)\n";
	struct page p = { 0 };

	(void)state;
	page_link(&p, "/way", "Way");
	page_entry(&p, &(struct entry){ .url = "/e",
			   .title = "E",
			   .date = "",
			   .byline = "",
			   .excerpt = "" });
	markdown_add(&p, markdown, sizeof markdown - 1,
	    &(struct markdown){ 0 });
	assert_look(&p, LOOK_GEMTEXT,
	    "=> /way.gmi Way\n\n=> /e.gmi E\n\nSee a, [image: b] and w.\n\n"
	    "=> /a.gmi a\n=> /b.png.gmi b [image]\n=> https://w.example/ w\n"
	    "\n```Table: x\nx\n-\nc\n```\n\n"
	    "=> /c.gmi c\n=> /d.gmi d\n");
}

static void
words_whose_link_is_gone_stay(void **state)
{
	static const char markdown[] = "One [two](/gone) three.\n";
	struct page p = { 0 };

	(void)state;
	markdown_add(&p, markdown, sizeof markdown - 1,
	    &(struct markdown){ 0 });
	assert_look(&p, LOOK_GEMTEXT, "One two three.\n");
}

static void
a_way_that_is_gone_leaves_its_blank_line_to_the_next(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_text(&p, "Text");
	page_search(&p, "/gone", "Search");
	page_link(&p, "/t", "Topics")->tight = true;
	page_link(&p, "/gone/2", "Feed")->tight = true;
	page_link(&p, "/u", "More")->tight = true;
	assert_look(&p, LOOK_GEMTEXT,
	    "Text\n\n=> /t.gmi Topics\n=> /u.gmi More\n");
}

static void
one_look_alone_is_left(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_only(&p, LOOK_GEMTEXT);
	page_text(&p, "for gemtext");
	page_only(&p, LOOK_MENU);
	page_link(&p, "/m", "for menus")->full_text = true;
	assert_look(&p, LOOK_MENU, "0for menus\t/m.txt.gmi\th.example\t70\r\n");
}

static void
gemtext_is_led_to_the_page_where_menus_are_to_its_text(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_link(&p, "/m", "Page")->full_text = true;
	assert_look(&p, LOOK_GEMTEXT, "=> /m.gmi Page\n");
}

static void
ways_and_entries_are_told_from_words(void **state)
{
	static const char markdown[] = "[a](/a) b\n";
	struct page p = { 0 };
	size_t alones = 0;

	(void)state;
	page_link(&p, "/way", "Way");
	page_search(&p, "/search", "Search");
	markdown_add(&p, markdown, sizeof markdown - 1,
	    &(struct markdown){ 0 });
	page_relink(&p, LOOK_GEMTEXT, lead, &alones);
	assert_int_equal(alones, 2);
	page_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_of_every_kind_are_led_elsewhere),
		cmocka_unit_test(words_whose_link_is_gone_stay),
		cmocka_unit_test(
		    a_way_that_is_gone_leaves_its_blank_line_to_the_next),
		cmocka_unit_test(one_look_alone_is_left),
		cmocka_unit_test(
		    gemtext_is_led_to_the_page_where_menus_are_to_its_text),
		cmocka_unit_test(ways_and_entries_are_told_from_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
