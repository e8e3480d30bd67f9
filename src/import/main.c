#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/problem.h"
#include "import/format.h"
#include "import/item.h"
#include "import/source.h"
#include "import/store.h"

/* Exit statuses of every chasqui command: chasqui(1). */
enum { DONE = 0, PROBLEMS = 1, WRONG_USAGE = 2, SYSTEM_REFUSED = 3 };

/* One run of `chasqui import`. */
struct run {
	struct store *store;
	const char *source; /* being read, for messages */
	bool dry;
	size_t stored[STORED_FAILED + 1]; /* counted by what became of them */
	size_t skipped, problems;
};

static void
say_problem(void *ctx, const struct problem *found)
{
	struct run *r = ctx;
	struct problem named = *found;
	char line[1200];

	problem_in(&named, r->source);
	fprintf(stderr, "%s\n", problem_str(&named, line, sizeof line));
	r->problems++;
}

static void
say_skipped(void *ctx, size_t line, const char *what, const char *why)
{
	struct run *r = ctx;

	fprintf(stderr, "%s:%zu: left out (%s): %.60s%s\n", r->source, line,
	    why, what, strlen(what) > 60 ? "..." : "");
	r->skipped++;
}

static void
take(void *ctx, struct item *it)
{
	struct run *r = ctx;
	struct problem why = { .file = "" };
	const char *path;
	enum stored done = store_item(r->store, it, &path, &why);

	r->stored[done]++;
	if (done == STORED_FAILED)
		say_problem(r, &why);
	if (done == STORED_BESIDE)
		fprintf(stderr,
		    "%s: edited here: the new version lies beside it as "
		    "%s.new\n",
		    path, path);
}

static void
take_topic(void *ctx, const struct item_topic *topic)
{
	struct run *r = ctx;
	struct problem why = { .file = "" };

	if (store_topic(r->store, topic, &why) == STORED_FAILED)
		say_problem(r, &why);
}

static int
read_source(struct run *r, const char *name, const char *from,
    const struct reading *how)
{
	const struct intake in = { take, take_topic, say_skipped, say_problem,
		r };
	struct problem why = { .file = "" };
	struct source s;
	const struct format *format;

	r->source = strcmp(name, "-") == 0 ? "standard input" : name;
	if (source_open(&s, name, &why) == -1) {
		say_problem(r, &why);
		return -1;
	}
	format = from != NULL ? format_named(from) : format_of(&s);
	if (format->read(&s, how, &in, &why) == -1)
		say_problem(r, &why);
	source_close(&s);
	return 0;
}

static void
say_summary(const struct run *r)
{
	const size_t *n = r->stored;

	fprintf(stderr,
	    "chasqui: %s%zu new, %zu changed, %zu unchanged, %zu beside an "
	    "edited file, %zu failed; %zu lines left out\n",
	    r->dry ? "would be: " : "", n[STORED_NEW], n[STORED_CHANGED],
	    n[STORED_UNCHANGED], n[STORED_BESIDE], n[STORED_FAILED],
	    r->skipped);
}

static int
usage(FILE *to)
{
	fputs("usage: chasqui import [--from FORMAT] [--topic NAME] "
	      "[--dry-run] SOURCE... CAPSULE\n\nformats:\n",
	    to);
	for (const struct format *f = formats; f->name != NULL; f++)
		fprintf(to, "  %-8s %s\n", f->name, f->title);
	return to == stdout ? DONE : WRONG_USAGE;
}

static int
import(struct run *r, int nsources, char **source, const char *capsule,
    const char *from, const struct reading *how)
{
	struct problem why = { .file = "" };

	r->store = store_open(capsule, r->dry, &why);
	if (r->store == NULL) {
		r->source = capsule;
		say_problem(r, &why);
		return SYSTEM_REFUSED;
	}
	for (int i = 0; i < nsources; i++)
		read_source(r, source[i], from, how);
	if (store_close(r->store, &why) == -1)
		say_problem(r, &why);
	say_summary(r);
	return r->problems == 0 ? DONE : PROBLEMS;
}

static const struct option options[] = {
	{ "from", required_argument, NULL, 'f' },
	{ "topic", required_argument, NULL, 't' },
	{ "dry-run", no_argument, NULL, 'n' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

int
main(int argc, char **argv)
{
	struct run r = { 0 };
	struct reading how = { NULL };
	const char *from = NULL;
	int opt;

	if (argc > 1 && strcmp(argv[1], "import") == 0)
		argc--, argv++;
	while ((opt = getopt_long(argc, argv, "nh", options, NULL)) != -1) {
		switch (opt) {
		case 'f':
			from = optarg;
			break;
		case 't':
			how.topic = optarg;
			break;
		case 'n':
			r.dry = true;
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
	if (from != NULL && format_named(from) == NULL) {
		fprintf(stderr, "chasqui: no such format: %s\n", from);
		return usage(stderr);
	}
	if (argc - optind < 2)
		return usage(stderr);
	return import(&r, argc - optind - 1, argv + optind, argv[argc - 1],
	    from, &how);
}
