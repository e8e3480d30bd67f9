#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "blocks_shown.h"

static void
braces_of_every_builder_go(void **state)
{
	(void)state;
	assert_blocks("a {{< b c=\"d\" >}} e {{% f %}}g{{% /f %}}", "a e g\n");
	assert_blocks("{% if x %}\na\n{% endif %}\n", "a\n");
	assert_blocks("{%- include b.html -%}\n", "");
	assert_blocks("a {% comment %}\n\nb [^1]\n{% endcomment %} c\n",
	    "a c\n");
	assert_blocks("{% comment %} a\n", "a\n");
	assert_blocks("{% raw %}{{ site.x }} {% y %}{% endraw %}{{ site.x }}",
	    "{{ site.x }} {% y %}\n");
	assert_blocks("`{%} {% raw %}a{% endraw %}`", "``{%} a``\n");
	assert_blocks("a {{/* b */}}c\n", "a c\n");
	assert_blocks("{{ site.title }}{{ page.url | x }} a {# b #}c", "a c\n");
	assert_blocks("a\n{: .b #c d=\"e\"}\n\n{:toc}\n", "a\n");
	assert_blocks("{{< a\n   b=\"c\"\n>}}\n\nd\n", "d\n");
}

static void
brackets_of_wordpress_go(void **state)
{
	(void)state;
	assert_blocks("[gallery ids=\"1,2\" columns='3']\n\n[gallery]\n\na",
	    "a\n");
	assert_blocks("[caption id=\"a\" width=\"3\"]<img src=\"b.png\" "
		      "alt=\"B\"> At *dusk*[/caption]",
	    "{[image: B]}(/b.png) At dusk\n");
	assert_blocks("[embed]https://v.example/1[/embed]",
	    "<https://v.example/1>=https://v.example/1\n");
	assert_blocks("[youtube=https://v.example/1] [a=b]",
	    "[](https://v.example/1)[a=b]\n");
	assert_blocks("[su_note]a[/su_note] [b c=\"d\"/]e", "a e\n");
	assert_blocks("[audio mp3=\"https://v.example/a.mp3\"][/audio]",
	    "[](https://v.example/a.mp3)\n");
}

static void
text_that_only_looks_like_one_stays(void **state)
{
	(void)state;
	assert_blocks("a [sic] [b](/c) [d][e] [f x] [g]\n\n[e]: /e\n[g]: /g\n",
	    "a [sic] [b](/c) [d](/e) [f x] [g](/g)\n");
	assert_blocks("[/a] [a b=\"c\"](/d)", "[/a] [a b=\"c\"](/d)\n");
	assert_blocks("{{ name }} {{}} {:?} {x} 5 {% off",
	    "{{ name }} {{}} {:?} "
	    "{x} 5 {% off\n");
	assert_blocks("{{< a\n\nb >}}", "{{< a\n--\nb >}}\n");
}

static void
code_shows_them_as_they_are(void **state)
{
	(void)state;
	assert_blocks("`{{< a \"b\" >}}` `[gallery ids=\"1\"]`\n\n"
		      "- ```\n  {% x %}\n  ```\n",
	    "``{{< a \"b\" >}}`` ``[gallery ids=\"1\"]``\n--\n"
	    "*- code()\n{% x %}\n");
	assert_blocks("`{{< figure src=\"a.png\" >}}`\n",
	    "``{{< figure src=\"a.png\" >}}``\n");
	assert_blocks("{{</* a b */>}}", "{{< a b >}}\n");
}

static void
pictures_links_and_captions_are_kept(void **state)
{
	(void)state;
	assert_blocks("{{< figure src=\"a.png\" alt=\"A [b]\" link=\"/c\" >}}",
	    "[{[image: A [b]]}(/a.png)](/c)\n");
	assert_blocks(
	    "{{< figure src=\"a.png\" alt=\"A\" caption=\"At dusk\" >}}",
	    "{[image: A]}(/a.png) At dusk\n");
	assert_blocks("{% include figure.html url='a.png' description=\"B\" %}",
	    "{[image: B]}(/a.png)\n");
	assert_blocks("{% img left /a.png 300 200 'B' %}",
	    "{[image: B]}(/a.png)\n");
	assert_blocks("{{< youtube abc-1 >}} {{ youtube(id=\"d\") }} "
		      "{{< vimeo id=\"2\" title=\"Film\" >}}",
	    "[](https://www.youtube.com/watch?v=abc-1)"
	    "[](https://www.youtube.com/watch?v=d)[Film](https://vimeo.com/2)"
	    "\n");
	assert_blocks("{% gist me/12 %} {{< tweet user=\"u\" id=\"3\" >}}",
	    "[](https://gist.github.com/me/12)"
	    "[](https://twitter.com/u/status/3)\n");
	assert_blocks("<p>{{< figure src='a.png' alt='A \"b\"' >}}"
		      "{{< youtube 1 >}}</p>",
	    "{[image: A \"b\"]}(/a.png)[](https://www.youtube.com/watch?v=1)"
	    "\n");
	assert_blocks("{{< button href=\"https://m.example/?a&copy=1\" >}}B"
		      "{{< /button >}}",
	    "[](https://m.example/?a&copy=1)B\n");
}

static void
references_to_articles_are_links(void **state)
{
	(void)state;
	assert_blocks("[a]({{< ref \"b.md\" >}}) [c]({% post_url "
		      "2021-06-11-boats %}) [d]({{ site.baseurl }}/e) "
		      "[f]({{ \"/g\" | relative_url }})",
	    "[a](/a/b) [c](/a/boats) [d](/e) [f](/g)\n");
}

static void
tags_around_code_are_fences(void **state)
{
	(void)state;
	assert_blocks("{% highlight rust %}\na [^1]\n\n```\n"
		      "{% endhighlight %}\n\nb\n",
	    "code(rust)\na [^1]\n\n```\n--\nb\n");
	assert_blocks("{{< highlight go \"linenos=1\" >}}\na\n"
		      "{{< /highlight >}}\n",
	    "code(go)\na\n");
	assert_blocks("[code language=\"c\"]\n*a*\n[/code]\nb\n",
	    "code(c)\n*a*\n--\nb\n");
	assert_blocks("{% highlight x %}\na\n", "a\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(braces_of_every_builder_go),
		cmocka_unit_test(brackets_of_wordpress_go),
		cmocka_unit_test(text_that_only_looks_like_one_stays),
		cmocka_unit_test(code_shows_them_as_they_are),
		cmocka_unit_test(pictures_links_and_captions_are_kept),
		cmocka_unit_test(references_to_articles_are_links),
		cmocka_unit_test(tags_around_code_are_fences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
