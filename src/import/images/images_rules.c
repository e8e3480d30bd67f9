#include "import/images/images_rules.h"

#include <string.h>

#include "capsule/fm/fm_fields.h"
#include "text/cursor.h"

static int
take_mode(struct images_rules *r, const char *value)
{
	static const char *const modes[] = { [IMAGES_KEPT] = "keep",
		[IMAGES_LINKED] = "link",
		[IMAGES_DROPPED] = "drop" };

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (strcmp(modes[i], value) == 0) {
			r->mode = (enum images_mode)i;
			return 0;
		}
	return -1;
}

static int
take_bool(bool *out, const char *value)
{
	int b = fm_fields_boolean(value);

	if (b == -1)
		return -1;
	*out = b == 1;
	return 0;
}

static int
take_kilobytes(size_t *bytes, const char *value, int most)
{
	struct cursor in = { value, value + strlen(value) };
	int kb;

	if (!cursor_take_number(&in, 1, 9, &kb) || in.p < in.end || kb < 1 ||
	    kb > most)
		return -1;
	*bytes = (size_t)kb * 1000;
	return 0;
}

static int
take_max(struct images_rules *r, const char *value)
{
	return take_kilobytes(&r->max, value, 100000);
}

static int
take_originals(struct images_rules *r, const char *value)
{
	return take_bool(&r->originals, value);
}

static int
take_small_max(struct images_rules *r, const char *value)
{
	return take_kilobytes(&r->small.max, value, 10000);
}

static int
take_grey(struct images_rules *r, const char *value)
{
	return take_bool(&r->small.grey, value);
}

static const struct {
	const char *name;
	int (*take)(struct images_rules *r, const char *value);
	const char *wanted;
} options[] = {
	{ "images", take_mode, "keep, link or drop" },
	{ "images-max", take_max, "1 to 100000" },
	{ "keep-original", take_originals, "yes or no" },
	{ "picture-max", take_small_max, "1 to 10000" },
	{ "picture-grey", take_grey, "yes or no" },
};

int
images_rules_take(struct images_rules *r, const char *name, const char *value,
    struct problem *why)
{
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (strcmp(options[i].name, name) == 0)
			return options[i].take(r, value) == 0
				   ? 0
				   : problem_set(why, 0,
					 "--%s is '%s': want %s", name, value,
					 options[i].wanted);
	return problem_set(why, 0, "--%s is not known", name);
}
