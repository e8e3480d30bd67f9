#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "markdown/html_tag.h"

static struct html_reader
reader(const char *s)
{
	return (struct html_reader){ .s = s, .end = s + strlen(s) };
}

static void
assert_decodes(const char *s, const char *expected)
{
	struct buf out = { 0 };

	html_decode(&out, s, strlen(s));
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
}

static void
assert_attribute(const char *s, const char *name, const char *expected)
{
	struct html_reader r = reader(s);
	struct html_tag tag;
	struct buf out = { 0 };

	assert_true(html_tag_read(&r, &tag));
	assert_int_equal(html_attribute(&tag, name, &out), expected != NULL);
	assert_string_equal(buf_str(&out), expected == NULL ? "" : expected);
	buf_free(&out);
}

static void
assert_rest(const char *s, enum html_kind kind, const char *rest)
{
	struct html_reader r = reader(s);
	struct html_tag tag;

	assert_true(html_tag_read(&r, &tag));
	assert_int_equal(tag.kind, kind);
	assert_string_equal(r.s, rest);
}

static void
tags_are_read_whole_and_without_regard_to_case(void **state)
{
	(void)state;
	assert_rest("<BR/>x", HTML_BREAK, "x");
	assert_rest("<a\nhref=x>y", HTML_LINK, "y");
	assert_rest("</p >z", HTML_BLOCK, "z");
	assert_rest("<x-y>z", HTML_OTHER, "z");
	assert_rest("<img alt='a>b' src=c>d", HTML_IMAGE, "d");
	assert_rest("<p <b>x", HTML_BLOCK, "x");
}

static void
comments_and_declarations_are_read_whole(void **state)
{
	(void)state;
	assert_rest("<!-- a > b -->c", HTML_COMMENT, "c");
	assert_rest("<!-->c", HTML_COMMENT, "c");
	assert_rest("<!-- never closed", HTML_COMMENT, "");
	assert_rest("<![CDATA[ a > b ]]>c", HTML_COMMENT, "c");
	assert_rest("<?php a > b ?>c", HTML_COMMENT, "c");
	assert_rest("<!DOCTYPE html>c", HTML_COMMENT, "c");
}

static void
what_is_no_tag_is_not_read(void **state)
{
	static const char *const texts[] = { "<", "< a>", "<1>", "<a", "<a b='",
		"</", "</ a>", "<>" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct html_reader r = reader(texts[i]);
		struct html_tag tag;

		assert_false(html_tag_read(&r, &tag));
		assert_ptr_equal(r.s, texts[i]);
	}
}

static void
a_quote_that_is_not_closed_ends_with_the_tag(void **state)
{
	(void)state;
	assert_rest("<a href=\"x>y", HTML_LINK, "y");
}

static void
attributes_are_found_and_decoded(void **state)
{
	(void)state;
	assert_attribute("<a x href='/b?c=1&amp;d' >", "href", "/b?c=1&d");
	assert_attribute("<a HREF = /b/c>", "href", "/b/c");
	assert_attribute("<img alt src=x>", "alt", "");
	assert_attribute("<img data-src=y src=\"x\"/>", "src", "x");
	assert_attribute("<img title='src=z'>", "src", NULL);
	assert_attribute("<a>", "href", NULL);
}

static void
entities_are_decoded_when_they_are_whole(void **state)
{
	(void)state;
	assert_decodes("a &lt;b&gt; &amp;amp; &quot;", "a <b> &amp; \"");
	assert_decodes("&eacute;&mdash;&hellip;&nbsp;.",
	    "\u00E9\u2014\u2026\u00A0.");
	assert_decodes("&#233; &#xE9; &#XE9;", "\u00E9 \u00E9 \u00E9");
	assert_decodes("&#0; &#xD800; &#x110000;", "\uFFFD \uFFFD \uFFFD");
	assert_decodes("& &; &copy &nosuch; &#; &#x; &#12a; &a b;",
	    "& &; &copy &nosuch; &#; &#x; &#12a; &a b;");
}

static void
content_is_skipped_up_to_its_closing_tag(void **state)
{
	struct html_reader r = reader("<script>a</b><\"</SCRIPT\n>b");
	struct html_tag tag;

	(void)state;
	assert_true(html_tag_read(&r, &tag));
	html_skip_content(&r, &tag);
	assert_string_equal(r.s, "b");
	r = reader("<style>a");
	assert_true(html_tag_read(&r, &tag));
	html_skip_content(&r, &tag);
	assert_string_equal(r.s, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    tags_are_read_whole_and_without_regard_to_case),
		cmocka_unit_test(comments_and_declarations_are_read_whole),
		cmocka_unit_test(what_is_no_tag_is_not_read),
		cmocka_unit_test(a_quote_that_is_not_closed_ends_with_the_tag),
		cmocka_unit_test(attributes_are_found_and_decoded),
		cmocka_unit_test(entities_are_decoded_when_they_are_whole),
		cmocka_unit_test(content_is_skipped_up_to_its_closing_tag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
