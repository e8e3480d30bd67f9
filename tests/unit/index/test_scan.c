#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>

#include "archive_fixture.h"
#include "index/index_write.h"
#include "index/tokenizer.h"
#include "kernel.h"

static const char *
title_of(struct fixture *f, const char *slug)
{
	struct article art;

	return index_article(f->ix, &f->arena, slug, &art) == 1
		   ? art.card.title
		   : "(no article)";
}

static const char *
slugs(struct fixture *f)
{
	fixture_read(f);
	return fixture_slugs(f, LIST_ALL, "");
}

/* ---- what is taken in ---------------------------------------------------- */

static void
articles_are_taken_from_all_folders_newest_first(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "---\ndate: 2021-06-01\n---\nx\n");
	fixture_write(&f, "articles/2021-06-03-b.md", "B\n");
	fixture_write(&f, "articles/deep/er/c.markdown",
	    "+++\ndate = 2021-06-02\n+++\nC\n");
	fixture_write(&f, "articles/d/index.md", "---\ntitle: D\n---\n");
	fixture_scan(&f);
	assert_string_equal(slugs(&f), "b c a d");
	assert_string_equal(buf_str(&f.told), "");
	fixture_end(&f);
}

static void
what_editors_leave_and_hidden_files_are_no_articles(void **state)
{
	static const char *const names[] = { "articles/.a.md", "articles/b.md~",
		"articles/c.md.tmp", "articles/.c.md.swp", "articles/d.txt",
		"articles/.git/e.md", "articles/f.tmp/g.md", "static/h.md",
		"h.md", "articles/#i.md#" };
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		fixture_write(&f, names[i], "Text\n");
	fixture_write(&f, "articles/yes.md", "Text\n");
	fixture_scan(&f);
	assert_string_equal(slugs(&f), "yes");
	fixture_end(&f);
}

static void
the_text_before_more_is_the_summary(void **state)
{
	struct fixture f;
	struct article art;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md",
	    "# A\n\nFirst *one*.\n\nThen two.\n\n<!--more-->\n\nThree.\n");
	fixture_write(&f, "articles/b.md", "<!--more-->\nOne.\n\nTwo.\n");
	fixture_write(&f, "articles/c.md",
	    "---\nsummary: Said.\n---\nOne.\n<!--more-->\n");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_article(f.ix, &f.arena, "a", &art), 1);
	assert_string_equal(art.card.summary, "First one. Then two.");
	assert_int_equal(index_article(f.ix, &f.arena, "b", &art), 1);
	assert_string_equal(art.card.summary, "One.");
	assert_int_equal(index_article(f.ix, &f.arena, "c", &art), 1);
	assert_string_equal(art.card.summary, "Said.");
	fixture_end(&f);
}

static void
an_empty_capsule_and_one_without_folders_are_fine(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_scan(&f);
	assert_string_equal(slugs(&f), "(no list)");
	assert_true(index_complete(f.ix));
	fixture_end(&f);
}

static void
a_broken_front_matter_is_served_by_its_name_and_told_once(void **state)
{
	struct fixture f;
	struct article art;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/bad.md", "---\ntitle: [\n---\nBody\n");
	fixture_write(&f, "articles/good.md", "---\ntitle: Good\n---\nBody\n");
	fixture_scan(&f);
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_article(f.ix, &f.arena, "bad", &art), 1);
	assert_string_equal(art.card.title, "Bad");
	assert_int_equal(index_article(f.ix, &f.arena, "good", &art), 1);
	assert_memory_equal(buf_str(&f.told), "articles/bad.md:", 16);
	assert_ptr_equal(strchr(f.told.data, '\n'),
	    f.told.data + f.told.len - 1);
	fixture_end(&f);
}

static void
odd_files_affect_only_themselves(void **state)
{
	static char huge[2000000];
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct fixture f;
	int s;

	(void)state;
	fixture_begin(&f);
	memset(huge, 'x', sizeof huge);
	fixture_write(&f, "articles/good.md", "Text\n");
	fixture_write_bytes(&f, "articles/huge.md", huge, sizeof huge);
	fixture_write_bytes(&f, "articles/nul.md", "a\0b", 3);
	fixture_write_bytes(&f, "articles/latin.md", "a\r\n\ncaf\xe9\n", 9);
	fixture_write(&f, "articles/odd\nname.md", "Text\n");
	fixture_write(&f, "articles/odd\xff.md", "Text\n");
	fixture_write(&f, "articles/folder.md/x.md", "Text\n");
	fixture_write(&f, "articles/empty.md", "");
	assert_int_equal(mkfifo(fixture_path(&f, "articles/fifo.md"), 0644), 0);
	s = socket(AF_UNIX, SOCK_STREAM, 0);
	snprintf(address.sun_path, sizeof address.sun_path, "%.100s",
	    fixture_path(&f, "articles/sock.md"));
	assert_int_equal(bind(s, (struct sockaddr *)&address, sizeof address),
	    0);
	fixture_scan(&f);
	fixture_scan(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 7);
	assert_non_null(strstr(f.told.data, "articles/huge.md: is longer"));
	assert_non_null(strstr(f.told.data, "articles/fifo.md: it is not"));
	assert_non_null(strstr(f.told.data, "articles/sock.md: it is not"));
	assert_non_null(strstr(f.told.data, "articles/nul.md:1: it holds"));
	assert_non_null(strstr(f.told.data, "articles/latin.md:3: it is not"));
	assert_null(strstr(strstr(f.told.data, "fifo.md") + 1, "fifo.md"));
	close(s);
	fixture_end(&f);
}

static bool
is_served(struct fixture *f, const char *path)
{
	const char *slug;

	return index_slug_of_path(f->ix, &f->arena, path, &slug) == 1;
}

static void
links_are_followed_below_the_root_only(void **state)
{
	struct fixture f;

	(void)state;
	if (!kernel_has_openat2())
		skip();
	fixture_begin(&f);
	fixture_write(&f, "articles/real.md", "Text\n");
	fixture_write(&f, "other/inner.md", "Text\n");
	fixture_write(&f, "../outside/out.md", "Text\n");
	assert_int_equal(
	    symlink("../other/inner.md", fixture_path(&f, "articles/link.md")),
	    0);
	assert_int_equal(
	    symlink("../other", fixture_path(&f, "articles/folder")), 0);
	assert_int_equal(symlink("../../outside/out.md",
			     fixture_path(&f, "articles/out.md")),
	    0);
	assert_int_equal(
	    symlink("../../outside", fixture_path(&f, "articles/outside")), 0);
	assert_int_equal(symlink(".", fixture_path(&f, "articles/loop")), 0);
	assert_int_equal(
	    symlink("nowhere.md", fixture_path(&f, "articles/dangling.md")), 0);
	fixture_scan(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 3);
	assert_true(is_served(&f, "articles/real.md"));
	assert_true(is_served(&f, "articles/link.md"));
	assert_true(is_served(&f, "articles/folder/inner.md"));
	assert_non_null(
	    strstr(f.told.data, "articles/out.md: this link leads out"));
	assert_non_null(
	    strstr(f.told.data, "articles/loop/: this link leads to"));
	fixture_end(&f);
}

/* A folder is taken once: 305 names made a million paths. */
static void
links_to_folders_do_not_multiply_what_is_in_them(void **state)
{
	struct fixture f;
	char name[80];

	(void)state;
	if (!kernel_has_openat2())
		skip();
	fixture_begin(&f);
	for (int i = 0; i < 30; i++) {
		snprintf(name, sizeof name, "other/%d/a.md", i);
		fixture_write(&f, name, "Text\n");
		fixture_age(&f, name);
		snprintf(name, sizeof name, "other/%d/all", i);
		assert_int_equal(symlink("..", fixture_path(&f, name)), 0);
	}
	fixture_write(&f, "articles/own/b.md", "Text\n");
	assert_int_equal(symlink("../other", fixture_path(&f, "articles/z")),
	    0);
	assert_int_equal(symlink("../other", fixture_path(&f, "articles/a")),
	    0);
	assert_int_equal(symlink("own", fixture_path(&f, "articles/again")), 0);
	fixture_write(&f, "pages/p.md", "Text\n");
	assert_int_equal(symlink("../articles", fixture_path(&f, "pages/l")),
	    0);
	fixture_scan(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 31);
	assert_true(is_served(&f, "articles/a/7/a.md"));
	assert_true(is_served(&f, "articles/own/b.md"));
	assert_false(is_served(&f, "articles/again/b.md"));
	assert_non_null(strstr(f.told.data,
	    "articles/z/: this link leads to a folder that is taken in"));
	/* and is told of by whatever name: the same is left */
	fixture_write(&f, "articles/own/b.md", "Other\n");
	fixture_look(&f, "articles/again/b.md");
	fixture_write(&f, "other/7/a.md", "Other\n");
	fixture_age(&f, "other/7/a.md");
	fixture_look(&f, "articles/z/7/a.md");
	fixture_look(&f, "articles/again");
	fixture_scan(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 31);
	/* the first name goes: the other takes its place */
	fixture_unlink(&f, "articles/a");
	fixture_look(&f, "articles/a");
	fixture_scan(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 31);
	assert_true(is_served(&f, "articles/z/7/a.md"));
	fixture_end(&f);
}

/* 200 such links were 1,888 lines of the log while their folders filled. */
static void
a_link_to_a_taken_folder_is_told_of_once(void **state)
{
	struct fixture f;

	(void)state;
	if (!kernel_has_openat2())
		skip();
	fixture_begin(&f);
	fixture_write(&f, "articles/own/a.md", "Text\n");
	assert_int_equal(symlink("own", fixture_path(&f, "articles/again")), 0);
	fixture_scan(&f);
	assert_non_null(strstr(buf_str(&f.told), "articles/again/: this link"));
	buf_clear(&f.told);
	fixture_write(&f, "articles/own/b.md", "Text\n");
	fixture_age(&f, "articles/own/b.md");
	fixture_scan(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 2);
	assert_null(strstr(buf_str(&f.told), "articles/again/"));
	fixture_end(&f);
}

static void
a_linked_folder_outside_is_named_and_an_absolute_link_inside_followed(
    void **state)
{
	struct fixture f;
	char target[120];

	(void)state;
	if (!kernel_has_openat2())
		skip();
	fixture_begin(&f);
	fixture_write(&f, "../outside/out.md", "Text\n");
	fixture_write(&f, "other/a.md", "Text\n");
	fixture_write(&f, "articles/.hidden/b.md", "Text\n");
	snprintf(target, sizeof target, "%s/outside", f.base);
	assert_int_equal(symlink(target, fixture_path(&f, "articles/out")), 0);
	snprintf(target, sizeof target, "%s/other", f.root);
	assert_int_equal(symlink(target, fixture_path(&f, "articles/in")), 0);
	snprintf(target, sizeof target, "%s/articles/in/a.md", f.root);
	assert_int_equal(symlink(target, fixture_path(&f, "articles/f.md")), 0);
	snprintf(target, sizeof target, "%s/articles/.hidden/b.md", f.root);
	assert_int_equal(symlink(target, fixture_path(&f, "articles/h.md")), 0);
	snprintf(target, sizeof target, "%s/../outside/out.md", f.root);
	assert_int_equal(symlink(target, fixture_path(&f, "articles/o.md")), 0);
	fixture_scan(&f);
	slugs(&f);
	assert_true(is_served(&f, "articles/in/a.md"));
	assert_true(is_served(&f, "articles/f.md"));
	assert_int_equal(index_count(f.ix), 2);
	assert_non_null(strstr(f.told.data,
	    "articles/out: this link leads out of the capsule"));
	assert_non_null(strstr(f.told.data, "articles/o.md: this link"));
	fixture_end(&f);
}

static double
cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* So many more hard links of one article; the time that they take. */
static double
add_hard_links(struct fixture *f, int from, int n)
{
	char name[60], first[200];
	double start;

	snprintf(first, sizeof first, "%s/articles/h.md", f->root);
	for (int i = from; i < from + n; i++) {
		snprintf(name, sizeof name, "articles/d/l%d.md", i);
		assert_int_equal(link(first, fixture_path(f, name)), 0);
	}
	start = cpu_s();
	fixture_look(f, "articles/d");
	fixture_scan(f);
	return cpu_s() - start;
}

static void
hard_links_do_not_cost_their_number_squared(void **state)
{
	struct fixture f;
	double few, many;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/h.md", "---\ntitle: H\n---\nText\n");
	fixture_age(&f, "articles/h.md");
	fixture_write(&f, "articles/d/x.md", "Text\n");
	fixture_scan(&f);
	few = add_hard_links(&f, 0, 500);
	many = add_hard_links(&f, 500, 4000);
	assert_true(many < 8 * 6 * few);
	fixture_read(&f);
	assert_int_equal(index_count(f.ix), 4502);
	fixture_end(&f);
}

static void
a_resting_scan_wakes_for_what_changes(void **state)
{
	struct scan_figures held;
	struct problem why = { 0 };
	struct fixture f;
	int64_t next;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "Text\n");
	fixture_scan(&f);
	scan_rest(f.scan);
	scan_figures(f.scan, &held);
	assert_int_equal(held.articles, 1);
	assert_int_equal(scan_due(f.scan, &next, &why), 0);
	assert_true(next == INT64_MAX);
	fixture_write(&f, "articles/b.md", "Text\n");
	fixture_age(&f, "articles/b.md");
	fixture_look(&f, "articles/b.md");
	scan_rest(f.scan);
	fixture_read(&f);
	assert_int_equal(index_count(f.ix), 2);
	/* its index is removed */
	assert_int_equal(unlink(f.index), 0);
	for (int i = 0; i < 20 && access(f.index, F_OK) == -1; i++)
		assert_int_equal(scan_due(f.scan, &next, &why), 0);
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_count(f.ix), 2);
	fixture_end(&f);
}

static void
no_more_files_are_taken_than_may_be(void **state)
{
	struct fixture f;
	char name[60];

	(void)state;
	fixture_begin(&f);
	for (int i = 0; i < 10; i++) {
		snprintf(name, sizeof name, "articles/%d.md", i);
		fixture_write(&f, name, "Text\n");
		fixture_age(&f, name);
	}
	fixture_open_scan(&f);
	scan_limit_files(f.scan, 7);
	fixture_scan(&f);
	fixture_scan(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 7);
	assert_string_equal(f.told.data,
	    "articles/7.md: the archive has more than 7 files (files_most): "
	    "this one and more are left out\n");
	fixture_unlink(&f, "articles/0.md");
	fixture_look(&f, "articles/0.md");
	fixture_scan(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 7);
	assert_true(is_served(&f, "articles/7.md"));
	fixture_end(&f);
}

/* ---- what changes -------------------------------------------------------- */

static void
only_changed_files_are_read_again(void **state)
{
	struct fixture f;
	struct timeval times[2] = { { 1000000000, 0 }, { 1000000000, 0 } };

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "---\ntitle: [\n---\n");
	fixture_scan(&f);
	buf_clear(&f.told);
	scan_free(f.scan);
	f.scan = NULL;
	fixture_scan(&f);
	assert_string_equal(buf_str(&f.told), "");
	assert_int_equal(utimes(fixture_path(&f, "articles/a.md"), times), 0);
	fixture_scan(&f);
	assert_memory_equal(buf_str(&f.told), "articles/a.md:", 14);
	fixture_end(&f);
}

static void
a_change_of_the_same_size_and_mtime_is_seen(void **state)
{
	struct fixture f;
	struct timespec times[2];
	struct stat st;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "# One\n");
	fixture_scan(&f);
	assert_int_equal(stat(fixture_path(&f, "articles/a.md"), &st), 0);
	fixture_write(&f, "articles/a.md", "# Two\n");
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	assert_int_equal(
	    utimensat(AT_FDCWD, fixture_path(&f, "articles/a.md"), times, 0),
	    0);
	fixture_look(&f, "articles/a.md");
	fixture_read(&f);
	assert_string_equal(title_of(&f, "a"), "Two");
	fixture_end(&f);
}

/* Not every file system knows leases. */
static bool
has_leases(int fd)
{
	return fcntl(fd, F_SETLEASE, F_RDLCK) == 0 &&
	       fcntl(fd, F_SETLEASE, F_UNLCK) == 0;
}

static void
a_file_that_is_opened_again_for_writing_is_not_taken_in_by_half(void **state)
{
	struct fixture f;
	int fd;
	bool can_be_told;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "# One\n");
	fixture_scan(&f);
	fd = open(fixture_path(&f, "articles/a.md"), O_RDONLY);
	can_be_told = has_leases(fd);
	close(fd);
	fd = open(fixture_path(&f, "articles/a.md"), O_WRONLY | O_TRUNC);
	assert_int_equal(write(fd, "# Tw", 4), 4);
	fixture_look(&f, "articles/a.md");
	fixture_read(&f);
	if (can_be_told)
		assert_string_equal(title_of(&f, "a"), "One");
	assert_int_equal(write(fd, "o\n", 2), 2);
	close(fd);
	fixture_look(&f, "articles/a.md");
	fixture_read(&f);
	assert_string_equal(title_of(&f, "a"), "Two");
	fixture_end(&f);
}

static void
a_path_that_is_told_is_looked_at_whatever_became_of_it(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "A\n");
	fixture_scan(&f);
	fixture_write(&f, "articles/b.md", "B\n");
	fixture_look(&f, "articles/b.md");
	slugs(&f);
	assert_int_equal(index_count(f.ix), 2);
	fixture_unlink(&f, "articles/a.md");
	fixture_look(&f, "articles/a.md");
	assert_string_equal(slugs(&f), "b");
	fixture_age(&f, "articles/b.md");
	fixture_rename(&f, "articles/b.md", "articles/sub/c.md");
	fixture_look(&f, "articles/b.md");
	assert_string_equal(slugs(&f), "(no list)");
	fixture_look(&f, "articles/sub");
	assert_string_equal(slugs(&f), "c");
	fixture_rename(&f, "articles/sub", "articles/other");
	fixture_look(&f, "articles/sub");
	assert_string_equal(slugs(&f), "(no list)");
	fixture_look(&f, "articles/other");
	assert_string_equal(slugs(&f), "c");
	fixture_look(&f, "static/nothing");
	fixture_look(&f, "articles/never-there.md");
	assert_string_equal(slugs(&f), "c");
	fixture_end(&f);
}

static void
files_that_went_while_nobody_looked_are_missed(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "A\n");
	fixture_write(&f, "articles/b/c.md", "C\n");
	fixture_write(&f, "articles/d.md", "D\n");
	fixture_write(&f, "pages/about.md", "About\n");
	fixture_scan(&f);
	fixture_unlink(&f, "articles/a.md");
	fixture_unlink(&f, "articles/b/c.md");
	fixture_unlink(&f, "pages/about.md");
	fixture_scan(&f);
	assert_string_equal(slugs(&f), "d");
	assert_int_equal(
	    index_own_page(f.ix, &f.arena, "about", &(struct own_page){ 0 }),
	    0);
	fixture_end(&f);
}

static void
a_file_being_written_is_taken_in_when_it_has_settled(void **state)
{
	struct fixture f;
	struct problem why = { 0 };
	int64_t next, t;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "# Whole\n");
	fixture_scan(&f);
	fixture_write(&f, "articles/new.md", "# Ha");
	fixture_scan(&f);
	assert_string_equal(slugs(&f), "a");
	t = (int64_t)time(NULL) + 1;
	assert_int_equal(scan_due(f.scan, &next, &why), 0);
	assert_true(next <= t + 1);
	fixture_write(&f, "articles/new.md", "# Half\n");
	fixture_look(&f, "articles/new.md");
	slugs(&f);
	assert_int_equal(index_count(f.ix), 2);
	fixture_end(&f);
}

/* ---- time ---------------------------------------------------------------- */

static void
write_dated(struct fixture *f, const char *name, const char *field,
    int64_t seconds)
{
	struct date d = date_of_seconds(seconds);
	char stamp[DATE_SIZE], text[200];

	snprintf(text, sizeof text, "---\ntitle: T\n%s: %s\n---\nText\n", field,
	    date_stamp(&d, stamp));
	fixture_write(f, name, text);
}

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec;
}

/* scan_due() until it has nothing to do before `until`. */
static int64_t
due(struct fixture *f)
{
	struct problem why = { 0 };
	int64_t next;

	do {
		assert_int_equal(scan_due(f->scan, &next, &why), 0);
	} while (next <= now());
	return next;
}

static void
wait_until(int64_t seconds)
{
	struct timespec t = { .tv_sec = (time_t)seconds };

	while (clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &t, NULL) != 0)
		continue;
}

static void
what_is_scheduled_and_what_expires_follows_the_clock(void **state)
{
	struct fixture f;
	int64_t t;

	(void)state;
	fixture_begin(&f);
	t = now();
	write_dated(&f, "articles/old.md", "expiryDate", t - 100);
	write_dated(&f, "articles/later.md", "date", t + 90000);
	write_dated(&f, "articles/soon.md", "date", t + 2);
	write_dated(&f, "articles/short.md", "expiryDate", t + 2);
	fixture_scan(&f);
	assert_string_equal(slugs(&f), "short");
	assert_int_equal(due(&f), t + 2);
	wait_until(t + 2);
	assert_int_equal(due(&f), t + 90000);
	assert_string_equal(slugs(&f), "soon");
	fixture_end(&f);
}

static void
the_reason_is_kept_of_each_article_that_no_list_shows(void **state)
{
	struct fixture f;
	struct hidden_count count;
	const struct hidden_file *files;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "---\ndraft: true\n---\nx\n");
	fixture_write(&f, "articles/b.md", "---\ndate: 2090-01-01\n---\nx\n");
	fixture_write(&f, "articles/c.md", "---\nunlisted: true\n---\nx\n");
	fixture_write(&f, "articles/d.md", "---\ntitle: d\n---\nx\n");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(slugs(&f), "d");
	index_hidden_count(f.ix, &count);
	assert_int_equal(count.n[HIDDEN_DRAFT], 1);
	assert_int_equal(count.n[HIDDEN_SCHEDULED], 1);
	assert_int_equal(count.next, 3786912000);
	assert_int_equal(count.n[UNLISTED], 1);
	assert_int_equal(index_hidden_files(f.ix, &f.arena, &files), 3);
	assert_string_equal(files[1].path, "articles/b.md");
	assert_int_equal(files[1].why, HIDDEN_SCHEDULED);
	fixture_end(&f);
}

static void
an_unlisted_article_is_found_by_its_address_alone(void **state)
{
	struct fixture f;
	struct article art;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md",
	    "---\ntopics: [Q]\nunlisted: true\n---\nlama\n");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(slugs(&f), "(no list)");
	assert_string_equal(fixture_slugs(&f, LIST_TOPIC, "q"), "(no list)");
	assert_int_equal(index_article(f.ix, &f.arena, "a", &art), 1);
	fixture_write(&f, "articles/a.md",
	    "---\ntopics: [Q]\nunlisted: false\n---\nlama\n");
	fixture_look(&f, "articles/a.md");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_TOPIC, "q"), "a");
	fixture_write(&f, "articles/a.md",
	    "---\ntopics: [Q]\nunlisted: true\n---\nlama\nmore\n");
	fixture_look(&f, "articles/a.md");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_TOPIC, "q"), "(no list)");
	fixture_end(&f);
}

static void
a_pinned_article_leads_until_its_day_is_over(void **state)
{
	struct fixture f;
	const struct card *cards;
	const int64_t day = 1622505600; /* 2021-06-01 */

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "---\npinned: true\n---\nx\n");
	fixture_write(&f, "articles/b.md", "---\npinned: 2021-06-01\n---\nx\n");
	fixture_write(&f, "articles/c.md", "---\npinned: false\n---\nx\n");
	fixture_scan(&f);
	fixture_read(&f);
	assert_int_equal(index_pinned(f.ix, &f.arena, day + 86399, 9, &cards),
	    2);
	assert_int_equal(index_pinned(f.ix, &f.arena, day + 86400, 9, &cards),
	    1);
	assert_string_equal(cards[0].slug, "a");
	fixture_end(&f);
}

static void
another_time_zone_moves_articles_to_its_days(void **state)
{
	struct fixture f;

	(void)state;
	if (access("/usr/share/zoneinfo/America/Lima", R_OK) == -1)
		skip();
	fixture_begin(&f);
	fixture_write(&f, "capsule.conf", "timezone = \"America/Lima\"\n");
	fixture_write(&f, "articles/a.md",
	    "---\ndate: 2021-06-12T03:00:00Z\n---\nx\n");
	fixture_write(&f, "articles/b.md", "---\ndate: 01/02/2021\n---\nx\n");
	fixture_age(&f, "articles/a.md");
	fixture_age(&f, "articles/b.md");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_DAY, "2021-06-11"), "a");
	fixture_write(&f, "capsule.conf",
	    "timezone = \"Asia/Tokyo\"\ndates = \"mdy\"\n");
	fixture_look(&f, "capsule.conf");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_DAY, "2021-06-12"), "a");
	assert_string_equal(fixture_slugs(&f, LIST_DAY, "2021-06-11"),
	    "(no list)");
	assert_string_equal(fixture_slugs(&f, LIST_DAY, "2021-01-02"), "b");
	/* found again in what the index held when it was closed */
	scan_free(f.scan);
	f.scan = NULL;
	fixture_write(&f, "capsule.conf", "timezone = \"America/Lima\"\n");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_DAY, "2021-06-11"), "a");
	fixture_end(&f);
}

static void
problems_are_those_of_the_files_as_they_are_now(void **state)
{
	struct fixture f;
	struct problem found[9];

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "---\ndraft: tru\n---\nx\n");
	fixture_write(&f, "articles/b.md", "---\ndate: never\n---\nx\n");
	fixture_scan(&f);
	assert_int_equal(scan_problems(f.scan, found, 9), 2);
	assert_int_equal(scan_problems(f.scan, found, 1), 1);
	assert_string_equal(found[0].file, "articles/a.md");
	assert_int_equal(found[0].line, 2);
	fixture_write(&f, "articles/a.md", "---\ndraft: true\n---\nx\n");
	fixture_look(&f, "articles/a.md");
	fixture_unlink(&f, "articles/b.md");
	fixture_look(&f, "articles/b.md");
	assert_int_equal(scan_problems(f.scan, found, 9), 0);
	fixture_end(&f);
}

static void
a_notice_is_shown_within_its_time(void **state)
{
	struct fixture f;
	const char *text;
	int64_t generation;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "notice.md", "Please read.\n");
	fixture_scan(&f);
	fixture_read(&f);
	generation = index_generation(f.ix);
	assert_int_equal(index_notice(f.ix, &f.arena, &text), 1);
	assert_string_equal(text, "Please read.\n");
	fixture_write(&f, "notice.md", "---\nuntil: 2020-01-01\n---\nOld.\n");
	fixture_look(&f, "notice.md");
	fixture_read(&f);
	assert_int_equal(index_notice(f.ix, &f.arena, &text), 0);
	assert_int_not_equal(index_generation(f.ix), generation);
	fixture_write(&f, "notice.md", "---\nfrom: 2090-01-01\n---\nNew.\n");
	fixture_look(&f, "notice.md");
	fixture_read(&f);
	assert_int_equal(index_notice(f.ix, &f.arena, &text), 0);
	assert_int_equal(due(&f), 3786912000);
	fixture_unlink(&f, "notice.md");
	fixture_look(&f, "notice.md");
	assert_int_equal(due(&f), INT64_MAX);
	fixture_end(&f);
}

/* ---- settings ------------------------------------------------------------ */

static size_t
cards_on_a_page(struct fixture *f)
{
	const struct card *cards;
	struct list list;

	fixture_read(f);
	assert_int_equal(index_list(f->ix, &f->arena, LIST_ALL, "", &list), 1);
	return index_list_page(f->ix, &f->arena, &list, 1, &cards);
}

static void
the_size_of_a_page_follows_capsule_conf(void **state)
{
	struct fixture f;
	char name[40];
	int64_t generation;

	(void)state;
	fixture_begin(&f);
	for (int i = 0; i < 20; i++) {
		snprintf(name, sizeof name, "articles/%d.md", i);
		fixture_write(&f, name, "Text\n");
	}
	fixture_scan(&f);
	assert_int_equal(cards_on_a_page(&f), 15);
	generation = index_generation(f.ix);
	fixture_write(&f, "capsule.conf", "items = 7\n");
	fixture_look(&f, "capsule.conf");
	assert_int_equal(cards_on_a_page(&f), 7);
	assert_int_not_equal(index_generation(f.ix), generation);
	fixture_write(&f, "capsule.conf", "items = \"many\n");
	fixture_look(&f, "capsule.conf");
	assert_int_equal(cards_on_a_page(&f), 7);
	assert_memory_equal(buf_str(&f.told), "capsule.conf:", 13);
	fixture_unlink(&f, "capsule.conf");
	fixture_look(&f, "capsule.conf");
	assert_int_equal(cards_on_a_page(&f), 15);
	fixture_end(&f);
}

/* ---- the index file itself ----------------------------------------------- */

static void
a_damaged_index_is_made_anew(void **state)
{
	struct fixture f;
	FILE *file;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "A\n");
	for (int kind = 0; kind < 3; kind++) {
		fixture_scan(&f);
		scan_free(f.scan);
		f.scan = NULL;
		file = fopen(f.index, kind == 2 ? "w" : "r+");
		assert_non_null(file);
		if (kind == 0)
			fputs("no database at all", file);
		if (kind == 1)
			assert_int_equal(ftruncate(fileno(file), 5000), 0);
		fclose(file);
		fixture_scan(&f);
		assert_string_equal(slugs(&f), "a");
	}
	assert_non_null(strstr(buf_str(&f.told), "made anew"));
	fixture_end(&f);
}

static void
an_index_damaged_in_its_middle_is_made_anew(void **state)
{
	struct fixture f;
	char name[40], junk[4096];
	struct stat st;
	struct problem why = { 0 };
	FILE *file;
	bool more;

	(void)state;
	fixture_begin(&f);
	for (int i = 0; i < 200; i++) {
		snprintf(name, sizeof name, "articles/%d.md", i);
		fixture_write(&f, name, "Some text for the archive\n");
	}
	fixture_scan(&f);
	scan_free(f.scan);
	f.scan = NULL;
	memset(junk, 0xab, sizeof junk);
	assert_int_equal(stat(f.index, &st), 0);
	file = fopen(f.index, "r+");
	fseek(file, 8192, SEEK_SET);
	for (long at = 8192; at < st.st_size; at += 4096)
		fwrite(junk, 1, sizeof junk, file);
	fclose(file);
	fixture_open_scan(&f);
	do {
		more = true;
		scan_all(f.scan, &more, &why);
	} while (more);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 200);
	fixture_end(&f);
}

static void
an_index_that_is_removed_while_open_comes_back(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/a.md", "A\n");
	fixture_scan(&f);
	assert_int_equal(unlink(f.index), 0);
	fixture_write(&f, "articles/b.md", "B\n");
	fixture_look(&f, "articles/b.md");
	due(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 2);
	fixture_end(&f);
}

static void
a_folder_for_the_index_that_cannot_be_written_is_a_reason(void **state)
{
	struct fixture f;
	struct problem why = { 0 };

	(void)state;
	fixture_begin(&f);
	assert_null(
	    scan_new(f.root, "/proc/no/index.db", 1000, NULL, NULL, &why));
	assert_string_equal(why.file, "/proc/no/index.db");
	assert_null(
	    scan_new("/nowhere/at/all", f.index, 1000, NULL, NULL, &why));
	fixture_end(&f);
}

static void
a_full_disk_is_a_reason_and_is_caught_up_with(void **state)
{
	struct rlimit limit, small = { .rlim_cur = 60000 };
	struct fixture f;
	struct problem why = { 0 };
	char name[40];
	bool more = true;
	int failed = 0;

	(void)state;
	fixture_begin(&f);
	for (int i = 0; i < 200; i++) {
		snprintf(name, sizeof name, "articles/%d.md", i);
		fixture_write(&f, name, "Some text for the archive\n");
	}
	fixture_write(&f, "articles/200.md", "Text\n");
	fixture_open_scan(&f);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	small.rlim_max = limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	for (int i = 0; i < 5; i++)
		failed += scan_all(f.scan, &more, &why) == -1;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	assert_int_equal(failed, 5);
	assert_string_equal(why.file, f.index);
	assert_string_equal(slugs(&f), "(no list)");
	due(&f);
	slugs(&f);
	assert_int_equal(index_count(f.ix), 201);
	assert_string_equal(buf_str(&f.told), "");
	fixture_end(&f);
}

static void
a_file_that_cannot_be_opened_just_now_is_tried_again(void **state)
{
	struct rlimit limit, none;
	struct fixture f;
	struct problem why = { 0 };
	const char *path = "articles/a.md";
	bool settled;
	int held[16];

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, path, "Text\n");
	fixture_scan(&f);
	fixture_write(&f, path, "# Other\n\nText\n");
	fixture_age(&f, path);
	fixture_look(&f, "articles/warm-up.md");
	for (int i = 0; i < 16; i++)
		held[i] = dup(0);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	none = limit;
	none.rlim_cur = (rlim_t)held[15];
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_int_equal(scan_paths(f.scan, &path, 1, &settled, &why), 0);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	for (int i = 0; i < 16; i++)
		close(held[i]);
	fixture_read(&f);
	assert_string_equal(title_of(&f, "a"), "A");
	due(&f);
	fixture_read(&f);
	assert_string_equal(title_of(&f, "a"), "Other");
	fixture_end(&f);
}

/* ---- a rebuild gives the same -------------------------------------------- */

/* The paths "articles/N.md" of these have the same hash of 20 bits. */
static const unsigned same_hash[] = { 0, 4829959, 5007710, 7103280, 7482060,
	11006156, 12747736, 14056602, 16438803, 17113284, 17173792, 20028135,
	20617401, 20898914, 22203576, 22931098, 23102378 };
#define SAME_HASH (sizeof same_hash / sizeof *same_hash)

static void
put_same_hash(struct fixture *f, size_t i)
{
	char name[60], text[100];

	snprintf(name, sizeof name, "articles/%u.md", same_hash[i]);
	snprintf(text, sizeof text, "---\ndate: 2021-06-11\n---\nNumber %zu\n",
	    i);
	fixture_write(f, name, text);
	fixture_look(f, name);
}

static void
dump(const struct fixture *f, struct buf *out)
{
	static const char *const queries[] = {
		"SELECT path, kind, size, mtime, ctime, inode, due, article"
		" FROM file ORDER BY path",
		"SELECT * FROM article ORDER BY id",
		"SELECT * FROM list ORDER BY id",
		"SELECT * FROM member ORDER BY list, id",
		"SELECT * FROM mark ORDER BY list, n",
		"SELECT * FROM alias ORDER BY path, host, id",
		"SELECT * FROM own_page ORDER BY path",
		"SELECT * FROM topic_text ORDER BY path",
		"SELECT * FROM notice",
		"SELECT complete, items, host FROM state",
		"SELECT term, t.id, col, \"offset\" FROM vocabulary v"
		" JOIN searched t ON t.row = v.doc AND t.id <> 0"
		" ORDER BY term, t.id, col, \"offset\"",
	};
	sqlite3 *db;
	sqlite3_stmt *st;

	assert_int_equal(sqlite3_open(f->index, &db), SQLITE_OK);
	assert_int_equal(tokenizer_register(db), SQLITE_OK);
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		assert_int_equal(
		    sqlite3_prepare_v2(db, queries[i], -1, &st, NULL),
		    SQLITE_OK);
		buf_addf(out, "== %s\n", queries[i]);
		while (sqlite3_step(st) == SQLITE_ROW) {
			for (int c = 0; c < sqlite3_column_count(st); c++) {
				const unsigned char *s =
				    sqlite3_column_text(st, c);

				buf_addf(out, "%s|",
				    s == NULL ? "NULL" : (const char *)s);
			}
			buf_addc(out, '\n');
		}
		sqlite3_finalize(st);
	}
	assert_int_equal(
	    sqlite3_exec(db,
		"INSERT INTO search(search) VALUES('integrity-check')", NULL,
		NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
}

static void
compare_with_rebuild(struct fixture *f)
{
	struct buf grown = { 0 }, rebuilt = { 0 };

	due(f);
	dump(f, &grown);
	scan_free(f->scan);
	f->scan = NULL;
	assert_int_equal(unlink(f->index), 0);
	fixture_scan(f);
	due(f);
	dump(f, &rebuilt);
	assert_string_equal(buf_str(&grown), buf_str(&rebuilt));
	buf_free(&grown);
	buf_free(&rebuilt);
}

static void
articles_whose_paths_have_one_hash_stand_in_the_order_of_paths(void **state)
{
	static const size_t order[] = { 3, 0, 5, 1, 4, 2 };
	struct fixture f;
	char name[60];
	size_t n = sizeof order / sizeof *order;

	(void)state;
	fixture_begin(&f);
	fixture_scan(&f);
	for (size_t i = 0; i < n; i++)
		put_same_hash(&f, order[i]);
	assert_string_equal(slugs(&f),
	    "7482060 7103280 5007710 4829959 11006156 0");
	put_same_hash(&f, 3);
	snprintf(name, sizeof name, "articles/%u.md", same_hash[1]);
	fixture_unlink(&f, name);
	fixture_look(&f, name);
	assert_string_equal(slugs(&f), "7482060 7103280 5007710 11006156 0");
	compare_with_rebuild(&f);
	for (size_t i = 0; i < SAME_HASH - 1; i++)
		put_same_hash(&f, i);
	slugs(&f);
	assert_int_equal(index_count(f.ix), SAME_HASH - 1);
	assert_string_equal(buf_str(&f.told), "");
	put_same_hash(&f, SAME_HASH - 1); /* more than there is room for */
	slugs(&f);
	assert_int_equal(index_count(f.ix), SAME_HASH - 1);
	assert_string_not_equal(buf_str(&f.told), "");
	fixture_end(&f);
}

static unsigned
chance(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 12) % below;
}

/* A front matter with a bit of everything, from few choices: they collide. */
static void
write_random(struct fixture *f, const char *name, unsigned *seed)
{
	static const char *const titles[] = { "One", "Two", "Two 2", "Two-2",
		"\u65b0\u805e", "One 3", "Perú Libre" };
	static const char *const dates[] = { "date: 2021-06-11",
		"date: 2021-06-11T10:00:00Z", "date: 2019-01-02",
		"date: 2031-01-01", "weight: 3", "weight: -4", "draft: true",
		"date: 1950-05-05" };
	static const char *const topics[] = { "[Peru]", "[peru, World]",
		"[World, \u79d8\u9b6f]", "[]", "[PERU, Chile, chile]" };
	static const char *const authors[] = { "A. One", "B. Two",
		"[A. One, B. Two]", "\"\"" };
	char text[1000];

	snprintf(text, sizeof text,
	    "---\ntitle: \"%s\"\n%s\ntopics: %s\nauthor: %s\n%s%s---\n"
	    "Some words, number %u, and more.\n",
	    titles[chance(seed, 7)], dates[chance(seed, 8)],
	    topics[chance(seed, 5)], authors[chance(seed, 4)],
	    chance(seed, 2) ? "" : "aliases: [/old/x, /old/y/]\n",
	    chance(seed, 2) ? "" : "source: https://g.example/p/q.html\n",
	    chance(seed, 50));
	fixture_write(f, name, text);
}

static void
edit(struct fixture *f, unsigned *seed, struct buf *changed)
{
	static const char *const others[] = { "topics/peru.md",
		"topics/world.md", "articles/world/_index.md", "pages/a.md",
		"pages/b/a.md", "notice.md", "capsule.conf" };
	char name[80], other[80];

	buf_clear(changed);
	snprintf(name, sizeof name, "articles/%u/%u.md", chance(seed, 3),
	    chance(seed, 12));
	switch (chance(seed, 8)) {
	case 0:
		unlink(fixture_path(f, name));
		break;
	case 1:
		snprintf(other, sizeof other, "articles/%u/%u.md",
		    chance(seed, 3), chance(seed, 12));
		if (access(fixture_path(f, name), F_OK) == 0) {
			fixture_rename(f, name, other);
			fixture_look(f, other);
		}
		break;
	case 2:
		snprintf(name, sizeof name, "%s",
		    others[chance(seed, sizeof others / sizeof *others)]);
		if (chance(seed, 3) == 0)
			unlink(fixture_path(f, name));
		else
			fixture_write(f, name,
			    strcmp(name, "capsule.conf") == 0
				? "items = 3\nweb = \"https://g.example/\"\n"
				: "---\ntitle: Other\nparent: World\n---\n"
				  "Text\n");
		break;
	default:
		write_random(f, name, seed);
	}
	buf_adds(changed, name);
}

static void
after_any_edits_a_rebuild_gives_the_same_index(void **state)
{
	struct buf changed = { 0 };

	(void)state;
	for (unsigned round = 1; round <= 6; round++) {
		unsigned seed = round;
		struct fixture f;

		fixture_begin(&f);
		fixture_scan(&f);
		for (int i = 0; i < 150; i++) {
			edit(&f, &seed, &changed);
			fixture_look(&f, changed.data);
		}
		compare_with_rebuild(&f);
		fixture_end(&f);
	}
	buf_free(&changed);
}

static void
a_moved_article_is_neither_missing_nor_there_twice(void **state)
{
	struct fixture f;
	const char *second;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/old/x.md", "# X\n");
	fixture_scan(&f);
	/* only the new path is told, and nothing was written for no time */
	fixture_rename(&f, "articles/old/x.md", "articles/new/x.md");
	fixture_look(&f, "articles/new");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""), "x");
	/* by a look at everything, to a path in front and to one behind */
	fixture_rename(&f, "articles/new/x.md", "articles/a/x.md");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""), "x");
	fixture_rename(&f, "articles/a/x.md", "articles/z/x.md");
	fixture_scan(&f);
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""), "x");
	/* a second name for the same bytes is a second article */
	second = arena_strdup(&f.arena, fixture_path(&f, "articles/y.md"));
	assert_int_equal(link(fixture_path(&f, "articles/z/x.md"), second), 0);
	fixture_look(&f, "articles/y.md");
	fixture_read(&f);
	assert_string_equal(fixture_slugs(&f, LIST_ALL, ""), "x y");
	fixture_end(&f);
}

static const char *
conf_of(struct fixture *f)
{
	const char *text;

	fixture_read(f);
	return index_conf(f->ix, &f->arena, &text) == 1 ? text : "(none)";
}

static bool
as_many_news_as(void *ctx)
{
	int *n = ctx;

	return *n > 0 && (*n)-- > 0;
}

static void
what_moves_on_while_it_is_looked_for_stays_until_it_is_found(void **state)
{
	static const char *const told[] = { "articles/many", "articles/a",
		"articles/z" };
	struct fixture f;
	struct problem why = { 0 };
	bool settled;
	int news = 1;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/many/x.md", "Text\n");
	fixture_scan(&f);
	scan_ask_news(f.scan, as_many_news_as, &news);
	fixture_rename(&f, "articles/many", "articles/a");
	fixture_rename(&f, "articles/a", "articles/z");
	assert_int_equal(scan_paths(f.scan, told, 2, &settled, &why), 0);
	assert_false(settled);
	assert_string_equal(slugs(&f), "x");
	assert_int_equal(scan_paths(f.scan, told, 3, &settled, &why), 0);
	assert_true(settled);
	assert_string_equal(slugs(&f), "x");
	fixture_unlink(&f, "articles/z/x.md");
	fixture_look(&f, "articles/z");
	assert_string_equal(slugs(&f), "(no list)");
	fixture_end(&f);
}

static void
an_index_that_is_removed_while_a_look_waits_for_news_is_made_anew(void **state)
{
	const char *const told = "articles/y.md";
	struct fixture f;
	struct problem why = { 0 };
	bool more, settled;
	int news = 1;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/x.md", "Text\n");
	fixture_write(&f, "articles/y.md", "Text\n");
	fixture_scan(&f);
	scan_ask_news(f.scan, as_many_news_as, &news);
	fixture_unlink(&f, "articles/x.md");
	assert_int_equal(scan_all(f.scan, &more, &why), 0);
	assert_true(more);
	assert_int_equal(unlink(f.index), 0);
	assert_int_equal(scan_paths(f.scan, &told, 1, &settled, &why), 0);
	fixture_scan(&f);
	assert_string_equal(slugs(&f), "y");
	fixture_end(&f);
}

static void
a_first_look_is_over_when_all_moves_were_told(void **state)
{
	const char *const told[] = { "articles/z", "articles/a" };
	struct fixture f;
	struct problem why = { 0 };
	bool more, settled;
	int news = 1;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/z/x.md", "Text\n");
	fixture_open_scan(&f);
	scan_ask_news(f.scan, as_many_news_as, &news);
	assert_int_equal(scan_all(f.scan, &more, &why), 0);
	assert_true(more);
	fixture_read(&f);
	assert_false(index_complete(f.ix));
	fixture_rename(&f, "articles/z", "articles/a");
	assert_int_equal(scan_paths(f.scan, told, 2, &settled, &why), 0);
	assert_true(settled);
	fixture_scan(&f);
	assert_string_equal(slugs(&f), "x");
	assert_true(index_complete(f.ix));
	fixture_end(&f);
}

static void
what_a_look_at_all_misses_goes_when_there_are_no_news(void **state)
{
	struct fixture f;
	struct problem why = { 0 };
	bool more;
	int news = INT_MAX;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/x.md", "Text\n");
	fixture_scan(&f);
	scan_ask_news(f.scan, as_many_news_as, &news);
	fixture_unlink(&f, "articles/x.md");
	for (int i = 0; i < 3; i++) {
		assert_int_equal(scan_all(f.scan, &more, &why), 0);
		assert_true(more);
		assert_string_equal(slugs(&f), "x");
	}
	/* something always happens: it goes all the same */
	fixture_scan(&f);
	assert_string_equal(slugs(&f), "(no list)");
	fixture_end(&f);
}

static void
settings_are_the_last_that_could_be_read(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_scan(&f);
	assert_string_equal(conf_of(&f), "(none)");
	fixture_write(&f, "capsule.conf", "items = 3\n");
	fixture_look(&f, "capsule.conf");
	assert_string_equal(conf_of(&f), "items = 3\n");
	fixture_write(&f, "capsule.conf", "items = \n");
	fixture_look(&f, "capsule.conf");
	assert_string_equal(conf_of(&f), "items = 3\n");
	fixture_unlink(&f, "capsule.conf");
	fixture_look(&f, "capsule.conf");
	assert_string_equal(conf_of(&f), "");
	fixture_end(&f);
}

static void
texts_of_topics_and_pages_are_those_that_were_taken_in(void **state)
{
	struct fixture f;
	struct own_page page;
	struct list topic;

	(void)state;
	fixture_begin(&f);
	fixture_write(&f, "articles/x.md", "---\ntopics: [Sea]\n---\n");
	fixture_write(&f, "topics/sea.md", "---\ntitle: Sea\n---\nWaves.\n");
	fixture_write(&f, "pages/about.md", "# About\n");
	fixture_scan(&f);
	fixture_write(&f, "topics/sea.md", "half");
	fixture_write(&f, "pages/about.md", "half");
	fixture_read(&f);
	assert_int_equal(index_list(f.ix, &f.arena, LIST_TOPIC, "sea", &topic),
	    1);
	assert_string_equal(index_topic_text(f.ix, &f.arena, &topic),
	    "Waves.\n");
	assert_int_equal(index_own_page(f.ix, &f.arena, "about", &page), 1);
	assert_string_equal(page.text, "# About\n");
	assert_int_equal(page.len, 8);
	fixture_end(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    articles_are_taken_from_all_folders_newest_first),
		cmocka_unit_test(
		    what_editors_leave_and_hidden_files_are_no_articles),
		cmocka_unit_test(the_text_before_more_is_the_summary),
		cmocka_unit_test(
		    an_empty_capsule_and_one_without_folders_are_fine),
		cmocka_unit_test(
		    a_broken_front_matter_is_served_by_its_name_and_told_once),
		cmocka_unit_test(odd_files_affect_only_themselves),
		cmocka_unit_test(links_are_followed_below_the_root_only),
		cmocka_unit_test(
		    links_to_folders_do_not_multiply_what_is_in_them),
		cmocka_unit_test(a_link_to_a_taken_folder_is_told_of_once),
		cmocka_unit_test(
		    a_linked_folder_outside_is_named_and_an_absolute_link_inside_followed),
		cmocka_unit_test(hard_links_do_not_cost_their_number_squared),
		cmocka_unit_test(a_resting_scan_wakes_for_what_changes),
		cmocka_unit_test(no_more_files_are_taken_than_may_be),
		cmocka_unit_test(only_changed_files_are_read_again),
		cmocka_unit_test(a_change_of_the_same_size_and_mtime_is_seen),
		cmocka_unit_test(
		    a_file_that_is_opened_again_for_writing_is_not_taken_in_by_half),
		cmocka_unit_test(
		    a_path_that_is_told_is_looked_at_whatever_became_of_it),
		cmocka_unit_test(
		    files_that_went_while_nobody_looked_are_missed),
		cmocka_unit_test(
		    a_file_being_written_is_taken_in_when_it_has_settled),
		cmocka_unit_test(
		    what_is_scheduled_and_what_expires_follows_the_clock),
		cmocka_unit_test(
		    the_reason_is_kept_of_each_article_that_no_list_shows),
		cmocka_unit_test(
		    an_unlisted_article_is_found_by_its_address_alone),
		cmocka_unit_test(a_pinned_article_leads_until_its_day_is_over),
		cmocka_unit_test(another_time_zone_moves_articles_to_its_days),
		cmocka_unit_test(
		    problems_are_those_of_the_files_as_they_are_now),
		cmocka_unit_test(a_notice_is_shown_within_its_time),
		cmocka_unit_test(the_size_of_a_page_follows_capsule_conf),
		cmocka_unit_test(a_damaged_index_is_made_anew),
		cmocka_unit_test(an_index_damaged_in_its_middle_is_made_anew),
		cmocka_unit_test(
		    an_index_that_is_removed_while_open_comes_back),
		cmocka_unit_test(
		    a_folder_for_the_index_that_cannot_be_written_is_a_reason),
		cmocka_unit_test(a_full_disk_is_a_reason_and_is_caught_up_with),
		cmocka_unit_test(
		    a_file_that_cannot_be_opened_just_now_is_tried_again),
		cmocka_unit_test(
		    articles_whose_paths_have_one_hash_stand_in_the_order_of_paths),
		cmocka_unit_test(
		    after_any_edits_a_rebuild_gives_the_same_index),
		cmocka_unit_test(
		    a_moved_article_is_neither_missing_nor_there_twice),
		cmocka_unit_test(
		    what_moves_on_while_it_is_looked_for_stays_until_it_is_found),
		cmocka_unit_test(a_first_look_is_over_when_all_moves_were_told),
		cmocka_unit_test(
		    an_index_that_is_removed_while_a_look_waits_for_news_is_made_anew),
		cmocka_unit_test(
		    what_a_look_at_all_misses_goes_when_there_are_no_news),
		cmocka_unit_test(settings_are_the_last_that_could_be_read),
		cmocka_unit_test(
		    texts_of_topics_and_pages_are_those_that_were_taken_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
