#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/problem.h"
#include "import/confine.h"
#include "import/core/item.h"
#include "import/core/source.h"
#include "import/folder.h"
#include "import/format.h"
#include "import/mirror.h"
#include "import/net/web_url.h"
#include "import/report.h"
#include "import/site_conf.h"
#include "import/store.h"
#include "import/web.h"

/* What the command line asks for. */
struct order {
	const char *from, *report, *capsule;
	char **source;
	int nsources;
	struct reading how;
	struct web_settings web;
	bool dry;
};

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
read_source(struct run *r, const char *name)
{
	const struct intake in = { take, take_topic, say_skipped, say_problem,
		r, take_site };
	const struct order *o = r->order;
	struct problem why = { .file = "" };
	struct source s;
	const struct format *format;

	report_source(r->report,
	    strcmp(name, "-") == 0 ? "standard input" : name, NULL);
	if (open_source(r, &s, name, &why) == -1) {
		if (web_url_is(name) && !r->refused)
			report_problem(r->report, &why);
		else
			report_refused(r->report, &why);
		return;
	}
	confine_source();
	report_source(r->report, s.name, &s);
	if (r->store != NULL)
		store_begin(r->store);
	r->taken = 0;
	format = o->from != NULL ? format_named(o->from) : format_of(&s);
	if (format == NULL) {
		problem_set(&why, 0, "cannot tell what this is; see --from");
		report_problem(r->report, &why);
	} else if (format->read(&s, &o->how, &in, &why) == -1) {
		report_problem(r->report, &why);
	} else if (r->taken == 0) {
		problem_set(&why, 0, "holds nothing that can be taken");
		report_problem(r->report, &why);
	}
	report_source(r->report, s.name, NULL);
	source_close(&s);
}

static bool
is_folder(const char *name)
{
	struct stat st;

	return !web_url_is(name) && stat(name, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Each file of an export that is a folder is a source of its own. */
static void
read_sources(struct run *r, const char *name)
{
	struct arena a = { 0 };
	struct problem why = { .file = "" };
	struct folder files;

	if (!is_folder(name)) {
		read_source(r, name);
	} else if (folder_read(&files, &a, name, &why) == -1) {
		report_source(r->report, name, NULL);
		report_refused(r->report, &why);
	} else {
		for (size_t i = 0; i < files.n; i++)
			read_source(r, files.path[i]);
		report_source(r->report, name, NULL); /* the files' names go */
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

static int
usage(FILE *to)
{
	fputs(
	    "usage: chasqui import [OPTION...] SOURCE... CAPSULE\n\n"
	    "Brings articles and pages into the folder CAPSULE, which is made\n"
	    "when it is not there. SOURCE is a file, an export's folder, - "
	    "for\nstandard input, or an http or https address.\n\n"
	    "  --from FORMAT  take the sources to be of this format\n"
	    "  --topic NAME   put all articles under this topic\n"
	    "  --types NAMES  take these types of posts and taxonomies of a\n"
	    "                 WordPress export, too\n"
	    "  --images MODE  keep: fetch pictures; link: tell their sizes;\n"
	    "                 drop: leave them out\n"
	    "  --images-max KB  keep pictures up to this size\n"
	    "  --keep-original yes|no  no: keep their small forms alone,\n"
	    "  --picture-max KB  which have up to this size,\n"
	    "  --picture-grey yes|no  yes: and no colours\n"
	    "  --allow-private  fetch from private addresses, too\n"
	    "  --report FILE  write every line of what was done to FILE\n"
	    "  --dry-run, -n  say what would be done, and write nothing\n"
	    "  --help, -h     this\n"
	    "  --version      which version this is\n\n"
	    "formats:\n",
	    to);
	for (const struct format *f = formats; f->name != NULL; f++)
		fprintf(to, "  %-8s %s\n", f->name, f->title);
	return to == stdout ? CMD_DONE : CMD_USAGE;
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
static int
start(const struct order *o)
{
	const struct confine how = { o->capsule, !o->dry, needs_web(o) };
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

static const struct option options[] = {
	{ "from", required_argument, NULL, 'f' },
	{ "topic", required_argument, NULL, 't' },
	{ "types", required_argument, NULL, 'y' },
	{ "allow-private", no_argument, NULL, 'p' },
	{ "report", required_argument, NULL, 'r' },
	{ "dry-run", no_argument, NULL, 'n' },
	IMAGES_OPTIONS('i'),
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static bool
read_images(struct web_settings *web, const char *name)
{
	struct problem why = { .file = "" };

	if (strcmp(name, "images") == 0)
		web->see_to_images = true;
	if (images_rules_take(&web->images, name, optarg, &why) == 0)
		return true;
	fprintf(stderr, "chasqui: %s\n", why.sentence);
	return false;
}

static bool
is_format(const char *name)
{
	if (format_named(name) != NULL)
		return true;
	fprintf(stderr, "chasqui: no such format: %s\n", name);
	return false;
}

/* One option, of this name; false when its value makes no sense. */
static bool
take_option(struct order *o, int opt, const char *name)
{
	switch (opt) {
	case 'f':
		o->from = optarg;
		o->how.chosen = true;
		return is_format(optarg);
	case 't':
		o->how.topic = optarg;
		return true;
	case 'y':
		o->how.types = optarg;
		return true;
	case 'i':
		return read_images(&o->web, name);
	case 'p':
		o->web.allow_private = true;
		return true;
	case 'r':
		o->report = optarg;
		return true;
	case 'n':
		o->dry = o->web.dry = true;
		return true;
	default:
		return false;
	}
}

int
main(int argc, char **argv)
{
	struct order o = { .web.images = IMAGES_RULES_DEFAULT };
	int opt, row = 0;

	if (argc > 1 && strcmp(argv[1], "mirror") == 0)
		return mirror_main(argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "import") == 0)
		argc--, argv++;
	while ((opt = getopt_long(argc, argv, "nh", options, &row)) != -1) {
		if (opt == 'h')
			return usage(stdout);
		if (opt == 'V') {
			puts("chasqui " CHASQUI_VERSION);
			return CMD_DONE;
		}
		if (!take_option(&o, opt, options[row].name))
			return usage(stderr);
	}
	if (argc - optind < 2)
		return usage(stderr);
	o.source = argv + optind;
	o.nsources = argc - optind - 1;
	o.capsule = argv[argc - 1];
	return start(&o);
}
