#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "markdown/from_gemtext.h"
#include "markdown/markdown.h"
#include "page/gemtext.h"
#include "page/page.h"
#include "page/place.h"

/* The gemtext, through Markdown, as gemtext again. */
static void
assert_round(const char *gemtext, const char *expected)
{
	static const struct place place = { .scheme = "gemini",
		.host = "h",
		.port = 1965 };
	struct markdown how = { .base = "/" };
	struct buf source = { 0 }, out = { 0 };
	struct page page = { 0 };

	markdown_from_gemtext(&source, gemtext, strlen(gemtext));
	markdown_add(&page, buf_str(&source), source.len, &how);
	gemtext_write(&page, &place, &out);
	if (strcmp(buf_str(&out), expected) != 0)
		print_error("Markdown was:\n%s\n", buf_str(&source));
	assert_string_equal(buf_str(&out), expected);
	buf_free(&source);
	buf_free(&out);
	page_free(&page);
}

static void
assert_same(const char *gemtext)
{
	assert_round(gemtext, gemtext);
}

static void
headings_links_lists_and_quotes_come_back(void **state)
{
	(void)state;
	assert_same("# Title\n\n## Part\n\n### Detail\n\nA text.\n");
	assert_same("Look:\n\n=> gemini://x.example/a A label\n"
		    "=> /a/b Another\n\nBehind it.\n");
	assert_same("* one\n* two\n\n> said so\n> and more\n");
	assert_same("* one\n\n* another list\n\n* and a third\n");
	assert_round("=> /a\n", "=> /a /a\n");
}

static void
every_line_stays_a_line(void **state)
{
	(void)state;
	assert_same("A poem has\nlines that stay\n\nand stanzas.\n");
	assert_round("\r\n\r\nText\r\n\r\n\r\n\r\nmore  \r\n",
	    "Text\n\nmore\n");
	assert_round("", "");
}

static void
preformatted_text_is_kept_to_the_byte(void **state)
{
	(void)state;
	assert_same("```art\n  /\\_  *x* {{< y >}}\n\n\ttab\n```\n");
	assert_round("```\nnot closed\n", "```\nnot closed\n```\n");
	assert_round("```a long alt\n``` \nText\n", "```a\n```\n\nText\n");
}

static void
what_markdown_would_take_for_a_mark_is_text(void **state)
{
	static const char *const lines[] = {
		"*not* _em_ **strong** `code` ~~gone~~ ==marked==",
		"[x](y) ![i](j) [^1] <b>html</b>",
		"&amp; &#65; AT&T a & b",
		"snake_case_name and __init__",
		"1. no list",
		"23) no list",
		"- no item",
		"+ no item",
		"--- no rule",
		": no definition",
		"{{< figure src=x >}} {% raw %} {.class} ${x} $a$ H^2^",
		"| a | b |",
		"|---|---|",
		"C:\\path\\*",
		"ends in a backslash \\",
		"an :emoji: too",
		"<!--more-->",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char text[200];

		snprintf(text, sizeof text, "%s\n", lines[i]);
		assert_same(text);
		snprintf(text, sizeof text, "### %s\n", lines[i]);
		assert_same(text);
		snprintf(text, sizeof text, "* %s\n* x\n", lines[i]);
		assert_same(text);
		snprintf(text, sizeof text, "> %s\n> x\n", lines[i]);
		assert_same(text);
		snprintf(text, sizeof text, "=> /a %s\n", lines[i]);
		assert_same(text);
		snprintf(text, sizeof text, "before\n%s\nbehind\n", lines[i]);
		assert_same(text);
	}
	assert_same("### # two marks #\n");
	assert_round("Title\n===\n", "Title\n===\n");
	assert_round("Title\n---\n", "Title\n---\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_links_lists_and_quotes_come_back),
		cmocka_unit_test(every_line_stays_a_line),
		cmocka_unit_test(preformatted_text_is_kept_to_the_byte),
		cmocka_unit_test(what_markdown_would_take_for_a_mark_is_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
