#include "capsule/source_notes.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "text/ascii.h"

#define FOLDER     ".chasqui"
#define FILE_NAME  "sources"
#define FILE_MAX   (1 << 20)
#define DIGITS_MAX 12 /* of a moment: some 30,000 years */

/* A part of a line, up to its tab or end. */
struct part {
	const char *s;
	size_t len;
};

static struct part
next_part(const char **s, const char *end)
{
	struct part p = { *s, 0 };

	while (*s < end && **s != '\t')
		++*s;
	p.len = (size_t)(*s - p.s);
	*s += *s < end;
	return p;
}

static bool
read_moment(struct part p, int64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < p.len; i++) {
		if (!is_digit(p.s[i]) || p.len > DIGITS_MAX)
			return false;
		*out = *out * 10 + (p.s[i] - '0');
	}
	return p.len > 0;
}

/* Read a line; *name is that of its source. */
static bool
read_line(const char *s, const char *end, struct part *name,
    struct source_note *out)
{
	bool good = read_moment(next_part(&s, end), &out->tried);
	struct part reason;

	good = read_moment(next_part(&s, end), &out->succeeded) && good;
	good = read_moment(next_part(&s, end), &out->next) && good;
	*name = next_part(&s, end);
	reason = next_part(&s, end);
	(void)snprintf(out->reason, sizeof out->reason, "%.*s",
	    reason.len < sizeof out->reason ? (int)reason.len
					    : (int)sizeof out->reason - 1,
	    reason.s);
	return good && name->len > 0;
}

static bool
is(struct part p, const char *name)
{
	return strlen(name) == p.len && memcmp(p.s, name, p.len) == 0;
}

static const char *
line_end(const char *s, const char *end)
{
	const char *stop = memchr(s, '\n', (size_t)(end - s));

	return stop == NULL ? end : stop;
}

bool
source_notes_find(const char *text, size_t len, const char *name,
    struct source_note *out)
{
	const char *end = text + len, *stop;
	struct part of;

	for (const char *s = text; s < end; s = stop + (stop < end)) {
		stop = line_end(s, end);
		if (read_line(s, stop, &of, out) && is(of, name))
			return true;
	}
	*out = (struct source_note){ 0 };
	return false;
}

/* Neither the folder nor the file is ever a link. */
static int
open_folder(int dir)
{
	return openat(dir, FOLDER,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static void
read_file(int dir, struct buf *text)
{
	int folder = open_folder(dir), fd;
	struct stat st;

	if (folder == -1)
		return;
	fd = openat(folder, FILE_NAME,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	close(folder);
	if (fd == -1)
		return;
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) ||
	    buf_read_fd(text, fd, FILE_MAX, NULL) == -1)
		buf_clear(text);
	close(fd);
}

/* Beside its place, and renamed. */
static int
write_file(int dir, const struct buf *text, struct problem *why)
{
	int folder, fd = -1;
	bool done = false;

	(void)mkdirat(dir, FOLDER, 0755);
	folder = open_folder(dir);
	if (folder != -1)
		fd = openat(folder, FILE_NAME ".new",
		    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
		    0644);
	if (fd != -1) {
		done = write(fd, text->data, text->len) == (ssize_t)text->len;
		done =
		    close(fd) == 0 && done &&
		    renameat(folder, FILE_NAME ".new", folder, FILE_NAME) == 0;
	}
	if (!done)
		problem_errno(why, FOLDER "/" FILE_NAME " cannot be written");
	if (folder != -1)
		close(folder);
	return done ? 0 : -1;
}

bool
source_notes_read(int dir, const char *name, struct source_note *out)
{
	struct buf text = { 0 };
	bool found;

	read_file(dir, &text);
	found = source_notes_find(buf_str(&text), text.len, name, out);
	buf_free(&text);
	return found;
}

/* Tabs and line ends separate, and stand in no part. */
static void
add_part(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++)
		buf_addc(out, *s == '\t' || *s == '\n' ? ' ' : *s);
}

int
source_notes_write(int dir, const char *name, const struct source_note *note,
    struct problem *why)
{
	struct buf text = { 0 }, all = { 0 };
	struct source_note old;
	const char *s, *end, *stop;
	struct part of;
	int failed;

	read_file(dir, &text);
	source_notes_find(buf_str(&text), text.len, name, &old);
	buf_addf(&all, "%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t", note->tried,
	    note->succeeded != 0 ? note->succeeded : old.succeeded, note->next);
	add_part(&all, name);
	buf_addc(&all, '\t');
	add_part(&all, note->reason);
	buf_addc(&all, '\n');
	end = buf_str(&text) + text.len;
	for (s = buf_str(&text); s < end; s = stop + (stop < end)) {
		stop = line_end(s, end);
		if (read_line(s, stop, &of, &old) && !is(of, name))
			buf_addf(&all, "%.*s\n", (int)(stop - s), s);
	}
	failed = write_file(dir, &all, why);
	buf_free(&text);
	buf_free(&all);
	return failed;
}
