#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "import/html/html.h"

static const struct {
	const char *html, *markdown;
} cases[] = {
	{ "<p>One <b>bold </b>word.", "One **bold** word.\n" },
	{ "<font><b>a<br><br>c</b></font>", "**a**\n\n**c**\n" },
	{ "<b>a</b><strong>b</strong>", "**ab**\n" },
	{ "<i></i>x<b> </b>y", "x y\n" },
	{ "<a href='/x'>one <a href='/y'>two</a></a>",
	    "[one](/x) [two](/y)\n" },
	{ "<a href='x.html'>t</a>", "[t](x.html)\n" },
	{ "<ul><li>a<li>b<ol start=3><li>c</ol></ul>",
	    "  - a\n\n  - b\n    \n    3.  c\n" },
	{ "<ul><li>a<ol><li>c</ol></ul>", "  - a\n    1.  c\n" },
	{ "<ul><li><ul><li>a<li>b</ul>c</ul>", "  - a\n  - b\n  - c\n" },
	{ "<ul><li><hr>a</ul>", "  - a\n" },
	{ "<h2>a<br>b</h2>", "## a b\n" },
	{ "<blockquote>a<!--more-->b</blockquote>", "> a\n> \n> b\n" },
	{ "a<!--more-->b", "a\n\n<!--more-->\n\nb\n" },
	{ "x<b><code>a</code></b><code>b</code>", "x`ab`\n" },
	{ "<pre>a<br>b</pre>", "``` \na\nb\n```\n" },
	{ "it&#146;s", "it’s\n" },
	{ "<blockquote><p>q</blockquote>", "> q\n" },
	{ "<h2>T <em>x</em></h2>y", "## T *x*\n\ny\n" },
	{ "a<br>b<br><br>c", "a  \nb\n\nc\n" },
	{ "<pre><code class=language-c>int x;\n</code></pre>",
	    "``` c\nint x;\n```\n" },
	{ "<p>2 * 3 # [x] `y`", "2 \\* 3 \\# \\[x\\] \\`y\\`\n" },
	{ "<img src=a.png alt='A b'>", "![A b](a.png)\n" },
	{ "x<script>y</script><!-- z -->", "x\n" },
	{ "wo<b>(rd)</b>s", "wo(rd)s\n" },
	{ "<code>a  b</code>", "`a b`\n" },
	{ "x<sup>2</sup> <del>no</del>", "x<sup>2</sup> ~~no~~\n" },
	{ "<table><tr><th>A<th>B<tr><td>1|2<td>x<br>y</table><p>z",
	    "| A | B |\n| --- | --- |\n| 1\\|2 | x y |\n\nz\n" },
	{ "<table><tr><td>just<tr><td>layout</table>", "just\n\nlayout\n" },
	/* cells that span; what a short row lacks */
	{ "<table><tr><th>A<th colspan=2>B<tr><td rowspan=2>1<td>2<td>3"
	  "<tr><td>4<tr><td>5</table>",
	    "| A | B |  |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n"
	    "|  | 4 |  |\n| 5 |  |  |\n" },
	{ "<table><tr><td rowspan=9>1<td>2<tr><td>3</table>",
	    "|  |  |\n| --- | --- |\n| 1 | 2 |\n|  | 3 |\n" },
	{ "<table><tr><td colspan=999999>1<tr><td>2<td>3</table>",
	    "|  |  |\n| --- | --- |\n| 1 |  |\n| 2 | 3 |\n" },
	/* code with the numbers of its lines */
	{ "<table class=rouge-table><tr><td class=gutter><pre>1\n2</pre>"
	  "<td class=code><pre>a\nb</pre></table>",
	    "``` \na\nb\n```\n" },
	{ "<div class='language-c highlighter-rouge'><div><pre><code>"
	  "<span class=lineno>1</span>int x;</code></pre></div></div>",
	    "``` c\nint x;\n```\n" },
	{ "<div class='CodeMirror-code'><pre>a</pre><pre>b</pre></div>",
	    "``` \na\nb\n```\n" },
	/* formulas, once */
	{ "<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>",
	    "$\\\\frac{1}{x}$\n" },
	{ "<math display=block><msup><mi>x</mi><mrow><mn>1</mn><mn>0</mn>"
	  "</mrow></msup></math>",
	    "$$x^{10}$$\n" },
	{ "<span class=MathJax>x</span><script type='math/tex'>x^2</script>",
	    "$x^2$\n" },
	{ "<span class=mwe-math-element><math alttext='{\\displaystyle y}'>"
	  "<mi>y</mi></math><img src=/y.svg alt=y></span>",
	    "$y$\n" },
	{ "<ruby>a<rp>[</rp><rt>b</rt><rp>]</rp></ruby> <ruby>c<rt>d</ruby>",
	    "a\\[b\\] c(d)\n" },
	{ "<h2>T<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2>",
	    "## T\n" },
	{ "in\u00ADvis\u200Bible", "invisible\n" },
	{ "<figure><img src=/a.png alt='A b'><figcaption>A b</figcaption>"
	  "</figure><img src=/a.png>",
	    "![A b](/a.png)\n" },
	{ "<dl><dt><img src=/a.png></dt><dd>c</dl>", "![](/a.png)\n\nc\n" },
	{ "<object data=/v><embed src=/v></object>", "[/v](/v)\n" },
	{ "<amp-youtube data-videoid=a></amp-youtube>",
	    "[www.youtube.com/watch?v=a](https://www.youtube.com/"
	    "watch?v=a)\n" },
	{ "<img data-src='{}' src=/a.png>", "![](/a.png)\n" },
	{ "<img src=/a.png srcset='/b.png 2x'>", "![](/b.png)\n" },
	{ "<img src=/a.png width=900 srcset='/s.png 300w'>", "![](/a.png)\n" },
	{ "<img src=/a.png srcset='/b.png'>", "![](/a.png)\n" },
	{ "<img src=/spacer.gif "
	  "data-src='{\"default\":{\"src\":\"\\/j.jpg\"}}'>",
	    "![](/j.jpg)\n" },
	{ "<img src=/blank.gif data-interchange='[/s.jpg, (small)], [/l.jpg, "
	  "(large)]' alt=I>",
	    "![I](/s.jpg)\n" },
	{ "<img src=data:image/gif;base64,R0 data-x='/x.jpg?w=9'>",
	    "![](/x.jpg?w=9)\n" },
	{ "a<img src=/spacer.gif>b", "ab\n" },
	{ "<img src=/spacer.gif alt=A><noscript><img src=/r.jpg alt=R>"
	  "</noscript>",
	    "![A](/spacer.gif)![R](/r.jpg)\n" },
	{ "<picture><source srcset='/b.webp 1200w' type=image/webp><source "
	  "srcset='/s.jpg 400w, /b.jpg 1200w'><img src=/s.jpg></picture>",
	    "![](/b.jpg)\n" },
	{ "<picture><source data-srcset='/w.webp 900w' type=image/webp>"
	  "<img src='data:image/gif;base64,R0' alt=W></picture>",
	    "![W](/w.webp)\n" },
	{ "<img src=/spacer.gif srcset='/b.png 2x'>", "![](/b.png)\n" },
	{ "<ul>loose<li>a</ul>b", "  - loose\n  - a\n\nb\n" },
	{ "<iframe src='https://v.example/1'></iframe>",
	    "[v.example/1](https://v.example/1)\n" },
	{ "<iframe src='https://x.doubleclick.net/1'></iframe>a", "a\n" },
	{ "<a href='javascript:x()'>t</a>", "t\n" },
	{ "<img alt='a\xEF\xBF\xBF' src=/x>", "![a\uFFFD](/x)\n" },
	{ "<ul><li><b>A:</b> it's <i>b</i><li>x: <a href=/y>y</a></ul>",
	    "  - **A:** it's *b*\n  - x: [y](/y)\n" },
	{ "<p>&nbsp;<p>a&nbsp;<p><b>&nbsp;</b><p>&nbsp;b&nbsp;c",
	    "a\n\nb\u00A0c\n" },
	{ "<picture><source srcset='a.webp'><img src=a.png></picture>b",
	    "![](a.png)b\n" },
	{ "<audio controls><source src=/a.mp3 type=audio/mpeg></audio>",
	    "[/a.mp3](/a.mp3)\n" },
	{ "<img src=/count.gif width=1 height=1>x", "x\n" },
	{ "<h2>T<a href='#t'>#</a></h2>x<a href='#r'>\u21A9\uFE0E</a>",
	    "## T\n\nx\n" },
	{ "<img srcset='/a.jpg 400w, /b.jpg 800w'>", "![](/b.jpg)\n" },
	{ "<img srcset='/a,1.jpg 400w,/b.jpg 4000w, /c.jpg 1500w,'>",
	    "![](/c.jpg)\n" },
	{ "<img srcset='/a.jpg 4000w,/b.jpg 3000w, data:image/gif;base64,R0'>",
	    "![](/b.jpg)\n" },
	{ "<img src='data:image/gif;base64,R0'><noscript><img src=/a.jpg "
	  "alt=A></noscript>",
	    "![A](/a.jpg)\n" },
	{ "<img data-src=/a.jpg src=/x.gif><noscript><img src=/a.jpg>"
	  "</noscript>",
	    "![](/a.jpg)\n" },
	{ "a<noscript>switch it on</noscript>", "a\n" },
	{ "<h3><button>When?</button></h3><button>Copy</button>",
	    "### When?\n" },
};

static void
html_becomes_markdown_that_says_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf out = { 0 };

		html_to_markdown(&out, cases[i].html, strlen(cases[i].html),
		    NULL);
		assert_string_equal(buf_str(&out), cases[i].markdown);
		buf_free(&out);
	}
}

static void
nesting_of_any_depth_is_survived(void **state)
{
	struct buf html = { 0 }, out = { 0 };

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_adds(&html, i % 2 ? "<div>" : "<blockquote>");
	buf_adds(&html, "deep");
	html_to_markdown(&out, html.data, html.len, NULL);
	buf_free(&html);
	buf_free(&out);
}

static void
addresses_are_resolved_against_the_page(void **state)
{
	static const char html[] = "<a href='../b?c=1#d'>t</a>";
	struct buf out = { 0 };

	(void)state;
	html_to_markdown(&out, html, strlen(html), "https://m.example/x/y/z");
	assert_string_equal(buf_str(&out),
	    "[t](https://m.example/x/b?c=1#d)\n");
	buf_free(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(html_becomes_markdown_that_says_the_same),
		cmocka_unit_test(nesting_of_any_depth_is_survived),
		cmocka_unit_test(addresses_are_resolved_against_the_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
