#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/capsule.h"
#include "capsule/front_matter.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"

static struct capsule c;
static struct problem why;

static int
forget(void **state)
{
	(void)state;
	arena_free(&c.arena);
	c = (struct capsule){ .dir = -1 };
	return 0;
}

static int
parse(const char *conf)
{
	forget(NULL);
	why = (struct problem){ 0 };
	return capsule_parse(&c, conf, strlen(conf), &why);
}

static void
assert_refused(const char *conf, size_t line, const char *sentence)
{
	assert_int_equal(parse(conf), -1);
	assert_non_null(strstr(why.sentence, sentence));
	assert_int_equal(why.line, line);
}

static void
nothing_said_means_the_defaults(void **state)
{
	(void)state;
	assert_int_equal(parse(""), 0);
	assert_string_equal(c.title, "");
	assert_string_equal(c.description, "");
	assert_string_equal(c.language, "en");
	assert_string_equal(c.author, "");
	assert_string_equal(c.license, "");
	assert_string_equal(c.web, "");
	assert_string_equal(c.favicon, "");
	assert_int_equal(c.items, 15);
	assert_int_equal(c.excerpt_lines, 4);
	assert_true(c.fold);
	assert_int_equal(c.charset, CHARSET_UTF8);
	assert_int_equal(c.images, CAPSULE_IMAGES_LINK);
	assert_int_equal(c.images_max_kb, 512);
	assert_true(c.keep_original);
	assert_int_equal(c.feed_items, 30);
	assert_false(c.feed_whole);
	assert_false(c.text_dot);
	assert_false(c.text_articles);
	assert_int_equal(c.nsources, 0);
}

static void
every_key_is_read(void **state)
{
	(void)state;
	assert_int_equal(
	    parse("title = \"The Harbour Gazette\"  description = 'News'\n"
		  "language = \"es-PE\" author = \"Ana\" license = \"CC0\"\n"
		  "web = \"https://gazette.example\" # the old site\n"
		  "items = 20 excerpt_lines = 2 fold = false\n"
		  "charset = \"latin1\" images = \"drop\" feed_items = 10\n"
		  "images_max = 64 keep_original = no feed_content = \"full\" "
		  "text_dot = yes\n"
		  "gopher_articles = text\n"
		  "favicon = \"\xF0\x9F\x90\x9F\"\n"
		  "source \"feed\" { url = \"https://x.example/feed/\"\n"
		  "  topic = \"Peru\" full = true limit = 5 delay = 0\n"
		  "  timeout = 3 robots = false allow_private = true }\n"
		  "source \"second\" { url = \"http://x.example/\" }\n"),
	    0);
	assert_string_equal(c.title, "The Harbour Gazette");
	assert_string_equal(c.description, "News");
	assert_string_equal(c.language, "es-PE");
	assert_string_equal(c.author, "Ana");
	assert_string_equal(c.license, "CC0");
	assert_string_equal(c.web, "https://gazette.example/");
	assert_int_equal(c.items, 20);
	assert_int_equal(c.excerpt_lines, 2);
	assert_false(c.fold);
	assert_int_equal(c.charset, CHARSET_LATIN1);
	assert_int_equal(c.images, CAPSULE_IMAGES_DROP);
	assert_int_equal(c.feed_items, 10);
	assert_true(c.feed_whole);
	assert_true(c.text_dot);
	assert_true(c.text_articles);
	assert_string_equal(c.favicon, "\xF0\x9F\x90\x9F");
	assert_int_equal(c.nsources, 2);
	assert_string_equal(c.sources[0].name, "feed");
	assert_string_equal(c.sources[0].url, "https://x.example/feed/");
	assert_string_equal(c.sources[0].topic, "Peru");
	assert_true(c.sources[0].full);
	assert_int_equal(c.sources[0].limit, 5);
	assert_string_equal(c.sources[1].topic, "");
	assert_false(c.sources[1].full);
	assert_int_equal(c.sources[1].limit, 50);
	assert_int_equal(c.images_max_kb, 64);
	assert_false(c.keep_original);
	assert_int_equal(c.sources[0].delay_s, 0);
	assert_int_equal(c.sources[0].timeout_s, 3);
	assert_false(c.sources[0].robots);
	assert_true(c.sources[0].allow_private);
	assert_int_equal(c.sources[1].delay_s, 1);
	assert_int_equal(c.sources[1].timeout_s, 20);
	assert_true(c.sources[1].robots);
	assert_false(c.sources[1].allow_private);
}

static void
unknown_keys_and_wrong_types_are_refused_with_their_line(void **state)
{
	(void)state;
	assert_refused("title = \"x\"\ntitel = \"y\"\n", 2, "titel");
	assert_refused("items = many\n", 1, "items");
	assert_refused("\n\nitems = 3x\n", 3, "items");
	assert_refused("fold = perhaps\n", 1, "fold");
	assert_refused("title\n\"x\"\n", 2, "title");
	assert_refused("source {\n}\n", 1, "source");
	assert_refused("source \"a\" { uri = \"x\" }\n", 1, "uri");
	assert_refused("title = \"x\"\n}\n", 2, "brace");
	assert_refused("source \"a\" { url = \"http://x.example/\" }\n"
		       "source \"a\" { url = \"http://x.example/\" }\n",
	    2, "duplicate");
}

static void
bad_values_are_refused_with_their_line(void **state)
{
	(void)state;
	assert_refused("\nitems = 0\n", 2, "items is 0: want 1 to 100");
	assert_refused("items = 101\n", 1, "want 1 to 100");
	assert_refused("items = 99999999999999999999\n", 1, "items");
	assert_refused("excerpt_lines = -1\n", 1, "want 0 to 20");
	assert_refused("feed_items = 0\n", 1, "feed_items");
	assert_refused("\ncharset = \"koi8\"\n", 2,
	    "charset is 'koi8': want one of utf-8 latin1 ascii");
	assert_refused("images = \"x\"\n", 1, "link keep drop");
	assert_refused("feed_content = \"x\"\n", 1, "summary full");
	assert_refused("gopher_articles = \"gemtext\"\n", 1, "menu text");
	assert_refused("language = \"es\r\n20\"\n", 2, "language");
	assert_refused("language = \"\"\n", 1, "language");
	assert_refused("web = \"gazette.example\"\n", 1, "web");
	assert_refused("web = \"ftp://gazette.example/\"\n", 1, "web");
	assert_refused("favicon = \"fish\"\n", 1, "one emoji");
	assert_refused("source \"a\" {\nurl = \"file:///etc/passwd\"\n}\n", 2,
	    "url");
	assert_refused("source \"a\" {\nurl = \"http://x.example\"\n"
		       "limit = 0 }\n",
	    3, "limit");
	assert_refused("images_max = 0\n", 1, "images_max");
	assert_refused("source \"a\" {\nurl = \"http://x.example\"\n"
		       "delay = 61 }\n",
	    3, "delay is 61: want 0 to 60");
	assert_refused("source \"a\" {\nurl = \"http://x.example\"\n"
		       "timeout = 0 }\n",
	    3, "timeout");
	assert_refused("source \"a\" {\n}\n", 2, "source \"a\" has no url");
}

static void
what_is_not_closed_at_the_end_is_refused(void **state)
{
	(void)state;
	assert_refused("title = \"x\"\nsource \"a\" {\n"
		       "url = \"http://x.example/\"\n",
	    3, "the section source is not closed");
	assert_refused("source \"a\" {\nurl = \"http://x.example/\"", 2,
	    "the section source is not closed");
	assert_int_equal(parse("title = \"x\n"), -1);
	assert_int_equal(parse("title = 'x\n"), -1);
	assert_int_equal(parse("title = \"x\"\n/* a comment\n"), -1);
	assert_int_equal(parse("title = "), -1);
	assert_int_equal(parse("title"), -1);
}

static void
the_end_of_the_file_needs_no_line_end(void **state)
{
	(void)state;
	assert_int_equal(parse("title = \"x\""), 0);
	assert_int_equal(parse("title = \"x\" # note"), 0);
	assert_int_equal(parse("title = \"x\" // note"), 0);
	assert_string_equal(c.title, "x");
}

static void
a_nul_byte_is_refused(void **state)
{
	static const char conf[] = "title = \"x\"\n\0 items = 0\n";

	(void)state;
	forget(NULL);
	assert_int_equal(capsule_parse(&c, conf, sizeof conf - 1, &why), -1);
}

static void
texts_are_of_one_clean_line(void **state)
{
	(void)state;
	assert_int_equal(parse("title = \"a\r\nb\tc\"\n"), 0);
	assert_string_equal(c.title, "a b c");
}

/* ---- the folder -------------------------------------------------------------
 */

static char root[64];

static int
make_root(void **state)
{
	(void)state;
	snprintf(root, sizeof root, "/tmp/chasqui-capsule-XXXXXX");
	return mkdtemp(root) == NULL ? -1 : 0;
}

static int
remove_root(void **state)
{
	char conf[96];

	(void)state;
	snprintf(conf, sizeof conf, "%s/capsule.conf", root);
	unlink(conf);
	return rmdir(root);
}

static void
write_conf(const char *text)
{
	char conf[96];

	snprintf(conf, sizeof conf, "%s/capsule.conf", root);
	assert_int_equal(file_write(conf, text, strlen(text), 0644, &why), 0);
}

static void
a_folder_without_a_configuration_is_a_capsule(void **state)
{
	struct capsule it;

	(void)state;
	assert_int_equal(capsule_open(&it, root, &why), 0);
	assert_true(it.dir >= 0);
	assert_int_equal(it.root[0], '/');
	assert_int_equal(it.items, 15);
	capsule_close(&it);
	assert_int_equal(it.dir, -1);
	capsule_close(&it);
}

static void
a_broken_configuration_is_named_with_its_line(void **state)
{
	struct capsule it;
	char said[700];

	(void)state;
	write_conf("title = \"x\"\nitems = 0\n");
	why = (struct problem){ 0 };
	assert_int_equal(capsule_open(&it, root, &why), -1);
	problem_str(&why, said, sizeof said);
	assert_memory_equal(said, root, strlen(root));
	assert_non_null(strstr(said, "/capsule.conf:2: items is 0"));
	assert_int_equal(it.dir, -1);
	write_conf("items = 7\n");
	assert_int_equal(capsule_open(&it, root, &why), 0);
	assert_int_equal(it.items, 7);
	capsule_close(&it);
}

static void
a_missing_folder_is_named(void **state)
{
	struct capsule it;

	(void)state;
	why = (struct problem){ 0 };
	assert_int_equal(capsule_open(&it, "/nowhere/at/all", &why), -1);
	assert_string_equal(why.file, "/nowhere/at/all");
	assert_string_not_equal(why.sentence, "");
}

/* ---- notices ----------------------------------------------------------------
 */

static struct notice n;

static int
notice(const char *src)
{
	const struct front_matter_how how = { .dates = &date_rules_none };

	why = (struct problem){ 0 };
	notice_free(&n);
	return notice_read(&n, src, strlen(src), &how, &why);
}

static int
forget_notice(void **state)
{
	(void)state;
	notice_free(&n);
	return 0;
}

static void
a_notice_has_a_text_and_perhaps_days(void **state)
{
	(void)state;
	assert_int_equal(notice("Support us.\n"), 0);
	assert_int_equal(n.len, 12);
	assert_int_equal(n.line, 1);
	assert_false(n.from.known || n.until.known);
	assert_int_equal(
	    notice("---\nfrom: 2021-06-01\nuntil: 2021-06-11\n---\nText\n"), 0);
	assert_string_equal(n.body, "Text\n");
	assert_int_equal(n.line, 5);
	assert_int_equal(n.from.seconds, 1622505600);
	assert_int_equal(n.until.seconds, 1623455999);
	assert_int_equal(
	    notice("+++\nuntil = 2021-06-11T08:30:00Z\n+++\nText\n"), 0);
	assert_int_equal(n.until.seconds, 1623400200);
	assert_false(n.from.known);
}

static void
a_notice_with_a_bad_date_is_refused(void **state)
{
	(void)state;
	assert_int_equal(notice("---\nfrom: 2021-06-01\nuntil: soon\n---\n"),
	    -1);
	assert_int_equal(why.line, 3);
	assert_int_equal(notice("---\nfrom: [\n---\n"), -1);
}

int
main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_said_means_the_defaults),
		cmocka_unit_test(every_key_is_read),
		cmocka_unit_test(unknown_keys_and_wrong_types_are_refused_with_their_line),
		cmocka_unit_test(bad_values_are_refused_with_their_line),
		cmocka_unit_test(what_is_not_closed_at_the_end_is_refused),
		cmocka_unit_test(the_end_of_the_file_needs_no_line_end),
		cmocka_unit_test(a_nul_byte_is_refused),
		cmocka_unit_test_teardown(texts_are_of_one_clean_line, forget),
		cmocka_unit_test_setup_teardown(a_folder_without_a_configuration_is_a_capsule, make_root, remove_root),
		cmocka_unit_test_setup_teardown(a_broken_configuration_is_named_with_its_line, make_root, remove_root),
		cmocka_unit_test(a_missing_folder_is_named),
		cmocka_unit_test(a_notice_has_a_text_and_perhaps_days),
		cmocka_unit_test_teardown(a_notice_with_a_bad_date_is_refused, forget_notice),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, NULL, NULL);
}
