#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive_fixture.h"
#include "index/article_text.h"

/* An article that the index knows, of long ago. */
struct known {
	struct fixture f;
	struct capsule c;
	struct article art;
	struct buf src;
};

static void
begin(struct known *k)
{
	struct problem why = { 0 };

	memset(k, 0, sizeof *k);
	fixture_begin(&k->f);
	fixture_write(&k->f, "articles/a.md", "The text\n");
	fixture_age(&k->f, "articles/a.md");
	fixture_scan(&k->f);
	fixture_read(&k->f);
	assert_int_equal(index_article(k->f.ix, &k->f.arena, "a", &k->art), 1);
	assert_int_equal(capsule_open(&k->c, k->f.root, &why), 0);
}

static void
end(struct known *k)
{
	capsule_close(&k->c);
	buf_free(&k->src);
	fixture_end(&k->f);
}

static enum article_text
read_it(struct known *k)
{
	buf_clear(&k->src);
	return article_text_read(&k->c, &k->art, 1000, &k->src);
}

static void
a_file_as_the_index_knows_it_is_the_same(void **state)
{
	struct known k;

	(void)state;
	begin(&k);
	assert_int_equal(read_it(&k), TEXT_SAME);
	assert_string_equal(k.src.data, "The text\n");
	end(&k);
}

static void
a_file_renamed_into_its_place_is_newer_at_once(void **state)
{
	struct known k;

	(void)state;
	begin(&k);
	fixture_write(&k.f, "new", "Another\n");
	fixture_rename(&k.f, "new", "articles/a.md");
	/* on a coarse clock the rename may seem to be one with the writing */
	while (read_it(&k) == TEXT_WRITING)
		fixture_rename(&k.f, "articles/a.md", "articles/a.md");
	assert_int_equal(read_it(&k), TEXT_NEWER);
	assert_string_equal(k.src.data, "Another\n");
	end(&k);
}

static void
a_file_written_to_just_now_is_being_written(void **state)
{
	struct known k;

	(void)state;
	begin(&k);
	fixture_write(&k.f, "articles/a.md", "Hal");
	assert_int_equal(read_it(&k), TEXT_WRITING);
	assert_string_equal(buf_str(&k.src), "");
	end(&k);
}

static void
a_file_that_has_settled_is_newer(void **state)
{
	struct known k;
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT },
		{ .tv_sec = time(NULL) - 3 } };

	(void)state;
	begin(&k);
	fixture_write(&k.f, "articles/a.md", "Whole\n");
	assert_int_equal(
	    utimensat(AT_FDCWD, fixture_path(&k.f, "articles/a.md"), times, 0),
	    0);
	assert_int_equal(read_it(&k), TEXT_NEWER);
	assert_string_equal(k.src.data, "Whole\n");
	end(&k);
}

static void
what_cannot_be_read_is_gone(void **state)
{
	struct known k;
	char big[2000];

	(void)state;
	begin(&k);
	memset(big, 'x', sizeof big);
	fixture_write_bytes(&k.f, "articles/a.md", big, sizeof big);
	fixture_age(&k.f, "articles/a.md");
	assert_int_equal(read_it(&k), TEXT_GONE);
	assert_string_equal(buf_str(&k.src), "");
	fixture_unlink(&k.f, "articles/a.md");
	assert_int_equal(read_it(&k), TEXT_GONE);
	assert_int_equal(
	    symlink("/etc/passwd", fixture_path(&k.f, "articles/a.md")), 0);
	assert_int_equal(read_it(&k), TEXT_GONE);
	end(&k);
}

static void
what_was_in_the_buffer_stays(void **state)
{
	struct known k;

	(void)state;
	begin(&k);
	buf_adds(&k.src, "before ");
	assert_int_equal(article_text_read(&k.c, &k.art, 1000, &k.src),
	    TEXT_SAME);
	assert_string_equal(k.src.data, "before The text\n");
	fixture_unlink(&k.f, "articles/a.md");
	buf_cut(&k.src, 7);
	assert_int_equal(article_text_read(&k.c, &k.art, 1000, &k.src),
	    TEXT_GONE);
	assert_string_equal(k.src.data, "before ");
	end(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_as_the_index_knows_it_is_the_same),
		cmocka_unit_test(
		    a_file_renamed_into_its_place_is_newer_at_once),
		cmocka_unit_test(a_file_written_to_just_now_is_being_written),
		cmocka_unit_test(a_file_that_has_settled_is_newer),
		cmocka_unit_test(what_cannot_be_read_is_gone),
		cmocka_unit_test(what_was_in_the_buffer_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
