#include "index/scan_open.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "capsule/capsule.h"
#include "capsule/dirwalk.h"
#include "index/ingest.h"
#include "index/scan_take.h"
#include "text/now.h"

#define MOST_ANEW 2 /* then it is the disk that is damaged */

/* ---- opening ------------------------------------------------------------- */

int
scan_open_root(struct scan *s, struct problem *why)
{
	struct stat st;
	int fd = open(s->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1 || fstat(fd, &st) == -1) {
		problem_errno(why, "cannot open the capsule's folder");
		if (fd != -1)
			close(fd);
		return problem_in(why, s->root);
	}
	if (s->dir != -1)
		close(s->dir);
	s->dir = s->in.dir = fd;
	s->dev = st.st_dev;
	s->ino = st.st_ino;
	return 0;
}

static void
say(struct scan *s, const char *sentence)
{
	scan_say(s, s->index_path, sentence);
}

static int
open_index(struct scan *s, struct problem *why)
{
	struct stat st;
	bool made, there = stat(s->index_path, &st) == 0;

	s->in.index = index_writer_open(s->index_path, &made, why);
	if (s->in.index == NULL)
		return -1;
	s->files = index_file_count(s->in.index);
	if (made && there)
		say(s, "the index was damaged or of another version: "
		       "it is made anew");
	if (made)
		s->wanted = s->first = true;
	return 0;
}

struct scan *
scan_new(const char *root, const char *index_path, size_t max,
    problem_sink *sink, void *ctx, struct problem *why)
{
	struct scan *s = xcalloc(1, sizeof *s);

	s->root = xstrdup(root);
	s->index_path = xstrdup(index_path);
	s->dir = s->in.conf.dir = -1;
	s->in.max = max;
	s->in.sink = sink;
	s->in.ctx = ctx;
	s->first = true;
	s->most = SCAN_FILES_MOST;
	if (scan_open_root(s, why) == -1 || open_index(s, why) == -1) {
		scan_free(s);
		return NULL;
	}
	ingest_settings(&s->in);
	return s;
}

void
scan_ask_news(struct scan *s, scan_news *news, void *ctx)
{
	s->news = news;
	s->news_ctx = ctx;
}

void
scan_limit_files(struct scan *s, size_t most)
{
	s->most = most;
}

void
scan_free(struct scan *s)
{
	if (s == NULL)
		return;
	paths_free(&s->waiting);
	paths_free(&s->gone);
	dirwalk_free(s->walk);
	buf_free(&s->at);
	buf_free(&s->in.src);
	capsule_close(&s->in.conf);
	index_writer_close(s->in.index);
	if (s->dir != -1)
		close(s->dir);
	free(s->root);
	free(s->index_path);
	free(s);
}

/* ---- transactions -------------------------------------------------------- */

void
scan_want_all(struct scan *s)
{
	dirwalk_free(s->walk);
	s->walk = NULL;
	paths_free(&s->gone);
	s->wanted = true;
}

/* The index was removed or is beyond use: another one, and all from anew. */
static int
start_over(struct scan *s, struct problem *why)
{
	index_writer_close(s->in.index);
	scan_want_all(s);
	return open_index(s, why);
}

int
scan_renew(struct scan *s, struct problem *why)
{
	s->wanted = s->first = true;
	return index_writer_renew(s->in.index, why);
}

int
scan_begin(struct scan *s, struct problem *why)
{
	int made = 0;

	s->resting = false;
	if (s->in.index == NULL)
		made = open_index(s, why);
	else if (!index_writer_in_place(s->in.index))
		made = start_over(s, why);
	if (made == -1)
		return -1;
	s->in.now = now_ns(CLOCK_REALTIME) / 1000000000;
	if (index_writer_begin(s->in.index, why) == -1)
		return -1;
	ingest_begin(&s->in);
	return 0;
}

int
scan_commit(struct scan *s, bool *done, struct problem *why)
{
	bool damaged;

	*done = index_writer_commit(s->in.index, &damaged, why) == 0;
	if (*done) {
		if (s->in.again)
			scan_want_all(s);
		s->in.again = false;
		return 0;
	}
	scan_want_all(s);
	if (!damaged || s->made_anew++ == MOST_ANEW)
		return -1;
	say(s, "the index is damaged: it is made anew");
	unlink(s->index_path);
	return start_over(s, why);
}
