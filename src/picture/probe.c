#include "picture/probe.h"

#include <string.h>

static unsigned
big16(const unsigned char *b)
{
	return (unsigned)b[0] << 8 | b[1];
}

static unsigned
big32(const unsigned char *b)
{
	return big16(b) << 16 | big16(b + 2);
}

static unsigned
little16(const unsigned char *b)
{
	return (unsigned)b[1] << 8 | b[0];
}

static unsigned
little24(const unsigned char *b)
{
	return (unsigned)b[2] << 16 | little16(b);
}

static unsigned
little32(const unsigned char *b)
{
	return little16(b + 2) << 16 | little16(b);
}

/* ---- Exif: one entry of its first directory ------------------------------ */

#define EXIF_ORIENTATION 0x0112

/* A TIFF structure, in either order of bytes; 1 when it does not say. */
static int
orientation_of(const unsigned char *tiff, size_t len)
{
	bool big;
	size_t at, entries;
	unsigned value;

	if (len < 8 || (tiff[0] != 'M' && tiff[0] != 'I'))
		return 1;
	big = tiff[0] == 'M';
	at = big ? big32(tiff + 4) : little32(tiff + 4);
	if (at > len - 2)
		return 1;
	entries = big ? big16(tiff + at) : little16(tiff + at);
	at += 2;
	for (; entries > 0 && len - at >= 12; entries--, at += 12) {
		const unsigned char *e = tiff + at;

		if ((big ? big16(e) : little16(e)) != EXIF_ORIENTATION)
			continue;
		value = big ? big16(e + 8) : little16(e + 8);
		return value >= 1 && value <= 8 ? (int)value : 1;
	}
	return 1;
}

/* ---- JPEG: segments up to the frame -------------------------------------- */

#define MARKER_SOF0  0xC0
#define MARKER_SOF15 0xCF
#define MARKER_DHT   0xC4 /* these three stand between the frames' markers */
#define MARKER_JPG   0xC8
#define MARKER_DAC   0xCC
#define MARKER_SOS   0xDA
#define MARKER_APP1  0xE1

static bool
is_frame(unsigned marker)
{
	return marker >= MARKER_SOF0 && marker <= MARKER_SOF15 &&
	       marker != MARKER_DHT && marker != MARKER_JPG &&
	       marker != MARKER_DAC;
}

static bool
read_jpeg(struct probe *p, const unsigned char *b, size_t len)
{
	size_t at = 2, size;
	unsigned marker;

	p->kind = PICTURE_JPEG;
	while (len - at >= 4) {
		if (b[at] != 0xFF)
			return false;
		marker = b[at + 1];
		if (marker == 0xFF) { /* a fill byte */
			at++;
			continue;
		}
		size = big16(b + at + 2);
		at += 4;
		if (size < 2 || marker == MARKER_SOS || size - 2 > len - at)
			return false;
		size -= 2;
		if (is_frame(marker)) {
			if (size < 5)
				return false;
			p->height = big16(b + at + 1);
			p->width = big16(b + at + 3);
			return true;
		}
		if (marker == MARKER_APP1 && size > 6 &&
		    memcmp(b + at, "Exif\0", 6) == 0)
			p->orientation = orientation_of(b + at + 6, size - 6);
		at += size;
	}
	return false;
}

/* ---- the others say it at a fixed place ---------------------------------- */

static bool
read_png(struct probe *p, const unsigned char *b, size_t len)
{
	if (len < 24 || memcmp(b + 12, "IHDR", 4) != 0)
		return false;
	p->kind = PICTURE_PNG;
	p->width = big32(b + 16);
	p->height = big32(b + 20);
	return true;
}

static bool
read_gif(struct probe *p, const unsigned char *b, size_t len)
{
	if (len < 10)
		return false;
	p->kind = PICTURE_GIF;
	p->width = little16(b + 6);
	p->height = little16(b + 8);
	return true;
}

static bool
read_webp(struct probe *p, const unsigned char *b, size_t len)
{
	if (len < 30)
		return false;
	p->kind = PICTURE_WEBP;
	if (memcmp(b + 12, "VP8X", 4) == 0) {
		p->width = little24(b + 24) + 1;
		p->height = little24(b + 27) + 1;
	} else if (memcmp(b + 12, "VP8L", 4) == 0) {
		p->width = (little32(b + 21) & 0x3FFF) + 1;
		p->height = (little32(b + 21) >> 14 & 0x3FFF) + 1;
	} else if (memcmp(b + 12, "VP8 ", 4) == 0) {
		p->width = little16(b + 26) & 0x3FFF;
		p->height = little16(b + 28) & 0x3FFF;
	} else {
		return false;
	}
	return true;
}

bool
probe_read(struct probe *p, const unsigned char *b, size_t len)
{
	static const unsigned char png[] = "\x89PNG\r\n\x1A\n";

	*p = (struct probe){ .orientation = 1 };
	if (len < 12)
		return false;
	if (b[0] == 0xFF && b[1] == 0xD8)
		return read_jpeg(p, b, len);
	if (memcmp(b, png, 8) == 0)
		return read_png(p, b, len);
	if (memcmp(b, "GIF87a", 6) == 0 || memcmp(b, "GIF89a", 6) == 0)
		return read_gif(p, b, len);
	if (memcmp(b, "RIFF", 4) == 0 && memcmp(b + 8, "WEBP", 4) == 0)
		return read_webp(p, b, len);
	return false;
}
