#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "blocks_shown.h"

static void
blocks_of_html_are_blocks(void **state)
{
	(void)state;
	assert_blocks("<div>a <b>b</b>\nc<p>d</p></div>\n", "a b c\n\nd\n");
	assert_blocks("<h2>Head</h2>text<hr>more\n",
	    "h2 Head\n\ntext\n\nrule\n\nmore\n");
	assert_blocks("<ul><li>a<li>b</ul><ol><li>c</li><li><p>d</ol>e\n",
	    "*- a\n*- b\n\n*1. c\n*2. d\n\ne\n");
	assert_blocks("<ol start=\"3\"><li>a<ul><li>b</li></ul>c<li>d</ol>e",
	    "*3. a\n**- b\n\n*+ c\n*4. d\n\ne\n");
	assert_blocks("<ul>\n<li>a\n\n<li>b\n\n</ul>\n", "*- a\n--\n*- b\n");
	assert_blocks("<blockquote>a</blockquote>b\n\n<blockquote>c\n\nd\n",
	    "> a\n\nb\n--\n> c\n--\nd\n");
	assert_blocks("<table><tr><td>a<td>b<tr><td><td>c</table>\n",
	    "a | b\nc\n");
}

static void
tags_in_a_line_leave_their_text(void **state)
{
	(void)state;
	assert_blocks("a<br>b <span class=\"x\">*c*</span> <!-- d -->e\n",
	    "a\nb c e\n");
	assert_blocks("a<p>b</p>c", "a\nb\nc\n");
	assert_blocks("a <del>b</del> <s>c</s>", "a ~~b~~ ~~c~~\n");
	assert_blocks("a <script>b *c*</script> d <style>e", "a d e\n");
}

static void
links_and_images_of_html_are_spans(void **state)
{
	(void)state;
	assert_blocks("<a href=\"/b?c&amp;d\">e *f*</a> g",
	    "[e f](/b?c&d) g\n");
	assert_blocks("<a name=\"x\">e</a> <a href=\"#x\">f</a>", "e f\n");
	assert_blocks("<p><a href=\"x.md\"><img src='b.png' alt='B'></a>",
	    "[{[image: B]}(/b.png)](/a/x)\n");
	assert_blocks("<img src=\"b.png\" title=\"At &lt;dusk&gt;\">",
	    "{[image: At <dusk>]}(/b.png)\n");
	assert_blocks("<iframe src=\"https://v.example/1\" title=\"Film\">"
		      "</iframe>",
	    "[Film](https://v.example/1)\n");
	assert_blocks("<a href=\"https://a.example\">https://a.example</a>",
	    "[https://a.example](https://a.example)\n");
	assert_blocks("<!-- more --> See <https://a.example/b>.<o:p></o:p>\n",
	    "See <https://a.example/b>=https://a.example/b.\n");
	assert_blocks("<div><a href=\"/b\"><https://a.example></a> <\n",
	    "[https://a.example](/b) <\n");
}

static void
a_link_around_blocks_is_one_in_each(void **state)
{
	(void)state;
	assert_blocks(
	    "<div><a href=\"/x\"><h2>Head</h2><p>text</p></a>b</div>\n",
	    "h2 [Head](/x)\n\n[text](/x)\n\nb\n");
	assert_blocks("<p>a <a href=\"/x\">b</p><p>c</a> d</p>\n",
	    "a [b](/x)\n\n[c](/x) d\n");
	assert_blocks("<a href=\"/x\">\n\ntext\n\n</a>\n",
	    "[](/x)\n--\ntext\n");
	assert_blocks("<a href=\"/x\"></a>\n", "[](/x)\n");
}

static void
spans_never_cross(void **state)
{
	(void)state;
	assert_blocks("[a <a href=\"/x\">b](/y) c</a> d",
	    "[a [b](/x)](/y) c d\n");
	assert_blocks("<a href=\"/x\">a [b </a>c](/y) d",
	    "[a [b c](/y)](/x) d\n");
	assert_blocks("<a href=\"/x\">a\n\nb", "[a](/x)\n--\nb\n");
	assert_blocks("<a href=\"/x\">a <a href=\"/y\">b</a>",
	    "[a](/x) [b](/y)\n");
}

static void
raised_and_lowered_text_keeps_its_sense(void **state)
{
	(void)state;
	assert_blocks("x<sup>2</sup> 10<sup>-6</sup> 2<sup>n+1</sup>",
	    "x\u00B2 10\u207B\u2076 2^(n+1)\n");
	assert_blocks("H<sub>2</sub>O x<sub>i</sub> x<sub>a b</sub>",
	    "H\u2082O x_i x_(a b)\n");
	assert_blocks("1<sup>st</sup> XIX<sup>e</sup> 2<sup>o</sup> "
		      "X<sup>TM</sup> a<sup>[1]</sup> b<sup></sup>",
	    "1st XIXe 2o XTM a[1] b\n");
	assert_blocks("a<sup>[1](/x)</sup> [b](/y)", "a^[1](/x) [b](/y)\n");
	assert_blocks("[a <sup>b c](/x) d</sup> [e](/y)",
	    "[a ^(b c](/x) d) [e](/y)\n");
	assert_blocks("[a<sup>2](/x)3</sup>", "[a^2](/x)3\n");
	assert_blocks("a</sup> <sup>b", "a b\n");
}

static void
preformatted_text_is_code(void **state)
{
	(void)state;
	assert_blocks(
	    "<pre><code>a &lt;b&gt;\n\n  <b>c</b> < d\n</code></pre>e\n",
	    "code()\na <b>\n\n  c < d\n\ne\n");
}

static void
entities_keep_their_meaning_and_cannot_make_lines(void **state)
{
	(void)state;
	assert_blocks("<p>&eacute; &lt;b&gt; &amp;amp;&#10;=&gt; x</p>\n",
	    "\u00E9 <b> &amp; => x\n");
	assert_blocks("<img src=\"x\" alt=\"a&#10;=> b\">",
	    "{[image: a => b]}(/x)\n");
}

static void
no_part_of_a_tag_is_left_and_no_word_lost(void **state)
{
	(void)state;
	assert_blocks("<div id=\"a\"\n*b*\n", "id=\"a\" *b*\n");
	assert_blocks("<div>a < b <1> <c\n", "a < b <1>\n");
	assert_blocks("<div>a <b title=\">\">c</b></div>\n", "a c\n");
}

static void
scripts_and_comments_are_no_text(void **state)
{
	(void)state;
	assert_blocks("<script>\nlet a = \"<p>b</p>\";\n</script>\nc\n", "c\n");
	assert_blocks("<style>a { b }\n</style>\n\nc\n", "c\n");
	assert_blocks("<!-- a\n\nb --> c\n", "c\n");
	assert_blocks("<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->",
	    "a\n");
	assert_blocks("a\n\n<!--more-->\n\nb\n", "a\n--\nb\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_of_html_are_blocks),
		cmocka_unit_test(tags_in_a_line_leave_their_text),
		cmocka_unit_test(links_and_images_of_html_are_spans),
		cmocka_unit_test(a_link_around_blocks_is_one_in_each),
		cmocka_unit_test(spans_never_cross),
		cmocka_unit_test(raised_and_lowered_text_keeps_its_sense),
		cmocka_unit_test(preformatted_text_is_code),
		cmocka_unit_test(
		    entities_keep_their_meaning_and_cannot_make_lines),
		cmocka_unit_test(no_part_of_a_tag_is_left_and_no_word_lost),
		cmocka_unit_test(scripts_and_comments_are_no_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
