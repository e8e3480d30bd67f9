#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "capsule/capsule.h"
#include "capsule/front_matter.h"
#include "cmd/cmd.h"
#include "config/config.h"
#include "text/slug.h"

#define SAME_NAMES 99 /* articles of one day with one title */

enum { CONFIG, TOPIC, DRAFT };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[TOPIC] = { 't', "topic", "NAME", "the topic, and folder, it goes to" },
	[DRAFT] = { 'd', "draft", NULL,
	    "not to be shown until that is taken out" },
	{ 0 },
};

/* The name that a title makes; of one without Latin letters, the minute. */
static void
name_file(struct front_matter *f, char name[SLUG_SIZE])
{
	char day[DATE_SIZE];
	int64_t minutes = f->date.seconds / 60;

	if (slug_make(name, f->title, strlen(f->title)) > 0)
		return;
	(void)snprintf(name, SLUG_SIZE, "%02d%02d", (int)(minutes / 60 % 24),
	    (int)(minutes % 60));
	f->slug =
	    arena_printf(&f->arena, "%s-%s", date_day(&f->date, day), name);
}

static void
fill(struct front_matter *f, const char *title, const char *topic, bool draft,
    const struct capsule *c)
{
	f->title = fm_clean_line(&f->arena, title, strlen(title));
	f->date = date_now(c->dates.zone);
	f->draft = draft;
	if (topic != NULL)
		fm_names_add(&f->arena, &f->topics, topic, strlen(topic));
	fm_names_add(&f->arena, &f->authors, c->author, strlen(c->author));
}

/* articles/ or the topic's folder in it, made when it is not there. */
static const char *
folder_of(struct front_matter *f, const char *root, const char *topic,
    struct problem *why)
{
	char slug[SLUG_SIZE] = "";
	const char *folder;

	if (topic != NULL)
		slug_make(slug, topic, strlen(topic));
	folder = arena_printf(&f->arena, "%s/articles%s%s", root,
	    slug[0] != '\0' ? "/" : "", slug);
	return file_make_folder(folder, 0755, why) == -1 ? NULL : folder;
}

/*
 * Open a file that was not there: DAY-NAME.md, or with a number behind.  *path
 * is its path.  Returns -1 with the reason.
 */
static int
create(struct front_matter *f, const char *folder, const char *name,
    const char **path, struct problem *why)
{
	char day[DATE_SIZE], number[16] = "";
	int fd;

	for (int n = 2; n <= SAME_NAMES; n++) {
		*path = arena_printf(&f->arena, "%s/%s-%s%s.md", folder,
		    date_day(&f->date, day), name, number);
		fd = open(*path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd != -1)
			return fd;
		if (errno != EEXIST)
			break;
		(void)snprintf(number, sizeof number, "-%d", n);
	}
	problem_errno(why, "cannot be made");
	return problem_in(why, *path);
}

/* A file that could not be written whole is taken away again. */
static int
write_file(int fd, const char *path, const struct buf *text,
    struct problem *why)
{
	ssize_t n = write(fd, text->data, text->len);
	int failed = 0;

	if (n != (ssize_t)text->len)
		failed = problem_errno(why, "cannot be written");
	if (close(fd) == -1 && failed == 0)
		failed = problem_errno(why, "cannot be written");
	if (failed == -1) {
		unlink(path);
		problem_in(why, path);
	}
	return failed;
}

/* Write the article; its path, in f's arena, or NULL with the reason. */
static const char *
make_article(struct front_matter *f, const char *root, const char *topic,
    struct problem *why)
{
	struct buf text = { 0 };
	char name[SLUG_SIZE];
	const char *folder = folder_of(f, root, topic, why);
	const char *path = NULL;
	int fd;

	if (folder == NULL)
		return NULL;
	name_file(f, name);
	front_matter_write(f, &text);
	buf_addc(&text, '\n');
	fd = create(f, folder, name, &path, why);
	if (fd == -1 || write_file(fd, path, &text, why) == -1)
		path = NULL;
	buf_free(&text);
	return path;
}

static enum cmd_status
new_article(const char *root, const char *title, const char *topic, bool draft)
{
	struct capsule c;
	struct front_matter f;
	struct problem why = { 0 };
	struct buf line = { 0 };
	const char *path;
	enum cmd_status status = CMD_SYSTEM;

	if (capsule_open(&c, root, &why) == -1)
		return cmd_fail(CMD_USAGE, &why);
	front_matter_begin(&f);
	fill(&f, title, topic, draft, &c);
	path = make_article(&f, root, topic, &why);
	if (path == NULL) {
		cmd_fail(status, &why);
	} else {
		buf_addf(&line, "%s\n", path);
		status = cmd_print(line.data, line.len);
		if (!draft)
			fputs("chasqui: a server shows it from now on; "
			      "--draft would keep it back\n",
			    stderr);
	}
	buf_free(&line);
	front_matter_free(&f);
	capsule_close(&c);
	return status;
}

static bool
has_no_words(const char *s)
{
	return s[strspn(s, " \t\r\n")] == '\0';
}

static enum cmd_status
run(const struct cmd_call *call)
{
	const char *title = call->operands[0];
	const char *topic = call->given[TOPIC];
	struct config *c;
	enum cmd_status status;

	if (has_no_words(title) || (topic != NULL && has_no_words(topic)))
		return cmd_usage("new: a %s is words, not blanks",
		    has_no_words(title) ? "title" : "topic");
	c = cmd_config(call->given[CONFIG]);
	if (c == NULL)
		return CMD_USAGE;
	status = new_article(c->capsules[0].root, title, topic,
	    call->given[DRAFT] != NULL);
	config_free(c);
	return status;
}

const struct cmd cmd_new = {
	.name = "new",
	.operands = "TITLE",
	.help = "begins an article in the first capsule, and prints its path",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
