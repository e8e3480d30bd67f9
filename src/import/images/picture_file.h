#ifndef IMPORT_IMAGES_PICTURE_FILE_H
#define IMPORT_IMAGES_PICTURE_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* How pictures from the web are called and told from other files. */

/*
 * The extension that fits the bytes: "jpg", "png", "gif", "webp", "avif",
 * "svg" or "bmp"; NULL when it is no picture that is known.
 */
const char *picture_extension(const char *bytes, size_t len);
/* All there are; ended by NULL. */
extern const char *const picture_extensions[];
/* Does the path of an address end as that of a picture? */
bool picture_address(const char *url);

#define PICTURE_PATH_SIZE 256
/*
 * Its path below the capsule's folder, without '.' and extension, made of
 * its address alone: "static/img/m-example/boat-1a2b3c4d".  host and target
 * are those of its URL.  Returns out.
 */
const char *picture_path(const char *url, const char *host, const char *target,
    char out[PICTURE_PATH_SIZE]);

/* "48 KB", "1.2 MB": what a reader is to expect.  Returns out. */
#define PICTURE_SIZE_SIZE 32
const char *picture_size(unsigned long long bytes, char out[PICTURE_SIZE_SIZE]);

#endif
