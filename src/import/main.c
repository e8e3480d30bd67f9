#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/problem.h"
#include "import/format.h"
#include "import/item.h"
#include "import/report.h"
#include "import/source.h"
#include "import/store.h"

/* One run of `chasqui import`. */
struct run {
	struct store *store;
	struct report *report;
};

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
	enum stored done = store_item(r->store, it, &path, &why);

	report_stored(r->report, done, path, &why);
}

static void
take_topic(void *ctx, const struct item_topic *topic)
{
	struct run *r = ctx;
	struct problem why = { .file = "" };

	if (store_topic(r->store, topic, &why) == STORED_FAILED)
		report_refused(r->report, &why);
}

static void
read_source(struct run *r, const char *name, const char *from,
    const struct reading *how)
{
	const struct intake in = { take, take_topic, say_skipped, say_problem,
		r };
	struct problem why = { .file = "" };
	struct source s;
	const struct format *format;

	report_source(r->report,
	    strcmp(name, "-") == 0 ? "standard input" : name, NULL);
	if (source_open(&s, name, &why) == -1) {
		report_refused(r->report, &why);
		return;
	}
	report_source(r->report, s.name, &s);
	format = from != NULL ? format_named(from) : format_of(&s);
	if (format->read(&s, how, &in, &why) == -1)
		report_problem(r->report, &why);
	report_source(r->report, s.name, NULL);
	source_close(&s);
}

static int
usage(FILE *to)
{
	fputs(
	    "usage: chasqui import [OPTION...] SOURCE... CAPSULE\n\n"
	    "Brings articles and pages into the folder CAPSULE, which is made\n"
	    "when it is not there. SOURCE is a file, or - for standard "
	    "input.\n\n"
	    "  --from FORMAT  take the sources to be of this format\n"
	    "  --topic NAME   put all articles under this topic\n"
	    "  --report FILE  write every line of what was done to FILE\n"
	    "  --dry-run, -n  say what would be done, and write nothing\n"
	    "  --help, -h     this\n"
	    "  --version      which version this is\n\n"
	    "formats:\n",
	    to);
	for (const struct format *f = formats; f->name != NULL; f++)
		fprintf(to, "  %-8s %s\n", f->name, f->title);
	return to == stdout ? DONE : WRONG_USAGE;
}

/* What the command line asks for. */
struct order {
	const char *from, *report, *capsule;
	char **source;
	int nsources;
	struct reading how;
	bool dry;
};

static int
import(const struct order *o)
{
	struct run r = { NULL, NULL };
	struct problem why = { .file = "" };
	char line[sizeof why + 32];

	r.report = report_new(o->report, &why);
	if (r.report == NULL) {
		fprintf(stderr, "%s\n", problem_str(&why, line, sizeof line));
		return SYSTEM_REFUSED;
	}
	r.store = store_open(o->capsule, o->dry, &why);
	if (r.store == NULL)
		report_refused(r.report, &why);
	else
		for (int i = 0; i < o->nsources; i++)
			read_source(&r, o->source[i], o->from, &o->how);
	if (store_close(r.store, &why) == -1)
		report_refused(r.report, &why);
	return report_end(r.report, o->dry);
}

static const struct option options[] = {
	{ "from", required_argument, NULL, 'f' },
	{ "topic", required_argument, NULL, 't' },
	{ "report", required_argument, NULL, 'r' },
	{ "dry-run", no_argument, NULL, 'n' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

int
main(int argc, char **argv)
{
	struct order o = { .from = NULL };
	int opt;

	if (argc > 1 && strcmp(argv[1], "import") == 0)
		argc--, argv++;
	while ((opt = getopt_long(argc, argv, "nh", options, NULL)) != -1) {
		switch (opt) {
		case 'f':
			o.from = optarg;
			o.how.chosen = true;
			break;
		case 't':
			o.how.topic = optarg;
			break;
		case 'r':
			o.report = optarg;
			break;
		case 'n':
			o.dry = true;
			break;
		case 'h':
			return usage(stdout);
		case 'V':
			puts("chasqui " CHASQUI_VERSION);
			return DONE;
		default:
			return usage(stderr);
		}
	}
	if (o.from != NULL && format_named(o.from) == NULL) {
		fprintf(stderr, "chasqui: no such format: %s\n", o.from);
		return usage(stderr);
	}
	if (argc - optind < 2)
		return usage(stderr);
	o.source = argv + optind;
	o.nsources = argc - optind - 1;
	o.capsule = argv[argc - 1];
	return import(&o);
}
