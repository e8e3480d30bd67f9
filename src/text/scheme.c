#include "text/scheme.h"

#include <string.h>
#include <strings.h>

#include "text/ascii.h"

/*
 * To forbid a scheme, give it 0 here.  Scripts, drives and what a program
 * would take from the reader's own machine are never led to (conversion.md
 * 1.5); the schemes that browsers get are those of the net (G20).
 */
/* clang-format off */
static const struct {
	const char *name;
	unsigned may;
} schemes[] = {
	{ "https",   SCHEME_LINK | SCHEME_BARE | SCHEME_BROWSER | SCHEME_UNSAID },
	{ "http",    SCHEME_LINK | SCHEME_BARE | SCHEME_BROWSER | SCHEME_UNSAID },
	{ "gemini",  SCHEME_LINK | SCHEME_BARE | SCHEME_BROWSER | SCHEME_UNSAID },
	{ "gopher",  SCHEME_LINK | SCHEME_BARE | SCHEME_BROWSER | SCHEME_UNSAID },
	{ "gophers", SCHEME_LINK | SCHEME_BARE | SCHEME_BROWSER | SCHEME_UNSAID },
	{ "ftp",     SCHEME_LINK | SCHEME_BARE | SCHEME_BROWSER },
	{ "ftps",    SCHEME_LINK | SCHEME_BARE },
	{ "titan",   SCHEME_LINK | SCHEME_BARE | SCHEME_BROWSER },
	{ "finger",  SCHEME_LINK | SCHEME_BARE | SCHEME_BROWSER },
	{ "spartan", SCHEME_LINK | SCHEME_BARE },
	{ "mailto",  SCHEME_LINK | SCHEME_BROWSER | SCHEME_UNSAID },
	{ "javascript", 0 },
	{ "vbscript",   0 },
	{ "data",       0 },
	{ "file",       0 },
};
/* clang-format on */

unsigned
scheme_may(const char *name, size_t len)
{
	if (len == 0)
		return SCHEME_LINK;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (schemes[i].name[0] == to_lower(*name) &&
		    strncasecmp(schemes[i].name, name, len) == 0 &&
		    schemes[i].name[len] == '\0')
			return schemes[i].may;
	/* one letter is a drive: "c:\report.doc" */
	return len == 1 ? 0 : SCHEME_LINK;
}
