#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "page/inline_text.h"
#include "page/link_list.h"
#include "page/place.h"

static const struct style fold = { .fold = true };
static const struct place folding = { .host = "g.example", .style = &fold };

/* A text with spans, shown; the labels of its links, one a line. */
static void
assert_shown(enum look look, const struct place *place, const char *string,
    const struct span *spans, size_t nspans, const char *expected,
    const char *labels)
{
	struct text t = { string, strlen(string), spans, nspans };
	struct inline_text s;
	struct link_list refs = { 0 };
	struct buf all = { 0 };

	inline_text_init(&s, look, place);
	inline_text_text(&s, &t, &refs);
	assert_int_equal(s.len, strlen(expected));
	assert_memory_equal(s.text, expected, s.len);
	for (size_t i = 0; i < refs.n; i++) {
		buf_add(&all, link_list_label(&refs, &refs.list[i]),
		    refs.list[i].len);
		buf_addc(&all, '\n');
	}
	assert_string_equal(buf_str(&all), labels);
	buf_free(&all);
	link_list_free(&refs);
	inline_text_free(&s);
}

#define SPANS(...)                                                             \
	(const struct span[]){ __VA_ARGS__ },                                  \
	    sizeof((const struct span[]){ __VA_ARGS__ }) / sizeof(struct span)

static void
menus_and_text_number_links_and_gemtext_does_not(void **state)
{
	(void)state;
	assert_shown(LOOK_MENU, &folding, "See map.",
	    SPANS({ SPAN_LINK, 0, 4, 7, "https://m.example/a", 0 }),
	    "See map [1].", "map\n");
	assert_shown(LOOK_TEXT, &folding, "See map.",
	    SPANS({ SPAN_LINK, 0, 4, 7, "https://m.example/a", 0 }),
	    "See map [1].", "map\n");
	assert_shown(LOOK_GEMTEXT, &folding, "See map.",
	    SPANS({ SPAN_LINK, 0, 4, 7, "https://m.example/a", 0 }), "See map.",
	    "map\n");
}

static void
one_address_has_one_number(void **state)
{
	(void)state;
	assert_shown(LOOK_MENU, &folding, "a b c",
	    SPANS({ SPAN_LINK, 0, 0, 1, "/x", 0 },
		{ SPAN_LINK, 0, 2, 3, "/y", 0 },
		{ SPAN_LINK, 0, 4, 5, "/x", 0 }),
	    "a [1] b [2] c [1]", "a\nb\n");
}

static void
the_last_blank_of_a_link_goes_on_behind_its_number(void **state)
{
	(void)state;
	assert_shown(LOOK_MENU, &folding, "map b c",
	    SPANS({ SPAN_LINK, 0, 0, 4, "/x", 0 },
		{ SPAN_LINK, 0, 4, 6, "/y", 0 }),
	    "map [1] b [2] c", "map\nb\n");
	assert_shown(LOOK_TEXT, &folding, "map ",
	    SPANS({ SPAN_LINK, 0, 0, 4, "/x", 0 }), "map [1]", "map\n");
}

static void
a_written_address_is_no_reference_in_text(void **state)
{
	(void)state;
	assert_shown(LOOK_TEXT, &folding, "See https://m.example/a?b.",
	    SPANS({ SPAN_AUTOLINK, 0, 4, 25, "https://m.example/a?b", 0 }),
	    "See https://m.example/a?b.", "");
	assert_shown(LOOK_MENU, &folding, "See https://m.example/a?b.",
	    SPANS({ SPAN_AUTOLINK, 0, 4, 25, "https://m.example/a?b", 0 }),
	    "See https://m.example/a?b [1].", "m.example/a?b\n");
	assert_shown(LOOK_GEMTEXT, &folding, "me@m.example",
	    SPANS({ SPAN_AUTOLINK, 0, 0, 12, "mailto:me@m.example", 0 }),
	    "me@m.example", "me@m.example\n");
}

static void
images_are_called_by_their_text(void **state)
{
	(void)state;
	assert_shown(LOOK_MENU, &folding, "a [image: Boat] b",
	    SPANS({ SPAN_IMAGE, 0, 2, 15, "/b.png", 0 }),
	    "a [image: Boat] [1] b", "Boat [image]\n");
	assert_shown(LOOK_GEMTEXT, &folding, "[image]",
	    SPANS({ SPAN_IMAGE, 0, 0, 7, "/x/b%20c.png", 0 }), "[image]",
	    "b c.png [image]\n");
}

static void
a_linked_image_is_two_links(void **state)
{
	(void)state;
	assert_shown(LOOK_TEXT, &folding, "[image: B]",
	    SPANS({ SPAN_LINK, 0, 0, 10, "https://t.example/", 0 },
		{ SPAN_IMAGE, 0, 0, 10, "/b.png", 0 }),
	    "[image: B] [1] [2]", "B\nB [image]\n");
	assert_shown(LOOK_TEXT, &folding, "see [image: B] here",
	    SPANS({ SPAN_LINK, 0, 0, 19, "https://t.example/", 0 },
		{ SPAN_IMAGE, 0, 4, 14, "/b.png", 0 }),
	    "see [image: B] [2] here [1]", "see B here\nB [image]\n");
}

static void
an_image_that_links_to_itself_is_one(void **state)
{
	(void)state;
	assert_shown(LOOK_TEXT, &folding, "[image: B]",
	    SPANS({ SPAN_LINK, 0, 0, 10, "/b.png", 0 },
		{ SPAN_IMAGE, 0, 0, 10, "/b.png", 0 }),
	    "[image: B] [1]", "B [image]\n");
}

static void
a_link_without_words_is_called_by_host_and_path(void **state)
{
	(void)state;
	assert_shown(LOOK_TEXT, &folding, "See .",
	    SPANS({ SPAN_LINK, 0, 4, 4, "https://m.example/a?b", 0 }),
	    "See [1].", "m.example/a?b\n");
}

static void
a_label_is_one_line(void **state)
{
	(void)state;
	assert_shown(LOOK_GEMTEXT, &folding, "a b\nc\nd ",
	    SPANS({ SPAN_LINK, 0, 1, 8, "/x", 0 }), "a b\nc\nd ", "b c d\n");
}

static void
notes_are_numbers_in_gemtext_and_letters_beside_numbered_links(void **state)
{
	(void)state;
	assert_shown(LOOK_GEMTEXT, &folding, "Aa b",
	    SPANS({ SPAN_NOTE, 1, 2, 2, NULL, 0 },
		{ SPAN_NOTE, 28, 4, 4, NULL, 0 }),
	    "Aa[1] b[28]", "");
	assert_shown(LOOK_TEXT, &folding, "Aa b c",
	    SPANS({ SPAN_NOTE, 1, 2, 2, NULL, 0 },
		{ SPAN_NOTE, 28, 4, 4, NULL, 0 },
		{ SPAN_NOTE, 26, 6, 6, NULL, 0 }),
	    "Aa[a] b[ab] c[z]", "");
}

static void
text_is_folded_and_code_and_addresses_are_not(void **state)
{
	static const char text[] = "\xE2\x80\x9C"
				   "a "
				   "\xC3\xA9"
				   "`\xE2\x80\x9C"
				   "b\xC3\xA9`"
				   " https://m.x/\xC3\xA9"
				   "\xE2\x80\xA6";
	struct style style = { .charset = CHARSET_ASCII };
	struct place ascii = { .host = "g.example", .style = &style };
	struct place none = { .host = "g.example" };

	(void)state;
	assert_shown(LOOK_TEXT, &folding, text,
	    SPANS({ SPAN_CODE, 0, 7, 15, NULL, 0 },
		{ SPAN_AUTOLINK, 0, 16, 30, "https://m.x/%C3%A9", 0 }),
	    "\"a \xC3\xA9`\xE2\x80\x9C"
	    "b\xC3\xA9` https://m.x/\xC3\xA9...",
	    "");
	assert_shown(LOOK_TEXT, &ascii, text,
	    SPANS({ SPAN_CODE, 0, 7, 15, NULL, 0 },
		{ SPAN_AUTOLINK, 0, 16, 30, "https://m.x/%C3%A9", 0 }),
	    "\"a e`\xE2\x80\x9C"
	    "b\xC3\xA9` https://m.x/\xC3\xA9...",
	    "");
	assert_shown(LOOK_TEXT, &none, "a\xC2\xA0\xE2\x80\xA6", NULL, 0,
	    "a \xE2\x80\xA6", "");
	assert_shown(LOOK_GEMTEXT, &ascii, "a\xC2\xA0\xC3\xA9", NULL, 0,
	    "a \xC3\xA9", "");
}

static void
a_menu_does_not_number_what_no_item_leads_to(void **state)
{
	(void)state;
	assert_shown(LOOK_MENU, &folding, "bad good",
	    SPANS({ SPAN_LINK, 0, 0, 3, "gopher://g.example/0%0d", 0 },
		{ SPAN_LINK, 0, 4, 8, "gopher://g.example/0/x", 0 }),
	    "bad good [1]", "good\n");
}

static bool
is_link(enum look look, const char *string, const struct span *spans,
    size_t nspans)
{
	struct text t = { string, strlen(string), spans, nspans };
	struct inline_text s;
	bool is;

	inline_text_init(&s, look, &folding);
	is = inline_text_is_link(&s, &t);
	inline_text_free(&s);
	return is;
}

static void
a_text_that_is_one_link_can_be_a_line_of_its_own(void **state)
{
	(void)state;
	assert_true(is_link(LOOK_GEMTEXT, "Map",
	    SPANS({ SPAN_LINK, 0, 0, 3, "/m", 0 })));
	assert_true(is_link(LOOK_MENU, " Map ",
	    SPANS({ SPAN_LINK, 0, 1, 4, "/m", 0 })));
	assert_true(is_link(LOOK_MENU, "[image: `x` B]",
	    SPANS({ SPAN_LINK, 0, 0, 14, "/m", 0 },
		{ SPAN_IMAGE, 0, 0, 14, "/b.png", 0 },
		{ SPAN_CODE, 0, 8, 11, NULL, 0 })));
	assert_false(
	    is_link(LOOK_TEXT, "Map", SPANS({ SPAN_LINK, 0, 0, 3, "/m", 0 })));
	assert_false(is_link(LOOK_GEMTEXT, "Map.",
	    SPANS({ SPAN_LINK, 0, 0, 3, "/m", 0 })));
	assert_false(is_link(LOOK_GEMTEXT, "Map",
	    SPANS({ SPAN_LINK, 0, 0, 3, "/m", 0 },
		{ SPAN_NOTE, 1, 3, 3, NULL, 0 })));
	assert_false(is_link(LOOK_GEMTEXT, "a b",
	    SPANS({ SPAN_LINK, 0, 0, 1, "/m", 0 },
		{ SPAN_LINK, 0, 2, 3, "/m", 0 })));
	assert_false(is_link(LOOK_MENU, "bad",
	    SPANS({ SPAN_LINK, 0, 0, 3, "gopher://g.example/0%0d", 0 })));
	assert_false(is_link(LOOK_GEMTEXT, "Map", NULL, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    menus_and_text_number_links_and_gemtext_does_not),
		cmocka_unit_test(one_address_has_one_number),
		cmocka_unit_test(
		    the_last_blank_of_a_link_goes_on_behind_its_number),
		cmocka_unit_test(a_written_address_is_no_reference_in_text),
		cmocka_unit_test(images_are_called_by_their_text),
		cmocka_unit_test(a_linked_image_is_two_links),
		cmocka_unit_test(an_image_that_links_to_itself_is_one),
		cmocka_unit_test(
		    a_link_without_words_is_called_by_host_and_path),
		cmocka_unit_test(a_label_is_one_line),
		cmocka_unit_test(
		    notes_are_numbers_in_gemtext_and_letters_beside_numbered_links),
		cmocka_unit_test(text_is_folded_and_code_and_addresses_are_not),
		cmocka_unit_test(a_menu_does_not_number_what_no_item_leads_to),
		cmocka_unit_test(
		    a_text_that_is_one_link_can_be_a_line_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
