#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/exit_status.h"
#include "import/format.h"
#include "import/mirror.h"
#include "import/run.h"

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
	return run_order(&o);
}
