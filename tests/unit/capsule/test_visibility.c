#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/visibility.h"

#include "base/buf.h"
#include "capsule/front_matter.h"

#define NOON_2021 1622548800 /* 2021-06-01T12:00:00Z */

/* What an article with these lines in its front matter is at that moment. */
static enum visibility
at(const char *lines, int64_t now, int64_t *changes)
{
	struct buf src = { 0 };
	struct front_matter f;
	enum visibility v;

	buf_addf(&src, "---\n%s\n---\nText\n", lines);
	front_matter_read(&f, src.data, src.len, "x.md", NULL, NULL, NULL);
	v = visibility_at(&f, now, changes);
	front_matter_free(&f);
	buf_free(&src);
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
		"draft: false\nprivate: true", "post_status: trash" };

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
		"draft: off\nstatus: evergreen", "status: future" };

	(void)state;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (now(open[i]) != VISIBLE)
			fail_msg("%s is hidden", open[i]);
}

static void
an_unlisted_article_is_served_but_in_no_list(void **state)
{
	static const char *const unlisted[] = { "unlisted: true",
		"unlisted: tru", "status: unlisted", "visibility: Unlisted" };

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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
