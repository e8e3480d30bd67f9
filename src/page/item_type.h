#ifndef PAGE_ITEM_TYPE_H
#define PAGE_ITEM_TYPE_H

#include "page/own_types.h"

/*
 * The Gopher item type of an address of this capsule, by its path alone
 * (what follows a '?' or '#' does not count): '7' for /search; for a name
 * with an extension, and for README and its like, '0' (text), 'I', 'g', 's',
 * 'h' or '9'; below /static/ '0' for a folder, which shows its index.gmi, and
 * '9' for other files; else '1', a menu.  What the operator says of an
 * extension goes before: other files of that type tell, else '0' for texts.
 *
 * Spec: RFC 1436 section 3.8; gopher.md G18.
 */
char item_type(const char *path, const struct own_types *own);

/*
 * The media type of a file by its name, where '?' and '#' are letters like all
 * others, for Gemini: "image/png";
 * "application/octet-stream" when nothing is known.  A static string, or the
 * operator's.
 */
const char *item_type_media(const char *path, const struct own_types *own);

/*
 * The type under which a menu of ours may show an item that another server
 * calls `type`: itself when it is one of G18, a plain file for the old types
 * of archives and documents, 0 for those that no menu line can stand for
 * (errors, text lines, telnet, unknown ones).
 */
char item_type_foreign(char type);

#endif
