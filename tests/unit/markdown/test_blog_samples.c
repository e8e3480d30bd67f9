#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "capsule/front_matter.h"

/* Real articles that nobody here wrote; there only beside the project. */
#define SAMPLES "../shared/samples/blog/content/inside-rust"

static size_t articles, doubts;

static void
note_doubt(void *ctx, const struct problem *found)
{
	doubts++;
	print_error("%s:%zu: %s\n", (const char *)ctx, found->line,
	    found->sentence);
}

static void
read_one(const char *name)
{
	char path[512], label[300];
	struct buf src = { 0 };
	struct front_matter f;
	struct problem why = { 0 };

	snprintf(label, sizeof label, "%s", name);
	snprintf(path, sizeof path, SAMPLES "/%s", name);
	assert_int_equal(buf_read_file(&src, path, 1048576, &why), 0);
	if (front_matter_read(&f, src.data, src.len, name, note_doubt, label,
		&why) == -1)
		fail_msg("%s:%zu: %s", name, why.line, why.sentence);
	if (!f.date.known || !f.date.day_only || f.date.year < 2019)
		fail_msg("%s: no date", name);
	assert_true(f.title[0] != '\0' && f.slug[0] != '\0');
	assert_true(f.authors.n > 0 && f.aliases.n > 0);
	assert_true(f.body > 0 && f.body_line > 3);
	assert_int_equal(f.body, front_matter_skip(src.data, src.len));
	articles++;
	front_matter_free(&f);
	buf_free(&src);
}

/* "x.md" is an article, and "x" may be the folder of one. */
static void
read_named(const char *name)
{
	char index[300], path[512];

	if (name[0] == '.' || name[0] == '_')
		return;
	if (strcmp(file_extension(name), "md") == 0) {
		read_one(name);
		return;
	}
	snprintf(index, sizeof index, "%s/index.md", name);
	snprintf(path, sizeof path, SAMPLES "/%s", index);
	if (access(path, R_OK) == 0)
		read_one(index);
}

static void
every_article_of_a_real_blog_has_a_date_and_no_problem(void **state)
{
	DIR *dir = opendir(SAMPLES);
	const struct dirent *file;

	(void)state;
	if (dir == NULL) {
		print_message("skipped: there is no " SAMPLES "\n");
		skip();
	}
	while ((file = readdir(dir)) != NULL)
		read_named(file->d_name);
	closedir(dir);
	assert_int_equal(articles, 363);
	assert_int_equal(doubts, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_article_of_a_real_blog_has_a_date_and_no_problem),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
