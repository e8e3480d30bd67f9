#include "import/mirror_order.h"

#include <getopt.h>
#include <limits.h>
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
	{ "images-max", 1, 100000 }, /* KB */
	{ "limit", 1, 10000 },
	{ "timeout", 1, 600 },
};
enum { DELAY, IMAGES_MAX, LIMIT, TIMEOUT, COUNT };

static const struct option options[] = {
	{ "allow-private", no_argument, NULL, ALLOW_PRIVATE },
	{ "delay", required_argument, NULL, NUMBERS + DELAY },
	{ "dry-run", no_argument, NULL, DRY_RUN },
	{ "full", no_argument, NULL, FULL },
	{ "images-max", required_argument, NULL, NUMBERS + IMAGES_MAX },
	{ "images", required_argument, NULL, IMAGES },
	{ "limit", required_argument, NULL, NUMBERS + LIMIT },
	{ "named-private", no_argument, NULL, NAMED_PRIVATE },
	{ "no-robots", no_argument, NULL, NO_ROBOTS },
	{ "now", no_argument, NULL, NOW },
	{ "timeout", required_argument, NULL, NUMBERS + TIMEOUT },
	{ "topic", required_argument, NULL, TOPIC },
	{ NULL, 0, NULL, 0 },
};

static int
usage(void)
{
	fputs("usage: chasqui-import mirror [--topic NAME] [--full] "
	      "[--limit N] [--images keep|link|drop] [--images-max KB] "
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

/* One option; number is that of the numbers. */
static int
take_option(struct mirror_order *o, int opt, int number[COUNT])
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
		if (images_mode_named(optarg, &o->images))
			return 0;
		fprintf(stderr,
		    "chasqui: --images is '%s': want keep, link "
		    "or drop\n",
		    optarg);
		return -1;
	default:
		return usage();
	}
}

int
mirror_order_read(struct mirror_order *o, int argc, char **argv)
{
	int number[COUNT] = { [DELAY] = 1,
		[IMAGES_MAX] = 512,
		[LIMIT] = 50,
		[TIMEOUT] = 20 };
	int opt;

	*o = (struct mirror_order){ .images = IMAGES_LINKED };
	o->fetch.robots = true;
	while ((opt = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (take_option(o, opt, number) == -1)
			return -1;
	if (argc - optind != 3)
		return usage();
	o->name = argv[optind];
	o->url = argv[optind + 1];
	o->capsule = argv[optind + 2];
	o->limit = (size_t)number[LIMIT];
	o->images_max = (size_t)number[IMAGES_MAX] * 1000;
	o->fetch.delay_s = number[DELAY];
	o->fetch.timeout_s = number[TIMEOUT];
	return 0;
}
