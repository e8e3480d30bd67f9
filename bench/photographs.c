#include <gd.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * photographs FOLDER large|small: the three pictures of the example capsule,
 * drawn here.  large: as a camera would give them, 2,400 pixels wide with the
 * grain of a film, 1 to 3 MB each; small: as they are in capsule/static/img.
 *
 * A scene is a function from a place to a colour: x from 0 to 1.5, y from 0 at
 * the top to 1.
 */

static double pixel; /* the side of one, in these measures */

struct colour {
	double r, g, b; /* 0 to 1 */
};

/* ---- noise --------------------------------------------------------------- */

static double
noise_at(int x, int y)
{
	uint32_t n = (uint32_t)x * 374761393U + (uint32_t)y * 668265263U;

	n = (n ^ (n >> 13)) * 1274126177U;
	return (double)((n ^ (n >> 16)) & 0xFFFF) / 65535;
}

static double
noise(double x, double y)
{
	int ix = (int)floor(x), iy = (int)floor(y);
	double fx = x - ix, fy = y - iy;
	double top, bottom;

	fx = fx * fx * (3 - 2 * fx);
	fy = fy * fy * (3 - 2 * fy);
	top = noise_at(ix, iy) * (1 - fx) + noise_at(ix + 1, iy) * fx;
	bottom =
	    noise_at(ix, iy + 1) * (1 - fx) + noise_at(ix + 1, iy + 1) * fx;
	return top * (1 - fy) + bottom * fy;
}

/* Rough as rock, smoke or wood are: octaves of noise, 0 to 1. */
static double
rough(double x, double y, int octaves)
{
	double sum = 0, part = 0.5;

	for (; octaves > 0; octaves--, part /= 2, x *= 2.03, y *= 2.03)
		sum += part * noise(x, y);
	return sum;
}

/* ---- colours ------------------------------------------------------------- */

static struct colour
mix(struct colour a, struct colour b, double t)
{
	t = fmin(fmax(t, 0), 1);
	return (struct colour){ a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t,
		a.b + (b.b - a.b) * t };
}

static struct colour
lit(struct colour c, double by)
{
	return (struct colour){ c.r * by, c.g * by, c.b * by };
}

/* How much of a pixel lies inside, `in` from the edge. */
static double
inside(double in)
{
	return fmin(fmax(in / pixel + 0.5, 0), 1);
}

static double
in_box(double x, double y, double left, double top, double right, double bottom)
{
	return inside(
	    fmin(fmin(x - left, right - x), fmin(y - top, bottom - y)));
}

/* Between two points, this thick. */
static double
in_line(double x, double y, double x1, double y1, double x2, double y2,
    double thick)
{
	double dx = x2 - x1, dy = y2 - y1;
	double t = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy);

	t = fmin(fmax(t, 0), 1);
	return inside(thick / 2 - hypot(x - x1 - t * dx, y - y1 - t * dy));
}

/* ---- the Andes in the evening -------------------------------------------- */

static struct colour
evening_sky(double x, double y)
{
	static const struct colour high = { .25, .38, .63 },
				   low = { .98, .78, .58 },
				   cloud = { 1, .90, .82 };
	double veil = rough(x * 2.5, y * 11 + 40, 5);

	return mix(mix(high, low, y / .55), cloud, (veil - .5) * 3 * (1 - y));
}

/* One range behind the next: the far ones pale, their tops white. */
static struct colour
andes(double x, double y)
{
	static const struct colour haze = { .72, .68, .72 },
				   rock = { .20, .19, .24 },
				   snow = { .97, .95, .96 },
				   grass = { .48, .40, .21 };
	struct colour c = evening_sky(x, y);

	for (int i = 0; i < 4; i++) {
		double ridge =
		    .46 + .11 * i -
		    (.40 - .06 * i) *
			(rough(x * (1.6 + i) + 17 * i, 3 * i, 7) - .32);
		double below = y - ridge;
		double slope = rough(x * 9 + i, y * 14 + below * 20, 6) -
			       rough(x * 9 + i + .12, y * 14 + below * 20, 6);
		struct colour side = mix(haze, rock, .35 + .2 * i);

		if (i < 3)
			side = mix(side, snow,
			    inside(.05 - .012 * i - below + slope * .35));
		side = lit(side, 1 + slope * 2.2);
		c = mix(c, side, inside(below));
	}
	return mix(c, lit(grass, .55 + rough(x * 60, y * 170, 5)),
	    inside(y - .88 - .03 * noise(x * 4, 9)));
}

/* ---- a ballot box on a table --------------------------------------------- */

static struct colour
room(double x, double y)
{
	static const struct colour wall = { .80, .76, .68 },
				   wood = { .50, .31, .17 };
	double grain =
	    rough(x * 1.5, y * 90, 6) + .3 * rough(x * 40, y * 300, 3);
	struct colour c =
	    lit(wall, 1.12 - .42 * x + .06 * rough(x * 50, y * 50, 3) - .1 * y);
	/* light from a window on the left */
	double beam = in_box(x - .35 * y, y, -.1, .06, .22, .52);

	c = lit(c, 1 + .14 * beam);
	return mix(c, lit(wood, .55 + .9 * grain), inside(y - .70));
}

static struct colour
ballot_box(double x, double y)
{
	static const struct colour card = { .93, .91, .86 },
				   band = { .70, .12, .16 },
				   paper = { .99, .99, .97 },
				   lead = { .95, .74, .18 },
				   dark = { .10, .09, .08 };
	struct colour c = room(x, y);
	double fibre = .93 + .12 * rough(x * 120, y * 120, 4);
	double lean = (y - .16) * .18;

	c = lit(c,
	    1 - .55 * in_box(x - .30 * (y - .62), y, .52, .70, 1.22, .86));
	/* the lid, its slot, and a ballot on its way in */
	c = mix(c, lit(card, 1.04 * fibre),
	    in_box(x + (y - .40) * .9 * (x < .75 ? 1 : -1), y, .45, .32, 1.07,
		.40));
	c = mix(c, dark, in_box(x, y, .62, .352, .90, .364));
	c = mix(c, lit(paper, .98 - .06 * noise(x * 8, y * 2)),
	    in_box(x - lean, y, .66, .14, .85, .358));
	for (int line = 0; line < 3; line++)
		c = mix(c, lit(dark, 4),
		    in_box(x - lean, y, .69, .18 + .05 * line, .82,
			.184 + .05 * line));
	/* its front, with the band of the office */
	c = mix(c, lit(card, (.90 - .16 * (x - .45)) * fibre),
	    in_box(x, y, .45, .40, 1.07, .82));
	c = mix(c, lit(band, fibre), in_box(x, y, .45, .55, 1.07, .63));
	c = mix(c, dark, in_line(x, y, .45, .40, 1.07, .40, .003));
	/* the pencil of the polling station */
	c = mix(c, lit(dark, 3), in_line(x, y, .17, .925, .44, .875, .012));
	c = mix(c, lead, in_line(x, y, .16, .915, .42, .865, .018));
	return mix(c, dark, in_line(x, y, .42, .865, .437, .862, .006));
}

/* ---- a quay under the grey sky of the coast ------------------------------ */

static struct colour
harbour(double x, double y)
{
	static const struct colour grey = { .80, .82, .83 },
				   white = { .94, .94, .92 },
				   sea = { .30, .39, .42 };
	struct colour c = mix(grey, white, rough(x * 2, y * 6, 5) + y - .4);
	double far = fmax(y - .455, .004);
	double ripple = rough(x * 3 / far * .12, .9 / far, 5);

	return mix(c, lit(sea, .72 + .75 * ripple + .25 * (1 - y)),
	    inside(y - .46));
}

/* Boxes in rows on the deck. */
static struct colour
containers(struct colour c, double x, double y)
{
	static const struct colour paints[] = { { .62, .21, .16 },
		{ .20, .36, .52 }, { .75, .56, .20 }, { .35, .45, .35 },
		{ .70, .70, .68 } };

	for (int i = 0; i < 27; i++) {
		double left = .66 + .062 * (i % 9), top = .372 - .036 * (i / 9);
		double ribs = .88 + .12 * sin(x * 1400);
		size_t paint = (size_t)(noise_at(i, 77) * 4.99);

		c = mix(c, lit(paints[paint], ribs),
		    in_box(x, y, left, top, left + .058, top + .033));
	}
	return c;
}

static struct colour
ship(struct colour c, double x, double y)
{
	static const struct colour hull = { .13, .17, .22 },
				   red = { .50, .16, .13 },
				   house = { .92, .92, .90 };
	double bow = (y - .41) * .9;

	c = containers(c, x, y);
	c = mix(c, house, in_box(x, y, 1.24, .27, 1.36, .41));
	for (int i = 0; i < 12; i++)
		c = mix(c, hull,
		    in_box(x, y, 1.25 + .027 * (i % 4), .285 + .035 * (i / 4),
			1.265 + .027 * (i % 4), .30 + .035 * (i / 4)));
	c = mix(c, lit(hull, .9 + .3 * rough(x * 30, y * 200, 4)),
	    in_box(x, y, .56 + bow, .405, 1.44 - bow * .4, .485));
	return mix(c, red, in_box(x, y, .56 + bow, .472, 1.42, .49));
}

static struct colour
quay(double x, double y)
{
	static const struct colour steel = { .24, .27, .30 },
				   stone = { .57, .55, .52 },
				   iron = { .09, .09, .10 },
				   rope = { .70, .62, .45 };
	struct colour c = ship(harbour(x, y), x, y);
	double edge = y - .70 - .06 * (1.5 - x);

	/* a crane: its legs, its arm, what holds that */
	c = mix(c, steel, in_line(x, y, .20, .80, .25, .18, .014));
	c = mix(c, steel, in_line(x, y, .38, .80, .33, .18, .014));
	c = mix(c, steel, in_line(x, y, .10, .20, .86, .20, .012));
	c = mix(c, steel, in_line(x, y, .29, .08, .80, .195, .005));
	c = mix(c, steel, in_line(x, y, .29, .08, .29, .20, .012));
	c = mix(c, steel, in_line(x, y, .72, .20, .72, .30, .003));
	c = mix(c, lit(stone, .62 + .75 * rough(x * 70, y * 110, 6)),
	    inside(edge));
	c = lit(c, 1 - .35 * (inside(edge) - inside(edge - .02)));
	for (int i = 0; i < 3; i++) {
		double at = .22 + .46 * i, foot = .88 - .03 * i;

		c = mix(c, iron,
		    in_box(x, y, at - .022, foot - .07, at + .022, foot));
		c = mix(c, lit(iron, 1.8),
		    in_line(x, y, at - .022, foot - .075, at + .022,
			foot - .075, .03));
	}
	return mix(c, lit(rope, .7 + .5 * sin((x + y) * 900)),
	    in_line(x, y, .67, .80, .585, .42, .008));
}

/* ---- pictures ------------------------------------------------------------ */

static const struct {
	const char *name;
	struct colour (*scene)(double x, double y);
} pictures[] = { { "andes", andes }, { "ballot-box", ballot_box },
	{ "quay", quay } };

static const struct form {
	const char *name;
	int width, quality;
	double grain;
} forms[] = { { "large", 2400, 93, .075 }, { "small", 800, 68, .012 } };

static int
byte(double value, double grain)
{
	return (int)fmin(fmax((value + grain) * 255, 0), 255);
}

static gdImagePtr
draw(struct colour (*scene)(double x, double y), const struct form *f)
{
	int height = f->width * 2 / 3;
	gdImagePtr im = gdImageCreateTrueColor(f->width, height);

	pixel = 1.0 / height;
	for (int y = 0; im != NULL && y < height; y++)
		for (int x = 0; x < f->width; x++) {
			struct colour c = scene(x * pixel, y * pixel);
			double grain = f->grain * (noise_at(x, y + 5000) - .5);

			gdImageSetPixel(im, x, y,
			    gdTrueColor(byte(c.r, grain), byte(c.g, grain),
				byte(c.b, grain)));
		}
	return im;
}

static int
write_one(const char *folder, size_t which, const struct form *f)
{
	char path[4096];
	gdImagePtr im = draw(pictures[which].scene, f);
	FILE *out;

	(void)snprintf(path, sizeof path, "%s/%s.jpg", folder,
	    pictures[which].name);
	out = im == NULL ? NULL : fopen(path, "wbe");
	if (out == NULL) {
		perror(path);
		return -1;
	}
	gdImageJpeg(im, out, f->quality);
	gdImageDestroy(im);
	return fclose(out);
}

int
main(int argc, char **argv)
{
	const struct form *form = NULL;

	for (size_t i = 0; argc == 3 && i < sizeof forms / sizeof *forms; i++)
		if (strcmp(argv[2], forms[i].name) == 0)
			form = &forms[i];
	if (form == NULL) {
		fprintf(stderr, "usage: photographs FOLDER large|small\n");
		return EXIT_FAILURE;
	}
	for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
		if (write_one(argv[1], i, form) != 0)
			return EXIT_FAILURE;
	return EXIT_SUCCESS;
}
