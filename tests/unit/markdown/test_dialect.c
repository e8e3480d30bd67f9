#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "blocks_shown.h"

static void
figures_are_raised_and_lowered_and_formulas_stay(void **state)
{
	(void)state;
	assert_blocks("CO~2~ m^2^ 10^-6^ x^n^ 1^st^ x^(n+1)^",
	    "CO\u2082 m\u00B2 10\u207B\u2076 x^n 1st x^(n+1)\n");
	assert_blocks("2^10 ^ 2^11, x^2^y, a ~b~ c, ~~d~~, ~/e f~",
	    "2^10 ^ 2^11, x^2^y, a ~b~ c, ~~d~~, ~/e f~\n");
	assert_blocks("H\\~2~O `H~2~O`\n\n    H~2~O\n",
	    "H~2~O ``H~2~O``\n--\ncode()\nH~2~O\n");
	assert_blocks("[a~2~](/b~2~)", "[a\u2082](/b~2~)\n");
}

static void
obsidians_links_lead_to_articles_and_pictures(void **state)
{
	(void)state;
	assert_blocks("[[Some Page]] [[A|b]] [[c/D#e|]] [[#f]]",
	    "[Some Page](/a/some-page) [b](/a/a) [D > e](/a/d) f\n");
	assert_blocks("![[a b.png]] ![[c.jpg|300x20]] ![[d.jpg|e]] ![[f]]",
	    "{[image: a b]}(/a%20b.png) {[image: c]}(/c.jpg) "
	    "{[image: e]}(/d.jpg) [f](/a/f)\n");
	assert_blocks("[[1]](/x) [[ a ]] `[[b]]` \\[[c]]",
	    "[[1]](/x) [[ a ]] ``[[b]]`` [[c]]\n");
	assert_blocks("[[a]]\n\n[a]: /b\n", "[[a](/b)]\n");
}

static void
a_note_in_a_line_is_a_note(void **state)
{
	(void)state;
	assert_blocks("a^[b [c](/d)] e^[f\ng] h[^i]\n\n[^i]: j\n",
	    "a^1 e^2 h^3\n--\n[1] b [c](/d)\n--\n[2] f g\n--\n[3] j\n");
	assert_blocks("a^[b^[c]]", "a^1\n--\n[1] b^2\n--\n[2] c\n");
	assert_blocks("^[a\n\nb]", "^[a\n--\nb]\n");
}

static void
attributes_go_where_something_bears_them(void **state)
{
	(void)state;
	assert_blocks(
	    "# A { #b }\n\n[c](/d){.e f=\"g h\"} `i`{.j}\n\n{.k}\nl\n",
	    "h1 A\n--\n[c](/d) ``i``\n--\nl\n");
	assert_blocks("# [](/a.png)\n", "h1 [](/a.png)\n"); /* no text at all */
	assert_blocks("a {b} (c){d} {#e}f\n\n# {x} y\n",
	    "a {b} (c){d} {#e}f\n--\nh1 {x} y\n");
}

static void
boxes_are_their_title_and_text(void **state)
{
	(void)state;
	assert_blocks("::: note\na\n:::\n", "Note\na\n");
	assert_blocks("a\n:::tip B c\nd\n:::\ne\n", "a\n--\nB c\nd\n--\ne\n");
	assert_blocks("::: {.column width=1}\na\n:::\n", "a\n");
	assert_blocks("!!! note \"A *b*\"\n    c\n\n    d\n\ne\n",
	    "A b\nc\n--\nd\n--\ne\n");
	assert_blocks("!!! wow\n\na::: b\n", "!!! wow\n--\na::: b\n");
	assert_blocks("> [!NOTE]\n> a\n", "> Note\na\n");
	assert_blocks("> [!tip]+ A `b`\n> c\n", "> A ``b``\nc\n");
	assert_blocks("[!NOTE]\n", "[!NOTE]\n");
}

static void
emphasis_of_unspaced_scripts_ends_at_their_punctuation(void **state)
{
	(void)state;
	assert_blocks(
	    "**\u5F37\u3002**\u5F8C \u524D**\u300C\u5F37\u300D**\u5F8C",
	    "\u5F37\u3002\u5F8C \u524D\u300C\u5F37\u300D\u5F8C\n");
	assert_blocks("a**\"b\"**c 2 * 3\u3002 ** \u5F37",
	    "a**\"b\"**c 2 * 3\u3002 ** \u5F37\n");
}

static void
what_a_term_means_may_have_blocks_of_its_own(void **state)
{
	(void)state;
	assert_blocks("A\n\n:   b\n    c\n\n    - d\n\n        e\n\nf\n",
	    "A: b c\n--\n*- d\n\n*+ e\n--\nf\n");
	assert_blocks("- A\n\n: b\n", "*- A\n--\n: b\n");
	assert_blocks("# A\n\n: b\n", "h1 A\n--\n: b\n");
	/* blanks in the empty line, within what the meaning is set in by */
	assert_blocks("A\n\n : b\n   \n : c\n", "A: b\n--\n: c\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    figures_are_raised_and_lowered_and_formulas_stay),
		cmocka_unit_test(obsidians_links_lead_to_articles_and_pictures),
		cmocka_unit_test(a_note_in_a_line_is_a_note),
		cmocka_unit_test(attributes_go_where_something_bears_them),
		cmocka_unit_test(boxes_are_their_title_and_text),
		cmocka_unit_test(
		    emphasis_of_unspaced_scripts_ends_at_their_punctuation),
		cmocka_unit_test(what_a_term_means_may_have_blocks_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
