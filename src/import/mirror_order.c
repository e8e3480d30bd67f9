#include "import/mirror_order.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "text/cursor.h"

enum {
	ALLOW_PRIVATE = 256,
	DRY_RUN,
	FULL,
	NAMED_PRIVATE,
	NO_ROBOTS,
	NOW,
	IMAGES,
	TOPIC,
	NUMBERS
};

/* Options that are numbers, from NUMBERS on. */
static const struct {
	const char *name;
	int least, most;
} numbers[] = {
	{ "delay", 0, 60 },
	{ "limit", 1, 10000 },
	{ "timeout", 1, 600 },
};
enum { DELAY, LIMIT, TIMEOUT, COUNT };

static const struct option options[] = {
	{ "allow-private", no_argument, NULL, ALLOW_PRIVATE },
	{ "delay", required_argument, NULL, NUMBERS + DELAY },
	{ "dry-run", no_argument, NULL, DRY_RUN },
	{ "full", no_argument, NULL, FULL },
	{ "limit", required_argument, NULL, NUMBERS + LIMIT },
	{ "named-private", no_argument, NULL, NAMED_PRIVATE },
	{ "no-robots", no_argument, NULL, NO_ROBOTS },
	{ "now", no_argument, NULL, NOW },
	{ "timeout", required_argument, NULL, NUMBERS + TIMEOUT },
	{ "topic", required_argument, NULL, TOPIC },
	IMAGES_OPTIONS(IMAGES),
	{ NULL, 0, NULL, 0 },
};

static int
usage(void)
{
	fputs("usage: chasqui-import mirror [--topic NAME] [--full] "
	      "[--limit N] [--images keep|link|drop] [--images-max KB] "
	      "[--keep-original yes|no] [--picture-max KB] "
	      "[--picture-grey yes|no] "
	      "[--delay S] [--timeout S] [--no-robots] [--named-private] "
	      "[--allow-private] [--dry-run] [--now] "
	      "-- NAME URL CAPSULE\n",
	    stderr);
	return -1;
}

static int
read_number(const char *text, int which, int *out)
{
	struct cursor in = { text, text + strlen(text) };

	if (cursor_take_number(&in, 1, 9, out) && in.p == in.end &&
	    *out >= numbers[which].least && *out <= numbers[which].most)
		return 0;
	fprintf(stderr, "chasqui: --%s is '%s': want %d to %d\n",
	    numbers[which].name, text, numbers[which].least,
	    numbers[which].most);
	return -1;
}

static int
take_images(struct mirror_order *o, const char *name)
{
	struct problem why = { .file = "" };

	if (images_rules_take(&o->images, name, optarg, &why) == 0)
		return 0;
	fprintf(stderr, "chasqui: %s\n", why.sentence);
	return -1;
}

/* One option, of this name; number is that of the numbers. */
static int
take_option(struct mirror_order *o, int opt, const char *name,
    int number[COUNT])
{
	if (opt >= NUMBERS)
		return read_number(optarg, opt - NUMBERS,
		    &number[opt - NUMBERS]);
	switch (opt) {
	case ALLOW_PRIVATE:
		o->fetch.allow_private = true;
		return 0;
	case DRY_RUN:
		o->dry = true;
		return 0;
	case NOW:
		o->fetch.now = true;
		return 0;
	case FULL:
		o->full = true;
		return 0;
	case NAMED_PRIVATE:
		o->named_private = true;
		return 0;
	case NO_ROBOTS:
		o->fetch.robots = false;
		return 0;
	case TOPIC:
		o->topic = optarg;
		return 0;
	case IMAGES:
		return take_images(o, name);
	default:
		return usage();
	}
}

int
mirror_order_read(struct mirror_order *o, int argc, char **argv)
{
	int number[COUNT] = { [DELAY] = 1, [LIMIT] = 50, [TIMEOUT] = 20 };
	int opt, row = 0;

	*o = (struct mirror_order){ .images = IMAGES_RULES_DEFAULT };
	o->fetch.robots = true;
	while ((opt = getopt_long(argc, argv, "", options, &row)) != -1)
		if (take_option(o, opt, options[row].name, number) == -1)
			return -1;
	if (argc - optind != 3)
		return usage();
	o->name = argv[optind];
	o->url = argv[optind + 1];
	o->capsule = argv[optind + 2];
	o->limit = (size_t)number[LIMIT];
	o->fetch.delay_s = number[DELAY];
	o->fetch.timeout_s = number[TIMEOUT];
	return 0;
}
