#include "server/maker.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/filewalk.h"
#include "base/helper.h"
#include "base/log.h"
#include "base/map.h"
#include "capsule/capsule.h"
#include "capsule/picture.h"
#include "capsule/picture_small.h"
#include "server/child.h"
#include "server/child_config.h"
#include "site/book_page.h"
#include "text/now.h"

#define REST_TIMES    50 /* of the time that a look took */
#define REST_LEAST_MS 2000
#define REST_MOST_MS  3600000
#define TRY_AGAIN_MS  60000 /* a book, or the helper of pictures */
#define SETTLE_S      2     /* a file that is younger may still be written */
#define KEPT_MOST     (1UL << 30) /* bytes of all small forms together */

static volatile sig_atomic_t leaving;

static void
on_term(int signal)
{
	(void)signal;
	leaving = 1;
}

struct maker {
	const struct child *child;
	int kept;            /* the folder of small forms; owned */
	uint64_t kept_bytes; /* in it, at the last look */
	struct map used;     /* keys and names that were seen in this look */
	struct arena arena;  /* owns the keys in it */
	bool full, missing;  /* what the log says once */
	const char *books;   /* the folder of books */
	char failed[64];     /* the last that could not be made */
	int64_t try_again;
};

/* ---- one picture --------------------------------------------------------- */

static void
tell_unreadable(const struct maker *m, const char *path, struct problem *why)
{
	problem_in(why, path);
	log_problem(NULL, why);
	stats_problem(m->child->config->stats, why);
}

/* False: there is no helper, or no room: another picture fares no better. */
static bool
make_small(struct maker *m, int fd, const char *path, const char *key,
    const struct picture_want *want)
{
	struct buf out = { 0 };
	struct problem why = { 0 };
	enum small_made made = picture_small(fd, want, &leaving, &out, &why);
	int kept = -1;

	if (made == SMALL_NO_HELPER && !m->missing)
		log_warning(
		    "pictures are served as they are: %s cannot be started",
		    HELPER_PICTURE);
	m->missing = made == SMALL_NO_HELPER;
	if (made == SMALL_CANNOT)
		tell_unreadable(m, path, &why);
	if (made != SMALL_NO_HELPER && made != SMALL_GIVEN_UP) {
		m->kept_bytes += out.len;
		kept = picture_keep(m->kept, key,
		    made == SMALL_CANNOT ? PICTURE_CANNOT : PICTURE_FITS,
		    out.data, out.len);
		if (kept == -1)
			log_error("a small picture cannot be kept: %s",
			    strerror(errno));
	}
	buf_free(&out);
	return kept == 0;
}

static bool
has_room(struct maker *m)
{
	if (m->kept_bytes < KEPT_MOST)
		return true;
	if (!m->full)
		log_warning("no more small pictures are made: there are %llu "
			    "MB of them",
		    (unsigned long long)(m->kept_bytes >> 20));
	m->full = true;
	return false;
}

static void
mark(struct maker *m, const char *name)
{
	const char *own = arena_strdup(&m->arena, name);

	*map_add(&m->used, own, strlen(own)) = m;
}

/* The pictures of one capsule. */
struct pictures {
	struct maker *m;
	int root; /* its folder */
	struct picture_want want;
};

/* False: no use to go on. */
static bool
see_to(void *ctx, const struct walked_file *f)
{
	const struct pictures *p = ctx;
	struct maker *m = p->m;
	char key[SHA256_HEX_SIZE];
	struct picture known;
	struct stat st;
	bool go_on = true;
	int fd = !leaving && picture_is_name(f->name)
		     ? file_open_below(p->root, f->below, false, &st)
		     : -1;

	if (fd == -1)
		return !leaving;
	picture_key(&st, &p->want, key);
	picture_find(m->kept, key, &known);
	if (known.state == PICTURE_UNKNOWN && has_room(m) &&
	    time(NULL) - st.st_mtime >= SETTLE_S) {
		go_on = make_small(m, fd, f->path, key, &p->want);
		picture_find(m->kept, key, &known);
	}
	close(fd);
	mark(m, key);
	if (known.state == PICTURE_HAS_SMALLER)
		mark(m, known.name);
	return go_on;
}

/* ---- all of them --------------------------------------------------------- */

static bool
look_through(struct maker *m, const char *root, const struct capsule *c)
{
	struct pictures p = { m, c->dir,
		{ c->picture_max * 1000, c->picture_grey } };

	return filewalk(root, "articles", false, see_to, &p) &&
	       filewalk(root, "static", false, see_to, &p) && !leaving;
}

/* Remove what no picture leads to, and add up what stays. */
static void
sweep(struct maker *m)
{
	int fd = openat(m->kept, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd == -1 ? NULL : fdopendir(fd);
	const struct dirent *e;
	struct stat st;

	m->kept_bytes = 0;
	while (dir != NULL && (e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		if (map_find(&m->used, e->d_name, strlen(e->d_name)) == NULL)
			(void)unlinkat(m->kept, e->d_name, 0);
		else if (fstatat(m->kept, e->d_name, &st,
			     AT_SYMLINK_NOFOLLOW) == 0)
			m->kept_bytes += (uint64_t)st.st_size;
	}
	if (dir != NULL)
		closedir(dir);
	m->full = m->full && m->kept_bytes >= KEPT_MOST;
}

/* A capsule that cannot be read now keeps what it has: nothing is swept. */
static void
look(struct maker *m)
{
	const struct config *config = m->child->config->config;
	bool whole = true;

	for (size_t i = 0; i < config->ncapsules && whole; i++) {
		struct capsule c = { .dir = -1 };
		struct problem why = { 0 };

		whole = capsule_open(&c, config->capsules[i].root, &why) == 0 &&
			look_through(m, config->capsules[i].root, &c);
		capsule_close(&c);
	}
	if (whole)
		sweep(m);
	map_free(&m->used);
	arena_free(&m->arena);
	m->used = (struct map){ 0 };
	m->arena = (struct arena){ 0 };
}

/* ---- books --------------------------------------------------------------- */

/* The capsule of this name, and its index; or NULL. */
static const struct config_capsule *
capsule_named(const struct maker *m, const char *name, const char **index)
{
	const struct child_config *cc = m->child->config;
	const struct config_capsule *k = config_capsule_of(cc->config, name);

	if (k != NULL)
		*index = cc->indexes[k - cc->config->capsules];
	return k;
}

/* chasqui export, from the index as it is; its exit status, or -1. */
static int
export_book(const struct maker *m, const struct book_order *o,
    const char *capsule, const char *index, const char *file)
{
	const char *const argv[] = { "chasqui", "export", "-c",
		m->child->config->config->file, "--capsule", capsule, "--index",
		index, "--to", strcmp(o->form, "epub") == 0 ? "epub" : "gempub",
		file, o->kind == LIST_MONTH ? "--month" : "--topic", o->key,
		NULL };
	const char *const all[] = { "chasqui", "export", "-c",
		m->child->config->config->file, "--capsule", capsule, "--index",
		index, "--to", strcmp(o->form, "epub") == 0 ? "epub" : "gempub",
		file, NULL };
	pid_t child = fork();
	int status;

	if (child == 0)
		helper_exec_self(o->kind == LIST_ALL ? all : argv);
	if (child == -1)
		return -1;
	while (waitpid(child, &status, 0) == -1) {
		if (errno != EINTR)
			return -1;
		if (leaving)
			kill(child, SIGKILL);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Lists tell by a link of a name that stays how large the book is. */
static void
link_book(const char *folder, const char *file)
{
	char name[BOOK_LINK_SIZE];
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	book_link_name(file, name);
	if (dir == -1)
		return;
	(void)unlinkat(dir, name, 0);
	if (symlinkat(file, dir, name) == -1)
		log_error("%s/%s: %s", folder, name, strerror(errno));
	close(dir);
}

/* Older forms of the same book, and what is left of tries. */
static void
drop_others(const char *folder, const char *file)
{
	DIR *dir = opendir(folder);
	const struct dirent *e;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		const char *dot = strrchr(e->d_name, '.');

		if (strncmp(e->d_name, file, BOOK_SAME) == 0 &&
		    strcmp(e->d_name, file) != 0 && dot != NULL &&
		    strcmp(dot, strrchr(file, '.')) == 0)
			(void)unlinkat(dirfd(dir), e->d_name, 0);
	}
	if (dir != NULL)
		closedir(dir);
}

static void
make_book(struct maker *m, const struct book_order *o, const char *name)
{
	const char *index;
	const struct config_capsule *capsule = capsule_named(m, name, &index);
	char path[PATH_MAX];
	int status;

	if (capsule == NULL ||
	    file_join(path, sizeof path, m->books, o->file) == NULL ||
	    access(path, F_OK) == 0 ||
	    (strcmp(m->failed, o->file) == 0 &&
		now_ms(CLOCK_MONOTONIC) < m->try_again))
		return;
	status = export_book(m, o, name, index, path);
	if (access(path, F_OK) == 0) {
		link_book(m->books, o->file);
		drop_others(m->books, o->file);
		return;
	}
	if (leaving)
		return;
	(void)snprintf(m->failed, sizeof m->failed, "%s", o->file);
	m->try_again = now_ms(CLOCK_MONOTONIC) + TRY_AGAIN_MS;
	log_error("a book of %s (%s) cannot be made: status %d", name,
	    o->key[0] != '\0' ? o->key : "all", status);
}

/* Orders that have come; a line that is none is somebody's mischief. */
static void
take_orders(struct maker *m)
{
	char line[BOOK_ORDER_SIZE], capsule[256];
	struct book_order o;
	ssize_t n;

	while (!leaving &&
	       (n = read(m->child->config->orders[0], line, sizeof line)) > 0)
		if (book_order_read(&o, capsule, line, (size_t)n))
			make_book(m, &o, capsule);
}

/* ---- the maker ----------------------------------------------------------- */

/* Until this time, or the end; orders are taken as they come. */
static void
rest_until(struct maker *m, int64_t end)
{
	struct pollfd p = { .fd = m->child->config->orders[0],
		.events = POLLIN };
	int64_t left;

	while (!leaving && (left = end - now_ms(CLOCK_MONOTONIC)) > 0)
		if (poll(&p, 1, (int)left) == 1)
			take_orders(m);
}

int
maker_run(struct child *c)
{
	struct sigaction act = { .sa_handler = on_term };
	struct maker m = { .child = c, .kept = -1 };
	struct arena names = { 0 };
	const char *folder = picture_folder(&names, c->config->config->state);
	int64_t begun, rest;

	sigaction(SIGTERM, &act, NULL);
	sigaction(SIGQUIT, &act, NULL);
	m.books = book_folder(&names, c->config->config->state);
	close(c->config->channel[0]);
	close(c->config->channel[1]);
	child_confine(c);
	child_ready(c);
	while (!leaving) {
		begun = now_ms(CLOCK_PROCESS_CPUTIME_ID);
		if (m.kept == -1)
			m.kept =
			    open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (m.kept != -1)
			look(&m);
		rest = (now_ms(CLOCK_PROCESS_CPUTIME_ID) - begun) * REST_TIMES;
		if (rest < REST_LEAST_MS)
			rest = REST_LEAST_MS;
		if (rest > REST_MOST_MS)
			rest = REST_MOST_MS;
		if (m.missing && rest < TRY_AGAIN_MS)
			rest = TRY_AGAIN_MS;
		rest_until(&m, now_ms(CLOCK_MONOTONIC) + rest);
	}
	if (m.kept != -1)
		close(m.kept);
	arena_free(&names);
	return EXIT_SUCCESS;
}
