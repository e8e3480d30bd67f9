#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "import/net/robots.h"

static struct robots r;

static int
forget(void **state)
{
	(void)state;
	robots_free(&r);
	return 0;
}

static void
read_text(const char *text)
{
	robots_free(&r);
	robots_read(&r, text, strlen(text), "chasqui");
}

/* Does a robots.txt of one rule for all match that path? */
static bool
matches(const char *pattern, const char *path)
{
	struct buf text = { 0 };

	buf_addf(&text, "User-agent: *\nDisallow: %s\n", pattern);
	read_text(buf_str(&text));
	buf_free(&text);
	return !robots_allow(&r, path);
}

static void
without_rules_all_is_allowed(void **state)
{
	(void)state;
	read_text("");
	assert_true(robots_allow(&r, "/a"));
	read_text("User-agent: *\nDisallow:\n");
	assert_true(robots_allow(&r, "/a"));
	read_text("<!DOCTYPE html><title>Not found</title>\n");
	assert_true(robots_allow(&r, "/a"));
	read_text("Disallow: /\n"); /* said to nobody */
	assert_true(robots_allow(&r, "/a"));
}

static void
a_rule_holds_for_all_that_begins_so(void **state)
{
	(void)state;
	assert_true(matches("/fish", "/fish"));
	assert_true(matches("/fish", "/fish.html"));
	assert_true(matches("/fish", "/fish/salmon?a=b"));
	assert_false(matches("/fish", "/Fish"));
	assert_false(matches("/fish", "/catfish"));
	assert_true(matches("/fish/", "/fish/"));
	assert_false(matches("/fish/", "/fish"));
	assert_true(matches("/", "/"));
	assert_true(matches("/?s=", "/?s=x"));
}

static void
stars_and_the_end_are_understood(void **state)
{
	(void)state;
	assert_true(matches("/*.php", "/folder/x.php?y"));
	assert_false(matches("/*.php", "/windows.PHP"));
	assert_true(matches("/*.php$", "/folder/x.php"));
	assert_false(matches("/*.php$", "/x.php?y"));
	assert_false(matches("/*.php$", "/x.php/"));
	assert_true(matches("/a*b*c$", "/aXbYbZc"));
	assert_false(matches("/a*b*c$", "/acb"));
	assert_true(matches("*/feed", "/x/feed/"));
	assert_true(matches("/x$", "/x"));
	assert_false(matches("/x$", "/xy"));
	assert_true(matches("/*", "/"));
	assert_true(matches("/**$", "/a/b"));
	assert_false(matches("/abc*abc$", "/abc"));
}

static void
the_longest_rule_counts_and_of_two_the_one_that_allows(void **state)
{
	(void)state;
	read_text("User-agent: *\nDisallow: /\nAllow: /p\nDisallow: /p/x\n"
		  "Allow: /same\nDisallow: /same\n"
		  "Disallow: /also\nAllow: /also\n");
	assert_false(robots_allow(&r, "/a"));
	assert_true(robots_allow(&r, "/p"));
	assert_false(robots_allow(&r, "/p/x"));
	assert_true(robots_allow(&r, "/same"));
	assert_true(robots_allow(&r, "/also"));
}

static void
our_own_groups_count_alone_and_all_of_them(void **state)
{
	(void)state;
	read_text("User-agent: *\nDisallow: /\n\n"
		  "User-agent: other\nDisallow: /o\n\n"
		  "User-agent: Chasqui/1.0\nDisallow: /a\n\n"
		  "User-agent: *\nDisallow: /\n\n"
		  "USER-AGENT: x\nuser-agent: CHASQUI # us\nDisallow: /b\n");
	assert_true(robots_allow(&r, "/"));
	assert_true(robots_allow(&r, "/o"));
	assert_false(robots_allow(&r, "/a"));
	assert_false(robots_allow(&r, "/b"));
}

static void
a_name_that_only_begins_like_ours_is_not_ours(void **state)
{
	(void)state;
	read_text("User-agent: chasquis\nUser-agent: chasq\nDisallow: /\n");
	assert_true(robots_allow(&r, "/a"));
}

static void
other_lines_do_not_end_a_group(void **state)
{
	(void)state;
	read_text("User-agent: *\nSitemap: https://m.example/s.xml\n"
		  "nonsense\nUser-agent: other\nDisallow: /a\n");
	assert_false(robots_allow(&r, "/a"));
}

static void
lines_end_in_every_manner_and_comments_go(void **state)
{
	(void)state;
	read_text(
	    "\xEF\xBB\xBFUser-agent : *\r\n disallow :\t/a # why\rDisallow: "
	    "/b\n#Disallow: /c\n");
	assert_false(robots_allow(&r, "/a"));
	assert_false(robots_allow(&r, "/b"));
	assert_true(robots_allow(&r, "/c"));
}

static void
ways_to_write_the_same_path_are_one(void **state)
{
	(void)state;
	assert_true(matches("/a%3cd", "/a%3Cd"));
	assert_true(matches("/%61", "/a"));
	assert_true(matches("/a", "/%61"));
	assert_true(matches("/\xC3\xB1", "/%C3%B1"));
	assert_true(matches("/%c3%b1", "/\xC3\xB1"));
	assert_false(matches("/a%2fb", "/a/b"));
	assert_true(matches("/a%2Ab", "/a*b"));
	assert_false(matches("/a%2Ab", "/axb"));
	assert_true(matches("/a%24", "/a$"));
	assert_true(matches("/a$b", "/a$b"));
	assert_true(matches("/100%", "/100%"));
}

static void
robots_txt_itself_may_always_be_read(void **state)
{
	(void)state;
	read_text("User-agent: *\nDisallow: /\n");
	assert_true(robots_allow(&r, "/robots.txt"));
}

static void
a_delay_between_requests_is_read(void **state)
{
	(void)state;
	read_text("User-agent: *\nCrawl-delay: 7\nDisallow: /x\n");
	assert_int_equal(r.delay_s, 7);
	read_text("User-agent: other\nDisallow: /\nCrawl-delay: 7\n");
	assert_int_equal(r.delay_s, 0);
	read_text("User-agent: *\nCrawl-delay: 86400\n");
	assert_int_equal(r.delay_s, 60);
	read_text("User-agent: *\nDisallow: /\nCrawl-delay: 7\n\n"
		  "User-agent: chasqui\nDisallow: /x\n");
	assert_int_equal(r.delay_s, 0);
	/* a group ends at the next agent after it, too */
	read_text("User-agent: chasqui\nCrawl-delay: 7\n"
		  "User-agent: other\nDisallow: /\n");
	assert_int_equal(r.delay_s, 7);
	assert_true(robots_allow(&r, "/x"));
}

static void
only_so_much_is_read(void **state)
{
	struct buf text = { 0 };

	(void)state;
	buf_adds(&text, "User-agent: *\nDisallow: /a\n");
	while (text.len < ROBOTS_MAX)
		buf_adds(&text, "# and so on\n");
	buf_adds(&text, "Disallow: /b\n");
	read_text(buf_str(&text));
	buf_free(&text);
	assert_false(robots_allow(&r, "/a"));
	assert_true(robots_allow(&r, "/b"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_rules_all_is_allowed),
		cmocka_unit_test(a_rule_holds_for_all_that_begins_so),
		cmocka_unit_test(stars_and_the_end_are_understood),
		cmocka_unit_test(
		    the_longest_rule_counts_and_of_two_the_one_that_allows),
		cmocka_unit_test(our_own_groups_count_alone_and_all_of_them),
		cmocka_unit_test(a_name_that_only_begins_like_ours_is_not_ours),
		cmocka_unit_test(other_lines_do_not_end_a_group),
		cmocka_unit_test(lines_end_in_every_manner_and_comments_go),
		cmocka_unit_test(ways_to_write_the_same_path_are_one),
		cmocka_unit_test(robots_txt_itself_may_always_be_read),
		cmocka_unit_test(a_delay_between_requests_is_read),
		cmocka_unit_test(only_so_much_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, forget);
}
