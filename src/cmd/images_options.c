#include "cmd/images_options.h"

#include "base/arena.h"
#include "capsule/capsule.h"

static const char *
yes_or_no(bool yes)
{
	return yes ? "yes" : "no";
}

size_t
images_options(struct arena *a, const struct capsule *c, const char **argv,
    size_t n)
{
	static const char *const images[] = {
		[CAPSULE_IMAGES_LINK] = "link",
		[CAPSULE_IMAGES_KEEP] = "keep",
		[CAPSULE_IMAGES_DROP] = "drop",
	};

	argv[n++] = "--images-max";
	argv[n++] = arena_printf(a, "%ld", c->images_max_kb);
	argv[n++] = "--keep-original";
	argv[n++] = yes_or_no(c->keep_original);
	argv[n++] = "--picture-max";
	argv[n++] = arena_printf(a, "%zu", c->picture_max);
	argv[n++] = "--picture-grey";
	argv[n++] = yes_or_no(c->picture_grey);
	argv[n++] = "--images";
	argv[n++] = images[c->images];
	return n;
}
