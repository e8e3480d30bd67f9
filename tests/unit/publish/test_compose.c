#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "capsule/front_matter.h"
#include "publish/compose.h"
#include "site/parts/editing.h"
#include "text/zone.h"

static struct problem why;

static struct compose
article(const char *text, const char *old)
{
	return (struct compose){ .kind = TARGET_ARTICLE,
		.text = text,
		.len = strlen(text),
		.old = old,
		.old_len = old == NULL ? 0 : strlen(old),
		.path = "articles/x.md",
		.slug = "x",
		.name = "Ana Torres",
		.dates = &date_rules_none,
		.now = "2026-11-30T15:55:01Z" };
}

static void
assert_composed(const struct compose *c, const char *expected)
{
	struct buf out = { 0 };

	memset(&why, 0, sizeof why);
	if (compose_text(c, &out, &why) == -1)
		fail_msg("%zu: %s", why.line, why.sentence);
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
}

static void
assert_refused(const struct compose *c, size_t line, const char *sentence)
{
	struct buf out = { 0 };

	memset(&why, 0, sizeof why);
	assert_int_equal(compose_text(c, &out, &why), -1);
	assert_int_equal(why.line, line);
	assert_non_null(strstr(why.sentence, sentence));
	assert_int_equal(out.len, 0);
	buf_free(&out);
}

static void
a_new_article_gets_date_author_and_title(void **state)
{
	struct compose c = article("# The harbour\r\n\r\nIt opens.", NULL);

	(void)state;
	assert_composed(&c, "---\ndate: 2026-11-30T15:55:01Z\n"
			    "author: \"Ana Torres\"\n---\n\n"
			    "# The harbour\n\nIt opens.\n");
	c = article("No heading, but a line.\n\nMore.\n", NULL);
	assert_composed(&c, "---\ntitle: \"No heading, but a line.\"\n"
			    "date: 2026-11-30T15:55:01Z\n"
			    "author: \"Ana Torres\"\n---\n\n"
			    "No heading, but a line.\n\nMore.\n");
}

static void
assert_titled(const char *text, const char *title)
{
	const struct compose c = article(text, NULL);
	struct buf expected = { 0 };

	buf_addf(&expected,
	    "---\ntitle: \"%s\"\ndate: 2026-11-30T15:55:01Z\n"
	    "author: \"Ana Torres\"\n---\n\n%s",
	    title, text);
	assert_composed(&c, buf_str(&expected));
	buf_free(&expected);
}

static void
a_text_without_a_heading_is_called_by_its_first_words(void **state)
{
	(void)state;
	assert_titled("It rained.\nWe stayed in.\n", "It rained.");
	assert_titled("**It** [rained](/a/x), `always`.\n",
	    "It rained, always.");
	assert_titled("![](x.png)\n\nA boat.\n", "x.png");
	assert_titled("```\ncode\n```\n\nWhat it does.\n", "What it does.");
	/* a line that an editor has wrapped is no title of its own */
	assert_titled("Yesterday the council met to discuss the plans for the\n"
		      "harbourmaster's house.\n",
	    "Yesterday the council met to discuss the plans for the ...");
	assert_titled(
	    "It rained all day, and nobody came to the market, he said.\n"
	    "Then the sun came.\n",
	    "It rained all day, and nobody came to the market, he said.");
	/* nor one that is too long: words are not cut */
	assert_titled("A line that goes on and on and on and on and on and on "
		      "and on and on and on and on and on without an end\n",
	    "A line that goes on and on and on and on and on and on and on "
	    "and on and on and on and on ...");
}

static void
what_the_front_matter_says_stays(void **state)
{
	struct compose c = article("---\ntitle: T\nauthor: B. One\n"
				   "date: 2024-05-01\nodd_key: 1\n---\nText\n",
	    NULL);

	(void)state;
	assert_composed(&c, c.text);
	c = article("+++\ntitle = \"T\"\n+++\nText\n", NULL);
	assert_composed(&c, "+++\ndate = 2026-11-30T15:55:01Z\n"
			    "author = \"Ana Torres\"\ntitle = \"T\"\n+++\n"
			    "Text\n");
}

static void
a_text_alone_keeps_the_head_that_it_replaces(void **state)
{
	static const char old[] =
	    "---\ntitle: Old\ndate: 2024-05-01\nauthor: B. One\n---\n\nText\n";
	struct compose c = article("New text\n", old);

	(void)state;
	assert_composed(&c, "---\ntitle: Old\ndate: 2024-05-01\n"
			    "author: B. One\n---\n\nNew text\n");
	c = article("---\ntitle: New\n---\nNew text\n", old);
	assert_composed(&c, "---\ndate: 2024-05-01\nauthor: [\"B. One\"]\n"
			    "title: New\n---\nNew text\n");
	/* nobody is signed for a text that was not signed */
	c = article("---\ntitle: New\n---\nText\n", "# Old\n");
	assert_composed(&c, "---\ntitle: New\n---\nText\n");
}

static void
the_address_stays_where_the_name_would_make_another(void **state)
{
	struct compose c =
	    article("---\ntitle: T\nauthor: A\n---\nText\n", NULL);

	(void)state;
	c.path = "articles/2024-05-01-other.md";
	assert_composed(&c,
	    "---\nslug: \"x\"\ntitle: T\nauthor: A\n---\nText\n");
	c.slug = "other";
	assert_composed(&c, c.text);
	c.text = "---\nslug: mine\ntitle: T\nauthor: A\n---\nText\n";
	c.len = strlen(c.text);
	assert_composed(&c, c.text);
}

static void
gemtext_is_kept_as_markdown(void **state)
{
	struct compose c = article("# T\n=> /a/b Label\n*x*\n", NULL);

	(void)state;
	c.gemtext = true;
	c.kind = TARGET_PAGE;
	assert_composed(&c, "# T\n\n[Label](</a/b>)\n\n\\*x\\*\n");
}

static void
a_fault_in_the_front_matter_is_told_with_its_line(void **state)
{
	struct compose c = article("---\ntitle: T\ndate: [\n---\nText\n", NULL);

	(void)state;
	assert_refused(&c, 4, "");
	c = article("---\ntitle: T\ndate: 2024-13-45\n---\nText\n", NULL);
	assert_refused(&c, 3, "2024-13-45");
	c = article("Text\nbad \xff\n", NULL);
	assert_refused(&c, 2, "UTF-8");
	c.len = 4;
	c.text = "a\n\0b";
	assert_refused(&c, 2, "NUL");
	c = article("---\nuntil: never\n---\nText\n", NULL);
	c.kind = TARGET_NOTICE;
	c.path = "notice.md";
	assert_refused(&c, 2, "never");
}

static void
pages_and_topics_are_taken_as_they_are(void **state)
{
	struct compose c = article("Just text\n", NULL);

	(void)state;
	c.kind = TARGET_PAGE;
	assert_composed(&c, "Just text\n");
	c.kind = TARGET_TOPIC;
	assert_composed(&c, "Just text\n");
}

static void
an_author_is_known_by_the_name_as_topics_are(void **state)
{
	static const char text[] =
	    "---\nauthors: [B. One, Ána TORRES]\n---\nText\n";
	struct front_matter f;

	(void)state;
	assert_int_equal(front_matter_read(&f, text, sizeof text - 1, "x.md",
			     NULL, NULL, NULL),
	    0);
	assert_true(editing_is_by(&f.authors, "Ana Torres"));
	assert_false(editing_is_by(&f.authors, "Ana"));
	front_matter_free(&f);
}

static void
a_date_without_a_zone_stays_the_same_moment(void **state)
{
	const struct zone lima = { .has_rule = true,
		.rule = { .standard_s = -18000 } };
	const struct date_rules dates = { .zone = &lima };
	struct compose c = article("---\ntitle: B\n---\nText.\n",
	    "---\ntitle: A\ndate: 2021-06-11 08:30\nauthor: C\n---\nText.\n");

	(void)state;
	c.dates = &dates;
	assert_composed(&c, "---\ndate: 2021-06-11T08:30:00-05:00\n"
			    "author: [\"C\"]\ntitle: B\n---\nText.\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_article_gets_date_author_and_title),
		cmocka_unit_test(
		    a_text_without_a_heading_is_called_by_its_first_words),
		cmocka_unit_test(what_the_front_matter_says_stays),
		cmocka_unit_test(a_text_alone_keeps_the_head_that_it_replaces),
		cmocka_unit_test(
		    the_address_stays_where_the_name_would_make_another),
		cmocka_unit_test(gemtext_is_kept_as_markdown),
		cmocka_unit_test(
		    a_fault_in_the_front_matter_is_told_with_its_line),
		cmocka_unit_test(pages_and_topics_are_taken_as_they_are),
		cmocka_unit_test(an_author_is_known_by_the_name_as_topics_are),
		cmocka_unit_test(a_date_without_a_zone_stays_the_same_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
