#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>

#include "archive_fixture.h"
#include "capsule/watch.h"
#include "capsule/watch_hub.h"
#include "kernel.h"

/* A watch on a capsule, and what it reported, a line each. */
struct watched {
	struct fixture f;
	struct watch *w;
	struct buf told;
};

static void
tell(void *ctx, const char *path)
{
	buf_addf(ctx, "%s\n", path[0] == '\0' ? "(all)" : path);
}

static void
begin(struct watched *t)
{
	struct problem why = { 0 };

	fixture_begin(&t->f);
	memset(&t->told, 0, sizeof t->told);
	fixture_write(&t->f, "articles/old/a.md", "A\n");
	fixture_write(&t->f, "pages/about.md", "About\n");
	fixture_write(&t->f, "static/x.txt", "X\n");
	t->w = watch_new(t->f.root, &why);
	assert_non_null(t->w);
}

static void
end(struct watched *t)
{
	watch_free(t->w);
	buf_free(&t->told);
	fixture_end(&t->f);
}

/* Call it as the indexer does, until nothing is left to settle. */
static const char *
told(struct watched *t)
{
	struct pollfd p = { .fd = watch_fd(t->w), .events = POLLIN };
	int ms = watch_read(t->w, tell, &t->told);

	while (ms >= 0) {
		poll(&p, 1, ms);
		ms = watch_read(t->w, tell, &t->told);
	}
	return buf_str(&t->told);
}

/* How often a line was told. */
static int
times(struct watched *t, const char *line)
{
	const char *p = told(t);
	size_t len = strlen(line);
	int n = 0;

	for (; *p != '\0'; p += strcspn(p, "\n") + 1)
		n += strncmp(p, line, len) == 0 && p[len] == '\n';
	return n;
}

static void
nothing_happens_while_nothing_changes(void **state)
{
	struct watched t;

	(void)state;
	begin(&t);
	assert_string_equal(told(&t), "");
	assert_int_equal(watch_read(t.w, tell, &t.told), -1);
	fixture_write(&t.f, "static/x.txt", "Y\n");
	fixture_write(&t.f, "articles/old/a.png", "P\n");
	fixture_write(&t.f, "articles/old/.a.md.swp", "P\n");
	assert_string_equal(told(&t), "");
	end(&t);
}

static void
a_file_that_was_written_and_closed_is_told_once(void **state)
{
	struct watched t;

	(void)state;
	begin(&t);
	fixture_write(&t.f, "articles/old/a.md", "Changed\n");
	fixture_write(&t.f, "articles/b.md", "New\n");
	fixture_write(&t.f, "notice.md", "Notice\n");
	fixture_write(&t.f, "capsule.conf", "\n");
	assert_int_equal(times(&t, "articles/old/a.md"), 1);
	assert_int_equal(times(&t, "articles/b.md"), 1);
	assert_int_equal(times(&t, "notice.md"), 1);
	assert_int_equal(times(&t, "capsule.conf"), 1);
	end(&t);
}

static void
a_file_that_is_still_open_is_told_when_it_has_settled(void **state)
{
	struct watched t;
	FILE *file;

	(void)state;
	begin(&t);
	file = fopen(fixture_path(&t.f, "articles/old/a.md"), "w");
	assert_true(watch_read(t.w, tell, &t.told) > 100);
	fputs("Half", file);
	fflush(file);
	assert_true(watch_read(t.w, tell, &t.told) > 100);
	assert_string_equal(buf_str(&t.told), "");
	assert_int_equal(times(&t, "articles/old/a.md"), 1);
	fclose(file);
	assert_int_equal(times(&t, "articles/old/a.md"), 2);
	end(&t);
}

static void
who_empties_a_file_is_given_time_to_fill_it(void **state)
{
	struct watched t;

	(void)state;
	begin(&t);
	fixture_write(&t.f, "articles/old/a.md", "");
	assert_true(watch_read(t.w, tell, &t.told) > 100);
	fixture_write(&t.f, "articles/old/a.md", "Text\n");
	assert_int_equal(watch_read(t.w, tell, &t.told), -1);
	assert_string_equal(buf_str(&t.told), "articles/old/a.md\n");
	end(&t);
}

static void
a_rename_into_place_is_told_at_once(void **state)
{
	struct watched t;

	(void)state;
	begin(&t);
	fixture_write(&t.f, "articles/old/.new", "New\n");
	fixture_rename(&t.f, "articles/old/.new", "articles/old/a.md");
	assert_int_equal(watch_read(t.w, tell, &t.told), -1);
	assert_string_equal(buf_str(&t.told), "articles/old/a.md\n");
	end(&t);
}

static void
what_went_and_what_was_made_readable_is_told(void **state)
{
	struct watched t;

	(void)state;
	begin(&t);
	fixture_rename(&t.f, "articles/old/a.md", "articles/c.md");
	assert_int_equal(times(&t, "articles/old/a.md"), 1);
	assert_int_equal(times(&t, "articles/c.md"), 1);
	assert_int_equal(chmod(fixture_path(&t.f, "articles/c.md"), 0600), 0);
	assert_int_equal(times(&t, "articles/c.md"), 2);
	fixture_unlink(&t.f, "articles/c.md");
	assert_int_equal(times(&t, "articles/c.md"), 3);
	end(&t);
}

static void
new_folders_are_watched_with_all_in_them(void **state)
{
	struct watched t;

	(void)state;
	begin(&t);
	fixture_write(&t.f, "articles/x/y/z.md", "Z\n");
	fixture_write(&t.f, "topics/peru.md", "Peru\n");
	told(&t);
	assert_int_equal(times(&t, "articles/x"), 1);
	assert_true(times(&t, "articles/x/y/z.md") >= 1);
	assert_true(times(&t, "topics/peru.md") >= 1);
	buf_clear(&t.told);
	fixture_write(&t.f, "articles/x/y/z.md", "Zz\n");
	assert_string_equal(told(&t), "articles/x/y/z.md\n");
	end(&t);
}

static void
a_moved_folder_is_watched_under_its_new_name(void **state)
{
	struct watched t;

	(void)state;
	begin(&t);
	fixture_rename(&t.f, "articles/old", "articles/new");
	assert_int_equal(times(&t, "articles/old"), 1);
	assert_int_equal(times(&t, "articles/new"), 1);
	buf_clear(&t.told);
	fixture_write(&t.f, "articles/new/a.md", "A\n");
	assert_string_equal(told(&t), "articles/new/a.md\n");
	end(&t);
}

static void
a_folder_behind_a_link_is_watched_under_both_names(void **state)
{
	struct watched t;

	(void)state;
	if (!kernel_has_openat2())
		skip();
	begin(&t);
	assert_int_equal(
	    symlink("../pages", fixture_path(&t.f, "articles/link")), 0);
	assert_int_equal(symlink("..", fixture_path(&t.f, "articles/loop")), 0);
	told(&t);
	buf_clear(&t.told);
	fixture_write(&t.f, "pages/about.md", "New\n");
	assert_int_equal(times(&t, "pages/about.md"), 1);
	assert_int_equal(times(&t, "articles/link/about.md"), 1);
	end(&t);
}

/* The system gives out 128 inotify instances, and there may be more capsules.
 */
static void
many_capsules_share_what_the_system_gives(void **state)
{
	static struct watched many[200];
	size_t before;

	(void)state;
	begin(&many[0]);
	before = hub_count();
	for (int i = 1; i < 200; i++)
		begin(&many[i]);
	assert_int_equal(hub_count(), 200 * before);
	fixture_write(&many[150].f, "articles/x.md", "X\n");
	assert_int_equal(times(&many[150], "articles/x.md"), 1);
	assert_int_equal(times(&many[151], "articles/x.md"), 0);
	for (int i = 0; i < 200; i++)
		end(&many[i]);
	assert_int_equal(hub_count(), 0);
}

static void
more_changes_than_can_be_kept_are_everything(void **state)
{
	struct watched t;
	char name[64];

	(void)state;
	begin(&t);
	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof name, "articles/old/%d.md", i);
		fixture_write(&t.f, name, "");
	}
	assert_int_equal(times(&t, "(all)"), 1);
	end(&t);
}

static void
a_root_that_goes_and_comes_back_is_looked_at_anew(void **state)
{
	struct watched t;
	char away[100];
	int ms;

	(void)state;
	begin(&t);
	snprintf(away, sizeof away, "%s.away", t.f.root);
	assert_int_equal(rename(t.f.root, away), 0);
	ms = watch_read(t.w, tell, &t.told);
	assert_in_range(ms, 1, 2000);
	assert_int_equal(rename(away, t.f.root), 0);
	assert_int_equal(watch_read(t.w, tell, &t.told), -1);
	assert_string_equal(buf_str(&t.told), "(all)\n");
	buf_clear(&t.told);
	fixture_write(&t.f, "articles/old/a.md", "New\n");
	assert_string_equal(told(&t), "articles/old/a.md\n");
	end(&t);
}

static void
a_folder_that_is_not_there_is_a_reason(void **state)
{
	struct problem why = { 0 };

	(void)state;
	assert_null(watch_new("/nowhere/at/all", &why));
	assert_string_equal(why.file, "/nowhere/at/all");
}

static void
a_folder_that_is_moved_here_is_whole(void **state)
{
	struct watched t;

	(void)state;
	begin(&t);
	fixture_write(&t.f, ".beside/in/a.md", "A\n");
	fixture_rename(&t.f, ".beside/in", "articles/in");
	assert_int_equal(watch_read(t.w, tell, &t.told), -1);
	assert_non_null(strstr(buf_str(&t.told), "articles/in/a.md\n"));
	/* one that goes may be followed by another */
	fixture_rename(&t.f, "articles/in", ".beside/in");
	buf_clear(&t.told);
	assert_true(watch_read(t.w, tell, &t.told) > 50);
	assert_string_equal(buf_str(&t.told), "");
	fixture_rename(&t.f, ".beside/in", "articles/in");
	assert_int_equal(watch_read(t.w, tell, &t.told), -1);
	assert_int_equal(times(&t, "articles/in"), 1);
	end(&t);
}

static void
an_empty_new_file_is_given_time_to_be_filled(void **state)
{
	struct watched t;
	FILE *file;

	(void)state;
	begin(&t);
	file = fopen(fixture_path(&t.f, "articles/new.md"), "w");
	assert_true(watch_read(t.w, tell, &t.told) > 1000);
	fputs("Text\n", file);
	fclose(file);
	assert_int_equal(watch_read(t.w, tell, &t.told), -1);
	assert_string_equal(buf_str(&t.told), "articles/new.md\n");
	/* a link is as whole as what it leads to */
	assert_int_equal(symlink("new.md", fixture_path(&t.f, "articles/l.md")),
	    0);
	assert_true(watch_read(t.w, tell, &t.told) < 1000);
	end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_happens_while_nothing_changes),
		cmocka_unit_test(
		    a_file_that_was_written_and_closed_is_told_once),
		cmocka_unit_test(
		    a_file_that_is_still_open_is_told_when_it_has_settled),
		cmocka_unit_test(who_empties_a_file_is_given_time_to_fill_it),
		cmocka_unit_test(a_rename_into_place_is_told_at_once),
		cmocka_unit_test(what_went_and_what_was_made_readable_is_told),
		cmocka_unit_test(new_folders_are_watched_with_all_in_them),
		cmocka_unit_test(a_moved_folder_is_watched_under_its_new_name),
		cmocka_unit_test(
		    a_folder_behind_a_link_is_watched_under_both_names),
		cmocka_unit_test(many_capsules_share_what_the_system_gives),
		cmocka_unit_test(more_changes_than_can_be_kept_are_everything),
		cmocka_unit_test(
		    a_root_that_goes_and_comes_back_is_looked_at_anew),
		cmocka_unit_test(a_folder_that_is_not_there_is_a_reason),
		cmocka_unit_test(a_folder_that_is_moved_here_is_whole),
		cmocka_unit_test(an_empty_new_file_is_given_time_to_be_filled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
