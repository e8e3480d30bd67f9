#ifndef PAGE_ITEM_H
#define PAGE_ITEM_H

/*
 * The Gopher item type of an address of this capsule, by its path alone:
 * '7' for /search, '0' for *.txt, *.xml and other text files, 'I' 'g' 's' '9'
 * by extension, 'h' for HTML, else '1', a menu.
 *
 * Spec: RFC 1436 section 3.8; gopher.md G18.
 */
char item_type(const char *path);

/*
 * The media type of a file by its name, for Gemini: "image/png";
 * "application/octet-stream" when nothing is known.  A static string.
 */
const char *item_media_type(const char *path);

#endif
