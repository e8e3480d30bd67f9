#include "import/run.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/tempfile.h"
#include "import/confine.h"
#include "import/core/item.h"
#include "import/core/source.h"
#include "import/core/unzip.h"
#include "import/folder.h"
#include "import/format.h"
#include "import/net/web_url.h"
#include "import/report.h"
#include "import/site_conf.h"
#include "import/store.h"

/*
 * One run of `chasqui import`.  What it writes to is opened when there is
 * something to write, so that a source that cannot be read leaves no folder.
 */
struct run {
	const struct order *order;
	struct report *report;
	struct store *store; /* NULL: not opened yet */
	struct web *web;     /* the same */
	bool refused;        /* one of them could not be opened: told */
	struct site_conf site;
	size_t taken; /* articles, pages and topics of the source */
	bool within;  /* the source is of a zip file */
};

static struct store *
store_of(struct run *r)
{
	struct problem why = { .file = "" };

	if (r->store == NULL && !r->refused) {
		r->store = store_open(r->order->capsule, r->order->dry, &why);
		r->refused = r->store == NULL;
		if (r->refused)
			report_refused(r->report, &why);
	}
	return r->store;
}

/* A picture that could not be had is a fault of the article that shows it. */
static void
say_picture(void *ctx, const struct problem *why)
{
	struct run *r = ctx;

	report_problem(r->report, why);
}

static struct web *
web_of(struct run *r, struct problem *why)
{
	struct web_settings settings = r->order->web;

	if (r->web == NULL && !r->refused) {
		settings.smaller = confine_smaller();
		r->web =
		    web_open(r->order->capsule, &settings, say_picture, r, why);
		r->refused = r->web == NULL;
	}
	return r->web;
}

/* ---- what is read ---- */

static void
say_problem(void *ctx, const struct problem *found)
{
	struct run *r = ctx;

	report_problem(r->report, found);
}

static void
say_skipped(void *ctx, size_t line, const char *what, const char *why)
{
	struct run *r = ctx;

	report_skipped(r->report, line, what, why);
}

static void
take(void *ctx, struct item *it)
{
	struct run *r = ctx;
	struct problem why = { .file = "" };
	const char *path = "";
	enum stored done;

	r->taken++;
	if (store_of(r) == NULL)
		return;
	site_conf_learn_item(&r->site, it);
	if (r->order->web.see_to_images) {
		if (web_of(r, &why) == NULL)
			report_refused(r->report, &why);
		else
			web_images(r->web, it);
	}
	done = store_item(r->store, it, &path, &why);
	report_stored(r->report, done, path, &why);
}

static void
take_topic(void *ctx, const struct item_topic *topic)
{
	struct run *r = ctx;
	struct problem why = { .file = "" };

	r->taken++;
	if (store_of(r) != NULL &&
	    store_topic(r->store, topic, &why) == STORED_FAILED)
		report_refused(r->report, &why);
}

static void
take_site(void *ctx, const struct item_site *site)
{
	struct run *r = ctx;

	site_conf_learn(&r->site, site);
}

static int
open_source(struct run *r, struct source *s, const char *name,
    struct problem *why)
{
	if (!web_url_is(name))
		return source_open(s, name, why);
	return web_of(r, why) == NULL ? -1 : web_source(r->web, s, name, why);
}

static void
read_plain(struct run *r, struct source *s, const struct intake *in)
{
	const struct order *o = r->order;
	struct problem why = { .file = "" };
	const struct format *format;

	if (r->store != NULL)
		store_begin(r->store);
	r->taken = 0;
	format = o->from != NULL ? format_named(o->from) : format_of(s);
	if (format == NULL) {
		problem_set(&why, 0, "cannot tell what this is; see --from");
		report_problem(r->report, &why);
	} else if (format->read(s, &o->how, in, &why) == -1) {
		report_problem(r->report, &why);
	} else if (r->taken == 0) {
		problem_set(&why, 0, "holds nothing that can be taken");
		report_problem(r->report, &why);
	}
}

static void read_packed(struct run *r, struct source *s,
    const struct intake *in);

static bool
is_packed(struct source *s)
{
	size_t len;
	const char *head = source_head(s, &len);

	return unzip_is(head, len);
}

/* shown: what it is called in messages. */
static void
read_source(struct run *r, const char *name, const char *shown)
{
	const struct intake in = { take, take_topic, say_skipped, say_problem,
		r, take_site };
	struct problem why = { .file = "" };
	struct source s;

	report_source(r->report, shown, NULL);
	if (open_source(r, &s, name, &why) == -1) {
		if (web_url_is(name) && !r->refused)
			report_problem(r->report, &why);
		else
			report_refused(r->report, &why);
		return;
	}
	if (r->within)
		s.name = shown;
	confine_source();
	report_source(r->report, s.name, &s);
	if (is_packed(&s))
		read_packed(r, &s, &in);
	else
		read_plain(r, &s, &in);
	report_source(r->report, s.name, NULL);
	source_close(&s);
}

/* ---- exports of more than one file ---- */

/* Each file of such an export is a source of its own, below top. */
static void
read_files(struct run *r, const struct folder *files, const char *top,
    const char *shown)
{
	struct arena a = { 0 };

	for (size_t i = 0; i < files->n; i++) {
		const char *path = files->path[i];

		read_source(r, path,
		    arena_printf(&a, "%s%s", shown, path + strlen(top)));
	}
	report_source(r->report, shown, NULL); /* the files' names go */
	arena_free(&a);
}

/* The zip file as one that can be read anywhere; -1 with the reason. */
static int
seekable(struct source *s, struct problem *why)
{
	int fd;

	if (s->fd != -1)
		return source_rewind(s, why) == 0 ? s->fd : -1;
	fd = tempfile_open(why);
	if (fd != -1 && file_write_all(fd, s->head.data, s->head.len) == -1) {
		problem_errno(why, "the temporary file");
		close(fd);
		fd = -1;
	}
	if (fd != -1)
		s->fd = fd;
	return fd;
}

/* Unpacked into a folder of its own below that of the run. */
static int
unpack(struct source *s, const struct intake *in, const char *folder,
    struct problem *why)
{
	int fd = seekable(s, why);

	if (fd == -1)
		return -1;
	if (*confine_folder() == '\0' || mkdir(folder, 0700) == -1)
		return problem_set(why, 0,
		    "is a zip file, and there is no temporary folder for what "
		    "it holds");
	return unzip(fd, folder, folder_holds, in, why);
}

static void
read_packed(struct run *r, struct source *s, const struct intake *in)
{
	struct arena a = { 0 };
	const char *folder = arena_printf(&a, "%s/zip", confine_folder());
	struct problem why = { .file = "" };
	struct folder files, beside;

	if (r->within)
		problem_set(&why, 0, "is a zip file in a zip file");
	else if (unpack(s, in, folder, &why) == 0 &&
		 folder_read_deep(&files, &beside, &a, folder, &why) == 0) {
		for (size_t i = 0; i < beside.n; i++)
			say_skipped(r, 0, beside.path[i] + strlen(folder) + 1,
			    "stands beside what is taken: unpack and name it");
		r->within = true;
		read_files(r, &files, folder, s->name);
		r->within = false;
	}
	if (why.sentence[0] != '\0')
		report_problem(r->report, &why);
	if (!r->within)
		(void)tempfile_remove(folder);
	arena_free(&a);
}

static bool
is_folder(const char *name)
{
	struct stat st;

	return !web_url_is(name) && stat(name, &st) == 0 && S_ISDIR(st.st_mode);
}

static void
read_sources(struct run *r, const char *name)
{
	struct arena a = { 0 };
	struct problem why = { .file = "" };
	struct folder files;

	report_source(r->report, name, NULL);
	if (!is_folder(name)) {
		read_source(r, name,
		    strcmp(name, "-") == 0 ? "standard input" : name);
	} else if (folder_read(&files, &a, name, &why) == -1) {
		report_refused(r->report, &why);
	} else if (files.n == 0) {
		problem_set(&why, 0, "is a folder without pages: name a file");
		report_refused(r->report, &why);
	} else {
		read_files(r, &files, name, name);
	}
	arena_free(&a);
}

/* ---- the run ---- */

/* Does anything of it need the web? */
static bool
needs_web(const struct order *o)
{
	bool needed = o->web.see_to_images;

	for (int i = 0; i < o->nsources; i++)
		needed = needed || web_url_is(o->source[i]);
	return needed;
}

/* A capsule that the run has filled gets its name, if it has none. */
static void
write_site(struct run *r)
{
	struct problem why = { .file = "" };
	bool written;

	if (r->store == NULL || r->order->dry)
		return;
	if (site_conf_write(&r->site, r->order->capsule, &written, &why) == -1)
		report_refused(r->report, &why);
	else if (written)
		report_note(r->report,
		    "%s/capsule.conf is new: look through it",
		    r->order->capsule);
}

static int
import(void *ctx)
{
	struct run *r = ctx;
	const struct order *o = r->order;
	struct problem why = { .file = "" };

	for (int i = 0; i < o->nsources; i++)
		read_sources(r, o->source[i]);
	write_site(r);
	if (store_close(r->store, &why) == -1)
		report_refused(r->report, &why);
	if (r->web != NULL)
		report_words(r->report, "", "", web_summary(r->web));
	web_close(r->web);
	site_conf_free(&r->site);
	return report_end(r->report, o->dry);
}

/* The report may lie anywhere: it is opened before the run is confined. */
int
run_order(const struct order *o)
{
	const struct confine how = { o->capsule, !o->dry, needs_web(o), true };
	struct run r = { .order = o };
	struct problem why = { .file = "" };
	char line[sizeof why + 32];
	int status;

	r.report = report_new(o->report, &why);
	if (r.report == NULL) {
		fprintf(stderr, "%s\n", problem_str(&why, line, sizeof line));
		return CMD_SYSTEM;
	}
	status = confine_run(&how, import, &r);
	report_free(r.report);
	return status;
}
