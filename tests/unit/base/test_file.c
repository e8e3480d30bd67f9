#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/tempfile.h"
#include "kernel.h"

/* A folder of its own for each test; paths in it are made by at(). */
static char root[32];

static const char *
at(const char *name)
{
	static char path[512];

	snprintf(path, sizeof path, "%s/%s", root, name);
	return path;
}

static int
make_root(void **state)
{
	(void)state;
	memcpy(root, "/tmp/chasqui-file-XXXXXX", 25);
	return mkdtemp(root) != NULL ? 0 : -1;
}

static int
remove_root(void **state)
{
	(void)state;
	return tempfile_remove(root);
}

static void
put(const char *name, const char *text)
{
	assert_int_equal(file_write(at(name), text, strlen(text), 0644, NULL),
	    0);
}

static void
assert_content(const char *name, const char *text)
{
	struct buf b = { 0 };

	assert_int_equal(buf_read_file(&b, at(name), 1000, NULL), 0);
	assert_string_equal(buf_str(&b), text);
	buf_free(&b);
}

static void
a_file_is_written_with_its_mode_and_replaces_the_old_one(void **state)
{
	struct stat st;

	(void)state;
	umask(077);
	put("x", "one");
	umask(022);
	assert_int_equal(stat(at("x"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0644);
	assert_int_equal(file_write(at("x"), "second", 6, 0600, NULL), 0);
	assert_content("x", "second");
	assert_int_equal(stat(at("x"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(file_write(at("empty"), NULL, 0, 0600, NULL), 0);
	assert_content("empty", "");
}

static int
entries(void)
{
	char command[64];
	FILE *list;
	int n = 0;

	snprintf(command, sizeof command, "ls -A %s | wc -l", root);
	list = popen(command, "r");
	assert_non_null(list);
	assert_int_equal(fscanf(list, "%d", &n), 1);
	pclose(list);
	return n;
}

/* An operator writes as root what the server's user must be able to read. */
static void
what_root_writes_belongs_to_the_folders_owner(void **state)
{
	struct stat st;

	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(mkdir(at("his"), 0755), 0);
	assert_int_equal(chown(at("his"), 12345, 12346), 0);
	assert_int_equal(file_make_folder(at("his/a/b"), 0700, NULL), 0);
	assert_int_equal(file_write(at("his/a/b/key"), "k", 1, 0600, NULL), 0);
	assert_int_equal(stat(at("his/a/b"), &st), 0);
	assert_int_equal(st.st_uid, 12345);
	assert_int_equal(stat(at("his/a/b/key"), &st), 0);
	assert_int_equal(st.st_uid, 12345);
	assert_int_equal(st.st_gid, 12346);
	assert_int_equal(st.st_mode & 07777, 0600);
}

static void
a_failed_write_leaves_nothing_behind(void **state)
{
	struct problem why = { 0 };

	(void)state;
	assert_int_equal(file_write(at("no/x"), "a", 1, 0644, &why), -1);
	assert_string_equal(why.file, at("no/x"));
	assert_string_equal(why.sentence,
	    "cannot be created: No such file or directory");
	assert_int_equal(mkdir(at("folder"), 0755), 0);
	assert_int_equal(file_write(at("folder"), "a", 1, 0644, &why), -1);
	assert_int_equal(entries(), 1);
}

static void
a_name_of_full_length_can_be_written(void **state)
{
	char name[256];

	(void)state;
	memset(name, 'n', 255);
	name[255] = '\0';
	put(name, "long");
	assert_content(name, "long");
	assert_int_equal(entries(), 1);
}

static void
a_file_without_a_folder_in_its_name_goes_to_the_current_one(void **state)
{
	char before[512];

	(void)state;
	assert_non_null(getcwd(before, sizeof before));
	assert_int_equal(chdir(root), 0);
	assert_int_equal(file_write("here", "x", 1, 0644, NULL), 0);
	assert_int_equal(chdir(before), 0);
	assert_content("here", "x");
}

static void
folders_are_made_with_all_above_them(void **state)
{
	struct problem why = { 0 };
	struct stat st;

	(void)state;
	assert_int_equal(file_make_folder(at("a//b/c/"), 0750, NULL), 0);
	assert_int_equal(stat(at("a/b/c"), &st), 0);
	assert_true(S_ISDIR(st.st_mode));
	assert_int_equal(file_make_folder(at("a/b"), 0750, NULL), 0);
	put("file", "x");
	assert_int_equal(file_make_folder(at("file/x"), 0750, &why), -1);
	assert_string_equal(why.sentence, "cannot be created: Not a directory");
	assert_string_equal(why.file, at("file"));
}

static void
make_tree(void)
{
	file_make_folder(at("top/in/deep"), 0755, NULL);
	file_make_folder(at("top/.git"), 0755, NULL);
	put("secret", "secret");
	put("top/a", "a");
	put("top/in/deep/b", "b");
	put("top/.hidden", "hidden");
	put("top/.git/config", "config");
	assert_int_equal(symlink("../secret", at("top/out")), 0);
	assert_int_equal(symlink("/etc/passwd", at("top/absolute")), 0);
	assert_int_equal(symlink("..", at("top/up")), 0);
	assert_int_equal(symlink("loop", at("top/loop")), 0);
	assert_int_equal(mkfifo(at("top/fifo"), 0644), 0);
	assert_int_equal(mknod(at("top/socket"), S_IFSOCK | 0644, 0), 0);
}

static bool
opens(int top, const char *path, bool folder)
{
	struct stat st = { 0 };
	int fd = file_open_below(top, path, folder, &st);

	if (fd == -1)
		return false;
	if ((fcntl(fd, F_GETFD) & FD_CLOEXEC) == 0 || st.st_ino == 0)
		abort();
	close(fd);
	return true;
}

/* What must be refused, whichever way files are opened; NULL if all is. */
static const char *
what_opens(int top)
{
	static const char *const refused[] = { "", "/", ".", "..", "./a",
		"../secret", "in/../a", "/etc/passwd", ".hidden", ".git/config",
		"in//deep/b", "in/./deep/b", "out", "absolute", "up/secret",
		"up/top/a", "loop", "fifo", "socket", "nothing", "a/b",
		"in/nothing/b", "in", "in/" };

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		errno = 0;
		if (opens(top, refused[i], false) || errno != ENOENT)
			return refused[i];
	}
	return NULL;
}

static void
nothing_outside_hidden_or_special_is_opened(void **state)
{
	const char *opened;
	int top;

	(void)state;
	make_tree();
	top = open(at("top"), O_PATH | O_DIRECTORY | O_CLOEXEC);
	opened = what_opens(top);
	if (opened != NULL)
		fail_msg("'%s'", opened);
	assert_true(opens(top, "a", false));
	assert_true(opens(top, "in/deep/b", false));
	assert_true(opens(top, "in/deep", true));
	assert_true(opens(top, "in/deep/", true));
	assert_true(opens(top, "a", true));
	close(top);
}

static void
a_link_that_stays_inside_is_followed(void **state)
{
	int top;

	(void)state;
	if (!kernel_has_openat2())
		skip();
	make_tree();
	assert_int_equal(symlink("../a", at("top/in/link")), 0);
	assert_int_equal(symlink("in/deep", at("top/short")), 0);
	top = open(at("top"), O_PATH | O_DIRECTORY | O_CLOEXEC);
	assert_true(opens(top, "in/link", false));
	assert_true(opens(top, "short/b", false));
	close(top);
}

static void
an_open_file_stands_where_its_links_lead(void **state)
{
	char place[64];
	struct stat st;
	int top, fd;

	(void)state;
	if (!kernel_has_openat2())
		skip();
	assert_int_equal(file_make_folder(at("top/in/deep"), 0755, NULL), 0);
	put("top/in/deep/b", "b");
	put("topmost", "b");
	assert_int_equal(symlink("in/deep", at("top/short")), 0);
	top = open(at("top"), O_PATH | O_DIRECTORY | O_CLOEXEC);
	fd = file_open_below(top, "short/b", false, &st);
	assert_true(file_place_below(top, fd, place, sizeof place));
	assert_string_equal(place, "in/deep/b");
	assert_false(file_place_below(top, fd, place, strlen("in/deep/b")));
	assert_false(file_place_below(fd, top, place, sizeof place));
	close(fd);
	fd = open(at("topmost"), O_RDONLY | O_CLOEXEC);
	assert_false(file_place_below(top, fd, place, sizeof place));
	close(fd);
	close(top);
}

/* 0, or the number of the line that is wrong. */
static int
open_without_openat2(int error)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	char name[301] = { 0 };
	int top, next;

	top = open(at("top"), O_PATH | O_DIRECTORY | O_CLOEXEC);
	next = dup(top);
	close(next);
	if (filter == NULL ||
	    seccomp_rule_add(filter, SCMP_ACT_ERRNO((uint32_t)error),
		SCMP_SYS(openat2), 0) != 0 ||
	    seccomp_load(filter) != 0)
		return 1;
	seccomp_release(filter);
	memset(name, 'n', 300);
	if (what_opens(top) != NULL)
		return 2;
	if (!opens(top, "a", false) || !opens(top, "in/deep/b", false))
		return 3;
	if (!opens(top, "in/deep", true) || !opens(top, "in/", true))
		return 4;
	if (opens(top, name, false) || errno != ENOENT)
		return 5;
	/* no descriptor was left open */
	return dup(top) == next ? 0 : 6;
}

static void
without_openat2_the_same_is_refused(void **state)
{
	static const int errors[] = { ENOSYS, EPERM };
	int status;
	pid_t pid;

	(void)state;
	if (!kernel_has_seccomp())
		skip();
	make_tree();
	for (size_t i = 0; i < 2; i++) {
		pid = fork();
		assert_int_not_equal(pid, -1);
		if (pid == 0)
			_exit(open_without_openat2(errors[i]));
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

static void
names_are_joined_unless_absolute_or_too_long(void **state)
{
	char out[8];

	(void)state;
	assert_string_equal(file_join(out, 8, "a", "b"), "a/b");
	assert_string_equal(file_join(out, 8, "a/", "b"), "a/b");
	assert_string_equal(file_join(out, 8, "/", "b"), "/b");
	assert_string_equal(file_join(out, 8, "", "b"), "b");
	assert_string_equal(file_join(out, 8, "a", "/b"), "/b");
	assert_string_equal(file_join(out, 8, "abc", "def"), "abc/def");
	assert_null(file_join(out, 8, "abcd", "def"));
}

static void
name_and_extension_are_the_last_ones(void **state)
{
	(void)state;
	assert_string_equal(file_name("/a/b.c/d.e"), "d.e");
	assert_string_equal(file_name("d"), "d");
	assert_string_equal(file_name("a/"), "");
	assert_string_equal(file_extension("/a.b/c"), "");
	assert_string_equal(file_extension("c.tar.gz"), "gz");
	assert_string_equal(file_extension("c."), "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_root, remove_root)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_is_written_with_its_mode_and_replaces_the_old_one),
		TEST(a_failed_write_leaves_nothing_behind),
		TEST(what_root_writes_belongs_to_the_folders_owner),
		TEST(a_name_of_full_length_can_be_written),
		TEST(
		    a_file_without_a_folder_in_its_name_goes_to_the_current_one),
		TEST(folders_are_made_with_all_above_them),
		TEST(nothing_outside_hidden_or_special_is_opened),
		TEST(a_link_that_stays_inside_is_followed),
		TEST(an_open_file_stands_where_its_links_lead),
		TEST(without_openat2_the_same_is_refused),
		cmocka_unit_test(names_are_joined_unless_absolute_or_too_long),
		cmocka_unit_test(name_and_extension_are_the_last_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
