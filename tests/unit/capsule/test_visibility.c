#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/visibility.h"

#include <string.h>

#include "base/buf.h"
#include "capsule/capsule.h"
#include "capsule/front_matter.h"
#include "text/zone.h"

#define NOON_2021 1622548800 /* 2021-06-01T12:00:00Z */

static struct date_rules rules;

static void
read_lines(struct front_matter *f, const char *lines)
{
	const struct front_matter_how how = { .path = "x.md", .dates = &rules };
	struct buf src = { 0 };

	buf_addf(&src, "---\n%s\n---\nText\n", lines);
	front_matter_read_by(f, src.data, src.len, &how, NULL);
	buf_free(&src);
}

/* What an article with these lines in its front matter is at that moment. */
static enum visibility
at(const char *lines, int64_t now, int64_t *changes)
{
	struct front_matter f;
	enum visibility v;

	read_lines(&f, lines);
	v = visibility_at(&f, now, changes);
	front_matter_free(&f);
	return v;
}

static enum visibility
now(const char *lines)
{
	int64_t changes;

	return at(lines, NOON_2021, &changes);
}

static void
an_article_is_hidden_by_all_that_says_so(void **state)
{
	static const char *const drafts[] = { "draft: true", "draft: tru",
		"draft: yes please", "draft: maybe", "published: false",
		"published: fasle", "publish: false", "publish: no",
		"public: false", "status: draft", "status: private",
		"status: pending", "status: Draft", "status: embargoed",
		"private: true", "private: 1", "visibility: private",
		"visibility: members", "hidden: true", "unpublished: true",
		"draft: false\nprivate: true", "post_status: trash",
		"permalink: false", "embargo: true", "embargo: next week",
		"expires: soon", "headless: true", "build:\n  render: never",
		"_build: {render: false}", "build:\n  render: link",
		"password: x", "post_password: 1234" };

	(void)state;
	for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++)
		if (now(drafts[i]) != HIDDEN_DRAFT)
			fail_msg("%s is shown", drafts[i]);
}

static void
an_article_is_shown_when_nothing_hides_it(void **state)
{
	static const char *const open[] = { "title: x", "draft: false",
		"draft:", "draft: \"\"", "draft: ~", "published: true",
		"published: 2020-01-01", "publish: true", "status: publish",
		"status: published", "status:", "visibility: public",
		"private: false", "hidden: no", "unlisted: false",
		"draft: off\nstatus: evergreen", "status: future",
		"embargo: 2020-01-01", "embargo:", "permalink: /x/",
		"build:\n  render: always\n  list: always", "headless: false",
		"password: \"\"", "date: 2020-01-02\npublished: 2020-01-01" };

	(void)state;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (now(open[i]) != VISIBLE)
			fail_msg("%s is hidden", open[i]);
}

static void
an_unlisted_article_is_served_but_in_no_list(void **state)
{
	static const char *const unlisted[] = { "unlisted: true",
		"unlisted: tru", "status: unlisted", "visibility: Unlisted",
		"build:\n  list: never" };

	(void)state;
	for (size_t i = 0; i < sizeof unlisted / sizeof *unlisted; i++)
		assert_int_equal(now(unlisted[i]), UNLISTED);
	assert_true(visibility_served(UNLISTED));
	assert_int_equal(now("unlisted: true\ndraft: true"), HIDDEN_DRAFT);
}

static void
the_moment_of_the_next_change_is_told(void **state)
{
	static const char dates[] =
	    "date: 2021-06-01T12:00:00Z\nexpiryDate: 2021-06-02T12:00:00Z";
	int64_t changes;

	(void)state;
	assert_int_equal(at(dates, NOON_2021 - 1, &changes), HIDDEN_SCHEDULED);
	assert_int_equal(changes, NOON_2021);
	assert_int_equal(at(dates, NOON_2021, &changes), VISIBLE);
	assert_int_equal(changes, NOON_2021 + 86400);
	assert_int_equal(at(dates, NOON_2021 + 86400, &changes),
	    HIDDEN_EXPIRED);
	assert_true(changes == INT64_MAX);
	assert_int_equal(now("expires: 2021-06-01"), HIDDEN_EXPIRED);
	assert_int_equal(at("draft: true", NOON_2021, &changes), HIDDEN_DRAFT);
	assert_true(changes == INT64_MAX);
}

static void
the_later_of_date_and_publish_date_counts(void **state)
{
	int64_t changes;

	(void)state;
	assert_int_equal(at("date: 2021-06-02\npublishDate: 2021-06-03",
			     NOON_2021, &changes),
	    HIDDEN_SCHEDULED);
	assert_int_equal(changes, NOON_2021 - 43200 + 2 * 86400);
	assert_int_equal(
	    at("date: 2021-05-01\npublished: 2021-06-03", NOON_2021, &changes),
	    HIDDEN_SCHEDULED);
	assert_int_equal(changes, NOON_2021 - 43200 + 2 * 86400);
	assert_int_equal(at("publishDate: 2021-05-01\nembargo: 2021-06-03",
			     NOON_2021, &changes),
	    HIDDEN_SCHEDULED);
	assert_int_equal(changes, NOON_2021 - 43200 + 2 * 86400);
}

static void
hidden_articles_are_counted_in_words(void **state)
{
	struct hidden_count h = { .n = { [HIDDEN_DRAFT] = 3,
				      [HIDDEN_SCHEDULED] = 1,
				      [HIDDEN_EXPIRED] = 1 },
		.next = 1798099200 };
	struct buf out = { 0 };

	(void)state;
	hidden_count_tell(&h, &out);
	assert_string_equal(buf_str(&out),
	    ", 3 drafts, 1 scheduled for 2026-12-24 08:00, 1 expired");
	buf_clear(&out);
	h = (struct hidden_count){
		.n = { [HIDDEN_DRAFT] = 1, [HIDDEN_SCHEDULED] = 2 },
		.next = 1798099200
	};
	hidden_count_tell(&h, &out);
	assert_string_equal(buf_str(&out),
	    ", 1 draft, 2 scheduled, the next for 2026-12-24 08:00");
	buf_free(&out);
}

/* The clock moves over these moments, at which the answer changes. */
static void
a_day_begins_and_ends_where_the_newsroom_is(void **state)
{
	static const struct {
		const char *zone, *lines;
		int64_t from, until; /* INT64_MAX: for good */
	} cases[] = {
		/* midnight */
		{ "America/Lima", "date: 2021-06-11", 1623387600, INT64_MAX },
		{ "Europe/Berlin", "date: 2021-06-11", 1623362400, INT64_MAX },
		{ "Etc/GMT-14", "date: 2021-06-11", 1623319200, INT64_MAX },
		/* a day of 23 hours, and one of 25 */
		{ "Europe/Berlin", "date: 2026-03-29\nexpiryDate: 2026-03-30",
		    1774738800, 1774738800 + 23 * 3600 },
		{ "Europe/Berlin", "date: 2026-10-25\nexpiryDate: 2026-10-26",
		    1792879200, 1792879200 + 25 * 3600 },
		/* the hour that there is not, in which a clock shows three */
		{ "Europe/Berlin", "date: 2026-03-29 02:30", 1774747800,
		    INT64_MAX },
		/* a leap day */
		{ "America/Lima", "date: 2024-02-29\nexpiryDate: 2024-03-01",
		    1709182800, 1709182800 + 86400 },
		{ "Asia/Kathmandu", "date: 2024-02-29\nexpiryDate: 2024-03-01",
		    1709144100, 1709144100 + 86400 },
		{ "Etc/GMT-14", "date: 2024-02-29\nexpiryDate: 2024-03-01",
		    1709114400, 1709114400 + 86400 },
	};
	struct arena a = { 0 };
	int64_t changes;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct problem why = { 0 };
		int64_t from = cases[i].from, until = cases[i].until;

		rules.local = true;
		rules.zone = zone_open(&a, cases[i].zone, &why);
		if (rules.zone == NULL)
			skip(); /* a machine without zone files */
		assert_int_equal(at(cases[i].lines, from - 1, &changes),
		    HIDDEN_SCHEDULED);
		assert_true(changes == from);
		assert_int_equal(at(cases[i].lines, from, &changes), VISIBLE);
		assert_true(changes == until);
		if (until != INT64_MAX)
			assert_int_equal(at(cases[i].lines, until, &changes),
			    HIDDEN_EXPIRED);
	}
	rules = date_rules_none;
	arena_free(&a);
}

static void
a_pin_and_a_notice_last_until_the_newsrooms_midnight(void **state)
{
	static const char src[] = "---\nuntil: 2021-06-11\n---\nx";
	const struct front_matter_how how = { .dates = &rules };
	struct arena a = { 0 };
	struct problem why = { 0 };
	struct front_matter f;
	struct notice n;

	(void)state;
	rules.zone = zone_open(&a, "America/Lima", &why);
	if (rules.zone == NULL)
		skip();
	read_lines(&f, "pinned: 2021-06-11");
	assert_int_equal(f.pinned, 1623387600 + 86399);
	front_matter_free(&f);
	assert_int_equal(notice_read(&n, src, strlen(src), &how, &why), 0);
	assert_int_equal(n.until.seconds, 1623387600 + 86399);
	notice_free(&n);
	rules = date_rules_none;
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_article_is_hidden_by_all_that_says_so),
		cmocka_unit_test(an_article_is_shown_when_nothing_hides_it),
		cmocka_unit_test(an_unlisted_article_is_served_but_in_no_list),
		cmocka_unit_test(the_moment_of_the_next_change_is_told),
		cmocka_unit_test(the_later_of_date_and_publish_date_counts),
		cmocka_unit_test(hidden_articles_are_counted_in_words),
		cmocka_unit_test(a_day_begins_and_ends_where_the_newsroom_is),
		cmocka_unit_test(
		    a_pin_and_a_notice_last_until_the_newsrooms_midnight),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
