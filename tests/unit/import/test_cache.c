#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <string.h>

#include "../archive_fixture.h"
#include "base/file.h"
#include "import/net/cache.h"

static struct fixture fx;

static int
begin(void **state)
{
	(void)state;
	fixture_begin(&fx);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	fixture_end(&fx);
	return 0;
}

static struct cache *
open_it(bool dry)
{
	struct problem why = { .file = "" };
	struct cache *m = cache_open(fx.root, dry, &why);

	if (m == NULL)
		fail_msg("%s", why.sentence);
	return m;
}

static void
write_file(const char *name, const char *text)
{
	char full[256];
	struct problem why;

	snprintf(full, sizeof full, "%s/.chasqui/%s", fx.root, name);
	assert_int_equal(file_write(full, text, strlen(text), 0644, &why), 0);
}

/* What the store would have: without it all is forgotten. */
static struct cache *
open_first(void)
{
	struct cache *m = open_it(false);

	write_file("imported", "");
	return m;
}

static void
remember_one(struct cache *m)
{
	struct cache_fetch f = { .version = "v",
		.etag = "\"e\"",
		.modified = "m",
		.size = 5000000000,
		.whole = true,
		.tries = 3 };

	cache_fetched_put(m, "feed", "g1", &f);
}

static bool
knows_one(struct cache *m)
{
	struct cache_fetch f;

	return cache_fetched(m, "feed", "g1", &f);
}

static void
all_of_a_fetch_is_remembered(void **state)
{
	struct cache *m = open_first();
	struct cache_fetch f;

	(void)state;
	remember_one(m);
	cache_close(m);
	m = open_it(false);
	assert_true(cache_fetched(m, "feed", "g1", &f));
	assert_string_equal(f.version, "v");
	assert_string_equal(f.etag, "\"e\"");
	assert_string_equal(f.modified, "m");
	assert_int_equal(f.size, 5000000000);
	assert_true(f.whole);
	assert_int_equal(f.tries, 3);
	assert_false(cache_fetched(m, "other", "g1", &f));
	assert_false(cache_fetched(m, "feed", "", &f));
	assert_string_equal(f.version, "");
	cache_close(m);
}

static void
pictures_hosts_and_their_robots_are_remembered(void **state)
{
	struct cache *m = open_first();
	struct cache_picture p = { .path = "static/x.png", .size = 7 };
	struct cache_host h = { 1234567890, 1234567890123 };
	struct buf text = { 0 };
	int64_t read_at;

	(void)state;
	cache_picture_put(m, "u", &p);
	cache_host_put(m, "o", &h);
	cache_robots_put(m, "o", "a\0b", 3, 99);
	memset(&p, 0, sizeof p);
	memset(&h, 0, sizeof h);
	assert_true(cache_picture(m, "u", &p));
	assert_string_equal(p.path, "static/x.png");
	assert_int_equal(p.size, 7);
	assert_true(cache_host(m, "o", &h));
	assert_int_equal(h.not_before, 1234567890);
	assert_int_equal(h.ready_ms, 1234567890123);
	assert_true(cache_robots(m, "o", &text, &read_at));
	assert_int_equal(text.len, 3);
	assert_memory_equal(text.data, "a\0b", 3);
	assert_int_equal(read_at, 99);
	assert_false(cache_picture(m, "o", &p));
	assert_false(cache_host(m, "u", &h));
	assert_false(cache_robots(m, "u", &text, &read_at));
	buf_free(&text);
	cache_close(m);
}

static void
where_a_feed_has_moved_to_is_known_until_it_is_forgotten(void **state)
{
	struct cache *m = open_first();
	struct buf to = { 0 };

	(void)state;
	assert_false(cache_moved(m, "u", &to));
	cache_moved_put(m, "u", "http://new.example/");
	assert_true(cache_moved(m, "u", &to));
	assert_string_equal(buf_str(&to), "http://new.example/");
	cache_moved_put(m, "u", "");
	assert_false(cache_moved(m, "u", &to));
	buf_free(&to);
	cache_close(m);
}

static void
a_dry_run_reads_and_does_not_write(void **state)
{
	struct cache *m;
	char folder[256];

	(void)state;
	snprintf(folder, sizeof folder, "%s/.chasqui", fx.root);
	m = open_it(true);
	remember_one(m);
	assert_true(knows_one(m));
	cache_close(m);
	assert_int_equal(access(folder, F_OK), -1);
	m = open_first();
	remember_one(m);
	cache_close(m);
	m = open_it(true);
	assert_true(knows_one(m));
	cache_moved_put(m, "u", "http://new.example/");
	cache_close(m);
	m = open_it(false);
	assert_false(cache_moved(m, "u", NULL));
	cache_close(m);
}

static void
a_damaged_file_is_begun_anew(void **state)
{
	struct cache *m = open_first();
	char path[256], junk[512];
	int fd;

	(void)state;
	for (int i = 0; i < 500; i++) { /* more than one page of it */
		struct cache_fetch f = { .version = "v" };
		char name[16];

		snprintf(name, sizeof name, "%d", i);
		cache_fetched_put(m, "feed", name, &f);
	}
	remember_one(m);
	cache_close(m);
	/* its head stays sound, and the tables do not */
	snprintf(path, sizeof path, "%s/.chasqui/fetched", fx.root);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	memset(junk, 0xA5, sizeof junk);
	for (off_t at = 4096; at < lseek(fd, 0, SEEK_END); at += 4096)
		assert_int_equal(pwrite(fd, junk, sizeof junk, at),
		    sizeof junk);
	close(fd);
	m = open_it(false);
	assert_false(knows_one(m));
	remember_one(m);
	assert_true(knows_one(m));
	cache_close(m);
	write_file("fetched", "This is no data base, but words of some kind.");
	m = open_it(false);
	assert_false(knows_one(m));
	remember_one(m);
	cache_close(m);
	m = open_it(false);
	assert_true(knows_one(m));
	cache_close(m);
}

static void
without_the_notes_of_the_store_it_is_forgotten(void **state)
{
	struct cache *m = open_first();
	char path[256];

	(void)state;
	remember_one(m);
	cache_close(m);
	snprintf(path, sizeof path, "%s/.chasqui/imported", fx.root);
	assert_int_equal(unlink(path), 0);
	m = open_it(false);
	assert_false(knows_one(m));
	cache_close(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_of_a_fetch_is_remembered,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    pictures_hosts_and_their_robots_are_remembered, begin, end),
		cmocka_unit_test_setup_teardown(
		    where_a_feed_has_moved_to_is_known_until_it_is_forgotten,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    a_dry_run_reads_and_does_not_write, begin, end),
		cmocka_unit_test_setup_teardown(a_damaged_file_is_begun_anew,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    without_the_notes_of_the_store_it_is_forgotten, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
