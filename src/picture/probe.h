#ifndef PICTURE_PROBE_H
#define PICTURE_PROBE_H

#include <stdbool.h>
#include <stddef.h>

enum picture_kind { PICTURE_JPEG, PICTURE_PNG, PICTURE_GIF, PICTURE_WEBP };

/* What the head of a picture says of it, before anything is decoded. */
struct probe {
	enum picture_kind kind;
	unsigned width, height; /* pixels, as stored */
	int orientation;        /* Exif's: 1 to 8; 1 is upright */
};

/*
 * Read kind, size and orientation from the bytes of a file.  False when they
 * are no picture of a kind that is known, or end before they tell its size.
 * Reads no byte beyond len, and keeps none.
 *
 * Spec: ITU T.81 annex B (JPEG), Exif 2.3 section 4.6, PNG section 5.6,
 * GIF89a section 18, WebP container.
 */
bool probe_read(struct probe *p, const unsigned char *bytes, size_t len);

#endif
