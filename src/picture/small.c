#include "picture/small.h"

#include <gd.h>
#include <limits.h>
#include <string.h>

#include "picture/probe.h"

/*
 * A JPEG of a photograph is still one at 40, and its bytes are better spent on
 * fewer pixels below that.
 */
static const int qualities[] = { 80, 70, 60, 50, 40 };
#define QUALITIES        (sizeof qualities / sizeof qualities[0])
#define SMALLEST_SIDE    64 /* pixels: below it nothing can be seen */
#define LINE_ART_COLOURS 256

/* ---- in ------------------------------------------------------------------ */

static gdImagePtr
decode(enum picture_kind kind, int len, void *bytes)
{
	switch (kind) {
	case PICTURE_JPEG:
		return gdImageCreateFromJpegPtrEx(len, bytes, 1);
	case PICTURE_PNG:
		return gdImageCreateFromPngPtr(len, bytes);
	case PICTURE_GIF:
		return gdImageCreateFromGifPtr(len, bytes);
	case PICTURE_WEBP:
		return gdImageCreateFromWebpPtr(len, bytes);
	}
	return NULL;
}

/* ---- between ------------------------------------------------------------- */

/* A copy whose longer side has so many pixels; in true colour. */
static gdImagePtr
scaled(gdImagePtr from, int side)
{
	int w = gdImageSX(from), h = gdImageSY(from), most = w > h ? w : h;
	int to_w = w, to_h = h;
	gdImagePtr to;

	if (most > side) {
		to_w = (int)((long)w * side / most);
		to_h = (int)((long)h * side / most);
	}
	to = gdImageCreateTrueColor(to_w > 0 ? to_w : 1, to_h > 0 ? to_h : 1);
	if (to == NULL)
		return NULL;
	gdImageAlphaBlending(to, 0);
	gdImageSaveAlpha(to, 1);
	gdImageCopyResampled(to, from, 0, 0, 0, 0, gdImageSX(to), gdImageSY(to),
	    w, h);
	return to;
}

/*
 * Where a pixel of the upright picture lies in the stored one, by Exif's
 * orientation: 5 to 8 lie on their side, and the others are turned or seen in
 * a mirror.
 */
static int
stored_pixel(gdImagePtr from, int orientation, int x, int y)
{
	int w = gdImageSX(from) - 1, h = gdImageSY(from) - 1;

	switch (orientation) {
	case 2:
		return gdImageGetTrueColorPixel(from, w - x, y);
	case 3:
		return gdImageGetTrueColorPixel(from, w - x, h - y);
	case 4:
		return gdImageGetTrueColorPixel(from, x, h - y);
	case 5:
		return gdImageGetTrueColorPixel(from, y, x);
	case 6:
		return gdImageGetTrueColorPixel(from, y, h - x);
	case 7:
		return gdImageGetTrueColorPixel(from, w - y, h - x);
	case 8:
		return gdImageGetTrueColorPixel(from, w - y, x);
	default:
		return gdImageGetTrueColorPixel(from, x, y);
	}
}

/* The upright copy; `from` is destroyed.  NULL: no memory. */
static gdImagePtr
upright(gdImagePtr from, int orientation)
{
	bool lies = orientation >= 5;
	int w = gdImageSX(from), h = gdImageSY(from);
	gdImagePtr to = gdImageCreateTrueColor(lies ? h : w, lies ? w : h);

	for (int y = 0; to != NULL && y < gdImageSY(to); y++)
		for (int x = 0; x < gdImageSX(to); x++)
			gdImageSetPixel(to, x, y,
			    stored_pixel(from, orientation, x, y));
	gdImageDestroy(from);
	return to;
}

/* ---- out ----------------------------------------------------------------- */

static bool
is_transparent(gdImagePtr im)
{
	for (int y = 0; y < gdImageSY(im); y++)
		for (int x = 0; x < gdImageSX(im); x++)
			if (gdTrueColorGetAlpha(gdImageTrueColorPixel(im, x,
				y)) != gdAlphaOpaque)
				return true;
	return false;
}

/*
 * Has the stored picture few colours, as a chart or a drawing has?  Asked
 * before scaling, which blends them into many.
 */
static bool
is_line_art(gdImagePtr im)
{
	int seen[LINE_ART_COLOURS], n = 0, step, i, c;

	if (!gdImageTrueColor(im))
		return true;
	/* a photograph shows itself in far fewer than 40,000 pixels; an odd
	 * step meets every row of a pattern that repeats */
	step = (gdImageSX(im) > gdImageSY(im) ? gdImageSX(im) : gdImageSY(im)) /
		   200 |
	       1;
	for (int y = 0; y < gdImageSY(im); y += step)
		for (int x = 0; x < gdImageSX(im); x += step) {
			c = gdImageTrueColorPixel(im, x, y);
			for (i = 0; i < n && seen[i] != c; i++)
				;
			if (i < n)
				continue;
			if (n == LINE_ART_COLOURS)
				return false;
			seen[n++] = c;
		}
	return true;
}

/* Encode within max bytes, by fewer colours or less quality; NULL: none fits.
 */
static void *
encode(gdImagePtr im, bool png, size_t max, size_t *size)
{
	void *out;
	int n = 0;

	for (size_t i = 0; i < (png ? 1 : QUALITIES); i++) {
		out = png ? gdImagePngPtrEx(im, &n, 9)
			  : gdImageJpegPtr(im, &n, qualities[i]);
		if (out != NULL && n > 0 && (size_t)n <= max) {
			*size = (size_t)n;
			return out;
		}
		gdFree(out);
	}
	return NULL;
}

/* One try at a size; NULL: too large still, or no memory. */
static void *
try_side(gdImagePtr stored, const struct probe *p, bool png, int side,
    const struct small_want *want, size_t *size)
{
	gdImagePtr im = scaled(stored, side);
	void *out;

	if (im != NULL && p->orientation != 1)
		im = upright(im, p->orientation);
	if (im == NULL)
		return NULL;
	gdImageSaveAlpha(im, 1);
	if (want->grey)
		gdImageGrayScale(im);
	if (png && !is_transparent(im))
		gdImageTrueColorToPalette(im, 0, 64);
	out = encode(im, png, want->max, size);
	gdImageDestroy(im);
	return out;
}

static const char *
shrink(gdImagePtr stored, const struct probe *p, const struct small_want *want,
    void **out, size_t *size)
{
	bool clear = !gdImageTrueColor(stored)
			 ? gdImageGetTransparent(stored) >= 0
			 : is_transparent(stored);
	bool png = clear || is_line_art(stored);

	for (int side = SMALL_SIDE; side >= SMALLEST_SIDE;
	     side = side * 3 / 4) {
		*out = try_side(stored, p, png, side, want, size);
		/* a drawing that is a photograph after all */
		if (*out == NULL && png && !clear)
			*out = try_side(stored, p, false, side, want, size);
		if (*out != NULL)
			return NULL;
	}
	return "no small form fits the size";
}

const char *
small_make(const unsigned char *bytes, size_t len,
    const struct small_want *want, void **out, size_t *size)
{
	struct probe p;
	gdImagePtr stored;
	const char *why;

	*out = NULL;
	*size = 0;
	if (!probe_read(&p, bytes, len) || len > INT_MAX)
		return "this is no JPEG, PNG, GIF or WebP picture";
	if (p.width == 0 || p.height == 0 ||
	    (unsigned long long)p.width * p.height > SMALL_PIXELS)
		return "the picture has too many pixels, or none";
	if (len <= want->max && p.width <= SMALL_SIDE &&
	    p.height <= SMALL_SIDE && p.orientation == 1 && !want->grey)
		return NULL;
	/* gd takes bytes that are not const, and leaves them alone */
	stored = decode(p.kind, (int)len, (void *)(size_t)bytes);
	if (stored == NULL)
		return "the picture is damaged";
	why = shrink(stored, &p, want, out, size);
	gdImageDestroy(stored);
	return why;
}
