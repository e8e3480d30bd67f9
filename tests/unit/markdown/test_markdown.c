#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <time.h>

#include "base/arena.h"
#include "blocks_shown.h"

/* ---- blocks -------------------------------------------------------------- */

static void
nothing_is_an_empty_page(void **state)
{
	(void)state;
	assert_blocks("", "");
	assert_blocks("\n \n\n", "");
	assert_blocks("<!-- only this -->\n", "");
	assert_blocks("[a]: /unused\n", "");
}

static void
blocks_keep_their_order_and_their_words(void **state)
{
	(void)state;
	assert_blocks("# A *b* c\n\nOne\ntwo\n\n---\n\n###### Low\n",
	    "h1 A b c\n--\nOne two\n--\nrule\n--\nh6 Low\n");
}

static void
a_hard_break_is_a_line_and_a_soft_one_a_space(void **state)
{
	(void)state;
	assert_blocks("a\\\nb\n\na  \nb\n\na\nb", "a\nb\n--\na\nb\n--\na b\n");
	assert_blocks("a\\\nb\n===\n", "h1 a b\n");
}

static void
lists_tell_depth_number_and_tightness(void **state)
{
	(void)state;
	assert_blocks("- a\n- b\n", "*- a\n*- b\n");
	assert_blocks("- a\n\n- b\n", "*- a\n\n*- b\n");
	assert_blocks("3. a\n4. b\n   - c\n   - d\n\n5) e\n",
	    "*3. a\n*4. b\n**- c\n**- d\n--\n*5. e\n");
	assert_blocks("0. a\n", "*0. a\n");
}

static void
after_a_nested_list_the_outer_item_goes_on(void **state)
{
	(void)state;
	assert_blocks("7. a\n   - b\n\n   c\n8. d\n",
	    "*7. a\n\n**- b\n\n*+ c\n\n*8. d\n");
}

static void
an_empty_item_keeps_its_mark(void **state)
{
	(void)state;
	assert_blocks("- a\n-\n- c\n", "*- a\n*- \n*- c\n");
}

static void
a_number_is_not_lost_before_a_nested_list_or_code(void **state)
{
	(void)state;
	assert_blocks("1. - a\n", "*1. \n**- a\n");
	assert_blocks("1. ```\n   x\n   ```\n", "*1. \n*+ code()\nx\n");
	assert_blocks("- - a\n", "**- a\n");
}

static void
quotes_and_lists_know_which_is_outside(void **state)
{
	struct page p = { 0 };

	(void)state;
	markdown_add(&p, "- > a\n\n> - a\n", 13, &(struct markdown){ 0 });
	assert_int_equal(p.nblocks, 2);
	assert_int_equal(p.blocks[0].outer, 1);
	assert_int_equal(p.blocks[1].outer, 0);
	page_free(&p);
	assert_blocks("> a\n>\n> > b\n", "> a\n\n>> b\n");
}

static void
code_is_kept_to_the_byte(void **state)
{
	(void)state;
	assert_blocks("```rust ignore\n\tx  y\n\n```` z\n```\n",
	    "code(rust)\n\tx  y\n\n```` z\n");
	assert_blocks("    a\n\n      b\n", "code()\na\n\n  b\n");
	assert_blocks("a `b  *c* \\d` e\n", "a ``b  *c* \\d`` e\n");
	assert_blocks("`` a`b ``\n", "`a`b`\n");
}

static void
controls_are_dropped_from_code_and_spaces_in_text(void **state)
{
	static const char src[] = "a\x01"
				  "b\x7F"
				  "c\xC2\x85"
				  "d\xC2\xA0"
				  "e\xC2\xAD"
				  "f\xE2\x80\xA8g &#10; h&#13;i\n\n"
				  "```\na\x01\x1B[0m\xC2\x85z\n```\n";

	(void)state;
	assert_blocks(src, "a b c d ef g   h i\n--\ncode()\na[0mz\n");
}

static void
invalid_bytes_and_nul_are_the_replacement_character(void **state)
{
	static const char src[] = "a\0b \xFF\xC3( c";

	(void)state;
	assert_blocks_as(&(struct markdown){ 0 }, src, sizeof src - 1,
	    "a\uFFFDb \uFFFD\uFFFD( c\n");
}

static void
line_ends_of_any_kind_and_a_mark_of_byte_order(void **state)
{
	(void)state;
	assert_blocks("\xEF\xBB\xBF# A\r\n\r\nb\rc\r\n", "h1 A\n--\nb c\n");
}

static void
the_title_is_not_repeated_and_no_other_heading_is_as_high(void **state)
{
	static const char src[] = "# Two *boats*\n\n# Other\n\n## Sub\n";
	const struct markdown how = { .title = "Two boats" };

	(void)state;
	assert_blocks_as(&how, src, strlen(src), "h2 Other\n--\nh2 Sub\n");
	assert_blocks_as(&(struct markdown){ .title = "T" }, "# [](/x)\n", 9,
	    "h2 [](/x)\n");
	assert_blocks_as(&(struct markdown){ .title = "It's `x`" },
	    "# It\u2019s x\n", 11, "");
	assert_blocks(src, "h1 Two boats\n--\nh1 Other\n--\nh2 Sub\n");
}

static void
a_text_does_not_begin_with_its_title(void **state)
{
	static const char *const cases[][2] = {
		{ "Two *boats*\n\nText.\n", "Text.\n" },
		{ "Two boats\nText\nTwo boats\n", "Text Two boats\n" },
		{ "Two boats  \nText.\n", "Text.\n" },
		{ "## Two boats\n\nText.\n", "Text.\n" },
		{ "Two\nboats\n\nText.\n", "Text.\n" },
		{ "<p>Two boats</p><p>Text.</p>\n", "Text.\n" },
		{ "Two boats\n", "" },
		{ "# Two boats\n\n# Two boats\n", "" },
		/* the first words of a longer text are part of it */
		{ "Two boats came.\n", "Two boats came.\n" },
		{ "Two boats came\nhome.\n", "Two boats came home.\n" },
		{ "Two boats\ncame home.\n", "Two boats came home.\n" },
		{ "**Two boats\n\u00E9taient l\u00E0**\n",
		    "Two boats \u00E9taient l\u00E0\n" },
		/* nothing is lost but the words */
		{ "[Two boats](/x)\n\nText.\n",
		    "[Two boats](/x)\n--\nText.\n" },
		{ "# [Two boats](/x)\n\nText.\n",
		    "[Two boats](/x)\n--\nText.\n" },
		{ "# Two boats[^1]\n\nText.\n\n[^1]: Note.\n",
		    "Two boats^1\n--\nText.\n--\n[1] Note.\n" },
		{ "> Two boats\n", "> Two boats\n" },
		{ "Two boats\n: a term\n", "Two boats: a term\n" },
		/* and what stands further down has a reason */
		{ "Text.\n\nTwo boats\n\n## Two boats\n",
		    "Text.\n--\nTwo boats\n--\nh2 Two boats\n" },
		{ "Two boats\n\nTwo boats\n", "Two boats\n" },
	};
	const struct markdown how = { .title = "Two boats" };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_blocks_as(&how, cases[i][0], strlen(cases[i][0]),
		    cases[i][1]);
	assert_blocks("Two boats\n\nText.\n", "Two boats\n--\nText.\n");
}

static void
an_anchor_behind_a_heading_is_no_text(void **state)
{
	(void)state;
	assert_blocks("## Head {#head}\n\n## Set {x}\n",
	    "h2 Head\n--\nh2 Set {x}\n");
}

static void
a_term_and_its_first_meaning_are_one_line(void **state)
{
	(void)state;
	assert_blocks("Term\n: what it is\n: and more\n",
	    "Term: what it is\nand more\n");
	assert_blocks("A\n: a\nB\n: b\n", "A: a\nB: b\n");
	assert_blocks("A:\n\n:   a\n    b\n\n    c\n\nd",
	    "A: a b\n--\nc\n--\nd\n");
	assert_blocks("- A\n  : a\n", "*- A: a\n");
	assert_blocks("A:\n: a\n\nhttp://x.example/\n",
	    "A: a\n--\n<http://x.example/>=http://x.example/\n");
}

static void
task_items_and_strike_stay_as_typed(void **state)
{
	(void)state;
	assert_blocks("- [x] a\n- [ ] ~~b~~\n", "*- [x] a\n*- [ ] ~~b~~\n");
}

/* ---- links and images ---------------------------------------------------- */

static void
links_and_images_are_spans(void **state)
{
	(void)state;
	assert_blocks("See [the *map*](https://m.example/a \"t\").\n",
	    "See [the map](https://m.example/a).\n");
	assert_blocks("[r]\n\n[r]: https://m.example/ü\n",
	    "[r](https://m.example/%C3%BC)\n");
	assert_blocks("![Boat](b.png)", "{[image: Boat]}(/b.png)\n");
	assert_blocks("[![B](b.png)](https://t.example)",
	    "[{[image: B]}(/b.png)](https://t.example)\n");
	assert_blocks("[](https://m.example/a)", "[](https://m.example/a)\n");
}

static void
an_image_is_called_by_text_caption_or_file(void **state)
{
	(void)state;
	assert_blocks("![](x/b%20c.png)",
	    "{[image: b%20c.png]}(/x/b%20c.png)\n");
	assert_blocks("![](b.png \"At dusk\")", "{[image: At dusk]}(/b.png)\n");
	assert_blocks("![Boat](b.png \"At dusk\")",
	    "{[image: Boat: At dusk]}(/b.png)\n");
	assert_blocks("![Boat](b.png \"Boat\")", "{[image: Boat]}(/b.png)\n");
}

static void
images_can_be_left_out_but_what_they_link_is_not(void **state)
{
	const struct markdown how = { .images = IMAGES_DROP };
	static const char src[] = "a ![i](i.png) b [![B](b.png)](/c) "
				  "<img src=\"d.png\" alt=\"d\">e";

	(void)state;
	assert_blocks_as(&how, src, strlen(src), "a b [B](/c) e\n");
}

static void
an_address_shown_as_itself_is_an_autolink(void **state)
{
	(void)state;
	assert_blocks("<https://m.example/a?b=1&amp;c>",
	    "<https://m.example/a?b=1&c>=https://m.example/a?b=1&c\n");
	assert_blocks("<me@m.example>", "<me@m.example>=mailto:me@m.example\n");
	assert_blocks("[https://m.example/](https://m.example/)",
	    "<https://m.example/>=https://m.example/\n");
}

static void
bare_addresses_become_links_but_not_in_code_or_links(void **state)
{
	(void)state;
	assert_blocks("At https://m.example/a_b_c*d&e. Or\nhttp://x.y/(z)).",
	    "At <https://m.example/a_b_c*d&e>=https://m.example/a_b_c*d&e. Or "
	    "<http://x.y/(z)>=http://x.y/(z)).\n");
	assert_blocks("`https://a.example` [at https://b.example](/c)",
	    "``https://a.example`` [at https://b.example](/c)\n");
	assert_blocks("https:// and javascript://x", "https:// and "
						     "javascript://x\n");
}

static void
what_leads_nowhere_is_text(void **state)
{
	(void)state;
	assert_blocks("[a](#x) [b]() [c](javascript:alert(1)) [d](data:x) "
		      "[e](JavaScript:x) ![f](file:///x)",
	    "a b c d e [image: f]\n");
}

static void
an_address_never_leaves_its_line(void **state)
{
	(void)state;
	assert_blocks("[a](</x y&#10;=&gt; z>) [b](https://m.example/&#9;\")",
	    "[a](/x%20y%0A=%3E%20z) [b](https://m.example/%09%22)\n");
}

static void
relative_links_are_resolved_and_markdown_files_are_articles(void **state)
{
	const struct markdown how = { .base = "/a/story/" };
	static const char src[] =
	    "[a](b.png) [b](../x/2021-06-11-Two%20Boats.md#s) [c](x/index.md) "
	    "[d](/static/y.pdf#p) [e](//m.example/z) [f](y.html?q=1#s)";

	(void)state;
	assert_blocks_as(&how, src, strlen(src),
	    "[a](/a/story/b.png) [b](/a/two-boats) [c](/a/x) "
	    "[d](/static/y.pdf) [e](https://m.example/z) "
	    "[f](/a/story/y.html?q=1)\n");
}

static const char *
find_old(void *ctx, struct arena *a, const char *ref)
{
	(void)ctx;
	return strcmp(ref, "https://old.example/1") == 0
		   ? arena_strdup(a, "/a/one")
		   : NULL;
}

static void
addresses_that_the_archive_knows_become_its_own(void **state)
{
	const struct markdown how = { .find = find_old };
	static const char src[] =
	    "[a](https://old.example/1) "
	    "https://old.example/1 <https://old.example/2>";

	(void)state;
	assert_blocks_as(&how, src, strlen(src),
	    "[a](/a/one) [https://old.example/1](/a/one) "
	    "<https://old.example/2>=https://old.example/2\n");
}

/* ---- notes --------------------------------------------------------------- */

static void
notes_come_last_in_order_of_reference(void **state)
{
	(void)state;
	assert_blocks("A[^b] B[^a] C[^b]\n\n[^a]: First *here*\n"
		      "[^b]: Second\nlazy\n\n    More\n\nEnd\n",
	    "A^1 B^2 C^1\n--\nEnd\n--\n[1] Second lazy\n\n[1+] More\n--\n"
	    "[2] First here\n");
}

static void
notes_refer_to_notes_and_use_the_texts_definitions(void **state)
{
	(void)state;
	assert_blocks("A[^1]\n\n[^1]: See [d] and[^2]\n[^2]: Two\n\n"
		      "[d]: https://d.example\n",
	    "A^1\n--\n[1] See [d](https://d.example) and^2\n--\n[2] Two\n");
}

static void
a_note_can_hold_any_block_and_leaves_the_rest_alone(void **state)
{
	(void)state;
	assert_blocks("A[^1] B[^2]\n\n[^1]:\n    - a\n    - b\n"
		      "[^2]: text\n\n    ```\n    open <!--\n\n# Head\n",
	    "A^1 B^2\n--\nh1 Head\n--\n[1] \n*- a\n*- b\n--\n[2] text\n\n"
	    "code()\nopen <!--\n");
}

static void
an_open_fence_or_comment_does_not_swallow_the_notes(void **state)
{
	(void)state;
	assert_blocks("A[^1]\n\n[^1]: note\n\n```\nx\n",
	    "A^1\n--\ncode()\nx\n--\n[1] note\n");
	assert_blocks("A[^1]\n\n[^1]: note\n\n<!--\nx\n",
	    "A^1\n--\n[1] note\n");
}

static void
labels_that_are_not_known_stay_text_and_code_stays_code(void **state)
{
	(void)state;
	assert_blocks("A[^x] `[^1]` \\[^1] [^1]\n\n    [^1]\n\n[^1]: n\n",
	    "A[^x] ``[^1]`` [^1] ^1\n--\ncode()\n[^1]\n--\n[1] n\n");
	assert_blocks("```\n[^1]: code\n```\n", "code()\n[^1]: code\n");
	assert_blocks("[^1]:", "[1] \n");
}

struct doubts {
	size_t n, line;
	char sentence[512];
};

static void
keep_doubt(void *ctx, const struct problem *found)
{
	struct doubts *d = ctx;

	d->n++;
	d->line = found->line;
	snprintf(d->sentence, sizeof d->sentence, "%s", found->sentence);
}

static void
notes_without_a_reference_come_at_the_end_and_are_reported(void **state)
{
	struct doubts d = { 0 };
	const struct markdown how = { .sink = keep_doubt,
		.sink_ctx = &d,
		.line = 11 };
	static const char src[] = "[^x]: alone\n\nA[^a]\n\n[^a]: a\n";

	(void)state;
	assert_blocks_as(&how, src, strlen(src),
	    "A^1\n--\n[1] a\n--\n[2] alone\n");
	assert_int_equal(d.n, 1);
	assert_int_equal(d.line, 11);
	assert_string_equal(d.sentence, "no text refers to the note [^x]");
}

static void
images_without_a_text_are_reported_with_their_line(void **state)
{
	struct doubts d = { 0 };
	const struct markdown how = { .sink = keep_doubt, .sink_ctx = &d };
	static const char src[] = "A[^1]\n\n[^1]: n\n\n![](x.png)\n";

	(void)state;
	assert_blocks_as(&how, src, strlen(src),
	    "A^1\n--\n{[image: x.png]}(/x.png)\n--\n[1] n\n");
	assert_int_equal(d.n, 1);
	assert_int_equal(d.line, 5);
}

static void
what_is_too_much_work_is_shown_as_plain_lines_and_reported(void **state)
{
	static const char src[] =
	    "# A\n> *b* [c](d)\n\n\nx|y\n-|-\nz|`` ` ``\n\n1. e\n";
	struct doubts d = { 0 };
	struct markdown how = { .sink = keep_doubt, .sink_ctx = &d };

	(void)state;
	/* wherever it ends: in a heading, a quote, a table, a list */
	for (how.most_work = 1; how.most_work < 60; how.most_work++) {
		struct page p = { 0 };
		struct buf words = { 0 };

		d.n = 0;
		markdown_add(&p, src, strlen(src), &how);
		page_words(&p, &words);
		if (d.n > 0) {
			assert_int_equal(p.nblocks, 6);
			assert_string_equal(words.data,
			    "# A > *b* [c](d) x|y -|- z|`` ` `` 1. e");
			assert_non_null(strstr(d.sentence, "plain lines"));
		}
		buf_free(&words);
		page_free(&p);
	}
	assert_int_equal(d.n, 0);
}

static void
private_characters_of_the_input_are_no_marks(void **state)
{
	(void)state;
	assert_blocks("A[^1] \xEE\x80\x81"
		      "0\xEE\x80\x82 \xEE\x80\x80 &#xE001;0&#xE002; "
		      "`&#xE001;`\n\n[^1]: n\n",
	    "A^1 \uFFFD0\uFFFD \uFFFD \uFFFD0\uFFFD ``&#xE001;``\n--\n[1] n\n");
}

/* ---- the cost ------------------------------------------------------------ */

static double
seconds(const char *src, size_t len)
{
	struct page p = { 0 };
	clock_t since = clock();

	markdown_add(&p, src, len, &(struct markdown){ 0 });
	page_free(&p);
	return (double)(clock() - since) / CLOCKS_PER_SEC;
}

/* A quadratic way would take minutes; what is allowed is for slow machines. */
static void
a_long_text_of_anything_takes_no_time(void **state)
{
	static const char *const parts[] = { "[", "![", "![[]()", ">", "> ",
		"- ", "1. ", "`", "*a ", "*a_b", "a**b_c* ", "[a](b) ", "[a](",
		"<a b", "<a>", "<a href='x'>y</a> ", "<!--", "a<![CDATA[", "<?",
		"<div>\n", "<script>", "<pre>", "<sup>", "&#", "&amp;",
		"&eacute;", "<p>&eacute;", "[^1]", "[^", "[^1]: a\n",
		"a[^1]\n\n[^1]: b\n\n", "|", "a|b\n-|-\n", "|a", "{{<", "{{",
		"{%", "{{< a >}}", "[a b=\"", "[a]x[/a] ", "[/a]",
		"{% highlight x %}\n", "https://a.b/ ", "https://", ":",
		"word ", "a\n", "\n", "a\\\n", "\t", "```\n", "~~~ a\n\n",
		"<li>a", "<td>", "<blockquote>", "![a](b)", "{: .a}",
		"\xEE\x80\x81", "\xFF", "\r", "    a\n", "- a\n\n" };
	struct buf src = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		buf_clear(&src);
		while (src.len < 250 * 1000)
			buf_adds(&src, parts[i]);
		if (seconds(src.data, src.len) > 5)
			fail_msg("%s takes too long", parts[i]);
	}
	buf_free(&src);
}

static void
depth_costs_no_stack_and_no_time(void **state)
{
	struct buf src = { 0 };

	(void)state;
	buf_fill(&src, '>', 400 * 1000);
	buf_adds(&src, "a\n");
	assert_true(seconds(src.data, src.len) < 12);
	buf_clear(&src);
	for (size_t i = 0; i < 10000; i++)
		buf_adds(&src, "- ");
	buf_adds(&src, "a\n");
	buf_fill(&src, '\n', 500 * 1000);
	assert_true(seconds(src.data, src.len) < 12);
	buf_free(&src);
}

static void
a_wide_header_over_short_rows_takes_no_more_memory_than_text(void **state)
{
	struct buf src = { 0 };
	struct page p = { 0 };

	(void)state;
	for (size_t i = 0; i < 20000; i++)
		buf_adds(&src, "a|");
	buf_addc(&src, '\n');
	for (size_t i = 0; i < 20000; i++)
		buf_adds(&src, "-|");
	buf_addc(&src, '\n');
	for (size_t i = 0; i < 100000; i++)
		buf_adds(&src, "a\n");
	markdown_add(&p, src.data, src.len, &(struct markdown){ 0 });
	assert_int_equal(p.nblocks, 1);
	assert_int_equal(p.blocks[0].kind, BLOCK_PARAGRAPH);
	page_free(&p);
	buf_free(&src);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_an_empty_page),
		cmocka_unit_test(blocks_keep_their_order_and_their_words),
		cmocka_unit_test(a_hard_break_is_a_line_and_a_soft_one_a_space),
		cmocka_unit_test(lists_tell_depth_number_and_tightness),
		cmocka_unit_test(after_a_nested_list_the_outer_item_goes_on),
		cmocka_unit_test(an_empty_item_keeps_its_mark),
		cmocka_unit_test(
		    a_number_is_not_lost_before_a_nested_list_or_code),
		cmocka_unit_test(quotes_and_lists_know_which_is_outside),
		cmocka_unit_test(code_is_kept_to_the_byte),
		cmocka_unit_test(
		    controls_are_dropped_from_code_and_spaces_in_text),
		cmocka_unit_test(
		    invalid_bytes_and_nul_are_the_replacement_character),
		cmocka_unit_test(
		    line_ends_of_any_kind_and_a_mark_of_byte_order),
		cmocka_unit_test(
		    the_title_is_not_repeated_and_no_other_heading_is_as_high),
		cmocka_unit_test(a_text_does_not_begin_with_its_title),
		cmocka_unit_test(an_anchor_behind_a_heading_is_no_text),
		cmocka_unit_test(a_term_and_its_first_meaning_are_one_line),
		cmocka_unit_test(task_items_and_strike_stay_as_typed),
		cmocka_unit_test(links_and_images_are_spans),
		cmocka_unit_test(an_image_is_called_by_text_caption_or_file),
		cmocka_unit_test(
		    images_can_be_left_out_but_what_they_link_is_not),
		cmocka_unit_test(an_address_shown_as_itself_is_an_autolink),
		cmocka_unit_test(
		    bare_addresses_become_links_but_not_in_code_or_links),
		cmocka_unit_test(what_leads_nowhere_is_text),
		cmocka_unit_test(an_address_never_leaves_its_line),
		cmocka_unit_test(
		    relative_links_are_resolved_and_markdown_files_are_articles),
		cmocka_unit_test(
		    addresses_that_the_archive_knows_become_its_own),
		cmocka_unit_test(notes_come_last_in_order_of_reference),
		cmocka_unit_test(
		    notes_refer_to_notes_and_use_the_texts_definitions),
		cmocka_unit_test(
		    a_note_can_hold_any_block_and_leaves_the_rest_alone),
		cmocka_unit_test(
		    an_open_fence_or_comment_does_not_swallow_the_notes),
		cmocka_unit_test(
		    labels_that_are_not_known_stay_text_and_code_stays_code),
		cmocka_unit_test(
		    notes_without_a_reference_come_at_the_end_and_are_reported),
		cmocka_unit_test(
		    images_without_a_text_are_reported_with_their_line),
		cmocka_unit_test(
		    what_is_too_much_work_is_shown_as_plain_lines_and_reported),
		cmocka_unit_test(private_characters_of_the_input_are_no_marks),
		cmocka_unit_test(a_long_text_of_anything_takes_no_time),
		cmocka_unit_test(depth_costs_no_stack_and_no_time),
		cmocka_unit_test(
		    a_wide_header_over_short_rows_takes_no_more_memory_than_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
